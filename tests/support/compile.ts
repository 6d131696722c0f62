import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ts } from 'ts-morph';
import type { GeneratedFile } from '../../codegen/print.js';

/** Generated files as JavaScript on the disk, so that a test can import them. */
export interface CompiledPackage {
  readonly folder: string;
  load(path: string): Promise<Record<string, unknown>>;
  remove(): Promise<void>;
}

const CACHE = join(import.meta.dirname, '..', '..', 'node_modules', '.cache', 'neptune-contract');

/** Below node_modules, so that the arbitraries find fast-check. Types are stripped, not checked. */
export async function compile(files: readonly GeneratedFile[]): Promise<CompiledPackage> {
  await mkdir(CACHE, { recursive: true });
  const folder = await mkdtemp(join(CACHE, 'package-'));
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
  await Promise.all(
    files.map(async (file) => {
      const path = join(folder, file.path.replace(/\.ts$/, '.js'));
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, file.path.endsWith('.ts') ? strip(file.text) : file.text);
    }),
  );
  return {
    folder,
    load: async (path) =>
      (await import(/* @vite-ignore */ pathToFileURL(join(folder, path)).href)) as Record<string, unknown>,
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** Stripping is most of the time, and most files of two packages are alike. */
const stripped = new Map<string, string>();

function strip(text: string): string {
  const key = createHash('sha256').update(text).digest('hex');
  const known = stripped.get(key);
  if (known !== undefined) return known;
  const { outputText } = ts.transpileModule(text, {
    compilerOptions: {
      module: ts.ModuleKind.ESNext,
      target: ts.ScriptTarget.ES2022,
      verbatimModuleSyntax: true,
    },
  });
  stripped.set(key, outputText);
  return outputText;
}
