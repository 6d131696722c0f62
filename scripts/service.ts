/**
 * `npm run service [MODEL]`: tries the generator on a whole official service. The model is a Smithy JSON AST or a
 * service-2.json; without one it is botocore's, from the environment that `npm run sdks` makes. Every operation is
 * generated and compiled, and has (as a table says) the properties that the generated code of this repository has; the document that
 * `import` writes gives the same contract. Exits with 1 where one of them does not hold, and with 2 without a model.
 */
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { gunzipSync } from 'node:zlib';
import type { Contract } from '../codegen/contract.js';
import { importModel } from '../codegen/import.js';
import { loadSpec } from '../codegen/load.js';
import { lower } from '../codegen/lower/index.js';
import { PROTOCOL_FILE, protocolPath } from '../codegen/official.js';
import { packageRoot } from '../codegen/package-root.js';
import { generate } from '../codegen/pipeline.js';
import { problemText, type Result } from '../codegen/problems.js';
import { runNpm, run as runProgram } from './child.js';
import { EXIT } from './exit.js';
import { type Held, tableOf, tableText } from './service/table.js';

const MINUTES = 60_000;
const root = packageRoot();
const folder = await mkdtemp(join(tmpdir(), 'service-'));

try {
  process.exitCode = await main(process.argv[2]);
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function main(given: string | undefined): Promise<number> {
  const model = given === undefined ? await botocoreModel() : resolve(given);
  if (model === null || !existsSync(model)) {
    console.error(
      given === undefined
        ? 'NOTHING WAS TRIED: there is no botocore here. Run `npm run sdks` first, or name a model: npm run service -- FILE.'
        : `NOTHING WAS TRIED: there is no file ${given}.`,
    );
    return EXIT.misused;
  }
  const generated = await generate(model);
  if (!generated.ok) return told(generated);
  const { contract, files } = generated.value;
  const counts = `${contract.operations.length} operations, ${contract.shapes.length} shapes, ${contract.clauses.length} clauses`;
  console.log(`${contract.title} ${contract.version}: ${counts}, ${files.length} files.`);
  const holds = [await importLaw(model, contract), await compiles(files), await properties(model, contract)];
  return holds.every((each) => each) ? EXIT.holds : EXIT.broken;
}

function told(result: Result<unknown>): number {
  if (!result.ok) for (const problem of result.problems) console.error(problemText(problem));
  return EXIT.broken;
}

/** What `import` writes gives the contract that the model itself gives. */
async function importLaw(model: string, contract: Contract): Promise<boolean> {
  const imported = await importModel(model);
  if (!imported.ok) return told(imported) === EXIT.holds;
  await mkdir(join(folder, 'protocols'));
  await writeFile(join(folder, PROTOCOL_FILE), await readFile(protocolPath()));
  const file = join(folder, 'imported.openapi.yaml');
  await writeFile(file, imported.value);
  const loaded = await loadSpec(file);
  const lowered = loaded.ok ? lower(loaded.value) : loaded;
  if (!lowered.ok) return told(lowered) === EXIT.holds;
  const holds = isDeepStrictEqual(lowered.value, contract);
  console.log(holds ? 'import: gives the same contract.' : 'import: GIVES ANOTHER CONTRACT.');
  return holds;
}

/** Strictly, below this repository, where fast-check is found. */
async function compiles(
  files: readonly { readonly path: string; readonly text: string }[],
): Promise<boolean> {
  const cache = join(root, 'node_modules', '.cache', 'neptune-contract');
  await mkdir(cache, { recursive: true });
  const place = await mkdtemp(join(cache, 'service-'));
  try {
    for (const { path, text } of files) {
      await mkdir(join(place, path, '..'), { recursive: true });
      await writeFile(join(place, path), text);
    }
    const config = { extends: join(root, 'tsconfig.json'), include: ['./**/*.ts'], exclude: [] };
    await writeFile(join(place, 'tsconfig.json'), JSON.stringify(config));
    const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
    const { ended, output } = await runProgram(process.execPath, [tsc, '-p', place, '--noEmit'], {
      cwd: root,
      timeout: 5 * MINUTES,
    });
    console.log(ended === 0 ? 'tsc: compiles.' : `tsc: DOES NOT COMPILE (${ended}).\n${output}`);
    return ended === 0;
  } finally {
    await rm(place, { recursive: true, force: true });
  }
}

/** The tests of the generated code, on the model instead of the spec. */
async function properties(model: string, contract: Contract): Promise<boolean> {
  const record = join(folder, 'properties.jsonl');
  process.env['CONTRACT_SPEC'] = model;
  process.env['CONTRACT_RUNS'] ??= '20';
  process.env['CONTRACT_RECORD'] = record;
  const tests = ['tests/generated/codec.test.ts', 'tests/generated/validators.test.ts'];
  const args = [
    'exec',
    '--',
    'vitest',
    'run',
    '--config',
    'tests/vitest.config.ts',
    '--testTimeout',
    '900000',
  ];
  const { ended, output } = await runNpm([...args, ...tests], { cwd: root, timeout: 30 * MINUTES });
  const records = (await readFile(record, 'utf8').catch(() => ''))
    .split('\n')
    .filter((line) => line !== '')
    .map((line): Held => JSON.parse(line));
  const table = tableOf(contract, records);
  console.log(tableText(table));
  const summary = output.split('\n').filter((line) => /^\s*(?:\S*\s)?(?:Test Files|Tests) /.test(line));
  console.log(
    ended === 0 ? `properties: hold.\n${summary.join('\n')}` : `properties: DO NOT HOLD.\n${output}`,
  );
  return ended === 0;
}

/** The newest model of the service that botocore brings, unpacked; null where there is no botocore. */
async function botocoreModel(): Promise<string | null> {
  const lib = join(root, 'tests', 'sdks', '.venv', 'lib');
  const pythons = await readdir(lib).catch(() => []);
  for (const python of pythons) {
    const versions = join(lib, python, 'site-packages', 'botocore', 'data', 'neptune-graph');
    const newest = (await readdir(versions).catch(() => [])).sort().at(-1);
    if (newest === undefined) continue;
    const packed = join(versions, newest, 'service-2.json.gz');
    if (!existsSync(packed)) return join(versions, newest, 'service-2.json');
    const file = join(folder, basename(packed, '.gz'));
    await writeFile(file, gunzipSync(await readFile(packed)));
    return file;
  }
  return null;
}
