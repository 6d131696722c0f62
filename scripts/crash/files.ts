import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { GeneratedFile } from '../../codegen/print.js';

/** The text of every file below a folder, whoever made it, by its path. */
export async function textsBelow(folder: string): Promise<ReadonlyMap<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort();
  return new Map(
    await Promise.all(paths.map(async (path) => [path, await readFile(join(folder, path), 'utf8')] as const)),
  );
}

/** A set of files: most differ from set to set, some stay, some are in one alone. */
export function filesOf(set: string): readonly GeneratedFile[] {
  return [
    ...Array.from({ length: 60 }, (_, i) => ({
      path: `part-${i % 5}/file-${i}.ts`,
      text: long(`${set} ${i}`),
    })),
    { path: 'same.ts', text: 'export const same = 1;\n' },
    { path: `only/in-${set}.ts`, text: long(set) },
  ];
}

function long(word: string): string {
  return `// ${word}\n`.repeat(500);
}
