import { acceptsAtSites, acceptsBigints, acceptsWhole } from './accepts.js';
import { crossed } from './crossed.js';
import { errata } from './errata.js';
import { jsonTexts } from './json-texts.js';
import { refuses, takesNotice } from './refuses.js';
import { hostile, pure, verdicts } from './robust.js';
import type { ValidatorCheck, ValidatorWorld } from './validator-check.js';

/** Everything that is tried on a validator, in the order of reports. */
const families: readonly ((world: ValidatorWorld) => readonly ValidatorCheck[])[] = [
  refuses,
  crossed,
  takesNotice,
  errata,
  acceptsAtSites,
  acceptsWhole,
  acceptsBigints,
  verdicts,
  hostile,
  jsonTexts,
  pure,
];

export function validatorChecks(world: ValidatorWorld): readonly ValidatorCheck[] {
  return families.flatMap((family) => family(world));
}
