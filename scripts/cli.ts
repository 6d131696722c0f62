#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, CommanderError } from 'commander';
import { packageRoot } from '../codegen/package-root.js';
import { addGenerate } from './commands/generate.js';
import { addReport } from './commands/report.js';
import { addVerify } from './commands/verify.js';
import { EXIT } from './exit.js';

const { version } = JSON.parse(readFileSync(join(packageRoot(), 'package.json'), 'utf8')) as {
  version: string;
};

const program = new Command('neptune-contract')
  .description(
    'One contract: types, schemas, validators and decoders from it, and a suite that holds implementations to it.',
  )
  .version(version)
  .showSuggestionAfterError()
  .showHelpAfterError('(--help tells more)')
  .configureHelp({ showGlobalOptions: true })
  .exitOverride();

addGenerate(program);
addVerify(program);
addReport(program);

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? EXIT.holds : EXIT.misused;
  else {
    console.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
    process.exitCode = EXIT.misused;
  }
}
