import { isGetImportTaskOutputWire } from '../../generated/validators/wire.js';
import { validatorTarget, verifyValidator } from '../../tests/conformance/index.js';
import { full } from '../../tests/mutants/validators/validator.js';
import type { Round } from './round.js';

/** Cases of each check: enough that what is built once does not count. */
const RUNS = 200;

/** A run of the suite on the generated validator, and as many bare calls of it on one full response. */
export async function validatorRound(seed: number): Promise<Round> {
  let cases = 0;
  const counted = (value: unknown): boolean => {
    cases += 1;
    return isGetImportTaskOutputWire(value);
  };
  const began = performance.now();
  await verifyValidator({ target: validatorTarget(counted, 'validator'), seed, runs: RUNS });
  const suite = performance.now() - began;
  const bare = performance.now();
  let valid = 0;
  for (let at = 0; at < cases; at++)
    if (isGetImportTaskOutputWire({ ...full, attemptNumber: at })) valid += 1;
  if (valid !== cases) throw new Error('The value is valid.');
  return { cases, suite, bare: performance.now() - bare };
}
