/**
 * `npm run throughput [-- ROLE...]`: what the suite takes for a case beside the least that such a case can take, in turn:
 * for clients a bare loop over the very responses that the suite served, for servers as many loopback round trips, for
 * validators as many bare calls. Each role has a process of its own, as a run of `verify` has. Prints ratios, and exits
 * with 1 where a role misses its goal.
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

interface Role {
  /** Rounds by what they are compared with. */
  readonly round: (seed: number) => Promise<Readonly<Record<string, Round>>>;
  /** What part of the rate of one of those the suite has to reach, within the noise of a machine. */
  readonly goal: number | null;
}

const GOAL = 0.8;
const NOISE = 0.05;

const roles: Readonly<Record<string, Role>> = {
  // A bare call takes a tenth of a microsecond, so a part of its rate says nothing.
  validator: { round: async (seed) => ({ 'bare calls': await validatorRound(seed) }), goal: null },
  client: { round: clientRound, goal: GOAL },
  server: { round: serverRound, goal: GOAL },
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
  let worst: number = EXIT.holds;
  for (const role of wanted.length > 0 ? wanted : Object.keys(roles)) {
    const args = [fileURLToPath(import.meta.url), role];
    const { ended, output } = await run(process.execPath, args, {
      cwd: process.cwd(),
      timeout: 30 * MINUTES,
    });
    console.log(output.trimEnd());
    if (ended !== 0) worst = EXIT.broken;
  }
  return worst;
}

async function measured(role: string, { round, goal }: Role): Promise<number> {
  const rounds: Readonly<Record<string, Round>>[] = [];
  // The first round warms up.
  for (let at = 0; at <= ROUNDS; at++) {
    const each = await round(SEED + at);
    if (at > 0) rounds.push(each);
  }
  const best = Object.keys(rounds[0] ?? {}).map((base) => {
    const those = rounds.flatMap((each) => each[base] ?? []);
    console.log(line(role, base, those));
    return middle(ratiosOf(those)) ?? 0;
  });
  if (goal === null || Math.max(...best) >= goal - NOISE) return EXIT.holds;
  console.log(`${role.padEnd(10)} misses its goal, ${percent(goal)}.`);
  return EXIT.broken;
}

function line(role: string, base: string, rounds: readonly Round[]): string {
  const ratios = ratiosOf(rounds);
  const micros = sorted(rounds.map(({ suite, cases }) => (1000 * suite) / cases));
  const cases = rounds.reduce((sum, each) => sum + each.cases, 0);
  const spread = `${percent(ratios[0])} to ${percent(ratios.at(-1))}`;
  return `${role.padEnd(10)} ${cases} cases, ${middle(micros)?.toFixed(0)} µs each; ${percent(middle(ratios))} of the rate of ${base} (${spread})`;
}

function ratiosOf(rounds: readonly Round[]): readonly number[] {
  return sorted(rounds.map(({ suite, bare }) => bare / suite));
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
