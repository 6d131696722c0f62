import { readFile } from 'node:fs/promises';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { stringifyJson } from '../../generated/runtime/json.js';
import { dryRun } from '../../tests/conformance/dry-run.js';
import { dryRunText } from '../../tests/conformance/dry-run-text.js';
import {
  jsonReport,
  type Limitation,
  limitationNamed,
  type Progress,
  parseLimitations,
  parseToken,
  type ReplayToken,
  type RunOptions,
  terminalReport,
  usageError,
  type VerifyResult,
  verifyClient,
  verifyValidator,
} from '../../tests/conformance/index.js';
import { parseShard } from '../../tests/conformance/shard.js';
import { coloursWanted } from '../colours.js';
import { EXIT } from '../exit.js';
import { sdkEnvironment } from '../sdk-environment.js';
import { carriedOut, exitCodeOf } from './campaign.js';
import { fail, reportingMisuse } from './misuse.js';
import { inBuild, parseReportFiles, type ReportFile, writeReportFiles } from './report-files.js';
import { type OpenedTarget, openClient, openValidator, type Pointer, pointerOf } from './target.js';
import { addVerifyServer } from './verify-server.js';

type Level = NonNullable<RunOptions['level']>;

interface Options {
  readonly runs: number;
  readonly seed?: number;
  readonly replay?: ReplayToken;
  readonly only?: readonly string[];
  readonly level: Lowercase<Level>;
  readonly limitation?: readonly string[];
  readonly known?: string;
  readonly timeout: number;
  readonly timeBudget: number;
  readonly concurrency: number;
  readonly shard?: string;
  readonly baseline?: string;
  readonly report?: readonly ReportFile[];
  readonly snippets?: true;
  readonly json?: true;
}

interface ValidatorFlags extends Options {
  readonly mode: 'strict' | 'tolerant';
  readonly view: 'wire' | 'decoded';
  readonly shape?: string;
}

interface ClientFlags extends Options {
  readonly operation?: string;
  readonly dryRun?: true;
}

