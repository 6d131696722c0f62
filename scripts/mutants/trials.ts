import { clientMutants, correctClients } from '../../tests/mutants/clients/index.js';
import type { Correct, Mutant } from '../../tests/mutants/mutant.js';
import { correctServers, serverMutants } from '../../tests/mutants/servers/index.js';
import type { Trial } from '../../tests/mutants/trial.js';
import { tryClient, tryCorrectClient } from '../../tests/mutants/try-clients.js';
import { tryCorrect, tryMutant } from '../../tests/mutants/try-servers.js';
import { tryCorrectValidator, tryValidator } from '../../tests/mutants/try-validators.js';
import { correctValidators, validatorMutants } from '../../tests/mutants/validators/index.js';

/** The implementations of one role, each with the run of the suite on it, which is the one without options. */
export interface RoleTrials {
  readonly role: 'validator' | 'client' | 'server';
  /** How many run at the same time: servers are mostly waited for, the others share a process that they may change. */
  readonly atOnce: number;
  readonly mutants: readonly Job<Mutant>[];
  readonly correct: readonly Job<Correct>[];
}

export interface Job<Implementation> {
  readonly about: Implementation;
  /** `own`: of a broken one, only what it is known to break is tried: the same cases, and none of the others. */
  readonly run: (seed: number, own: boolean) => Promise<Trial>;
}

export const roles: readonly RoleTrials[] = [
  {
    role: 'validator',
    atOnce: 1,
    mutants: validatorMutants.map((about) => ({
      about,
      run: (seed, own) => tryValidator(about, { seed }, own),
    })),
    correct: correctValidators.map((about) => ({
      about,
      run: (seed) => tryCorrectValidator(about, { seed }),
    })),
  },
  {
    role: 'client',
    atOnce: 1,
    mutants: clientMutants.map((about) => ({ about, run: (seed, own) => tryClient(about, { seed }, own) })),
    correct: correctClients.map((about) => ({ about, run: (seed) => tryCorrectClient(about, { seed }) })),
  },
  {
    role: 'server',
    atOnce: 24,
    mutants: serverMutants.map((about) => ({
      about,
      run: (seed, own) => tryMutant(about, seed, own, 'process'),
    })),
    correct: correctServers.map((about) => ({ about, run: (seed) => tryCorrect(about, seed, 'process') })),
  },
];
