/**
 * `npm run bench`: how fast and how large what is generated is, beside its peers and beside the limit.
 *
 *   npm run bench -- [--rounds N] [--only SECTION,...] [--long] [--save]
 *
 * Prints the results; `--save` keeps all of them under results/, with the date. Exits with 1 where goals.json is missed.
 */
import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import os from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { missed } from './lib/goals.mjs';
import { markdown } from './lib/markdown.mjs';
import { merged } from './lib/measure.mjs';
import { optionsOf } from './lib/options.mjs';
import { BENCH } from './lib/places.mjs';
import { plot } from './lib/plot.mjs';

/** What an engine inlines is decided anew in each process, and moves a figure by more than the noise: hence several. */
const PROCESSES = { validators: 7, polluted: 5, second: 5, 'second-polluted': 3 };
const HOUR = 3_600_000;

const options = optionsOf(process.argv.slice(2));
if ('wrong' in options) {
  console.error(options.wrong);
  process.exit(2);
}
const { rounds, chosen } = options;

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
