import type { Command } from 'commander';
import { contract } from '../../generated/contract.js';
import { choice } from '../arguments.js';
import type { Flags } from '../validate/run.js';

/** What a program's own `JSON.stringify` makes of a decoded value. */
const DECODED = 'decoded';

/** `validate FILE...`. */
export function addValidate(program: Command): void {
  program
    .command('validate')
    .summary('hold captured responses to the contract')
    .description(
      'Holds captured responses to the contract: JSON bodies, or whole responses as `curl -i` prints them. Exits with 1 where one breaks it.',
    )
    .argument('<file...>', 'files or glob patterns; - is standard input')
    .addOption(
      choice('--view <view>', 'the form in which they were captured', [
        ...contract.views.map(({ name }) => name),
        DECODED,
      ]).default(contract.views[0]?.name ?? DECODED),
    )
    .option('--strict', 'take only what the contract documents (default: what a tolerant reader takes)')
    .option(
      '--shape <name>',
      'the shape they are of (default: the output, or the error that a response names)',
    )
    .option('--operation <id>', 'the operation that was called (default: the only one)')
    .option('--lines', 'each line is a response of its own (default for *.jsonl and *.ndjson)')
    .option('--json', 'print the findings as JSON')
    .addHelpText(
      'after',
      `
Examples:
  $ neptune-contract validate response.json
  $ curl -si http://localhost:8080/importtasks/t-0123456789 | neptune-contract validate --strict -
  $ neptune-contract validate 'captures/**/*.json' polls.jsonl
  $ aws neptune-graph get-import-task --task-identifier t-0123456789 | neptune-contract validate --view cli -`,
    )
    .action(async (operands: readonly string[], flags: Flags) =>
      (await import('../validate/run.js')).run(operands, flags),
    );
}
