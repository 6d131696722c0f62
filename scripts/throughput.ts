/**
 * `npm run throughput [-- ROLE...]`: what the suite takes for a case beside the least that such a case can take, in turn:
 * for clients a bare loop over the very responses that the suite served, for servers as many loopback round trips, for
 * validators as many bare calls. Each role has a process of its own, as a run of `verify` has. Prints ratios.
 */
import { fileURLToPath } from 'node:url';
import { run } from './child.js';
import { EXIT } from './exit.js';
import { clientRound } from './throughput/client.js';
import type { Round } from './throughput/round.js';
import { serverRound } from './throughput/server.js';
import { validatorRound } from './throughput/validator.js';

const ROUNDS = 5;
const SEED = 1;
const MINUTES = 60_000;

/** Each gives rounds by what they are compared with. */
const roles: Readonly<Record<string, (seed: number) => Promise<Readonly<Record<string, Round>>>>> = {
  validator: async (seed) => ({ 'bare calls': await validatorRound(seed) }),
  client: async (seed) => ({ 'the client alone': await clientRound(seed) }),
  server: serverRound,
};

const [given, ...more] = process.argv.slice(2);
const here = more.length === 0 ? roles[given ?? ''] : undefined;
process.exitCode =
  here === undefined ? await eachOf(process.argv.slice(2)) : await measured(given ?? '', here);

async function eachOf(wanted: readonly string[]): Promise<number> {
  const unknown = wanted.filter((role) => !Object.hasOwn(roles, role));
  if (unknown.length > 0) {
    console.error(`There is no role ${unknown.join(', ')}. There are: ${Object.keys(roles).join(', ')}.`);
    return EXIT.misused;
  }
  console.log(`Node ${process.version}, ${ROUNDS} rounds in turn, medians:`);
  for (const role of wanted.length > 0 ? wanted : Object.keys(roles)) {
    const args = [fileURLToPath(import.meta.url), role];
    const { ended, output } = await run(process.execPath, args, {
      cwd: process.cwd(),
      timeout: 30 * MINUTES,
    });
    console.log(output.trimEnd());
    if (ended !== 0) return EXIT.broken;
  }
  return EXIT.holds;
}

async function measured(role: string, round: (typeof roles)[string]): Promise<number> {
  const rounds: Readonly<Record<string, Round>>[] = [];
  // The first round warms up.
  for (let at = 0; at <= ROUNDS; at++) {
    const each = await round(SEED + at);
    if (at > 0) rounds.push(each);
  }
  for (const base of Object.keys(rounds[0] ?? {})) {
    console.log(
      line(
        role,
        base,
        rounds.flatMap((each) => each[base] ?? []),
      ),
    );
  }
  return EXIT.holds;
}

function line(role: string, base: string, rounds: readonly Round[]): string {
  const ratios = sorted(rounds.map(({ suite, bare }) => bare / suite));
  const micros = sorted(rounds.map(({ suite, cases }) => (1000 * suite) / cases));
  const cases = rounds.reduce((sum, each) => sum + each.cases, 0);
  const spread = `${percent(ratios[0])} to ${percent(ratios.at(-1))}`;
  return `${role.padEnd(10)} ${cases} cases, ${middle(micros)?.toFixed(0)} µs each; ${percent(middle(ratios))} of the rate of ${base} (${spread})`;
}

function sorted(values: readonly number[]): readonly number[] {
  return [...values].sort((one, other) => one - other);
}

function middle(values: readonly number[]): number | undefined {
  return values[Math.floor(values.length / 2)];
}

function percent(ratio = Number.NaN): string {
  return `${(100 * ratio).toFixed(1)} %`;
}
