import { describe, expect, test } from 'vitest';
import { correctServers, serverMutants } from '../mutants/servers/index.js';
import { tryCorrect, tryMutant } from '../mutants/try-servers.js';

/** All of them, for as long as the suite follows tasks by itself, are tried by `npm run mutants -- server`. */
const SAMPLE = 90;
const FOLLOW = 0.5;

const sampled = serverMutants.filter((_, at) => at % SAMPLE === 11);

describe('a sample of the broken servers is caught under a clause that it breaks', () => {
  test.each(sampled.map((mutant) => [mutant.name, mutant] as const))('%s', async (_, mutant) => {
    const { named, result } = await tryMutant(mutant, 1, false, 'process', FOLLOW);
    expect(named, `found instead: ${result.findings.map(({ clause }) => clause).join(', ')}`).not.toEqual([]);
  });
});

describe('right servers of a sample give no reason for a finding', () => {
  const names = ['minimal', 'later-edition', 'live', 'other-order'];
  test.each(names)('%s', async (name) => {
    const server = correctServers.find((each) => each.name === name);
    expect(server).toBeDefined();
    if (server !== undefined) expect((await tryCorrect(server, 1, 'process', FOLLOW)).named).toEqual([]);
  });
});

test('a server that puts the suite off now and then is right, over HTTP, too', async () => {
  const server = correctServers.find(({ name }) => name === 'throttling');
  if (server === undefined) throw new Error('There is no such server.');
  expect((await tryCorrect(server, 2, 'http', FOLLOW)).named).toEqual([]);
});
