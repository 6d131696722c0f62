import { describe, expect, test } from 'vitest';
import { correctServers, serverMutants } from './servers/index.js';
import { atOnce, tryCorrect, tryMutant } from './try-servers.js';

/** More of them only wait for one another. */
const AT_ONCE = 24;

describe('servers', () => {
  test('every wrong one is caught under a clause that it breaks', async () => {
    const trials = await atOnce(serverMutants, AT_ONCE, (mutant) => tryMutant(mutant, 1, true, 'process'));
    expect(trials.filter(({ named }) => named.length === 0).map(({ name }) => name)).toEqual([]);
  });

  test.each([1, 2, 3])('no right one is found fault with, seed %i', async (seed) => {
    const trials = await atOnce(correctServers, AT_ONCE, (server) => tryCorrect(server, seed, 'process'));
    expect(trials.flatMap(({ name, named }) => named.map((check) => `${name}: ${check}`))).toEqual([]);
  });
});
