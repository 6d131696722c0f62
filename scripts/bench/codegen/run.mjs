/**
 * What the generator costs beside others, in CPU time as ratios to a bare `node -e 0` of the same round:
 * `npm run build && npm ci --prefix scripts/bench/codegen && node scripts/bench/codegen/run.mjs [--rounds N]`.
 * Exits with 1 where a goal is missed.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { withOperations } from './specs.mjs';

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '5' } } });
const here = import.meta.dirname;
const root = join(here, '..', '..', '..');
const peer = (path) => join(here, 'node_modules', path);
const cli = join(root, 'dist', 'scripts', 'cli.js');
const place = mkdtempSync(join(tmpdir(), 'bench-codegen-'));
const document = JSON.parse(readFileSync(join(root, 'generated', 'schemas', 'openapi.json'), 'utf8'));
const schema = join(root, 'generated', 'schemas', 'GetImportTaskOutput.tolerant.json');

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

const contenders = {
  'node -e 0': { args: () => ['-e', '0'] },
  'ours, nothing to do': { args: () => ours(one, steady) },
  'ours, --check, nothing to do': { args: () => [...ours(one, steady), '--check'] },
  'ours, 1 operation, all targets': { args: () => ours(one, folder()) },
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
  for (let i = 0; i < 2; i++) run(ours(one, steady));
  // In turns, so that what the machine does besides meets all alike.
  for (let round = 0; round < Number(values.rounds); round++) {
    for (const [name, { args, rounds = Infinity }] of Object.entries(contenders)) {
      if (round < rounds) measured.get(name).push(run(args()));
    }
  }
  report();
} finally {
  rmSync(place, { recursive: true, force: true });
}

function run(args) {
  const usage = join(place, 'usage.json');
  rmSync(usage, { force: true });
  const ran = spawnSync(process.execPath, ['--import', join(here, 'usage.mjs'), ...args], {
    cwd: place,
    encoding: 'utf8',
    env: { ...process.env, BENCH_USAGE: usage, CI: 'true', NO_COLOR: '1' },
    timeout: 300_000,
  });
  if (ran.status !== 0)
    return { failed: `${ran.stderr}${ran.stdout}`.trim().split('\n').slice(-3).join(' ') };
  return JSON.parse(readFileSync(usage, 'utf8'));
}

function report() {
  const bare = best('node -e 0').cpu;
  console.log(
    `Node ${process.version}, ${cpus()[0]?.model ?? 'unknown'}; node -e 0 takes ${bare.toFixed(0)} ms of CPU.`,
  );
  console.log('The least of all rounds.\n\n| generator | ratio | CPU ms | peak MB |\n|---|--:|--:|--:|');
  for (const name of measured.keys()) {
    const { cpu, memory, failed } = best(name);
    if (failed !== undefined) console.log(`| ${name} | failed: ${failed.slice(0, 120)} | | |`);
    else console.log(`| ${name} | ${(cpu / bare).toFixed(2)} | ${cpu.toFixed(0)} | ${memory.toFixed(0)} |`);
  }
  const whole = best('ours, 1 operation, all targets').cpu;
  const rivals = Object.keys(contenders).filter(
    (name) => contenders[name].validators && best(name).cpu !== undefined,
  );
  const goals = [
    ['nothing to do: at most 3 × bare node', best('ours, nothing to do').cpu / bare, 3],
    ...rivals.map((name) => [`1 operation: ahead of ${name}`, whole / best(name).cpu, 1]),
    [
      '340 operations: at most 10 × 34',
      best('ours, 340 operations').cpu / best('ours, 34 operations').cpu,
      10,
    ],
    ['340 operations: peak memory in MB', best('ours, 340 operations').memory, 400],
  ];
  console.log('\n| goal | is | at most |\n|---|--:|--:|');
  for (const [goal, is, limit] of goals)
    console.log(`| ${is <= limit ? '' : 'MISSED '}${goal} | ${is.toFixed(2)} | ${limit} |`);
  if (goals.some(([, is, limit]) => !(is <= limit))) process.exitCode = 1;
}

/** Other work on the machine only ever adds. */
function best(name) {
  const good = measured.get(name).filter((usage) => usage.cpu !== undefined);
  return good.sort((a, b) => a.cpu - b.cpu)[0] ?? measured.get(name)[0];
}
