/** The same after each contender has seen hundreds of shapes of objects: caches hold none of them. */

import { labelled } from '../lib/corpus.mjs';
import { subject } from '../lib/subjects.mjs';
import { able, entrants, rowsOf } from '../lib/validators.mjs';
import { taskRows } from '../lib/values.mjs';

export const title = 'Validators, inline caches polluted';

export async function section({ rounds }) {
  const task = await subject('task');
  const corpus = labelled(task);
  const built = able(await entrants(task));
  for (const { accepts, count } of built) {
    for (let times = 0; times < 20; times++) {
      for (const { value } of corpus) {
        attempt(accepts, value);
        attempt(accepts, shuffled(value, times));
        if (count !== undefined) attempt(count, value);
      }
    }
  }
  return { rows: await rowsOf(built, taskRows, { rounds, base: 'by hand' }) };
}

function attempt(check, value) {
  try {
    check(value);
  } catch {
    // A contender that throws is told of by the agreement.
  }
}

/** The members in another order: another shape to the engine. */
function shuffled(value, by) {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const entries = Object.entries(value);
  const from = entries.length === 0 ? 0 : by % entries.length;
  return Object.fromEntries(
    [...entries.slice(from), ...entries.slice(0, from)].map(([key, each]) => [key, shuffled(each, by)]),
  );
}
