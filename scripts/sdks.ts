/**
 * `npm run sdks [CLIENT...]`: runs the suite on real clients, by their drivers in tests/sdks, and writes what they do to
 * tests/sdks/matrix.md and matrix.json, and to reports/sdks.html as a page that is not kept. Exits with 1 where a client does what its known.yaml does not say, or no longer
 * does what it says.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { packageRoot } from '../codegen/package-root.js';
import { contract } from '../generated/contract.js';
import { EXIT } from './exit.js';
import { sdkClients } from './sdks/clients.js';
import { type Matrix, matrixOf, type Run } from './sdks/matrix.js';
import { matrixText } from './sdks/matrix-text.js';
import { pageOf } from './sdks/page.js';
import { pythonEnvironment } from './sdks/python.js';
import { runOf, SEED } from './sdks/run.js';

const folder = join(packageRoot(), 'tests', 'sdks');
const clients = sdkClients(folder, await pythonEnvironment(folder));
const wanted = process.argv.slice(2);
const unknown = wanted.filter((id) => !clients.some((client) => client.id === id));

if (unknown.length > 0) {
  console.error(
    `There is no driver of ${unknown.join(', ')}. There are: ${clients.map(({ id }) => id).join(', ')}.`,
  );
  process.exitCode = EXIT.misused;
} else {
  const runs: Run[] = [];
  for (const client of clients.filter(({ id }) => wanted.length === 0 || wanted.includes(id))) {
    const outcome = await runOf(client, folder);
    if (outcome.kind === 'skipped')
      console.log(`${client.id}: SKIPPED, ${outcome.reason}. Its column stays as it was.`);
    else {
      runs.push(outcome.run);
      if (!outcome.holds) process.exitCode = EXIT.broken;
    }
  }
  await writeMatrix(runs);
}

async function writeMatrix(runs: readonly Run[]): Promise<void> {
  const [json, markdown] = [join(folder, 'matrix.json'), join(folder, 'matrix.md')];
  const earlier = await readFile(json, 'utf8').then(
    (text) => JSON.parse(text) as Matrix,
    () => null,
  );
  const order = clients.map(({ id }) => id);
  const matrix = matrixOf(contract, SEED, order, runs, earlier);
  await writeFile(json, `${JSON.stringify(matrix, null, 2)}\n`);
  await writeFile(markdown, matrixText(matrix));
  const page = join(packageRoot(), 'reports', 'sdks.html');
  await mkdir(dirname(page), { recursive: true });
  await writeFile(page, pageOf(runs));
  console.log(`Written: ${markdown}, ${json}; and for these runs, to look at, ${page}`);
}
