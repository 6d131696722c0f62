import { type Command, InvalidArgumentError, Option } from 'commander';
import { contract } from '../../generated/contract.js';
import type { Limitation, RunOptions, VerifyResult } from '../../tests/conformance/index.js';
import { operationOf } from '../../tests/conformance/model.js';
import { httpServer } from '../../tests/conformance/targets/server-http.js';
import { loadSetup, taskInput } from '../../tests/conformance/targets/server-setup.js';
import { FOLLOW, verifyServer } from '../../tests/conformance/verify-server.js';
import { EXIT } from '../exit.js';
import { carriedOut, exitCodeOf } from './campaign.js';

/** What `verify` does for all of its subcommands. */
export interface VerifyTools<Flags> {
  /** Adds the options that all of them have. */
  readonly withOptions: (command: Command) => Command;
  readonly commonOptions: (flags: Flags) => RunOptions;
  readonly limitationsOf: (flags: Flags) => Promise<readonly Limitation[]>;
  /** Carries out, and tells what the command was used wrongly for. */
  readonly reportingMisuse: (act: () => Promise<void>) => Promise<void>;
  /** Prints and writes the reports; `words` are those behind `verify` that a replay needs again. */
  readonly tell: (result: VerifyResult, flags: Flags, words: readonly string[]) => Promise<void>;
}

interface ServerFlags {
  readonly task?: readonly string[];
  readonly setup?: string;
  readonly operation?: string;
  readonly baseline?: string;
  readonly mode: 'strict' | 'tolerant';
  readonly follow: number;
}

/** `verify server URL`. */
export function addVerifyServer<Flags>(verify: Command, tools: VerifyTools<Flags>): void {
  tools
    .withOptions(verify.command('server'))
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
      new Option(
        '--mode <mode>',
        'what it may answer: only what is documented, or what tolerant readers take',
      )
        .choices(['strict', 'tolerant'])
        .default('strict'),
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
    .action((url: string, flags: Flags & ServerFlags) => tools.reportingMisuse(() => run(url, flags, tools)));
}

async function run<Flags>(url: string, flags: Flags & ServerFlags, tools: VerifyTools<Flags>): Promise<void> {
  const { task = [], setup, mode, follow } = flags;
  const operation = operationOf(contract, flags.operation);
  const tasks = task.map((text) => ({ input: taskInput(contract, operation, text) }));
  const limitations = await tools.limitationsOf(flags);
  const made = setup === undefined ? {} : { setup: await loadSetup(setup) };
  const target = httpServer(url);
  let failedTeardown: string | null = null;
  const onTeardownFailed = ({ message }: Error): void => {
    failedTeardown = message;
  };
  try {
    const common = { ...tools.commonOptions(flags), limitations };
    const result = await carriedOut(flags.baseline, common, (all) =>
      verifyServer({
        ...all,
        ...made,
        ...{ target, tasks, mode, follow, onTeardownFailed },
        operation: operation.id,
      }),
    );
    await tools.tell(result, flags, ['server', url, ...again(flags)]);
    if (result.died !== undefined)
      console.error(`The server came down before the run was through. ${result.died}`);
    if (failedTeardown !== null) console.error(failedTeardown);
    process.exitCode = failedTeardown === null ? exitCodeOf(result) : EXIT.misused;
  } finally {
    await target.close();
  }
}

/** The options without which a replay would ask something else. */
function again({ task = [], setup, operation, mode, follow }: ServerFlags): readonly string[] {
  return [
    ...task.flatMap((id) => ['--task', id]),
    ...(setup === undefined ? [] : ['--setup', setup]),
    ...(operation === undefined ? [] : ['--operation', operation]),
    ...(mode === 'strict' ? [] : ['--mode', mode]),
    ...(follow === FOLLOW ? [] : ['--follow', String(follow)]),
  ];
}

function repeated(text: string, previous: readonly string[] = []): readonly string[] {
  return [...previous, text];
}

function seconds(text: string): number {
  if (/^\d{1,6}(\.\d{1,3})?$/.test(text)) return Number(text);
  throw new InvalidArgumentError('Expected a number of seconds.');
}
