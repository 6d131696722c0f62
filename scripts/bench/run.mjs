/**
 * `npm run bench`: how fast and how large what is generated is, beside its peers and beside the limit.
 *
 *   npm run bench -- [--rounds N] [--only SECTION,...] [--long] [--save]
 *
 * Prints the results; `--save` keeps them under results/, with the date. Exits with 1 where goals.json is missed.
 */
import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import os from 'node:os';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { missed } from './lib/goals.mjs';
import { markdown } from './lib/markdown.mjs';
import { merged } from './lib/measure.mjs';
import { BENCH } from './lib/places.mjs';
import { plot } from './lib/plot.mjs';

const SECTIONS = [
  'validators',
  'polluted',
  'second',
  'second-polluted',
  'decoding',
  'start',
  'size',
  'fakers',
  'growth',
];
/** What an engine inlines is decided anew in each process, and moves a figure by more than the noise: hence several. */
const PROCESSES = { validators: 7, polluted: 5, second: 5, 'second-polluted': 3 };
const HOUR = 3_600_000;

const { values: options } = parseArgs({
  options: {
    rounds: { type: 'string', default: '15' },
    only: { type: 'string' },
    long: { type: 'boolean', default: false },
    save: { type: 'boolean', default: false },
  },
});
const rounds = Number(options.rounds);
const chosen = options.only?.split(',') ?? SECTIONS;
const unknown = chosen.filter((name) => !SECTIONS.includes(name));
if (unknown.length > 0 || !(Number.isInteger(rounds) && rounds > 0)) {
  console.error(`--only takes of ${SECTIONS.join(', ')}; --rounds takes a whole number above 0`);
  process.exit(2);
}

const load = os.loadavg().map((each) => each.toFixed(1));
const results = {};
for (const name of chosen) {
  console.error(`${name} …`);
  const each = [];
  for (let i = 0; i < (PROCESSES[name] ?? 1); i++) each.push(await inChild(name, i === 0));
  results[name] = merged(each);
}
const goals = JSON.parse(await readFile(join(BENCH, 'goals.json'), 'utf8'));
const report = {
  date: new Date().toISOString().slice(0, 10),
  machine: {
    cpu: os.cpus()[0]?.model ?? 'unknown',
    cores: os.cpus().length,
    os: `${os.type()} ${os.release()}`,
    node: process.versions.node,
    v8: process.versions.v8,
    load: load.join(', '),
  },
  versions: JSON.parse(await readFile(join(BENCH, 'package.json'), 'utf8')).dependencies,
  rounds,
  results,
  missed: missed(goals, results),
};
const page = markdown(report);
console.log(page);
if (options.save) {
  const path = join(BENCH, 'results', report.date);
  await writeFile(`${path}.json`, `${JSON.stringify(report, null, 2)}\n`);
  await writeFile(`${path}.md`, page);
  if (results.validators !== undefined)
    await writeFile(join(BENCH, 'results', 'validators.svg'), plot(report));
}
process.exitCode = report.missed.length === 0 ? 0 : 1;

async function inChild(name, judges) {
  const given = JSON.stringify({ rounds, long: options.long, judges });
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--expose-gc', join(BENCH, 'child.mjs'), name, given],
    { maxBuffer: 2 ** 26, timeout: HOUR },
  );
  return JSON.parse(stdout.trimEnd().split('\n').at(-1));
}
