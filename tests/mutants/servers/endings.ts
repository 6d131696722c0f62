import { lifeCycle, rest } from '../mutant.js';
import { isOver, leaves, life, rewritten, sinceEnd, withFigures } from './life-kit.js';
import type { ServerMutant } from './server.js';

const ends = [lifeCycle.endIsFinal, lifeCycle.endIsStill];
const still = [lifeCycle.endIsStill];

export const endings: readonly ServerMutant[] = [
  life({
    name: 'end-succeeded-restarts',
    title: 'Goes back to INITIALIZING some time after SUCCEEDED',
    met: 'a cache that expires, and a task that is read anew without its result',
    breaks: ends,
    change: leaves('SUCCEEDED', 'INITIALIZING'),
  }),
  life({
    name: 'end-cancelled-goes-on',
    title: 'Goes on importing after CANCELLED',
    met: 'a worker that never hears of the cancellation, and reports progress',
    breaks: [...ends, lifeCycle.transitions],
    task: 't-cancelling',
    change: leaves('CANCELLED', 'IMPORTING'),
  }),
  life({
    name: 'end-failed-retries',
    title: 'Tries again after FAILED, as the same attempt',
    met: 'retries in a queue, which the status does not know of',
    breaks: ends,
    task: 't-failing000',
    change: leaves('FAILED', 'IMPORTING'),
  }),
  life({
    name: 'end-changes-sides',
    title: 'Turns FAILED into SUCCEEDED',
    met: 'two workers that both report',
    breaks: ends,
    task: 't-failing000',
    change: leaves('FAILED', 'SUCCEEDED'),
  }),
  life({
    name: 'end-forgotten',
    title: 'Forgets a task soon after its end',
    met: 'a job queue that removes what is done, a key that expires',
    breaks: [...ends, rest('unknown-resource-refused')],
    change(reference) {
      const counts = new Map<string, number>();
      return {
        async find(id) {
          const task = await reference.find(id);
          if (task === undefined || !isOver(task.peek().status)) return task;
          const reads = (counts.get(id) ?? 0) + 1;
          counts.set(id, reads);
          return reads > 3 ? undefined : task;
        },
      };
    },
  }),
  life({
    name: 'end-clock-runs-on',
    title: 'Lets the elapsed time run on after the end',
    met: '`now - start`, for all states',
    breaks: still,
    change: sinceEnd((document, reads) =>
      withFigures(document, ({ timeElapsedSeconds }) => ({
        timeElapsedSeconds: Number(timeElapsedSeconds) + reads,
      })),
    ),
  }),
  life({
    name: 'end-counts-run-on',
    title: 'Lets counts grow after the end',
    met: 'figures that are aggregated behind the state',
    breaks: still,
    change: sinceEnd((document, reads) =>
      withFigures(document, ({ statementCount }) => ({
        statementCount: typeof statementCount === 'number' ? statementCount + reads * 17 : statementCount,
      })),
    ),
  }),
  life({
    name: 'end-drops-details',
    title: 'Drops the details some time after the end',
    met: 'a worker that takes its figures with it',
    breaks: still,
    change: sinceEnd(({ importTaskDetails, ...others }, reads) =>
      reads > 2 || importTaskDetails === undefined ? others : { ...others, importTaskDetails },
    ),
  }),
  life({
    name: 'end-changes-reason',
    title: 'Changes the reason after the end',
    met: 'a reason that says how long ago it was',
    breaks: still,
    change: sinceEnd((document, reads) => ({ ...document, statusReason: `Finished ${reads} minutes ago.` })),
  }),
  life({
    name: 'end-counts-attempts',
    title: 'Counts further attempts after the end',
    met: 'a scheduler that counts runs, not attempts',
    breaks: still,
    change: sinceEnd((document, reads) => ({ ...document, attemptNumber: Math.min(reads, 2 ** 31 - 1) })),
  }),
  life({
    name: 'end-moves-start',
    title: 'Sets the start anew after the end',
    met: 'a column that is updated with each write',
    breaks: still,
    change: sinceEnd((document, reads) =>
      withFigures(document, ({ startTime }) => ({ startTime: startTime + reads })),
    ),
  }),
  life({
    name: 'end-resets-errors',
    title: 'Sets the errors back to none after the end',
    met: 'an alarm that is cleared',
    breaks: [...still, lifeCycle.neverBackwards],
    task: 't-failing000',
    change: sinceEnd((document, reads) =>
      withFigures(document, ({ errorCount }) => ({ errorCount: reads > 2 ? 0 : errorCount })),
    ),
  }),
  life({
    name: 'rollback-succeeds',
    title: 'Ends a rollback with SUCCEEDED',
    met: 'the success of the rollback, taken for that of the import',
    breaks: [lifeCycle.transitions],
    task: 't-failing000',
    change: rewritten((document) =>
      document.status === 'FAILED' ? { ...document, status: 'SUCCEEDED' } : document,
    ),
  }),
  life({
    name: 'rollback-resumes',
    title: 'Goes from ROLLING_BACK back to IMPORTING',
    met: 'a retry while the rollback is under way',
    breaks: [lifeCycle.transitions],
    task: 't-failing000',
    change: rewritten((document, task) =>
      document.status === 'ROLLING_BACK' && task.reads() % 2 === 0
        ? { ...document, status: 'IMPORTING' }
        : document,
    ),
  }),
  life({
    name: 'cancel-succeeds',
    title: 'Ends a cancellation with SUCCEEDED',
    met: 'a worker that was faster than the cancellation',
    breaks: [lifeCycle.transitions],
    task: 't-cancelling',
    change: rewritten((document) =>
      document.status === 'CANCELLED' ? { ...document, status: 'SUCCEEDED' } : document,
    ),
  }),
  life({
    name: 'cancel-resumes',
    title: 'Goes from CANCELLING back to IMPORTING',
    met: 'progress reports that overwrite the status',
    breaks: [lifeCycle.transitions],
    task: 't-cancelling',
    change: rewritten((document, task) =>
      document.status === 'CANCELLING' && task.reads() % 2 === 0
        ? { ...document, status: 'IMPORTING' }
        : document,
    ),
  }),
];
