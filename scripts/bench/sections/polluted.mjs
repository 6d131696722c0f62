/** The same after each contender has seen hundreds of shapes of objects: caches hold none of them. */
import { pollute } from '../lib/pollute.mjs';
import { subject } from '../lib/subjects.mjs';
import { able, entrants, rowsOf } from '../lib/validators.mjs';
import { taskRows } from '../lib/values.mjs';

export const title = 'Validators, one response, inline caches polluted';

export async function section({ rounds }) {
  const task = await subject('task');
  const built = able(await entrants(task));
  pollute(built, task);
  return { rows: await rowsOf(built, taskRows, { rounds, base: 'by hand' }) };
}
