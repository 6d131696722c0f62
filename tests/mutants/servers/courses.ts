import { lifeCycle } from '../mutant.js';
import { figures, life, rewritten } from './life-kit.js';
import type { ServerMutant } from './server.js';
import type { TaskDocument } from './tasks.js';

const still = [lifeCycle.endIsStill];
const backwards = [lifeCycle.neverBackwards];
const settings = [lifeCycle.settingsStay];

export const courses: readonly ServerMutant[] = [
  life({
    name: 'progress-remaining',
    title: 'Sends what remains for the progress',
    met: 'the wrong one of two figures',
    breaks: backwards,
    change: figures(({ progressPercentage }) => ({ progressPercentage: 100 - progressPercentage })),
  }),
  life({
    name: 'progress-by-phase',
    title: 'Begins progress anew in each phase',
    met: 'a progress bar for each phase',
    breaks: backwards,
    change: figures(({ progressPercentage }, { status }) => ({
      progressPercentage: status === 'ANALYZING_DATA' ? progressPercentage * 20 : progressPercentage,
    })),
  }),
  life({
    name: 'progress-jitters',
    title: 'Lets progress go back a little now and then',
    met: 'an estimate that is made anew each time',
    breaks: backwards,
    change: figures(({ progressPercentage }, { status }, task) => ({
      progressPercentage: Math.max(
        0,
        progressPercentage - (status === 'IMPORTING' && task.reads() % 3 === 0 ? 20 : 0),
      ),
    })),
  }),
  life({
    name: 'elapsed-remaining',
    title: 'Sends the time that remains for the time that has passed',
    met: 'the wrong one of two figures',
    breaks: backwards,
    change: figures(({ timeElapsedSeconds }) => ({
      timeElapsedSeconds: Math.max(0, 9000 - Number(timeElapsedSeconds)),
    })),
  }),
  life({
    name: 'elapsed-part',
    title: 'Sends the seconds of the current half hour',
    met: '`timedelta.seconds`, `getSeconds()`: a part of the time for the whole',
    breaks: backwards,
    task: 't-0123456789',
    change: figures(({ timeElapsedSeconds }) => ({ timeElapsedSeconds: Number(timeElapsedSeconds) % 1800 })),
  }),
  life({
    name: 'elapsed-since-epoch',
    title: 'Sends the time since 1970 for the time since the start',
    met: 'a start that was never set',
    breaks: [lifeCycle.plausibleTimes],
    change: figures(({ startTime, timeElapsedSeconds }) => ({
      timeElapsedSeconds: Math.floor(startTime) + Number(timeElapsedSeconds),
    })),
  }),
  life({
    name: 'start-moves-back',
    title: 'Works the start out anew, and earlier each time',
    met: '`now - elapsed`, with two clocks',
    breaks: [...backwards, ...settings],
    change: figures(({ startTime }, _document, task) => ({ startTime: startTime - task.reads() })),
  }),
  life({
    name: 'start-is-update',
    title: 'Sends the last change for the start',
    met: 'a column `updated_at` in place of `created_at`',
    breaks: [...settings, lifeCycle.plausibleTimes],
    change: figures(({ startTime, timeElapsedSeconds }) => ({
      startTime: startTime + Number(timeElapsedSeconds),
    })),
  }),
  life({
    name: 'attempt-falls',
    title: 'Sends the attempts that are left',
    met: 'a counter of a queue that counts down',
    breaks: backwards,
    task: 't-retrying00',
    change: rewritten((document) => ({
      ...document,
      attemptNumber: 5 - Math.min(document.attemptNumber ?? 1, 5),
    })),
  }),
  life({
    name: 'counts-fall',
    title: 'Counts what is still to be loaded',
    met: 'the length of a queue',
    breaks: backwards,
    change: figures(({ statementCount }) => ({
      statementCount: Math.max(0, 31_000_000 - Number(statementCount)),
    })),
  }),
  life({
    name: 'counts-by-shard',
    title: 'Sends the count of one shard or of another',
    met: 'figures that are kept by worker, and read from any of them',
    breaks: [...backwards, ...still],
    change: figures(({ dictionaryEntryCount }, _document, task) => ({
      dictionaryEntryCount: BigInt(dictionaryEntryCount) / (task.reads() % 2 === 0 ? 1n : 2n),
    })),
  }),
  life({
    name: 'errors-fall',
    title: 'Sends the errors since the last poll',
    met: 'a counter that is reset when it is read',
    breaks: [...backwards, ...still],
    task: 't-failing000',
    change: figures(({ errorCount }, _document, task) => ({
      errorCount: task.reads() % 2 === 0 ? errorCount : 0,
    })),
  }),
  life({
    name: 'stale-replica',
    title: 'Answers every other poll from a copy that lags behind',
    met: 'read replicas, and caches beside each instance',
    breaks: [...backwards, ...still, lifeCycle.endIsFinal, lifeCycle.transitions],
    change() {
      const earlier = new Map<string, readonly TaskDocument[]>();
      return {
        describe(document, task) {
          const seen = [...(earlier.get(task.id) ?? []), document].slice(-5);
          earlier.set(task.id, seen);
          return task.reads() % 2 === 0 ? seen[0] : document;
        },
      };
    },
  }),
  life({
    name: 'source-masked-later',
    title: 'Hides the source once loading has begun',
    met: 'a redaction that is applied to running tasks',
    breaks: settings,
    change: rewritten((document) =>
      document.status === 'INITIALIZING' ? document : { ...document, source: 's3://***' },
    ),
  }),
  life({
    name: 'role-swapped-later',
    title: 'Sends its own role once loading has begun',
    met: 'the role that was assumed, in place of the one that was given',
    breaks: settings,
    change: rewritten((document) =>
      document.status === 'INITIALIZING'
        ? document
        : { ...document, roleArn: 'arn:aws:iam::999999999999:role/service-role/Loader' },
    ),
  }),
  life({
    name: 'format-flips',
    title: 'Changes the format between polls',
    met: 'a guess from the files that is made each time',
    breaks: [...settings, ...still],
    change: rewritten((document, task) => ({
      ...document,
      format: task.reads() % 2 === 0 ? 'CSV' : 'OPEN_CYPHER',
    })),
  }),
];
