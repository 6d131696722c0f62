/** Shows contenders hundreds of shapes of objects, so that their inline caches hold none of them. */
import { labelled } from './corpus.mjs';

export function pollute(built, subject) {
  const corpus = labelled(subject);
  for (const { accepts, count } of built) {
    for (let times = 0; times < 20; times++) {
      for (const { value } of corpus) {
        attempt(accepts, value);
        attempt(accepts, shuffled(value, times));
        if (count !== undefined) attempt(count, value);
      }
    }
  }
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
  if (Array.isArray(value)) return value.map((each) => shuffled(each, by));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  const from = entries.length === 0 ? 0 : by % entries.length;
  return Object.fromEntries(
    [...entries.slice(from), ...entries.slice(0, from)].map(([key, each]) => [key, shuffled(each, by)]),
  );
}
