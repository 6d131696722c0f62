/** The rows of validators, for any contract: agreement first, then who takes how long. */
import { contenders } from '../contenders/index.mjs';
import { disagreements, labelled } from './corpus.mjs';
import { interleaved, over } from './measure.mjs';

/** Contenders that could be built; what could not is told with the reason. */
export async function entrants(subject) {
  const built = [];
  for (const { name, packageName, builds, build } of contenders) {
    if (!builds.includes(subject.contract)) continue;
    try {
      const { accepts, count } = await build(subject);
      built.push({ name, packageName, accepts, count });
    } catch (error) {
      built.push({ name, packageName, failed: String(error.message ?? error).slice(0, 200) });
    }
  }
  mendStrings();
  return built;
}

/**
 * A package leaves the prototype of strings as a dictionary, in which engines find `charCodeAt` four times as slowly, for
 * everybody in the process. To read something through an object that inherits from it makes it a prototype again.
 */
function mendStrings() {
  const heir = Object.create(String.prototype);
  const read = (object) => object.charCodeAt;
  for (let times = 0; times < 100; times++) read(heir);
}

/** What each makes of the labelled values. Asked of contenders of its own, since it leaves traces in inline caches. */
export async function agreementOn(subject, corpus = labelled(subject)) {
  const invalid = corpus.filter((each) => !each.valid).length;
  const judged = (await entrants(subject)).map(({ name, accepts, failed }) => ({
    name,
    ...(failed === undefined ? disagreements(accepts, corpus) : { failed }),
  }));
  return { valid: corpus.length - invalid, invalid, contenders: judged };
}

export function able(built) {
  return built.filter((each) => each.failed === undefined);
}

/** The time of every round, by row and contender. */
export async function rowsOf(built, rows, { rounds, base }) {
  const results = [];
  for (const [row, { values, ask, wrong }] of Object.entries(rows)) {
    const taking = {};
    const out = [];
    for (const each of built) {
      const asked = each[ask];
      if (asked === undefined) continue;
      const rejects = wrong > 0;
      const check = ask === 'accepts' ? (value) => (asked(value) ? 1 : 0) : asked;
      // A contender may count issues in its own way, but not take valid for invalid.
      const fits = values.every((value) => check(value) > 0 === (ask === 'accepts' ? !rejects : rejects));
      if (fits) taking[each.name] = over(values, check);
      else out.push(each.name);
    }
    const times = await interleaved(taking, { rounds, size: values.length });
    results.push({ row, base, times, out });
  }
  return results;
}