/** `verify validator`, `verify client` and `verify server`. */
export function addVerify(program: Command): void {
  const verify = program
    .command('verify')
    .summary('hold an implementation to the contract')
    .description(
      'Fuzzes an implementation and holds what it does to the contract. Exits with 1 where the contract is broken.',
    );

  withOptions(verify.command('validator'))
    .summary('fuzz a validator')
    .usage('[options] MODULE[#EXPORT]\n       neptune-contract verify validator [options] -- COMMAND...')
    .description(
      'Fuzzes a validator: a function of one value (a predicate, an asserting or parsing function, one that returns a result), or a Standard Schema; or one in any language, behind a program.',
    )
    .argument('[target...]', TARGETS)
    .addOption(
      new Option('--mode <mode>', 'what it should take').choices(['tolerant', 'strict']).default('tolerant'),
    )
    .addOption(
      new Option('--view <view>', 'what it is a validator of: parsed JSON or decoded values')
        .choices(['wire', 'decoded'])
        .default('wire'),
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
    .action(async (operands: readonly string[], options: ValidatorFlags) => {
      const { mode, view, shape } = options;
      await run(options, {
        operands,
        role: 'validator',
        flags: given({ mode, view, shape }),
        open: (pointer) => openValidator(pointer, view),
        verify: (target, common) =>
          verifyValidator({ ...common, target, mode, view, ...(shape === undefined ? {} : { shape }) }),
      });
    });

  withOptions(verify.command('client'))
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
    .action(async (operands: readonly string[], options: ClientFlags) => {
      const { operation } = options;
      if (options.dryRun === true) return tryDry(operands, options);
      await run(options, {
        operands,
        role: 'client',
        flags: given({ operation }),
        open: (pointer) => openClient(pointer, operation),
        verify: (target, common) =>
          verifyClient({ ...common, target, ...(operation === undefined ? {} : { operation }) }),
      });
    });

  addVerifyServer<Options>(verify, { withOptions, commonOptions, limitationsOf, reportingMisuse, tell });
}

const TARGETS =
  'MODULE or MODULE#EXPORT: a JavaScript or TypeScript file, or an installed package; behind -- a program that speaks the protocol of PROTOCOL.md';

/** Says what was understood of a driver. Exits with 1 where that is not all. */
async function tryDry(operands: readonly string[], options: ClientFlags): Promise<void> {
  const { operation, timeout } = options;
  await reportingMisuse(async () => {
    const pointer = pointerOf(operands, process.argv);
    if (pointer.kind === 'module') throw usageError('A dry run is for a program, which stands behind `--`.');
    const { command } = pointer;
    const result = await dryRun({
      command,
      timeout,
      environment: sdkEnvironment,
      ...(operation === undefined ? {} : { operation }),
    });
    process.stdout.write(options.json === true ? `${stringifyJson(result)}\n` : dryRunText(result));
    process.exitCode = result.kind === 'not-started' ? EXIT.misused : result.ok ? EXIT.holds : EXIT.broken;
  });
}

function withOptions(command: Command): Command {
  return command
    .option('--runs <n>', 'cases that each check tries', wholeNumber, 100)
    .option('--seed <n>', 'the same seed tries the same cases (default: another one each time)', integer)
    .option('--replay <token>', 'try exactly the case that a report gave this token', replayToken)
    .option(
      '--only <clause>',
      'only the checks of a clause, a rule, a site or a check id (repeatable)',
      repeated,
    )
    .addOption(
      new Option('--level <level>', 'from which level on a finding fails the run')
        .choices(['must', 'should', 'info'])
        .default('must'),
    )
    .option('--limitation <name>', 'declare a limitation by its name: js-number (repeatable)', repeated)
    .option('--known <file>', 'declare limitations in a YAML file, each with what it covers and a reason')
    .option('--timeout <ms>', 'time for one case', wholeNumber, 5000)
    .option('--time-budget <seconds>', 'time for all of it', wholeNumber, 600)
    .option('--concurrency <n>', 'checks that run at the same time', wholeNumber, 1)
    .option('--shard <i/n>', 'only the I-th of N parts of it, the same parts each time')
    .option(
      '--baseline <file>',
      'what it lists is known and fails no run; where there is none yet, it is written from what is found',
    )
    .option(
      '--report <format=file>',
      'write reports besides: json=FILE,junit=FILE,sarif=FILE,html=FILE (repeatable)',
      parseReportFiles,
    )
    .option('--snippets', 'print counterexamples as code, too: a stub server, a request, a test')
    .option('--json', 'print the result as JSON');
}

interface Verification<Target> {
  readonly operands: readonly string[];
  readonly role: 'validator' | 'client';
  /** The options that a replay needs again. */
  readonly flags: readonly string[];
  readonly open: (pointer: Pointer) => Promise<OpenedTarget<Target>>;
  readonly verify: (target: Target, common: RunOptions) => Promise<VerifyResult>;
}

/** Opens the target, runs the suite on it, tells what came of it. */
async function run<Target extends { readonly close: () => Promise<void> }>(
  options: Options,
  { operands, role, flags, open, verify }: Verification<Target>,
): Promise<void> {
  await reportingMisuse(async () => {
    const pointer = pointerOf(operands, process.argv);
    const declared = await limitationsOf(options);
    const opened = await open(pointer);
    if (!opened.ok) {
      fail(opened.message);
      return;
    }
    const { target } = opened;
    const own = opened.limitations.filter(
      (each) => !declared.some(({ limitation }) => limitation === each.limitation),
    );
    const common = { ...commonOptions(options), limitations: [...declared, ...own] };
    const result = await carriedOut(options.baseline, common, (all) => verify(target, all)).finally(() =>
      target.close(),
    );
    const words =
      pointer.kind === 'module'
        ? [role, pointer.module, ...flags]
        : [role, ...flags, '--', ...pointer.command];
    await tell(result, options, words);
    process.exitCode = exitCodeOf(result);
  });
}

function commonOptions(options: Options): RunOptions {
  const { runs, seed, replay, only, level, timeout, timeBudget, concurrency, shard } = options;
  return {
    runs,
    timeout,
    timeBudget,
    concurrency,
    level: level.toUpperCase() as Level,
    ...(seed === undefined ? {} : { seed }),
    ...(shard === undefined ? {} : { shard: parseShard(shard) }),
    ...(replay === undefined ? {} : { replay }),
    ...(only === undefined ? {} : { only }),
    ...(process.stderr.isTTY === true && options.json !== true ? { onProgress: showProgress } : {}),
  };
}

async function limitationsOf({ limitation = [], known }: Options): Promise<readonly Limitation[]> {
  const named = limitation.map(limitationNamed);
  if (known === undefined) return named;
  const text = await readFile(known, 'utf8').catch(() => null);
  if (text === null) {
    throw usageError(`The file of --known cannot be read: ${known}`);
  }
  return [...named, ...parseLimitations(text, known)];
}

/** A line that is written over, and gone at the end. */
function showProgress({ done, total, findings }: Progress): void {
  const text = done === total ? '' : `${done} of ${total} checks, ${findings} findings`;
  process.stderr.write(`\r\u001b[2K${text}`);
}

async function tell(found: VerifyResult, options: Options, words: readonly string[]): Promise<void> {
  const colours = coloursWanted();
  const { snippets = false } = options;
  const result = { ...found, command: ['npx neptune-contract verify', ...words.map(quoted)].join(' ') };
  process.stdout.write(
    options.json === true
      ? jsonReport([result])
      : inBuild(terminalReport(result, { colours, snippets }), [result]),
  );
  await writeReportFiles(options.report ?? [], [result]);
}

/** The options that a replay needs again. */
function given(options: Readonly<Record<string, string | undefined>>): readonly string[] {
  const defaults = ['tolerant', 'wire'];
  return Object.entries(options).flatMap(([name, value]) =>
    value === undefined || defaults.includes(value) ? [] : [`--${name}`, value],
  );
}

/** As a shell takes it for one word. */
function quoted(word: string): string {
  return /^[\w./:@%+=,-]+(#\w+)?$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

function wholeNumber(text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('Expected a whole number above 0.');
}

function integer(text: string): number {
  if (/^-?\d{1,10}$/.test(text) && Number(text) === (Number(text) | 0)) return Number(text);
  throw new InvalidArgumentError('Expected a whole number of 32 bits.');
}

function repeated(text: string, previous: readonly string[] = []): readonly string[] {
  return [...previous, text];
}

function replayToken(text: string): ReplayToken {
  const token = parseToken(text);
  if (token !== null) return token;
  throw new InvalidArgumentError(
    'Expected a token as a report prints it, such as client/restJson1%23open-enum/12345/0:1.',
  );
}
