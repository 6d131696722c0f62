import { describe, expect, test } from 'vitest';
import { clientMutants, correctClients } from './clients/index.js';
import { tryClient, tryCorrectClient } from './try-clients.js';

/** Of a check's cases; `npm run mutants` tries all that a run without options does. */
const RUNS = 100;
const RUNS_OF_CORRECT = 6;

describe('clients', () => {
  test.each(clientMutants.map((mutant) => [mutant.name, mutant] as const))(
    '%s is caught under a clause that it breaks',
    async (_, mutant) => {
      const { named, result } = await tryClient(mutant, { seed: 1, runs: RUNS }, true);
      expect(named, `${mutant.breaks} in ${result.stats.cases} cases`).not.toEqual([]);
    },
  );

  test.each(correctClients.map((client) => [client.name, client] as const))(
    '%s, which is right, is not found fault with',
    async (_, client) => {
      for (const seed of [1, 2, 3]) {
        const { named } = await tryCorrectClient(client, { seed, runs: RUNS_OF_CORRECT });
        expect(named).toEqual([]);
      }
    },
  );
});
