/**
 * The contracts that validators are compared on: the one of this repository, and an official operation with lists and
 * maps, as `neptune-contract import service-2.json --operation GetGraphSummary --no-descriptions` gives it.
 */
import { execFile } from 'node:child_process';
import { copyFile, mkdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { BENCH, DIST, ROOT, workFolder } from './places.mjs';

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
  const shape = 'GetGraphSummaryOutput';
  const out = join(folder, 'second');
  const spec = await withProtocol(join(BENCH, 'second', 'get-graph-summary.openapi.yaml'), folder);
  await run(process.execPath, [join(DIST, 'scripts', 'cli.js'), 'generate', '--spec', spec, '--out', out]);
  const generated = await bundled(join(out, 'index.ts'), join(folder, 'second.mjs'));
  const { contract: model } = await bundled(join(out, 'contract.ts'), join(folder, 'second-contract.mjs'));
  const schema = JSON.parse(await readFile(join(out, 'schemas', `${shape}.strict.json`), 'utf8'));
  return { contract, shape, schema, generated, model, folder };
}

/** A copy of a document in a folder in which the protocol lies where the document looks for it. */
async function withProtocol(document, folder) {
  const protocol = join('protocols', 'rest-json-1.yaml');
  await mkdir(join(folder, 'protocols'), { recursive: true });
  await copyFile(join(ROOT, 'spec', protocol), join(folder, protocol));
  const copy = join(folder, basename(document));
  await copyFile(document, copy);
  return copy;
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
