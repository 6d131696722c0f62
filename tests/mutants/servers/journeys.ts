import { lifeCycle, rest } from '../mutant.js';
import { figures, isOver, life, rewritten, sinceEnd, withFigures } from './life-kit.js';
import { type Change, internal } from './reference.js';
import type { ServerMutant } from './server.js';
import type { TaskDetails } from './tasks.js';

const settings = [lifeCycle.settingsStay];
const jumps = [lifeCycle.transitions];
const still = [lifeCycle.endIsStill];
const times = [lifeCycle.plausibleTimes];

/** Says another state at one reading of a stage, the n-th from 0, and is right before and after. */
function glitch(during: string, at: number, into: string): Change {
  return () => {
    const counts = new Map<string, number>();
    return {
      describe(document, task) {
        if (document.status !== during) return document;
        const count = counts.get(task.id) ?? 0;
        counts.set(task.id, count + 1);
        return count === at ? { ...document, status: into } : document;
      },
    };
  };
}

/** As if the task had begun when it was first asked about. */
function sinceFirst(change: (seconds: number, startTime: number) => Partial<TaskDetails>): Change {
  return () => {
    const first = new Map<string, number>();
    return {
      describe(document, task) {
        const now = Date.now() / 1000;
        const began = first.get(task.id) ?? now;
        first.set(task.id, began);
        if (isOver(document.status)) return document;
        return withFigures(document, () => change(now - began, began));
      },
    };
  };
}

