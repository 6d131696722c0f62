import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { root } from '../repo/support.js';

const ENTRY = 'virtual:entry';

/** Paths of what the package exports, as it is installed. */
export const INSTALLED: string = join(root, 'dist', 'generated', 'index.js');

/** A module and all that it imports as one, minified, without what it does not use. */
export async function bundled(source: string): Promise<string> {
  const result = await build({
    configFile: false,
    envFile: false,
    publicDir: false,
    root,
    logLevel: 'error',
    plugins: [
      {
        name: 'entry',
        resolveId: (id) => (id === ENTRY ? ENTRY : null),
        load: (id) => (id === ENTRY ? source : null),
      },
    ],
    build: {
      write: false,
      target: 'es2022',
      minify: true,
      modulePreload: false,
      rolldownOptions: { input: ENTRY, preserveEntrySignatures: 'strict' },
    },
  });
  const chunks = ('output' in result ? result.output : []).flatMap((chunk) =>
    chunk.type === 'chunk' ? [chunk.code] : [],
  );
  const [code] = chunks;
  if (code === undefined || chunks.length > 1) throw new Error(`There are ${chunks.length} bundles.`);
  return code;
}

export function gzipped(code: string): number {
  return gzipSync(code, { level: 9 }).length;
}
