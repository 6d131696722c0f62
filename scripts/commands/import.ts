import type { Command } from 'commander';
import type { Options } from '../import/run.js';

export function addImport(program: Command): void {
  program
    .command('import <against>')
    .summary('write the OpenAPI document of an official model, to start from')
    .description(
      'Writes what a Smithy JSON AST or a service-2.json of botocore says as an OpenAPI document. Generating from it gives what generating from the model gives.',
    )
    .option('--operation <name...>', 'only these operations, and what they need')
    .option('--out <file>', 'write there instead of standard output, with the protocol beside it')
    .option('--no-descriptions', "leave out the model's descriptions, to write your own")
    .option('--force', 'overwrite the file')
    .addHelpText(
      'after',
      `
Examples:
  $ neptune-contract import service-2.json --operation GetGraph --out spec/get-graph.openapi.yaml
  $ neptune-contract generate --spec spec/get-graph.openapi.yaml --out src/get-graph`,
    )
    .action(async (against: string, options: Options) =>
      (await import('../import/run.js')).run(against, options),
    );
}
