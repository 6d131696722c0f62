import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { clientTarget, verifyClient } from '../../tests/conformance/index.js';
import { correctClients } from '../../tests/mutants/clients/index.js';
import type { Round } from './round.js';

/** Rules whose responses are whole and come at once: a client that waits for its next attempt tells nothing of the suite. */
const PLAIN = ['valid-output', 'open-enum', 'unknown-member-ignored', 'null-is-absent', 'integer-exact'];

/** Cases of each check: enough that what is built once does not count. */
const RUNS = 1000;

interface Recorded {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

type Call = (endpoint: string, input: { readonly taskIdentifier: string }) => Promise<unknown>;

/** Checks at a time, in the second of the runs. */
const TOGETHER = 8;

/**
 * Two runs of the suite on a client, one check at a time and several, and the same client in a bare loop over the
 * responses that the suite served it, one after the other.
 */
export async function clientRound(seed: number): Promise<Readonly<Record<string, Round>>> {
  const client = correctClients.find(({ name }) => name === 'keep-alive')?.make() as Call | undefined;
  if (client === undefined) throw new Error('There is no client that keeps its connection.');
  const { recorded, inputs } = await record(client, seed);
  const cases = recorded.length;
  const one = await verified(client, seed, 1);
  const bare = await replayed(client, recorded, inputs);
  const several = await verified(client, seed, TOGETHER);
  return {
    'the client alone': { cases, suite: one, bare },
    [`the client alone, with --concurrency ${TOGETHER}`]: { cases, suite: several, bare },
  };
}

/** Milliseconds that the suite takes. */
async function verified(call: Call, seed: number, concurrency: number): Promise<number> {
  const target = clientTarget((endpoint, input) => call(endpoint, input as Parameters<Call>[1]), 'client');
  const { stats } = await verifyClient({ target, seed, runs: RUNS, only: PLAIN, concurrency });
  return stats.milliseconds;
}

/** What the suite serves: the same for the same seed. */
async function record(
  client: Call,
  seed: number,
): Promise<{
  readonly recorded: readonly Recorded[];
  readonly inputs: readonly Parameters<Call>[1][];
}> {
  const recorded: Recorded[] = [];
  const inputs: Parameters<Call>[1][] = [];
  let endpoint = '';
  const proxy = await listening(async (path) => {
    const response = await fetch(`${endpoint}${path}`);
    const body = Buffer.from(await response.arrayBuffer());
    const answer = { status: response.status, headers: Object.fromEntries(response.headers), body };
    recorded.push(answer);
    return answer;
  });
  try {
    await verified(
      (served, input) => {
        endpoint = served;
        inputs.push(input);
        return client(proxy.endpoint, input);
      },
      seed,
      1,
    );
  } finally {
    proxy.close();
  }
  return { recorded, inputs };
}

async function replayed(
  client: Call,
  recorded: readonly Recorded[],
  inputs: readonly Parameters<Call>[1][],
): Promise<number> {
  let next = 0;
  const server = await listening(async () => {
    const answer = recorded[next];
    next += 1;
    if (answer === undefined) throw new Error('More was asked than the suite served.');
    return answer;
  });
  try {
    const began = performance.now();
    for (const input of inputs) {
      // Some of the responses are errors to the client.
      await client(server.endpoint, input).catch(() => undefined);
    }
    return performance.now() - began;
  } finally {
    server.close();
  }
}

/** A server on a free port of 127.0.0.1 that answers what it is told to. */
async function listening(
  answer: (path: string) => Promise<Recorded>,
): Promise<{ readonly endpoint: string; readonly close: () => void }> {
  const server = createServer((request, response) => {
    request.resume();
    answer(request.url ?? '/').then(
      ({ status, headers, body }) => {
        const { 'transfer-encoding': _, ...rest } = headers;
        response.writeHead(status, { ...rest, 'content-length': body.length });
        response.end(body);
      },
      (error: Error) => response.destroy(error),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
