import { join } from 'node:path';
import { type Change, generate, problemText, writeFiles, writeProblemText } from '../../codegen/index.js';
import { packageRoot } from '../../codegen/package-root.js';
import { run } from '../child.js';
import { EXIT } from '../exit.js';

const MARK: Readonly<Record<Change['kind'], string>> = { add: '+', change: '~', remove: '-' };

/** Brings `generated/` up to date with the spec, and the build with it. Gives an exit code; 0 to go on. */
export async function generateHere(): Promise<number> {
  const root = packageRoot();
  const generated = await generate(join(root, 'spec', 'get-import-task.openapi.yaml'));
  if (!generated.ok) {
    for (const problem of generated.problems) console.error(problemText(problem));
    console.error('The spec is broken; nothing was written.');
    return EXIT.misused;
  }
  const written = await writeFiles(join(root, 'generated'), generated.value.files);
  if (!written.ok) {
    console.error(writeProblemText(written.problem));
    return written.problem.code === 'foreign' ? EXIT.broken : EXIT.misused;
  }
  const { changes, unchanged } = written;
  const { operations, clauses } = generated.value.contract;
  console.log(`  ${operations.map((operation) => operation.id).join(', ')}: ${clauses.length} clauses`);
  if (changes.length === 0) {
    console.log(`  generated/ is up to date (${unchanged} files)`);
    return EXIT.holds;
  }
  console.log(`${listed(changes)}\n  ${changes.length} files written to generated/, ${unchanged} unchanged`);
  return build(root);
}

async function build(root: string): Promise<number> {
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const built = await run(process.execPath, [tsc, '-p', join(root, 'scripts', 'tsconfig.build.json')], {
    cwd: root,
    timeout: 120_000,
  });
  if (built.ended === 0) return EXIT.holds;
  console.error(`The new code does not compile:\n${built.output}`);
  return EXIT.broken;
}

function listed(changes: readonly Change[]): string {
  return changes.map(({ kind, path }) => `  ${MARK[kind]} generated/${path}`).join('\n');
}
