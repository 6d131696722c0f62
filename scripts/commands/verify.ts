import type { Command } from 'commander';
import { FOLLOW } from '../../tests/conformance/defaults.js';
import { choice, repeated, seconds } from '../arguments.js';
import type { ClientFlags, ServerFlags, ValidatorFlags } from '../verify/flags.js';
import { withVerifyOptions } from './verify-options.js';

/** `verify validator`, `verify client`, `verify server`, and `verify targets`, which is `verify` alone. */
export function addVerify(program: Command): void {
  const verify = program
    .command('verify')
    .summary('hold an implementation to the contract')
    .description(
      'Fuzzes an implementation and holds what it does to the contract. Exits with 1 where the contract is broken.',
    )
    .addHelpText(
      'after',
      `
Examples:
  $ neptune-contract verify validator ./src/schema.ts#ImportTask
  $ neptune-contract verify client ./src/client.ts#getImportTask
  $ neptune-contract verify client -- python3 driver.py          # in any language
  $ neptune-contract verify server http://127.0.0.1:8080
  $ neptune-contract verify                                      # the targets of neptune-contract.config.ts`,
    );
  addValidator(verify);
  addClient(verify);
  addServer(verify);
  addTargets(verify);
}

const TARGETS =
  'MODULE or MODULE#EXPORT: a JavaScript or TypeScript file, or an installed package; behind -- a program that speaks the protocol of PROTOCOL.md';

function addValidator(verify: Command): void {
  withVerifyOptions(verify.command('validator'))
    .summary('fuzz a validator')
    .usage('[options] MODULE[#EXPORT]\n       neptune-contract verify validator [options] -- COMMAND...')
    .description(
      'Fuzzes a validator: a function of one value (a predicate, an asserting or parsing function, one that returns a result), or a Standard Schema; or one in any language, behind a program.',
    )
    .argument('[target...]', TARGETS)
    .addOption(choice('--mode <mode>', 'what it should take', ['tolerant', 'strict']).default('tolerant'))
    .addOption(
      choice('--view <view>', 'what it is a validator of: parsed JSON or decoded values', [
        'wire',
        'decoded',
      ]).default('wire'),
    )
    .option('--shape <name>', "the shape it is for (default: the operation's output)")
    .addHelpText(
      'after',
      `
Examples:
  $ neptune-contract verify validator ./src/schema.ts#ImportTask
  $ neptune-contract verify validator ./src/schema.ts#ImportTask --mode strict --runs 1000 --seed 7
  $ neptune-contract verify validator --mode strict -- ./validator.py`,
    )
    .action(async (operands: readonly string[], flags: ValidatorFlags) =>
      (await import('../verify/run.js')).runValidator(operands, flags),
    );
}

function addClient(verify: Command): void {
  withVerifyOptions(verify.command('client'))
    .summary('fuzz a client')
    .usage('[options] MODULE[#EXPORT]\n       neptune-contract verify client [options] -- COMMAND...')
    .description(
      'Fuzzes a client: an async function of an endpoint (http://127.0.0.1:PORT) and an input that gives the output, or throws; or one in any language, behind a program.',
    )
    .argument('[target...]', TARGETS)
    .option('--operation <id>', 'the operation it calls (default: the only one)')
    .option('--dry-run', 'ask a program three easy things, and tell what was understood')
    .addHelpText(
      'after',
      `
Examples:
  $ neptune-contract verify client ./src/client.ts#getImportTask
  $ neptune-contract verify client ./src/client.ts --known known.yaml --report json=report.json
  $ neptune-contract verify client --dry-run -- python3 driver.py
  $ neptune-contract verify client -- python3 driver.py`,
    )
    .action(async (operands: readonly string[], flags: ClientFlags) =>
      (await import('../verify/run.js')).runClient(operands, flags),
    );
}

function addServer(verify: Command): void {
  withVerifyOptions(verify.command('server'))
    .summary('fuzz a running server')
    .description(
      'Fuzzes a running server: asks it for what exists and for what does not, in good form and in bad, follows tasks to their ends, and judges every answer byte by byte. DELETE is never sent; other methods that may change something go only to servers on this machine, or to tasks that a setup made.',
    )
    .argument('<url>', 'address of the server, such as http://127.0.0.1:8080')
    .option(
      '--task <id>',
      'something that exists there: its identifier, or the input as JSON (repeatable)',
      repeated,
    )
    .option(
      '--setup <module>',
      'a module that exports setup(api): it makes tasks, says what they should answer, and tears them down',
    )
    .option('--operation <id>', 'the operation (default: the only one)')
    .addOption(
      choice('--mode <mode>', 'what it may answer: only what is documented, or what tolerant readers take', [
        'strict',
        'tolerant',
      ]).default('strict'),
    )
    .option('--follow <seconds>', 'how long tasks are followed that still change', seconds, FOLLOW)
    .addHelpText(
      'after',
      `
Examples:
  $ neptune-contract verify server http://127.0.0.1:8080
  $ neptune-contract verify server http://127.0.0.1:8080 --task t-0123456789 --task t-abcdefghij
  $ neptune-contract verify server http://127.0.0.1:8080 --setup ./setup.ts --report json=report.json`,
    )
    .action(async (url: string, flags: ServerFlags) =>
      (await import('../verify/run.js')).runServer(url, flags),
    );
}

function addTargets(verify: Command): void {
  withVerifyOptions(verify.command('targets', { isDefault: true }))
    .summary('fuzz the targets of the config file; what `verify` alone does')
    .usage('[options] [NAME...]')
    .description(
      'Fuzzes the targets that the config file has under `verify.targets`: all, or those that are named. Options on the command line count for each of them.',
    )
    .argument('[name...]', 'names of targets (default: all)')
    .addHelpText(
      'after',
      `
Examples:
  $ neptune-contract verify                                      # all of them
  $ neptune-contract verify targets sdk --seed 7
  $ neptune-contract verify --report html=all.html`,
    )
    .action(async (names: readonly string[], _flags: unknown, command: Command) =>
      (await import('../verify/targets.js')).runTargets(names, command),
    );
}
