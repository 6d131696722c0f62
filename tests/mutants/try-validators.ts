/** Runs the validator part of the suite on the validators of this folder, right and wrong. */

import type { Arbitraries } from '../../generated/runtime/arbitraries/index.js';
import { validatorTarget } from '../conformance/targets/functions.js';
import { validatorSubjects, verifyValidator } from '../conformance/verify-validator.js';
import { type Trial, trialOfCorrect, trialOfMutant } from './trial.js';
import type { CorrectValidator, ValidatorMutant } from './validators/index.js';

interface Extent {
  readonly seed: number;
  /** Cases of each check; by default those of a run without options. */
  readonly runs?: number;
  /** Those of the committed contract, where several runs share them. */
  readonly arbitraries?: Arbitraries;
}

/** @param own try what it is known to break, clause by clause: the same cases; all the others only where it gets by */
export async function tryValidator(mutant: ValidatorMutant, extent: Extent, own: boolean): Promise<Trial> {
  const { name, mode, make, breaks, shape } = mutant;
  const fresh = (): ReturnType<typeof validatorTarget> => validatorTarget(make(), name);
  const options = { ...extent, target: fresh(), mode, shape };
  const tried = new Set(validatorSubjects(options).map(({ clause }) => clause));
  for (const clause of own ? breaks.filter((each) => tried.has(each)) : []) {
    const trial = trialOfMutant(
      mutant,
      await verifyValidator({ ...options, target: fresh(), only: [clause] }),
    );
    if (trial.named.length > 0) return trial;
  }
  return trialOfMutant(mutant, await verifyValidator(options));
}

export async function tryCorrectValidator(correct: CorrectValidator, extent: Extent): Promise<Trial> {
  const { name, mode, validate, shape } = correct;
  const target = validatorTarget(validate as Parameters<typeof validatorTarget>[0], name);
  return trialOfCorrect(correct, await verifyValidator({ ...extent, target, mode, shape }));
}