export const journeys: readonly ServerMutant[] = [
  life({
    name: 'phase-again',
    title: 'Says ANALYZING_DATA once more while it imports',
    met: 'two components that both write the status',
    breaks: jumps,
    change: glitch('IMPORTING', 3, 'ANALYZING_DATA'),
  }),
  life({
    name: 'phase-export-again',
    title: 'Falls back to EXPORTING once',
    met: 'an event that is delivered twice, and late',
    breaks: jumps,
    task: 't-exporting0',
    change: glitch('IMPORTING', 2, 'EXPORTING'),
  }),
  life({
    name: 'phase-flaps',
    title: 'Goes to and fro between two phases',
    met: 'a status that is worked out from whichever worker reported last',
    breaks: jumps,
    change: rewritten((document, task) =>
      document.status === 'IMPORTING' && task.reads() % 3 === 0
        ? { ...document, status: 'EXPORTING' }
        : document,
    ),
  }),
  life({
    name: 'end-flickers',
    title: 'Says IMPORTING once more, long after the end',
    met: 'a copy of the table that is restored, for a moment',
    breaks: [lifeCycle.endIsFinal],
    change: sinceEnd((document, reads) => (reads === 17 ? { ...document, status: 'IMPORTING' } : document)),
  }),
  life({
    name: 'end-cancelling-again',
    title: 'Goes from CANCELLED back to CANCELLING',
    met: 'a cancellation that is handled by every worker in its turn',
    breaks: [lifeCycle.endIsFinal],
    task: 't-cancelling',
    change: sinceEnd((document, reads) =>
      document.status === 'CANCELLED' && reads > 4 ? { ...document, status: 'CANCELLING' } : document,
    ),
  }),
  {
    ...life({
      name: 'end-fails-for-good',
      title: 'Fails for every task some time after its end',
      met: 'rows that are archived, and a lookup that does not expect it',
      breaks: ['GetImportTask#status', rest('success-status')],
      change: (reference) => {
        const counts = new Map<string, number>();
        return {
          async find(id) {
            const task = await reference.find(id);
            if (task === undefined || !isOver(task.peek().status)) return task;
            const reads = (counts.get(id) ?? 0) + 1;
            counts.set(id, reads);
            if (reads > 8) throw new Error(internal.message);
            return task;
          },
        };
      },
    }),
    level: 'MUST',
  },
  life({
    name: 'end-start-rounded',
    title: 'Loses the fraction of the start after the end',
    met: 'another column type in the archive',
    breaks: still,
    change: sinceEnd((document, reads) =>
      withFigures(document, ({ startTime }) => ({
        startTime: reads > 3 ? Math.floor(startTime) : startTime,
      })),
    ),
  }),
  life({
    name: 'end-source-tidied',
    title: 'Drops the slash at the end of the source after the end',
    met: 'a URL that is normalised when it is archived',
    breaks: [...still, ...settings],
    change: sinceEnd((document, reads) =>
      reads > 2 ? { ...document, source: document.source.replace(/\/$/, '') } : document,
    ),
  }),
  life({
    name: 'end-reason-cleared',
    title: 'Forgets why it failed',
    met: 'messages that are kept for a while only',
    breaks: still,
    task: 't-failing000',
    change: sinceEnd(({ statusReason, ...document }, reads) =>
      reads > 5 || statusReason === undefined ? document : { ...document, statusReason },
    ),
  }),
  life({
    name: 'end-resets-figures',
    title: 'Sets the figures to zero with the end',
    met: 'statistics of a session, which is closed',
    breaks: [lifeCycle.neverBackwards],
    change: figures((_details, { status }) =>
      isOver(status) ? { statementCount: 0, dictionaryEntryCount: 0, timeElapsedSeconds: 0 } : {},
    ),
  }),
  life({
    name: 'start-minutes-ahead',
    title: 'Says that it starts in two minutes',
    met: 'the time for which it is scheduled',
    breaks: times,
    change: figures(() => ({ startTime: Math.floor(Date.now() / 1000) + 120, timeElapsedSeconds: 0 })),
  }),
  life({
    name: 'start-is-now',
    title: 'Says that it has just begun, each time',
    met: '`new Date()` as the default of a missing column',
    breaks: settings,
    change: figures(() => ({ startTime: Date.now() / 1000, timeElapsedSeconds: 0 })),
  }),
  life({
    name: 'start-jitters',
    title: 'Works the start out as now less what has passed, to the millisecond',
    met: 'only the duration is stored',
    breaks: settings,
    change: figures(({ timeElapsedSeconds }) => ({
      startTime: Math.round(Date.now() - Number(timeElapsedSeconds) * 1000) / 1000 - 14_400,
    })),
  }),
  life({
    name: 'elapsed-live-milliseconds',
    title: 'Sends the milliseconds since the start',
    met: '`Date.now() - started`',
    breaks: times,
    change: sinceFirst((seconds, startTime) => ({
      startTime,
      timeElapsedSeconds: Math.floor(seconds * 1000),
    })),
  }),
  life({
    name: 'elapsed-since-last',
    title: 'Sends the seconds since the last poll',
    met: 'a stopwatch that is read and started anew',
    breaks: [lifeCycle.neverBackwards],
    change: figures((_details, _document, task) => ({ timeElapsedSeconds: task.reads() % 2 })),
  }),
  life({
    name: 'format-forgotten',
    title: 'Leaves the format out once loading has begun',
    met: 'another query for tasks that run',
    breaks: settings,
    change: rewritten(({ format, ...document }) =>
      document.status === 'INITIALIZING' && format !== undefined ? { ...document, format } : document,
    ),
  }),
  life({
    name: 'options-forgotten',
    title: 'Leaves the options out after the end',
    met: 'the archive has no column for them',
    breaks: settings,
    task: 't-exporting0',
    change: rewritten(({ importOptions, ...document }) =>
      isOver(document.status) || importOptions === undefined ? document : { ...document, importOptions },
    ),
  }),
  life({
    name: 'graph-replaced',
    title: 'Names another graph once loading has begun',
    met: 'the graph of the worker, in place of that of the task',
    breaks: settings,
    change: rewritten((document) =>
      document.status === 'IMPORTING' ? { ...document, graphId: 'g-workerpool' } : document,
    ),
  }),
  life({
    name: 'attempt-counts-polls',
    title: 'Counts the polls as attempts',
    met: 'a counter that every request increments',
    breaks: jumps,
    change: rewritten((document, task) => ({ ...document, attemptNumber: task.reads() })),
  }),
  life({
    name: 'figures-shared',
    title: 'Sends the highest figures of all tasks',
    met: 'metrics without a label for the task',
    breaks: [lifeCycle.endIsStill, rest('output-faithful'), lifeCycle.neverBackwards],
    change() {
      let last = 0;
      return {
        describe: (document) =>
          withFigures(document, ({ progressPercentage }) => {
            const before = last;
            last = progressPercentage;
            return { progressPercentage: before };
          }),
      };
    },
  }),
];
