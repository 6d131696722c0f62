/**
 * `npm run mutants [-- ROLE...] [-- --seeds N --seed S --runs N]`: runs the suite on the broken implementations of
 * tests/mutants, which it must catch under a clause that they break, and N times on the correct ones, which give no
 * reason for a finding. Exits with 1 where one is not caught, or found fault with for nothing.
 */
import { Command, InvalidArgumentError } from 'commander';
import { EXIT } from './exit.js';
import type { Job } from './mutants/jobs.js';
import { inProcesses } from './mutants/pool.js';
import { alarmLines, mutantLine } from './mutants/table.js';
import { type RoleTrials, roles } from './mutants/trials.js';

const program = new Command('mutants')
  .argument('[roles...]', 'validator, client, server (default: all)')
  .option('--seeds <n>', 'how many seeds the correct ones are tried with', wholeNumber, 20)
  .option('--seed <n>', 'the seed of the broken ones, and the first of the correct ones', wholeNumber, 1)
  .option('--runs <n>', 'cases of each check (default: as in a run without options)', wholeNumber)
  .parse();
const { seeds, seed, runs } = program.opts<{
  readonly seeds: number;
  readonly seed: number;
  readonly runs?: number;
}>();
const names = program.args;
const unknown = names.filter((name) => !roles.some(({ role }) => role === name));
if (unknown.length > 0) {
  console.error(
    `There is no role ${unknown.join(', ')}. There are: ${roles.map(({ role }) => role).join(', ')}.`,
  );
  process.exitCode = EXIT.misused;
} else {
  for (const each of roles) {
    if (names.length === 0 || names.includes(each.role)) await tried(each);
  }
}

async function tried({ role, mutants, correct, atOnce }: RoleTrials): Promise<void> {
  const began = performance.now();
  const job = (kind: Job['kind'], at: number, of: number): Job => ({
    role,
    kind,
    at,
    seed: of,
    runs: runs ?? null,
  });
  let caught = 0;
  await inProcesses(
    mutants.map((_, at) => job('mutants', at, seed)),
    atOnce,
    (row) => {
      const about = mutants[row.job.at]?.about;
      if (row.named.length > 0) caught += 1;
      if (about !== undefined) console.log(mutantLine(about, row));
    },
  );
  let alarms = 0;
  const again = Array.from({ length: seeds }, (_, at) =>
    correct.map((_, which) => job('correct', which, seed + at)),
  );
  await inProcesses(again.flat(), atOnce, (row) => {
    alarms += row.named.length;
    for (const line of alarmLines(row)) console.log(line);
  });
  const seconds = Math.round((performance.now() - began) / 1000);
  console.log(
    `${role.padEnd(9)}  ${caught} of ${mutants.length} caught; ${alarms} false alarms in ${again.flat().length} runs of ${correct.length} correct ones; ${seconds} s\n`,
  );
  if (caught < mutants.length || alarms > 0) process.exitCode = EXIT.broken;
}

function wholeNumber(text: string): number {
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('Expected a whole number above 0.');
}
