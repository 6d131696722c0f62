import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, CommanderError } from 'commander';
import { packageRoot } from '../codegen/package-root.js';
import { EXIT } from './exit.js';

/**
 * Each command is declared in a file that loads nothing of the suite and nothing of the generator, and carried out by
 * another: `generate` has to start at once, and to work where the generated code, which `verify` loads, is broken. The
 * order is that of the help.
 */
const commands: Readonly<Record<string, () => Promise<(program: Command) => void>>> = {
  generate: async () => (await import('./commands/generate.js')).addGenerate,
  verify: async () => (await import('./commands/verify.js')).addVerify,
  validate: async () => (await import('./commands/validate.js')).addValidate,
  serve: async () => (await import('./commands/serve.js')).addServe,
  drift: async () => (await import('./commands/drift.js')).addDrift,
  import: async () => (await import('./commands/import.js')).addImport,
  report: async () => (await import('./commands/report.js')).addReport,
  completion: async () => (await import('./commands/completion.js')).addCompletion,
};

/** Carries out what some words ask for. What goes wrong is told, and sets the exit code. */
export async function main(words: readonly string[]): Promise<void> {
  try {
    await (await programFor(words)).parseAsync(words, { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) {
      process.exitCode = error.exitCode === 0 ? EXIT.holds : EXIT.misused;
      return;
    }
    // Only now: what does its work loads nothing of the suite.
    const { isUsageError } = await import('../tests/conformance/selection.js');
    const unexpected = error instanceof Error ? (error.stack ?? error.message) : String(error);
    console.error(isUsageError(error) ? error.message : unexpected);
    process.exitCode = EXIT.misused;
  }
}

/** The program, with the command that some words name; with all commands where they name none. */
export async function programFor(words: readonly string[]): Promise<Command> {
  const { version } = JSON.parse(readFileSync(join(packageRoot(), 'package.json'), 'utf8')) as {
    readonly version: string;
  };
  const program = new Command('neptune-contract')
    .description(
      'One contract: types, schemas, validators and decoders from it, and a suite that holds implementations to it.',
    )
    .version(version)
    .option(
      '--config <file>',
      'the config file (default: the nearest neptune-contract.config.{ts,js,mjs,json})',
    )
    .option('--no-config', 'no config file')
    .showSuggestionAfterError()
    .showHelpAfterError('(--help tells more)')
    .configureHelp({ showGlobalOptions: true })
    .addHelpText(
      'after',
      `
Examples:
  $ neptune-contract generate --spec api.openapi.yaml --out src/api
  $ neptune-contract verify client ./src/client.ts#getImportTask
  $ neptune-contract validate response.json
  $ neptune-contract serve --scenario flaky
  $ neptune-contract help verify                                 # each command has examples of its own`,
    )
    .exitOverride()
    .hook('preAction', async (_program, command) => (await import('./config/apply.js')).applyConfig(command));
  const [first = ''] = words;
  if (first === '-V' || first === '--version') return program;
  const named = words.find((word) => Object.hasOwn(commands, word));
  const wanted = named === undefined || isHelp(words) ? Object.values(commands) : [commands[named]];
  for (const load of wanted) if (load !== undefined) (await load())(program);
  return program;
}

function isHelp([first]: readonly string[]): boolean {
  return first === 'help' || first === '-h' || first === '--help';
}
