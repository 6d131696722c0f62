import { pollute } from '../lib/pollute.mjs';
import { summaryRows } from '../lib/second-values.mjs';
import { subject } from '../lib/subjects.mjs';
import { able, entrants, rowsOf } from '../lib/validators.mjs';

export const title = 'Validators, lists and maps, inline caches polluted';

export async function section({ rounds }) {
  const second = await subject('second');
  const built = able(await entrants(second));
  pollute(built, second);
  return { rows: await rowsOf(built, summaryRows, { rounds, base: 'ours' }) };
}
