import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

for (const [name, limit] of [
  ['isGetImportTaskOutputWire', 2000],
  ['validateGetImportTaskOutputWire', 4000],
]) {
  const { outputFiles } = await build({
    stdin: { contents: `export { ${name} } from 'neptune-contract';`, resolveDir: import.meta.dirname },
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    write: false,
  });
  const size = gzipSync(outputFiles[0].contents, { level: 9 }).length;
  if (size >= limit) throw new Error(`${name} has ${size} bytes.`);
  console.log(`${name}: below ${limit / 1000} kB`);
}
