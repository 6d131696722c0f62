import type { VerifyResult } from '../conformance/result.js';
import type { Correct, Mutant } from './mutant.js';

/** What the suite made of one implementation. */
export interface Trial {
  readonly name: string;
  readonly seed: number;
  /** The clauses of its own under which a wrong one was caught; of a right one, the checks of false alarms. */
  readonly named: readonly string[];
  readonly result: VerifyResult;
}

export function trialOfMutant({ name, breaks }: Mutant, result: VerifyResult): Trial {
  const found = new Set(result.findings.map(({ clause }) => clause));
  return { name, seed: result.seed, named: breaks.filter((clause) => found.has(clause)), result };
}

/** A right implementation must give no reason for a finding at MUST or SHOULD that the sources settle. */
export function trialOfCorrect({ name }: Correct, result: VerifyResult): Trial {
  const alarms = result.findings.filter(
    ({ level, contested }) => level !== 'INFO' && contested === undefined,
  );
  return { name, seed: result.seed, named: alarms.map(({ check }) => check), result };
}
