/**
 * Kills the generator at random moments and looks at the folder: it has to be the old one or the new one, and whatever
 * it is, the next run has to make it the new one. `npm run crash -- --runs 500 --seed 7`.
 */
import { spawn } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { writeFiles } from '../codegen/write/index.js';
import { manifestOf } from '../codegen/write/manifest.js';
import { filesOf, textsBelow } from './crash/files.js';
import { EXIT } from './exit.js';

const { values } = parseArgs({
  options: { seed: { type: 'string', default: '1' }, runs: { type: 'string', default: '300' } },
});
const runs = Number(values.runs);
const MINE = { path: 'part-1/mine.ts', text: '// of a person\n' };

/** When each child is killed, as a part of the time that it takes where it is let be; some end before. */
const moments = fc.sample(fc.double({ min: 0, max: 1.2, noNaN: true }), {
  numRuns: runs,
  seed: Number(values.seed),
});

const place = await mkdtemp(join(tmpdir(), 'neptune-contract-crash-'));
const folder = join(place, 'out');
const seen = { old: 0, new: 0, between: 0, ended: 0 };
try {
  await writeFiles(folder, filesOf('a'));
  await writeFile(join(folder, MINE.path), MINE.text);
  let [was, next] = ['a', 'b'];
  const whole = Math.max(await timeOf('b'), await timeOf('a'));
  for (const moment of moments) {
    seen.ended += (await killed(next, moment * whole)) ? 0 : 1;
    const state = await stateOf(was, next);
    seen[state] += 1;
    const after = await writeFiles(folder, filesOf(next));
    if (!after.ok) throw new Error(`the next run fails: ${JSON.stringify(after.problem)}`);
    if ((await stateOf(was, next)) !== 'new') throw new Error('the next run does not mend the folder');
    const left = (await readdir(place)).filter((name) => name !== 'out');
    if (left.length > 0) throw new Error(`the next run leaves ${left.join(', ')}`);
    [was, next] = [next, was];
  }
  const { ended, between } = seen;
  console.log(
    `${runs} kills (${ended} too late): ${seen.old} old, ${seen.new} new, ${between} between, all mended by the next run`,
  );
  // A kill within the renames, a fraction of a millisecond, is the next run's to mend: rare, and told.
  if (between > Math.max(1, runs * 0.05)) process.exitCode = EXIT.broken;
} finally {
  await rm(place, { recursive: true, force: true });
}

/** A child that is about to write, and whether it was killed once it has ended. */
async function begun(set: string): Promise<{ readonly kill: () => void; readonly ended: Promise<boolean> }> {
  const writer = join(import.meta.dirname, 'crash', 'writer.js');
  const child = spawn(process.execPath, [writer, folder, set], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise<boolean>((resolve, reject) => {
    child.on('error', reject).on('close', (_code, signal) => resolve(signal === 'SIGKILL'));
  });
  await new Promise<void>((resolve) => {
    child.stdout.once('data', () => resolve());
    child.once('close', () => resolve());
  });
  return { kill: () => child.kill('SIGKILL'), ended };
}

/** Milliseconds that a child takes which is let be. */
async function timeOf(set: string): Promise<number> {
  const { ended } = await begun(set);
  const began = performance.now();
  await ended;
  return performance.now() - began;
}

/** Whether the child was killed before its end. */
async function killed(set: string, delay: number): Promise<boolean> {
  const { kill, ended } = await begun(set);
  await sleep(Math.floor(delay));
  const until = performance.now() + (delay % 1);
  while (performance.now() < until);
  kill();
  return ended;
}

async function stateOf(was: string, next: string): Promise<'old' | 'new' | 'between'> {
  const found = JSON.stringify([...(await textsBelow(folder))]);
  if (found === expected(was)) return 'old';
  return found === expected(next) ? 'new' : 'between';
}

function expected(set: string): string {
  const files = filesOf(set);
  const all = [...files, manifestOf(files), MINE];
  return JSON.stringify(all.map(({ path, text }) => [path, text]).sort());
}
