import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { promisify } from 'node:util';
import { Project } from 'ts-morph';
import { expect, onTestFinished, test } from 'vitest';

const root = join(import.meta.dirname, '..', '..');

/** What the compiler says of a project; nothing where all is well. */
async function diagnostics(...args: readonly string[]): Promise<string> {
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const compiled = promisify(execFile)(process.execPath, [tsc, '--pretty', 'false', ...args], { cwd: root });
  return compiled.then(
    ({ stdout }) => stdout,
    (error: { stdout: string }) => error.stdout,
  );
}

test('the type tests of this folder hold, and the generated code compiles under the strictest options', async () => {
  expect(await diagnostics('--noEmit', '-p', import.meta.dirname)).toBe('');
});

test('a type test that does not hold is seen', async () => {
  const cache = join(root, 'node_modules', '.cache', 'neptune-contract');
  await mkdir(cache, { recursive: true });
  const folder = await mkdtemp(join(cache, 'types-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const here = relative(folder, import.meta.dirname);
  const config = { extends: join(here, 'tsconfig.json'), include: ['*.ts'], exclude: [] };
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(config));
  await writeFile(
    join(folder, 'broken.ts'),
    `import type { Format } from '${here}/../../generated/index.js';
    // @ts-expect-error A documented value.
    export const format: Format = 'CSV';\n`,
  );
  expect(await diagnostics('--noEmit', '-p', folder)).toContain("Unused '@ts-expect-error' directive");
});

test('an open enum completes to its documented values', () => {
  const text = `import type { Format, FormatStrict } from '../../generated/index.js';
    export const open: Format = '';
    export const closed: FormatStrict = '';`;
  const project = new Project({
    tsConfigFilePath: join(root, 'tsconfig.json'),
    skipAddingFilesFromTsConfig: true,
  });
  const path = project.createSourceFile(join(import.meta.dirname, 'completion.ts'), text).getFilePath();
  const { compilerObject } = project.getLanguageService();
  const completed = (before: string): readonly string[] => {
    const found = compilerObject.getCompletionsAtPosition(path, text.indexOf(before) + before.length, {});
    return found?.entries.map((entry) => entry.name) ?? [];
  };
  expect(completed("open: Format = '")).toEqual(['CSV', 'OPEN_CYPHER']);
  expect(completed("closed: FormatStrict = '")).toEqual(['CSV', 'OPEN_CYPHER']);
});
