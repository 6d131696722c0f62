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

/** @param own try only what it is known to break: the same cases, and none of the others */
export async function tryValidator(mutant: ValidatorMutant, extent: Extent, own: boolean): Promise<Trial> {
  const { name, mode, make, breaks, shape } = mutant;
  const options = { ...extent, target: validatorTarget(make(), name), mode, shape };
  const tried = new Set(validatorSubjects(options).map(({ clause }) => clause));
  const only = own ? { only: breaks.filter((clause) => tried.has(clause)) } : {};
  return trialOfMutant(mutant, await verifyValidator({ ...options, ...only }));
}

export async function tryCorrectValidator(correct: CorrectValidator, extent: Extent): Promise<Trial> {
  const { name, mode, validate, shape } = correct;
  const target = validatorTarget(validate as Parameters<typeof validatorTarget>[0], name);
  return trialOfCorrect(correct, await verifyValidator({ ...extent, target, mode, shape }));
}
