import type { Arbitraries } from '../../generated/runtime/arbitraries/index.js';
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
  /** How many run at the same time in a process: clients and servers are mostly waited for. */
  readonly atOnce: number;
  readonly mutants: readonly Tried<Mutant>[];
  readonly correct: readonly Tried<Correct>[];
}

export interface Extent {
  readonly seed: number;
  /** Cases of each check; by default those of a run without options. Servers have no such number. */
  readonly runs?: number;
  /** What is costly to make, and the same for all runs. */
  readonly arbitraries?: Arbitraries;
}

export interface Tried<Implementation> {
  readonly about: Implementation;
  /** `own`: of a broken one, only what it is known to break is tried: the same cases, and none of the others. */
  readonly run: (extent: Extent, own: boolean) => Promise<Trial>;
}

export const roles: readonly RoleTrials[] = [
  {
    role: 'validator',
    atOnce: 1,
    mutants: validatorMutants.map((about) => ({
      about,
      run: (extent, own) => tryValidator(about, extent, own),
    })),
    correct: correctValidators.map((about) => ({
      about,
      run: (extent) => tryCorrectValidator(about, extent),
    })),
  },
  {
    role: 'client',
    atOnce: 12,
    mutants: clientMutants.map((about) => ({ about, run: (extent, own) => tryClient(about, extent, own) })),
    correct: correctClients.map((about) => ({ about, run: (extent) => tryCorrectClient(about, extent) })),
  },
  {
    role: 'server',
    atOnce: 8,
    mutants: serverMutants.map((about) => ({
      about,
      run: ({ seed }, own) => tryMutant(about, seed, own, 'process'),
    })),
    correct: correctServers.map((about) => ({
      about,
      run: ({ seed }) => tryCorrect(about, seed, 'process'),
    })),
  },
];
