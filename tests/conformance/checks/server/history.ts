import { valueAt } from '../../pointer.js';
import { errorIn, isSuccess, replyText } from './answers.js';
import { type Course, startCourse } from './course.js';
import {
  isOver,
  judgeGone,
  judgeSuccession,
  judgeTimes,
  type Snapshot,
  snapshotOf,
  statesOf,
} from './life-cycle.js';
import { broken, type Notes, notesFor, sayTheSame } from './notes.js';
import type { Exchange, Saying, ServerWorld, Statement } from './server-check.js';

/** What has been seen of the tasks, one answer after the other: the model that further answers are held to. */
export interface History {
  /** Takes an exchange down, and says what it means beside the earlier ones about the same task. */
  readonly add: (exchange: Exchange) => readonly Statement[];
  readonly of: (task: number) => TaskHistory;
  /** Whether some task is on its way: it has changed, and has not come to its end. */
  readonly isLively: () => boolean;
}

export interface TaskHistory {
  readonly successes: number;
  /** `performance.now()` of the first answer that showed it at its end. */
  readonly overSince: number | null;
  /** `performance.now()` of the last answer that was not like the one before, clocks aside. */
  readonly changed: number;
  readonly last: Exchange | null;
  /** The last state that was declared, and the one that was seen last; null where it was reached, or none was declared. */
  readonly awaits: { readonly expected: string; readonly actual: string } | null;
}

interface Seen {
  readonly exchange: Exchange;
  readonly snapshot: Snapshot;
}

interface Story {
  successes: number;
  overSince: number | null;
  changed: number;
  figure: string;
  changes: number;
  last: Exchange | null;
  /** The latest answers; an older one is needed where requests overlap. */
  readonly recent: Seen[];
  /** null where the operation has no life cycle. */
  readonly course: Course | null;
  /** What the last answer said by itself. */
  alone: readonly Saying[];
  /** What was seen last of it. */
  state: string | null;
  /** How far it has come in the states that were declared. */
  stage: number;
  /** What is to be said where an answer is the same as the one before, byte for byte. */
  unchanged: { readonly value: unknown; readonly sayings: readonly Saying[] } | null;
}

/** More requests than this do not overlap. */
const RECENT = 64;
/** Answers that a report shows where it takes the latest of them to see what is wrong. */
const SHOWN = 6;
export function startHistory(world: ServerWorld): History {
  const stories = world.tasks.map(
    (): Story => ({
      successes: 0,
      overSince: null,
      changed: performance.now(),
      figure: '',
      changes: 0,
      last: null,
      recent: [],
      course: world.operation.lifeCycle === undefined ? null : startCourse(world.operation.lifeCycle),
      alone: [],
      state: null,
      stage: 0,
      unchanged: null,
    }),
  );
  return {
    isLively: () => stories.some(({ changes, overSince }) => changes > 1 && overSince === null),
    of(task) {
      const story = stories[task];
      if (story === undefined) return { successes: 0, overSince: null, changed: 0, last: null, awaits: null };
      const { successes, overSince, changed, last, state } = story;
      const expected = world.tasks[task]?.states?.at(-1);
      const awaits =
        expected === undefined || state === null || state === expected ? null : { expected, actual: state };
      return { successes, overSince, changed, last, awaits };
    },
    add(exchange) {
      const { purpose } = exchange.ask;
      const story = purpose.kind === 'task' ? stories[purpose.task] : undefined;
      if (purpose.kind !== 'task' || purpose.rule !== null || story === undefined) return [];
      story.last = exchange;
      if (exchange.reply.kind !== 'response') return [];
      if (isSuccess(world, exchange.reply)) {
        const { json } = world.readings.of(exchange.reply.response.body);
        return succeeded(world, story, purpose.task, exchange, json?.value);
      }
      return failed(world, story, exchange);
    },
  };
}

/** The latest answer that had come before the request was sent. */
function predecessor({ recent }: Story, { began }: Exchange): Seen | undefined {
  return recent.findLast((each) => each.exchange.ended <= began);
}

