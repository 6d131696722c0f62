import { join } from 'node:path';
import { type Command, Option } from 'commander';
import { packageRoot } from '../../codegen/package-root.js';
import { targets } from '../arguments.js';
import type { Options } from '../generate/run.js';

export function addGenerate(program: Command): void {
  program
    .command('generate')
    .summary('generate types, schemas, validators, decoders and arbitraries from a spec')
    .description(
      'Generates TypeScript types, JSON Schemas, validators, decoders and arbitraries from an OpenAPI document.',
    )
    .option(
      '--spec <file>',
      'an OpenAPI 3.0 or 3.1 document, a Smithy JSON AST, or a service-2.json of botocore; told by content',
      join(packageRoot(), 'spec', 'get-import-task.openapi.yaml'),
    )
    .option('--out <folder>', 'where the generated code goes', 'generated')
    .option('--edition <name>', 'a later edition: editions/NAME.overlay.yaml beside the spec')
    .option('--operation <name...>', 'only these operations, and what they need')
    .option(
      '--target <list>',
      'typescript (the default), python, go, java, rust, csharp, kotlin, swift...; python:strict for closed types',
      targets,
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
  $ neptune-contract generate --spec service-2.json --operation GetGraph --out src/get-graph
  $ neptune-contract generate --edition latest --out src/api
  $ neptune-contract generate --target python,go --out clients   # types of other languages
  $ neptune-contract generate --check                            # in CI
  $ neptune-contract generate --spec api.openapi.yaml --watch`,
    )
    .action(async (options: Options) => (await import('../generate/run.js')).run(options));
}
