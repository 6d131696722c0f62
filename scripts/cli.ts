#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, CommanderError } from 'commander';
import { packageRoot } from '../codegen/package-root.js';
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

/**
 * Each command loads what it needs, and no other's: `generate` has to start at once, and to work where the generated
 * code, which `verify` loads, is broken. The order is that of the help.
 */
const commands: Readonly<Record<string, () => Promise<(program: Command) => void>>> = {
  generate: async () => (await import('./commands/generate.js')).addGenerate,
  verify: async () => (await import('./commands/verify.js')).addVerify,
  validate: async () => (await import('./commands/validate.js')).addValidate,
  serve: async () => (await import('./commands/serve.js')).addServe,
  drift: async () => (await import('./commands/drift.js')).addDrift,
  import: async () => (await import('./commands/import.js')).addImport,
  report: async () => (await import('./commands/report.js')).addReport,
};

try {
  const named = process.argv.slice(2).find((argument) => !argument.startsWith('-')) ?? '';
  const known = Object.hasOwn(commands, named) ? commands[named] : undefined;
  const asksVersion = /^(?:-V|--version)$/.test(process.argv[2] ?? '');
  const wanted = known === undefined ? Object.values(commands) : [known];
  if (!asksVersion) for (const load of wanted) (await load())(program);
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? EXIT.holds : EXIT.misused;
  else {
    console.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
    process.exitCode = EXIT.misused;
  }
}