function succeeded(
  world: ServerWorld,
  story: Story,
  at: number,
  exchange: Exchange,
  value: unknown,
): readonly Statement[] {
  const task = world.tasks[at];
  if (value === undefined || task === undefined) return [];
  const { lifeCycle } = world.operation;
  const before = predecessor(story, exchange);
  story.successes += 1;
  if (lifeCycle === undefined) return [];
  const states = statesOf(world.contract, world.operation.output ?? '', lifeCycle);
  const seen: Seen = { exchange, snapshot: snapshotOf(lifeCycle, states, value, exchange.at) };
  story.recent.push(seen);
  if (story.recent.length > RECENT) story.recent.shift();

  const alone = notesFor(world);
  judgeTimes(alone, lifeCycle, task, seen.snapshot, world.local);
  if (!sayTheSame(story.alone, alone.sayings)) story.alone = alone.sayings;
  if (before !== undefined && before.snapshot.value === value && story.unchanged?.value === value) {
    return [
      { sayings: story.alone, exchanges: [exchange] },
      { sayings: story.unchanged.sayings, exchanges: [before.exchange, exchange] },
    ];
  }
  const together = notesFor(world);
  if (before !== undefined) judgeSuccession(together, lifeCycle, before.snapshot, seen.snapshot);
  if (before?.snapshot.value === value) story.unchanged = { value, sayings: together.sayings };
  const staged = notesFor(world);
  const { state } = seen.snapshot;
  judgeStages(staged, story, task.states, state);
  const held = valueAt(value, lifeCycle.state);
  story.state = typeof held === 'string' ? held : story.state;
  const course = notesFor(world);
  story.course?.add(course, before?.snapshot, seen.snapshot, exchange);
  if (isOver(lifeCycle, state)) story.overSince ??= exchange.ended;
  const figure = figureOf(
    value,
    lifeCycle.times.flatMap(({ elapsed }) => elapsed ?? []),
  );
  if (figure !== story.figure) {
    story.changed = exchange.ended;
    story.changes += 1;
  }
  story.figure = figure;
  return [
    { sayings: [...alone.sayings, ...staged.sayings], exchanges: [exchange] },
    { sayings: course.sayings, exchanges: story.recent.slice(-SHOWN).map((each) => each.exchange) },
    { sayings: together.sayings, exchanges: [...(before === undefined ? [] : [before.exchange]), exchange] },
  ];
}

function failed(world: ServerWorld, story: Story, exchange: Exchange): readonly Statement[] {
  const before = predecessor(story, exchange);
  const { lifeCycle } = world.operation;
  if (before === undefined || lifeCycle === undefined || exchange.reply.kind !== 'response') return [];
  if (errorIn(world, exchange.reply.response)?.status !== 404) return [];
  const notes = notesFor(world);
  judgeGone(notes, lifeCycle, before.snapshot, replyText(world, exchange.reply));
  return [{ sayings: notes.sayings, exchanges: [before.exchange, exchange] }];
}

/** The states that somebody said the task goes through, in that order; some may be skipped. */
function judgeStages(
  notes: Notes,
  story: Story,
  states: readonly string[] | null,
  state: string | undefined,
): void {
  if (states === null || state === undefined) return;
  const stage = states.indexOf(state, story.stage);
  if (stage >= 0) story.stage = stage;
  else {
    const expected = states.slice(story.stage).join(', ');
    notes.rule(
      'output-faithful',
      broken('The task is in a state that it was not to come to.', expected, state),
    );
  }
}

/** What an answer says, but for what changes by itself as time goes by. */
function figureOf(value: unknown, clocks: readonly string[]): string {
  const write = (held: unknown, path: string): string => {
    if (clocks.includes(path)) return '';
    if (typeof held !== 'object' || held === null) return String(held);
    return `{${Object.entries(held)
      .map(([name, inner]) => `${name}:${write(inner, `${path}/${name}`)}`)
      .join()}}`;
  };
  return write(value, '');
}
