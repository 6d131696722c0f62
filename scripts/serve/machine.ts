import type { GetImportTaskOutput, ImportTaskDetails } from '../../generated/types.js';
import type { Fault, Scenario, Stage } from './scenario.js';

/** Plain data, so that it can be kept in a file. What it answers follows from it and from the time alone. */
export interface Task {
  readonly id: string;
  readonly scenario: Scenario;
  /** Epoch milliseconds. */
  readonly created: number;
  /** How many seconds pass for the task while one passes outside. */
  readonly speed: number;
  /** Epoch milliseconds, in the time of the task; see `startTask`. */
  readonly began: number;
  /** Seconds that were skipped by moving it. */
  readonly skipped: number;
  /** How often it was asked for. */
  readonly asked: number;
  readonly ordered: readonly Fault[];
}

/** What is the same in all answers of a task. */
export type Setting = Pick<
  GetImportTaskOutput,
  'graphId' | 'source' | 'format' | 'roleArn' | 'importOptions'
>;

interface Phase {
  readonly status: string;
  /** Seconds since the task began. */
  readonly from: number;
  readonly seconds: number;
  readonly attempt: number;
  /** When the figures of this attempt began; null before that. */
  readonly loading: number | null;
  /** Percent, at the beginning and at the end. */
  readonly progress: readonly [number, number];
  readonly errors: number;
  readonly errorDetails: string | undefined;
  readonly reason: string | undefined;
}

/**
 * A task at its beginning. Its own time begins so long before the present that its end lies in the present: however
 * fast it passes and whatever is skipped, it never gets ahead of the clocks of those who ask.
 */
export function startTask(id: string, scenario: Scenario, now: number, speed: number): Task {
  const began = now - lengthOf(scenario) * 1000;
  return { id, scenario, created: now, speed, began, skipped: 0, asked: 0, ordered: [] };
}

/** Seconds from its beginning to its end. */
export function lengthOf({ stages }: Scenario): number {
  return exact(stages.reduce((sum, { seconds = 0 }) => sum + seconds, 0));
}

/** To the microsecond: sums of decimal fractions come out the same in whatever order they are made. */
function exact(seconds: number): number {
  return Math.round(seconds * 1e6) / 1e6;
}

/** How old a task is in its own time, in seconds. Time ends with its last stage. */
export function ageOf({ scenario, created, speed, skipped }: Task, now: number): number {
  const age = (Math.max(0, now - created) / 1000) * speed + skipped;
  return Math.min(exact(age), lengthOf(scenario));
}

export function statusOf(task: Task, now: number): string {
  return phaseOf(task, now).status;
}

/** What a task answers at a moment: the same for whoever asks, in whatever order. */
export function outputAt(task: Task, setting: Setting, now: number): GetImportTaskOutput {
  const phase = phaseOf(task, now);
  const details = detailsAt(task, phase, now);
  return {
    ...setting,
    taskId: task.id,
    status: phase.status as GetImportTaskOutput['status'],
    attemptNumber: phase.attempt,
    ...(details && { importTaskDetails: details }),
    ...(phase.reason !== undefined && { statusReason: phase.reason }),
  };
}

function detailsAt(task: Task, phase: Phase, now: number): ImportTaskDetails | undefined {
  if (phase.loading === null) return undefined;
  const age = ageOf(task, now);
  const share = progressAt(phase, age);
  const { statements = 31_000_000, dictionaryEntries = 5_200_000 } = task.scenario;
  return {
    status: 'IN_PROGRESS',
    ...(age >= lengthOf(task.scenario) && { status: phase.status }),
    startTime: new Date(task.began + Math.round(phase.loading * 1000)),
    timeElapsedSeconds: Math.floor(age - phase.loading),
    progressPercentage: Math.floor(share),
    errorCount: phase.errors,
    ...(phase.errorDetails !== undefined && { errorDetails: phase.errorDetails }),
    statementCount: partOf(statements, share),
    dictionaryEntryCount: partOf(dictionaryEntries, share),
  };
}

/** Percent, with its fraction. */
function progressAt({ from, seconds, progress: [least, most] }: Phase, age: number): number {
  return seconds === 0 ? most : least + (most - least) * Math.min(1, (age - from) / seconds);
}

