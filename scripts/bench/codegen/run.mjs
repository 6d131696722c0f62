/**
 * What the generator costs beside others, in CPU time as ratios to a bare `node -e 0` of the same round:
 *
 *   npm run bench:codegen -- [--rounds N] [--save]
 *
 * Prints the results; `--save` keeps them under results/, with the date. Exits with 1 where goals.json is missed.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { BENCH, ROOT } from '../lib/places.mjs';
import { machine, page, resultsOf } from './report.mjs';
import { withOperations } from './specs.mjs';

const { values: options } = parseArgs({
  options: { rounds: { type: 'string', default: '5' }, save: { type: 'boolean', default: false } },
});
const rounds = Number(options.rounds);
if (!(Number.isInteger(rounds) && rounds > 0)) {
  console.error('--rounds takes a whole number above 0');
  process.exit(2);
}
const here = import.meta.dirname;
const peer = (path) => join(here, 'node_modules', path);
const cli = join(ROOT, 'dist', 'scripts', 'cli.js');
const began = machine();
const place = mkdtempSync(join(tmpdir(), 'bench-codegen-'));
const document = JSON.parse(readFileSync(join(ROOT, 'generated', 'schemas', 'openapi.json'), 'utf8'));
const schema = join(ROOT, 'generated', 'schemas', 'GetImportTaskOutput.tolerant.json');

const spec = (name, content) => {
  const path = join(place, `${name}.json`);
  writeFileSync(path, JSON.stringify(content));
  return path;
};
const one = spec('one', document);
const few = spec('34', withOperations(document, 34));
const many = spec('340', withOperations(document, 340));
let fresh = 0;
const folder = () => join(place, `out-${fresh++}`);
const steady = folder();
const ours = (file, out) => [cli, 'generate', '--spec', file, '--out', out];

const OURS = 'ours, 1 operation';
/** What V8 compiled in an earlier run. */
const CODE = join(ROOT, 'node_modules', '.cache', 'neptune-contract', 'code');

const contenders = {
  'node -e 0': { args: () => ['-e', '0'] },
  'ours, nothing to do': { args: () => ours(one, steady) },
  'ours, --check, nothing to do': { args: () => [...ours(one, steady), '--check'] },
  [OURS]: { args: () => ours(one, folder()) },
  'ours, 1 operation, nothing kept from an earlier run': {
    before: () => rmSync(CODE, { recursive: true, force: true }),
    args: () => ours(one, folder()),
  },
  'hey-api, types and zod': {
    validators: true,
    args: () => [
      peer('@hey-api/openapi-ts/dist/run.mjs'),
      '-i',
      one,
      '-o',
      folder(),
      '-p',
      '@hey-api/typescript',
      'zod',
      '--no-log-file',
    ],
  },
  'orval, zod': {
    validators: true,
    args: () => [
      peer('orval/dist/bin/orval.js'),
      '--input',
      one,
      '--output',
      `${folder()}.ts`,
      '--client',
      'zod',
    ],
  },
  'quicktype, TypeScript with checks': {
    validators: true,
    args: () => [
      peer('quicktype/dist/index.js'),
      '-s',
      'schema',
      '--src',
      schema,
      '-l',
      'typescript',
      '-o',
      `${folder()}.ts`,
    ],
  },
  'openapi-typescript, types': {
    args: () => [peer('openapi-typescript/bin/cli.js'), one, '-o', `${folder()}.ts`],
  },
  'json-schema-to-typescript, types': {
    args: () => [peer('json-schema-to-typescript/dist/src/cli.js'), '-i', schema, '-o', `${folder()}.ts`],
  },
  'ours, 34 operations': { rounds: 2, args: () => ours(few, folder()) },
  'ours, 340 operations': { rounds: 1, args: () => ours(many, folder()) },
};

const measured = new Map(Object.keys(contenders).map((name) => [name, []]));
try {
  for (let i = 0; i < 2; i++) run({ args: () => ours(one, steady) });
  // In turns, so that what the machine does besides meets all alike.
  for (let round = 0; round < rounds; round++) {
    console.error(`round ${round + 1} of ${rounds} …`);
    for (const [name, contender] of Object.entries(contenders)) {
      if (round < (contender.rounds ?? rounds)) measured.get(name).push(run(contender));
    }
  }
} finally {
  rmSync(place, { recursive: true, force: true });
}

const goals = JSON.parse(readFileSync(join(BENCH, 'goals.json'), 'utf8')).codegen;
const rivals = Object.keys(contenders).filter((name) => contenders[name].validators);
const { dependencies } = JSON.parse(readFileSync(join(here, 'package.json'), 'utf8'));
const report = {
  date: new Date().toISOString().slice(0, 10),
  machine: began,
  versions: dependencies,
  rounds,
  ...resultsOf(measured, goals, { ours: OURS, rivals }),
};
console.log(page(report));
if (options.save) {
  mkdirSync(join(BENCH, 'results'), { recursive: true });
  const path = join(BENCH, 'results', `${report.date}-codegen`);
  writeFileSync(`${path}.json`, `${JSON.stringify(report, null, 2)}\n`);
  writeFileSync(`${path}.md`, page(report));
}
process.exitCode = report.goals.every(({ holds }) => holds) ? 0 : 1;

function run({ args, before }) {
  before?.();
  const usage = join(place, 'usage.json');
  rmSync(usage, { force: true });
  const ran = spawnSync(process.execPath, ['--import', join(here, 'usage.mjs'), ...args()], {
    cwd: place,
    encoding: 'utf8',
    env: { ...process.env, BENCH_USAGE: usage, CI: 'true', NO_COLOR: '1' },
    maxBuffer: 2 ** 26,
    timeout: 300_000,
  });
  if (ran.status !== 0) {
    const said = `${ran.error?.message ?? ''} ${ran.stderr ?? ''}${ran.stdout ?? ''}`;
    return { failed: said.trim().split('\n').slice(-3).join(' ').slice(0, 200) };
  }
  return JSON.parse(readFileSync(usage, 'utf8'));
}
