/**
 * `npm run throughput`: what the suite takes for a case beside the least that such a case can take, in one run, in turn:
 * for clients a bare loop over the very responses that the suite served, for servers as many loopback round trips, for
 * validators as many bare calls. Prints ratios.
 */
import { clientRound } from './throughput/client.js';
import type { Round } from './throughput/round.js';
import { type ServerRound, serverRound } from './throughput/server.js';
import { validatorRound } from './throughput/validator.js';

const ROUNDS = 3;
const SEED = 1;

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
