import { join } from 'node:path';
import type { Command } from 'commander';
import { packageRoot } from '../../codegen/package-root.js';
import { choice } from '../arguments.js';
import type { Options } from '../drift/run.js';

const FAIL_ON = ['any', 'breaking', 'breaking-clients', 'breaking-servers', 'never'] as const;

export function addDrift(program: Command): void {
  program
    .command('drift <against>')
    .summary('compare the contract with an official model')
    .description(
      'Lists every difference between the contract and an official model: a Smithy JSON AST, a service-2.json of botocore, an OpenAPI document, or an installed AWS SDK for JavaScript (its name, or its folder).',
    )
    .option(
      '--spec <file>',
      'the spec of the contract: an OpenAPI document, a Smithy JSON AST, or a service-2.json of botocore',
      join(packageRoot(), 'spec', 'get-import-task.openapi.yaml'),
    )
    .option('--edition <name>', 'a later edition: editions/NAME.overlay.yaml beside the spec')
    .addOption(choice('--fail-on <which>', 'which differences exit 1', FAIL_ON).default('any'))
    .addOption(choice('--format <format>', 'how to tell', ['text', 'markdown', 'json']))
    .option('--json', 'the same as --format json')
    .option('--out <file>', 'write there instead of standard output')
    .addHelpText(
      'after',
      `
Examples:
  $ neptune-contract drift @aws-sdk/client-neptune-graph         # what the installed SDK knows
  $ neptune-contract drift service-2.json --edition latest
  $ neptune-contract drift neptune-graph.json --fail-on breaking --format markdown`,
    )
    .action(async (against: string, options: Options) =>
      (await import('../drift/run.js')).run(against, options),
    );
}