/** Exact beyond 2^53, too: a number where one can hold it. */
function partOf(total: number | string, percent: number): number | bigint {
  const part = (BigInt(total) * BigInt(Math.floor(percent * 10_000))) / 1_000_000n;
  return part <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(part) : part;
}

function phaseOf(task: Task, now: number, phases = phasesOf(task.scenario)): Phase {
  const age = ageOf(task, now);
  const present = phases.findLast(({ from }) => from <= age);
  if (present === undefined) throw new RangeError(`The scenario ${task.scenario.name} has no stages.`);
  return present;
}

/** The stages with all that they leave out. */
export function phasesOf({ stages }: Scenario): readonly Phase[] {
  const phases: Phase[] = [];
  let from = 0;
  for (const { status, seconds = 0, progress, attempt, errors, errorDetails, reason } of stages) {
    const last = phases.at(-1);
    const number = attempt ?? last?.attempt ?? 1;
    const before = last?.attempt === number ? last : undefined;
    const reached = before?.progress[1] ?? 0;
    const [least, most] = typeof progress === 'object' ? progress : [reached, progress ?? reached];
    phases.push({
      ...{ status, from, seconds, attempt: number, reason },
      loading: before?.loading ?? (progress === undefined ? null : from),
      progress: [least, most],
      errors: errors ?? before?.errors ?? 0,
      errorDetails: errorDetails ?? before?.errorDetails,
    });
    from = exact(from + seconds);
  }
  return phases;
}

/** One request for a task: the task after it, how long its answer takes, and what fault takes the answer's place. */
export interface Asked {
  readonly task: Task;
  /** Seconds, of the clock on the wall. */
  readonly delay: number;
  readonly fault: Fault | null;
  /** Whether a fault came that comes only so many times: the task must not forget it. */
  readonly spent: boolean;
}

/** Faults that were ordered come before those of the scenario. */
export function ask(task: Task): Asked {
  const asked = task.asked + 1;
  const due = ({ every = 1, times }: Fault): boolean => asked % every === 0 && times !== 0;
  const lasting = (task.scenario.faults ?? []).filter(
    ({ every = 1, times }) => asked % every === 0 && (times === undefined || asked / every <= times),
  );
  const met = [...task.ordered.filter(due), ...lasting];
  const ordered = task.ordered
    .map((fault) => (due(fault) && fault.times !== undefined ? { ...fault, times: fault.times - 1 } : fault))
    .filter(({ times }) => times !== 0);
  return {
    task: { ...task, asked, ordered },
    delay: met.reduce((sum, { delay = 0 }) => sum + delay, 0),
    fault: met.find(({ error, raw }) => error !== undefined || raw !== undefined) ?? null,
    spent: met.some(({ times }) => times !== undefined),
  };
}

export function order(task: Task, faults: readonly Fault[]): Task {
  return { ...task, ordered: [...task.ordered, ...faults] };
}

/** The task as it is so many seconds later in its own time. */
export function skip(task: Task, seconds: number): Task {
  return { ...task, skipped: task.skipped + seconds };
}

/**
 * The task in a status: in its next stage that has it, else in a stage that takes the place of all that was to come.
 * Such a stage is the last. Its time is what was left, or none where the status is an end.
 */
export function move(task: Task, status: string, isEnd: boolean, now: number): Task {
  const age = ageOf(task, now);
  const phases = phasesOf(task.scenario);
  const present = phaseOf(task, now, phases);
  const next = phases.slice(phases.indexOf(present) + 1).find((phase) => phase.status === status);
  if (next !== undefined) return skip(task, next.from - age);
  const lived = phases.slice(0, phases.indexOf(present)).map(stageOf);
  const cut = stageOf(present);
  const ended: Stage = {
    ...cut,
    seconds: exact(age - present.from),
    ...(cut.progress && { progress: [present.progress[0], progressAt(present, age)] }),
  };
  const last: Stage = { status, seconds: isEnd ? 0 : exact(lengthOf(task.scenario) - age) };
  return { ...task, scenario: { ...task.scenario, stages: [...lived, ended, last] } };
}

function stageOf({
  status,
  seconds,
  attempt,
  loading,
  progress,
  errors,
  errorDetails,
  reason,
}: Phase): Stage {
  return {
    ...{ status, seconds, attempt, errors },
    ...(loading !== null && { progress }),
    ...(errorDetails !== undefined && { errorDetails }),
    ...(reason !== undefined && { reason }),
  };
}
