/** The response of this repository's operation: every row, with inline caches as a program warms them. */
import { subject } from '../lib/subjects.mjs';
import { able, agreementOn, entrants, rowsOf } from '../lib/validators.mjs';
import { taskRows } from '../lib/values.mjs';

export const title = 'Validators, one response';

export async function section({ rounds, judges }) {
  const task = await subject('task');
  const rows = await rowsOf(able(await entrants(task)), taskRows, { rounds, base: 'by hand' });
  return { rows, ...(judges ? { agreement: await agreementOn(task) } : {}) };
}
