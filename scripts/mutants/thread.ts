/** A thread of `npm run mutants`: tries every so manieth job of one role, and says what came of each. */
import { parentPort, workerData } from 'node:worker_threads';
import { atOnce } from '../../tests/mutants/try-servers.js';
import type { Part, Word } from './spread.js';
import { alarmLines, mutantLine } from './table.js';
import { roles } from './trials.js';

const { role, part, parts, seed, seeds, own } = workerData as Part;
const tell = (word: Word): void => parentPort?.postMessage(word);
const trials = roles.find((each) => each.role === role);
if (trials === undefined) throw new RangeError(`There is no role ${role}.`);
const { mutants, correct, atOnce: most } = trials;
const mine = <Job>(jobs: readonly Job[]): readonly Job[] => jobs.filter((_, at) => at % parts === part);

await atOnce(mine(mutants), most, async ({ about, run }) => {
  const trial = await run(seed, own);
  tell({ kind: 'mutant', caught: trial.named.length > 0, line: mutantLine(role, about, trial) });
});
const runs = correct.flatMap((each) => Array.from({ length: seeds }, (_, at) => ({ ...each, at })));
await atOnce(mine(runs), most, async ({ run, at }) => {
  tell({ kind: 'correct', lines: alarmLines(role, await run(seed + at, own)) });
});
