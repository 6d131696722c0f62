import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { contract } from '../../generated/contract.js';
import {
  type Limitation,
  parseLimitations,
  type RunOptions,
  terminalReport,
  type VerifyResult,
  verifyClient,
} from '../../tests/conformance/index.js';
import { openStdioClient } from '../../tests/conformance/targets/stdio.js';
import type { Hello } from '../../tests/conformance/targets/stdio-messages.js';
import { driverProblemText } from '../../tests/conformance/targets/stdio-problems.js';
import { sdkEnvironment } from '../sdk-environment.js';
import type { SdkClient } from './clients.js';
import type { Run } from './matrix.js';

/** The same for all, so that the matrix is the same for all. */
export const SEED = 20150101;

const HOUR = 3600;

/** So much longer a call may take that waits between its attempts. */
const PATIENCE = 4;

/** What can only be seen of a client that may try again. */
const RETRIES = [
  'throttling-retried',
  'transient-retried',
  'permanent-not-retried',
  'retry-after-honoured',
  'attempts-made',
];

export type RunOutcome =
  | { readonly kind: 'run'; readonly run: Run; readonly holds: boolean }
  | { readonly kind: 'skipped'; readonly reason: string };

/**
 * All of the suite with single attempts, by known.yaml in the client's folder; then the rules of retries with the
 * client's own default, by known-retries.yaml. What does not hold is printed.
 */
export async function runOf(client: SdkClient, folder: string): Promise<RunOutcome> {
  const { id, runs } = client;
  const limitations = await limitationsIn(join(folder, id, 'known.yaml'));
  const ofRetries = await limitationsIn(join(folder, id, 'known-retries.yaml'));
  const single = await verified(client, { limitations }, {});
  if (single.kind === 'skipped') return single;
  const patient = { ...client, timeout: PATIENCE * client.timeout };
  const again = await verified(patient, { limitations: ofRetries, only: RETRIES }, { ATTEMPTS: 'default' });
  if (again.kind === 'skipped') return again;
  const results = [single.result, again.result];
  const { name, version } = single.hello;
  return {
    kind: 'run',
    run: { client: { id, name, version, runs, limitations: [...limitations, ...ofRetries] }, results },
    holds: results.every(({ holds }) => holds),
  };
}

async function limitationsIn(file: string): Promise<readonly Limitation[]> {
  return existsSync(file) ? parseLimitations(await readFile(file, 'utf8'), file) : [];
}

type Verified =
  | { readonly kind: 'result'; readonly hello: Hello; readonly result: VerifyResult }
  | { readonly kind: 'skipped'; readonly reason: string };

async function verified(
  { command, id, runs, timeout }: SdkClient,
  options: Pick<RunOptions, 'limitations' | 'only'>,
  variables: Readonly<Record<string, string>>,
): Promise<Verified> {
  if (!command.ok) return { kind: 'skipped', reason: command.reason };
  const environment = (endpoint: string | null) => ({ ...sdkEnvironment(endpoint), ...variables });
  const opened = await openStdioClient({ command: command.command, contract, environment });
  if (!opened.ok) return { kind: 'skipped', reason: driverProblemText(opened.problem) };
  const { target, hello } = opened;
  console.log(
    `${target.name}: ${options.only === undefined ? `${runs} cases a check` : options.only.join(', ')}`,
  );
  const result = await verifyClient({
    ...options,
    target,
    contract,
    runs,
    timeout,
    seed: SEED,
    level: 'SHOULD',
    concurrency: 2,
    timeBudget: HOUR,
    onProgress: ({ done, total, findings }) => {
      if (process.stderr.isTTY === true)
        process.stderr.write(`\r\u001b[2K${done} of ${total} checks, ${findings} findings`);
    },
  }).finally(() => target.close());
  if (process.stderr.isTTY === true) process.stderr.write('\r\u001b[2K');
  if (result.stats.interrupted) return { kind: 'skipped', reason: `it was not through within ${HOUR} s` };
  if (!result.holds) console.log(terminalReport(result, { command: `npm run sdks -- ${id}` }));
  return { kind: 'result', hello, result };
}
