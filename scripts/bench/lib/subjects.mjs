/** The contracts that validators are compared on: the one of this repository, and a larger one with lists and maps. */
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { DIST, ROOT, workFolder } from './places.mjs';

const run = promisify(execFile);

/** Everything that a contender may need to know of a contract. */
export async function subject(contract) {
  const folder = await workFolder();
  if (contract === 'task') {
    const shape = 'GetImportTaskOutput';
    const schema = JSON.parse(
      await readFile(join(ROOT, 'generated', 'schemas', `${shape}.strict.json`), 'utf8'),
    );
    const generated = await import(pathToFileURL(join(DIST, 'generated', 'index.js')).href);
    const { contract: model } = await import(pathToFileURL(join(DIST, 'generated', 'contract.js')).href);
    return { contract, shape, schema, generated, model, folder };
  }
  const shape = 'Harvest';
  const out = join(folder, 'second');
  const cli = join(DIST, 'scripts', 'cli.js');
  const spec = join(ROOT, 'tests', 'fixtures', 'orchard.openapi.yaml');
  await run(process.execPath, [cli, 'generate', '--spec', spec, '--out', out]);
  const generated = await bundled(join(out, 'index.ts'), join(folder, 'second.mjs'));
  const { contract: model } = await bundled(join(out, 'contract.ts'), join(folder, 'second-contract.mjs'));
  const schema = JSON.parse(await readFile(join(out, 'schemas', `${shape}.strict.json`), 'utf8'));
  return { contract, shape, schema, generated, model, folder };
}

async function bundled(entry, outfile) {
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    logLevel: 'error',
  });
  return import(`${pathToFileURL(outfile).href}?${Date.now()}`);
}
