import type { Stage, Story } from './stories.js';
import { stories } from './stories.js';

export interface TaskDetails {
  readonly status: string;
  /** Epoch seconds. */
  readonly startTime: number;
  readonly timeElapsedSeconds: number | bigint;
  readonly progressPercentage: number;
  readonly errorCount: number;
  readonly errorDetails?: string;
  readonly statementCount: number | bigint;
  readonly dictionaryEntryCount: number | bigint;
}

export interface NeptuneOptions {
  readonly s3ExportPath: string;
  readonly s3ExportKmsKeyId: string;
  readonly preserveDefaultVertexLabels?: boolean;
  readonly preserveEdgeIds?: boolean;
}

/** A successful answer, as it stands on the wire. */
export interface TaskDocument {
  readonly graphId?: string;
  readonly taskId: string;
  readonly source: string;
  readonly format?: string;
  readonly roleArn: string;
  readonly status: string;
  readonly importOptions?: { readonly neptune: NeptuneOptions };
  readonly importTaskDetails?: TaskDetails;
  readonly attemptNumber?: number;
  readonly statusReason?: string;
}

export interface Task {
  readonly id: string;
  /** What it answers from its beginning to its end. */
  readonly constant: Partial<TaskDocument>;
  /** The statuses that it goes through, in order. */
  readonly statuses: readonly string[];
  /** The present state; asking for it may let time pass, as the pace says. */
  readonly read: () => TaskDocument;
  /** The present state, while time stands still. */
  readonly peek: () => TaskDocument;
  /** How often it was read. */
  readonly reads: () => number;
}

export interface Tasks {
  readonly find: (id: string) => Task | undefined;
  /** In the order in which they were made. */
  readonly all: () => readonly Task[];
  /** A task that lives through a story from its beginning. */
  readonly start: (id: string, story: Story) => Task;
  /** A task that stands still. */
  readonly put: (document: TaskDocument) => Task;
}

/** How many seconds old a task is, in its own time, when it is read for the n-th time (from 0). */
export type Pace = (reads: number, madeAt: number) => number;

/** Each reading lets five minutes pass: a story ends after some twenty polls, however fast or slow they come. */
export function byReads(seconds = 300): Pace {
  return (reads) => reads * seconds;
}

/** Time passes `speed` times as fast as it does outside. */
export function byClock(speed: number, now: () => number = Date.now): Pace {
  return (_reads, madeAt) => ((now() - madeAt) / 1000) * speed;
}

export interface World {
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly pace: Pace;
}

export const ordinaryWorld: World = { now: Date.now, pace: byReads() };

/** Stories start so long before the present that none of them reaches into the future. */
const HEAD_START = 4 * 3600;

export function makeTasks({ now, pace }: World): Tasks {
  const byId = new Map<string, Task>();
  const origin = Math.floor(now() / 1000) - HEAD_START + 0.125;

  function add(
    id: string,
    facts: Pick<Task, 'constant' | 'statuses'>,
    at: (age: number) => TaskDocument,
  ): Task {
    const madeAt = now();
    let reads = 0;
    const peek = (): TaskDocument => at(pace(reads, madeAt));
    const task: Task = {
      ...facts,
      id,
      peek,
      read() {
        const document = peek();
        reads += 1;
        return document;
      },
      reads: () => reads,
    };
    byId.set(id, task);
    return task;
  }

  return {
    find: (id) => byId.get(id),
    all: () => [...byId.values()],
    start(id, story) {
      const { details: _details, ...setup } = story.setup;
      const statuses = story.stages.map(({ status }) => status);
      return add(id, { constant: { ...setup, taskId: id }, statuses }, (age) =>
        documentAt(story, id, origin, age),
      );
    },
    put: (document) =>
      add(document.taskId, { constant: document, statuses: [document.status] }, () => document),
  };
}

/** A story's document at an age in seconds; from its end on it stays the same. */
export function documentAt(story: Story, id: string, origin: number, age: number): TaskDocument {
  const length = story.stages.reduce((sum, stage) => sum + stage.seconds, 0);
  const time = Math.min(Math.floor(age), length);
  const { stage, into } = stageAt(story.stages, time);
  const { details, ...setup } = story.setup;
  const share = stage.seconds === 0 ? 1 : into / stage.seconds;
  const [from, to] = stage.progress;
  const progress = Math.floor(from + (to - from) * share);
  const elapsed = time - (story.stages[0]?.seconds ?? 0);
  return {
    ...setup,
    taskId: id,
    status: stage.status,
    ...(elapsed >= 0 && {
      importTaskDetails: {
        status: stage.says,
        startTime: origin,
        timeElapsedSeconds: elapsed,
        progressPercentage: progress,
        errorCount: stage.errors,
        ...(stage.errors > 0 && { errorDetails: 'line 4711: no such column' }),
        statementCount: progress * 310_000,
        dictionaryEntryCount: progress * 52_000,
        ...details,
      },
    }),
    attemptNumber: stage.attempt,
    ...(stage.reason !== undefined && { statusReason: stage.reason }),
  };
}

function stageAt(stages: readonly Stage[], time: number): { stage: Stage; into: number } {
  const [first, ...others] = stages;
  if (first === undefined) throw new RangeError('A story without stages');
  return time < first.seconds || others.length === 0
    ? { stage: first, into: Math.min(time, first.seconds) }
    : stageAt(others, time - first.seconds);
}

/** The identifiers that every server here knows, each named for what becomes of the task. */
export function populate(tasks: Tasks): void {
  tasks.start('t-0123456789', stories.running);
  tasks.start('t-succeeding', stories.succeeding);
  tasks.start('t-exporting0', stories.exporting);
  tasks.start('t-retrying00', stories.reprovisioned);
  tasks.start('t-failing000', stories.failing);
  tasks.start('t-cancelling', stories.cancelling);
  for (const document of stories.still) tasks.put(document);
}
