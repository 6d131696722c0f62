/**
 * `generate` alone, for `npm run generate`: it is built without the generated code, which may be what is broken.
 */
import { Command, CommanderError } from 'commander';
import { addGenerate } from './commands/generate.js';
import { EXIT } from './exit.js';

const program = new Command('npm run').exitOverride();
addGenerate(program);
try {
  await program.parseAsync(['generate', ...process.argv.slice(2)], { from: 'user' });
} catch (error) {
  if (!(error instanceof CommanderError)) throw error;
  process.exitCode = error.exitCode === 0 ? EXIT.holds : EXIT.misused;
}
