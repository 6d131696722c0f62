/**
 * `npm run throughput`: what the suite takes for a case beside the least that such a case can take, in one run, in turn:
 * for clients and servers a bare loop over as many loopback round trips, for validators as many bare calls. Prints ratios.
 */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isGetImportTaskOutputWire } from '../generated/validators/wire.js';
import { clientTarget, validatorTarget, verifyClient, verifyValidator } from '../tests/conformance/index.js';
import { correctClients } from '../tests/mutants/clients/index.js';
import { writeJson } from '../tests/mutants/json.js';
import { full } from '../tests/mutants/validators/validator.js';
import { type ServerRound, serverRound } from './throughput/server.js';

const ROUNDS = 5;
const RUNS = 20;
const SEED = 1;

interface Round {
  readonly cases: number;
  /** Milliseconds for all of them. */
  readonly suite: number;
  readonly bare: number;
}

/** The function as it is, and how often it was called. */
function counted<Arguments extends readonly unknown[], Value>(call: (...given: Arguments) => Value) {
  let calls = 0;
  return {
    calls: () => calls,
    call: (...given: Arguments): Value => {
      calls += 1;
      return call(...given);
    },
  };
}

async function validatorRound(seed: number): Promise<Round> {
  const { call, calls } = counted(isGetImportTaskOutputWire as (value: unknown) => boolean);
  const began = performance.now();
  await verifyValidator({ target: validatorTarget(call, 'validator'), seed, runs: RUNS });
  const suite = performance.now() - began;
  const bare = performance.now();
  let valid = 0;
  for (let at = 0; at < calls(); at++)
    if (isGetImportTaskOutputWire({ ...full, attemptNumber: at })) valid += 1;
  if (valid !== calls()) throw new Error('The value is valid.');
  return { cases: calls(), suite, bare: performance.now() - bare };
}

/** Rules whose responses are whole and come at once: a client that waits for its next attempt tells nothing of the suite. */
const PLAIN = ['valid-output', 'open-enum', 'unknown-member-ignored', 'null-is-absent', 'integer-exact'];

const call = correctClients.find(({ name }) => name === 'keep-alive')?.make();
if (call === undefined) throw new Error('There is no client that keeps its connection.');
const client = call;

async function clientRound(seed: number): Promise<Round> {
  const asked = counted((endpoint: string, input: unknown) =>
    client(endpoint, input as Parameters<typeof client>[1]),
  );
  const target = clientTarget(asked.call, 'client');
  const began = performance.now();
  await verifyClient({ target, seed, runs: RUNS, only: PLAIN });
  const suite = performance.now() - began;
  const body = writeJson(full);
  const server = createServer((request, response) => {
    request.resume();
    response.writeHead(200, {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
    });
    response.end(body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const bare = performance.now();
  for (let at = 0; at < asked.calls(); at++) await client(endpoint, { taskIdentifier: full.taskId });
  const milliseconds = performance.now() - bare;
  server.close();
  server.closeAllConnections();
  return { cases: asked.calls(), suite, bare: milliseconds };
}

function line(name: string, rounds: readonly Round[]): string {
  const ratios = rounds.map(({ suite, bare }) => bare / suite).sort((one, other) => one - other);
  const micros = rounds.map(({ suite, cases }) => (1000 * suite) / cases).sort((one, other) => one - other);
  const middle = (values: readonly number[]): number => values[Math.floor(values.length / 2)] ?? Number.NaN;
  const cases = rounds.reduce((sum, each) => sum + each.cases, 0);
  const percent = (ratio: number): string => `${(100 * ratio).toFixed(1)} %`;
  return `${name.padEnd(10)} ${cases} cases, ${middle(micros).toFixed(0)} µs each; ${percent(middle(ratios))} of the bare rate (${percent(ratios[0] ?? Number.NaN)} to ${percent(ratios.at(-1) ?? Number.NaN)})`;
}

const validators: Round[] = [];
const clients: Round[] = [];
const servers: ServerRound[] = [];
// The first round warms up.
for (let round = 0; round <= ROUNDS; round++) {
  const [ofValidator, ofClient] = [await validatorRound(SEED + round), await clientRound(SEED + round)];
  const ofServer = await serverRound(SEED + round);
  if (round === 0) continue;
  validators.push(ofValidator);
  clients.push(ofClient);
  servers.push(ofServer);
}
console.log(`Node ${process.version}, ${ROUNDS} rounds in turn, medians:`);
console.log(line('validator', validators));
console.log(line('client', clients));
for (const way of ['fetch', 'http'] as const) {
  const rounds = servers.map((round) => ({ ...round, bare: round[way] }));
  console.log(`${line('server', rounds)}, a loop over ${way === 'http' ? 'node:http' : way}`);
}
