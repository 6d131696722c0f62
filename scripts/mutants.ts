/**
 * `npm run mutants [-- ROLE...] [-- --seeds N --seed S]`: runs the suite on the broken implementations of tests/mutants,
 * which it must catch under a clause that they break, and N times on the correct ones, which give no reason for a
 * finding, on as many threads as there are processors. Exits with 1 where one is not caught, or found fault with for nothing.
 */
import { Command, InvalidArgumentError } from 'commander';
import { EXIT } from './exit.js';
import { onThreads } from './mutants/spread.js';
import { type RoleTrials, roles } from './mutants/trials.js';

const program = new Command('mutants')
  .argument('[roles...]', 'validator, client, server (default: all)')
  .option('--seeds <n>', 'how many seeds the correct ones are tried with', wholeNumber, 20)
  .option('--seed <n>', 'the seed of the broken ones, and the first of the correct ones', wholeNumber, 1)
  .option('--own', 'of the broken ones, try only what they are known to break: faster', false)
  .parse();
const { seeds, seed, own } = program.opts<{
  readonly seeds: number;
  readonly seed: number;
  readonly own: boolean;
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

async function tried({ role, mutants, correct }: RoleTrials): Promise<void> {
  let [caught, alarms, runs] = [0, 0, 0];
  await onThreads(new URL('./mutants/thread.js', import.meta.url), { role, seed, seeds, own }, (word) => {
    switch (word.kind) {
      case 'mutant':
        if (word.caught) caught += 1;
        console.log(word.line);
        return;
      case 'correct':
        runs += 1;
        alarms += word.lines.length;
        for (const line of word.lines) console.log(line);
    }
  });
  console.log(
    `${role.padEnd(9)}  ${caught} of ${mutants.length} caught; ${alarms} false alarms in ${runs} runs of ${correct.length} correct ones\n`,
  );
  if (caught < mutants.length || alarms > 0) process.exitCode = EXIT.broken;
}

function wholeNumber(text: string): number {
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('Expected a whole number above 0.');
}
