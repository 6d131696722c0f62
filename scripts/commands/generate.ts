import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { type Command, Option } from 'commander';
import { type BuildOptions, build, check } from '../../codegen/build.js';
import { packageRoot } from '../../codegen/package-root.js';
import type { GenerateOptions } from '../../codegen/pipeline.js';
import {
  isUpToDate,
  nameOf,
  type Told,
  toldOfBuild,
  toldOfPlan,
  toldOfProblems,
} from '../generate/report.js';

interface Options {
  readonly spec: string;
  readonly out: string;
  readonly edition?: string;
  readonly operation?: readonly string[];
  readonly target?: readonly string[];
  readonly allowRef?: readonly string[];
  readonly check?: true;
  readonly watch?: true;
  readonly force?: true;
  readonly json?: true;
}

export function addGenerate(program: Command): void {
  program
    .command('generate')
    .summary('generate types, schemas, validators, decoders and arbitraries from a spec')
    .description(
      'Generates TypeScript types, JSON Schemas, validators, decoders and arbitraries from an OpenAPI document.',
    )
    .option(
      '--spec <file>',
      'the OpenAPI document',
      join(packageRoot(), 'spec', 'get-import-task.openapi.yaml'),
    )
    .option('--out <folder>', 'where the generated code goes', 'generated')
    .option('--edition <name>', 'a later edition: editions/NAME.overlay.yaml beside the spec')
    .option('--operation <name...>', 'only these operations, and what they need')
    .option(
      '--target <list>',
      'typescript (the default), python, go, java, rust, csharp, kotlin, swift...; python:strict for closed types',
      (list: string) => list.split(',').map((each) => each.trim()),
    )
    .option('--allow-ref <path...>', "a folder or a file outside of the spec's folder that $refs may lead to")
    .option('--check', 'write nothing; show what would change, and exit 1 where something would')
    .addOption(
      new Option('--watch', 'generate again whenever the spec changes, until Ctrl-C').conflicts('check'),
    )
    .option('--force', 'overwrite files that were changed by hand')
    .option('--json', 'tell the outcome as JSON; with --watch, one line a run')
    .addHelpText(
      'after',
      `
Examples:
  $ neptune-contract generate                                    # the packaged contract, into ./generated
  $ neptune-contract generate --spec api.openapi.yaml --out src/api
  $ neptune-contract generate --edition latest --out src/api
  $ neptune-contract generate --target python,go --out clients   # types of other languages
  $ neptune-contract generate --check                            # in CI
  $ neptune-contract generate --spec api.openapi.yaml --watch`,
    )
    .action(run);
}

async function run(options: Options): Promise<void> {
  // A build step has neighbours: garbage is collected early, where Node would rather take half a gigabyte.
  setFlagsFromString('--heap-growing-percent=30');
  // Most runs are over before code that V8 optimises has paid for it: what runs for long is optimised all the same.
  setFlagsFromString('--interrupt-budget=1000000');
  const { spec, out, force } = options;
  const job: BuildOptions = { spec, out, ...generateOptions(options), ...(force === true ? { force } : {}) };
  const tell = (told: Told): void => {
    if (options.json === true) console.log(JSON.stringify(told.json, null, options.watch === true ? 0 : 2));
    else if (told.stdout !== '') console.log(told.stdout);
    if (told.stderr !== '') console.error(told.stderr);
  };
  if (options.watch === true) {
    const { watchUntilInterrupted } = await import('../generate/watch.js');
    process.exitCode = await watchUntilInterrupted(job, tell);
    return;
  }
  const told = options.check === true ? await checked(job) : toldOfBuild(out, await build(job));
  tell(told);
  process.exitCode = told.code;
}

async function checked(job: BuildOptions): Promise<Told> {
  const result = await check(job);
  if (!result.ok) return toldOfProblems(result.problems);
  if (isUpToDate(result.plan)) return toldOfPlan(job.out, result.plan, '');
  const { differences } = await import('../generate/diff.js');
  return toldOfPlan(job.out, result.plan, differences(nameOf(job.out), result.plan), result.notes);
}

/** What of the command line decides what is generated. */
function generateOptions({ edition, operation, target, allowRef }: Options): GenerateOptions {
  return {
    ...(edition === undefined ? {} : { edition }),
    ...(operation === undefined ? {} : { operations: operation }),
    ...(target === undefined ? {} : { targets: target }),
    ...(allowRef === undefined ? {} : { allowRefs: allowRef }),
  };
}
