import { expect, test } from 'vitest';
import { type Limitation, verifyServer } from '../conformance/index.js';
import type { VerifyResult } from '../conformance/result.js';
import { handlerServer } from '../conformance/targets/server-handler.js';
import { correctServers, serverMutants } from '../mutants/servers/index.js';
import type { ServerImplementation } from '../mutants/servers/server.js';

const RULE = 'restJson1#malformed-label-refused';

const lenient = serverMutants.find(({ name }) => name === 'identifier-not-checked');
const right = correctServers.find(({ name }) => name === 'full');

function verified(
  server: ServerImplementation | undefined,
  covers: readonly string[],
  only: readonly string[] = [RULE],
): Promise<VerifyResult> {
  const fetch = server?.create().fetch;
  if (fetch === null || fetch === undefined) throw new Error('There is no such server in this process.');
  const limitations: readonly Limitation[] = [{ limitation: 'lenient', covers, reason: 'Old clients.' }];
  const tasks = [{ input: { taskIdentifier: 't-succeeded0' } }];
  const target = handlerServer(fetch, 'server');
  return verifyServer({ target, tasks, seed: 1, runs: 8, follow: 0, only, limitations });
}

test('what a server is known to do otherwise is told, and does not fail the run', async () => {
  const result = await verified(lenient, [RULE]);
  expect(result).toMatchObject({ holds: true, findings: [], stale: [] });
  expect(new Set(result.known.map(({ limitation }) => limitation))).toEqual(new Set(['lenient']));
});

test('a limitation that covers one check leaves the others as they are', async () => {
  const open = await verified(lenient, ['malformed-label-refused']);
  const [first, second] = open.known.map(({ finding }) => finding.check);
  if (first === undefined || second === undefined) throw new Error('It shows in one check alone.');
  const result = await verified(lenient, [first]);
  expect(result.holds).toBe(false);
  expect(result.known.map(({ finding }) => finding.check)).toEqual([first]);
  expect(result.findings.map(({ check }) => check)).toContain(second);
});

test('a limitation that does not show any more fails the run; one that was not tried does not', async () => {
  const gone = await verified(right, [RULE]);
  expect(gone).toMatchObject({ holds: false, findings: [], stale: [{ limitation: 'lenient' }] });
  const untried = await verified(right, [RULE], ['success-status']);
  expect(untried).toMatchObject({ holds: true, stale: [] });
});

test('a limitation that covers nothing is a mistake', async () => {
  await expect(verified(right, ['no-such-rule'])).rejects.toThrow(/covers nothing that is tried/);
});
