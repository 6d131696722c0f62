/** Runs the client part of the suite on the clients of this folder, right and wrong. */

import type { Arbitraries } from '../../generated/runtime/arbitraries/index.js';
import { clientTarget } from '../conformance/targets/functions.js';
import { clientSubjects, verifyClient } from '../conformance/verify-client.js';
import type { ClientMutant, CorrectClient } from './clients/index.js';
import { type Trial, trialOfCorrect, trialOfMutant } from './trial.js';

interface Extent {
  readonly seed: number;
  /** Cases of each check; by default those of a run without options. */
  readonly runs?: number;
  /** Those of the committed contract, where several runs share them. */
  readonly arbitraries?: Arbitraries;
}

/** Milliseconds for a call. None of these clients waits longer for what it may wait for. */
const TIMEOUT = 5000;

/** @param own try what it is known to break, clause by clause: the same cases; all the others only where it gets by */
export async function tryClient(mutant: ClientMutant, extent: Extent, own: boolean): Promise<Trial> {
  const options = { ...extent, timeout: TIMEOUT, target: targetOf(mutant) };
  const tried = new Set(clientSubjects(options).map(({ clause }) => clause));
  for (const clause of own ? mutant.breaks.filter((each) => tried.has(each)) : []) {
    const trial = trialOfMutant(mutant, await verifyClient({ ...options, only: [clause] }));
    if (trial.named.length > 0) return trial;
  }
  return trialOfMutant(mutant, await verifyClient(options));
}

export async function tryCorrectClient(correct: CorrectClient, extent: Extent): Promise<Trial> {
  return trialOfCorrect(
    correct,
    await verifyClient({ ...extent, timeout: TIMEOUT, target: targetOf(correct) }),
  );
}

function targetOf({ name, make }: Pick<ClientMutant, 'name' | 'make'>): ReturnType<typeof clientTarget> {
  const call = make();
  return clientTarget((endpoint, input) => call(endpoint, input as Parameters<typeof call>[1]), name);
}
