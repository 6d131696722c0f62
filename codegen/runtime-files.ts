import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TextFile } from './emitters/emitter.js';
import { packageRoot } from './package-root.js';

/**
 * The files of `codegen/runtime`, as the output carries them. The types of the contract stand in for the file that
 * refers to them, so that the output refers to nothing outside itself.
 */
export async function runtimeFiles(heading: string): Promise<readonly TextFile[]> {
  const folder = join(packageRoot(), 'codegen', 'runtime');
  const paths = (await readdir(folder, { recursive: true }))
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.ts'))
    .sort();
  return Promise.all(
    paths.map(async (path) => {
      const source = path === 'contract.ts' ? join(folder, '..', 'contract.ts') : join(folder, path);
      const text = (await readFile(source, 'utf8')).replaceAll('\r\n', '\n');
      return { kind: 'text' as const, path, text: `// ${heading}\n\n${text}` };
    }),
  );
}
