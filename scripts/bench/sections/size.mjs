/** What a bundler makes of one import: bytes, minified and gzipped. What is not used falls away. */
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { DIST } from '../lib/places.mjs';

export const title = 'Size of one import, minified and gzipped';

const IMPORTS = {
  'strict, boolean': 'isGetImportTaskOutputWireStrict',
  'strict, collecting': 'validateGetImportTaskOutputWireStrict',
  'tolerant, boolean': 'isGetImportTaskOutputWire',
  'tolerant, collecting': 'validateGetImportTaskOutputWire',
  'decoder of a response': 'decodeGetImportTaskResponse',
};

export async function section() {
  const index = JSON.stringify(join(DIST, 'generated', 'index.js'));
  const sizes = {};
  for (const [name, imported] of Object.entries(IMPORTS)) {
    const { outputFiles } = await build({
      stdin: { contents: `export { ${imported} } from ${index};`, resolveDir: DIST },
      bundle: true,
      minify: true,
      format: 'esm',
      target: 'es2022',
      write: false,
      logLevel: 'error',
    });
    const [{ contents }] = outputFiles;
    sizes[name] = { minified: contents.length, gzipped: gzipSync(contents, { level: 9 }).length };
  }
  return { sizes };
}
