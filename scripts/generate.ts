/**
 * `generate` alone, for `npm run generate`: it is built without the generated code, which may be what is broken.
 *
 * Without a --spec it is every spec of the repository: the packaged one into generated/, any other `spec/NAME.openapi.yaml`
 * into generated/operations/NAME.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Command, CommanderError } from 'commander';
import { packageRoot } from '../codegen/package-root.js';
import { addGenerate } from './commands/generate.js';
import { EXIT } from './exit.js';
import { tuneForOneRun } from './generate/one-run.js';

tuneForOneRun();

const SUFFIX = '.openapi.yaml';
const MAIN = 'get-import-task';

const given = process.argv.slice(2);
// These speak of one spec, or of none.
const isOne = given.some((argument) => /^--(?:spec|out|watch|help|edition)(?:=|$)|^-h$/.test(argument));
const runs = isOne ? [given] : specs().map((name) => [...placesOf(name), ...given]);

let worst: number = EXIT.holds;
for (const args of runs) {
  const program = new Command('npm run').exitOverride();
  addGenerate(program);
  try {
    await program.parseAsync(['generate', ...args], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    process.exitCode = error.exitCode === 0 ? EXIT.holds : EXIT.misused;
  }
  worst = Math.max(worst, Number(process.exitCode ?? EXIT.holds));
}
process.exitCode = worst;

/** The specs of the repository, the packaged one first. */
function specs(): readonly string[] {
  const names = readdirSync(join(packageRoot(), 'spec'))
    .filter((file) => file.endsWith(SUFFIX))
    .map((file) => file.slice(0, -SUFFIX.length));
  return [MAIN, ...names.filter((name) => name !== MAIN).sort()];
}

function placesOf(name: string): readonly string[] {
  if (name === MAIN) return [];
  const spec = join(packageRoot(), 'spec', `${name}${SUFFIX}`);
  return ['--spec', spec, '--out', join('generated', 'operations', name)];
}
