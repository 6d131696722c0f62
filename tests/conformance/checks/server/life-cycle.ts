import type { Contract, LifeCycle } from '../../../../generated/runtime/contract.js';
import { received } from '../../../../generated/runtime/values.js';
import { holds, type Verdict } from '../../check.js';
import { memberOf, type Resolved, resolve } from '../../model.js';
import { keysOf, pointerOf, valueAt } from '../../pointer.js';
import { wasPutIn } from './judge-success.js';
import { broken, type Notes, ruled } from './notes.js';
import type { Task } from './server-check.js';

/** What one answer said of a task. */
export interface Snapshot {
  /** The body, as exact parsing gives it. */
  readonly value: unknown;
  /** Where the task stands; undefined where the answer does not say, or says what this edition does not know. */
  readonly state: string | undefined;
  /** When the answer was there, in epoch milliseconds. */
  readonly at: number;
}

/** Judges an answer by what an earlier one said. The request of the later one was sent when the earlier had come. */
export function judgeSuccession(notes: Notes, life: LifeCycle, before: Snapshot, after: Snapshot): void {
  judgeEnd(notes, life, before, after);
  judgeTransition(notes, life, before, after);
  judgeFigures(notes, life, before, after);
  judgeSettings(notes, life, before, after);
}

/** Nothing exists any more under what had come to its end. */
export function judgeGone(notes: Notes, life: LifeCycle, before: Snapshot, actual: string): void {
  const state = before.state;
  if (!isOver(life, state)) return;
  notes.exchange(
    'life-cycle:end-is-final',
    broken('What had come to its end is gone.', String(state), actual),
  );
}

function judgeEnd(notes: Notes, life: LifeCycle, before: Snapshot, after: Snapshot): void {
  const [from, to] = [before.state, after.state];
  if (!isOver(life, from) || to === undefined) return;
  const rule = 'life-cycle:end-is-final';
  if (from !== to) {
    const leaves = life.next.find((each) => each.from === from)?.to ?? [];
    const verdict = ruled(
      leaves.includes(String(to)),
      'It leaves a state that is its end.',
      String(from),
      String(to),
      life.state,
    );
    notes.exchange(rule, verdict);
    return;
  }
  notes.exchange(rule, holds);
  const path = firstChange(before.value, after.value, []);
  const verdict: Verdict =
    path === null
      ? holds
      : broken(`${path} changes after the end.`, shown(before.value, path), shown(after.value, path), path);
  notes.exchange('life-cycle:end-is-still', verdict);
}

function judgeTransition(notes: Notes, life: LifeCycle, before: Snapshot, after: Snapshot): void {
  const [from, to] = [before.state, after.state];
  if (from === undefined || to === undefined || isOver(life, from)) return;
  const reachable = reachableFrom(life, from);
  const again = !life.initial.includes(from) && life.initial.includes(to) && sameAttempt(life, before, after);
  if (reachable === null && !life.initial.includes(to)) return;
  const kept =
    (reachable === null || from === to || reachable.has(to)) && !(again && !life.restarts.includes(from));
  const expected =
    reachable === null ? `none of ${life.initial.join(', ')}` : [from, ...reachable].join(', ');
  notes.exchange(
    'life-cycle:transitions',
    ruled(kept, `${from} does not lead there.`, expected, to, life.state),
  );
}

/** All states that one state can lead to, over others that no answer showed; null where it may be any. */
function reachableFrom({ next, terminal }: LifeCycle, from: string): ReadonlySet<string> | null {
  const found = new Set<string>();
  const due = [from];
  for (let state = due.pop(); state !== undefined; state = due.pop()) {
    const known = next.find((each) => each.from === state);
    if (known === undefined && !terminal.includes(state)) return null;
    for (const to of known?.to ?? []) {
      if (found.has(to)) continue;
      found.add(to);
      due.push(to);
    }
  }
  return found;
}

function judgeFigures(notes: Notes, life: LifeCycle, before: Snapshot, after: Snapshot): void {
  const rule = 'life-cycle:never-backwards';
  const rising = sameAttempt(life, before, after) && !restarts(life, before, after) ? life.rising : [];
  for (const path of [...(life.attempt === null ? [] : [life.attempt]), ...rising]) {
    const [was, is] = [numberAt(before, path), numberAt(after, path)];
    if (was === null || is === null) continue;
    notes.exchange(rule, ruled(!(is < was), `${path} falls.`, `at least ${was}`, `${is}`, path));
  }
}

function judgeSettings(notes: Notes, life: LifeCycle, before: Snapshot, after: Snapshot): void {
  const rule = 'life-cycle:settings-stay';
  const inAttempt = sameAttempt(life, before, after) && !restarts(life, before, after);
  for (const path of [...life.constant, ...(inAttempt ? life.constantInAttempt : [])]) {
    const [was, is] = [valueAt(before.value, path), valueAt(after.value, path)];
    // What was not known yet may come; what was known is not forgotten.
    if (was === undefined || (is === undefined && !life.constant.includes(path))) continue;
    const change = firstChange(was, is, keysOf(path));
    notes.exchange(
      rule,
      change === null
        ? holds
        : broken(`${change} changes.`, shown(before.value, change), shown(after.value, change), change),
    );
  }
  // In another state there may be nothing to tell of an attempt any more.
  if (!inAttempt || before.state === undefined || before.state !== after.state) return;
  for (const path of new Set([...life.constantInAttempt, ...life.rising])) {
    const [was, is] = [valueAt(before.value, path), valueAt(after.value, path)];
    if (was === undefined || was === null || (is !== undefined && is !== null)) continue;
    const summary = `${path} was there, and is gone in the same state.`;
    notes.exchange(rule, broken(summary, shown(before.value, path), shown(after.value, path), path));
  }
}

/** Clocks of one machine differ by no more, in seconds. */
const OWN_SKEW = 5;

/**
 * Whether the moments that an answer names can have been. What somebody put in is his own affair.
 *
 * @param local whether the server has the same clock as the suite
 */
export function judgeTimes(
  notes: Notes,
  life: LifeCycle,
  task: Task,
  answer: Snapshot,
  local: boolean,
): void {
  const now = answer.at / 1000;
  for (const { start, elapsed, earliest, ahead, ...time } of life.times) {
    const skew = local ? Math.min(OWN_SKEW, time.skew) : time.skew;
    const began = numberAt(answer, start);
    if (began === null || wasPutIn(task, start)) continue;
    const rule = 'life-cycle:plausible-times';
    const moment = Number(began);
    if (moment < earliest || moment > now + skew) {
      notes.exchange(
        rule,
        broken(
          `${start} is no moment of the past.`,
          `between ${isoOf(earliest)} and now, ${isoOf(now)}`,
          `${began}, which is ${isoOf(moment)}`,
          start,
        ),
      );
      continue;
    }
    const passed = elapsed === null ? null : numberAt(answer, elapsed);
    if (elapsed !== null && passed !== null && passed < 0 && !wasPutIn(task, elapsed)) {
      const summary = `Less than no time has passed since ${start}.`;
      notes.exchange(rule, broken(summary, 'at least 0 seconds', `${passed} seconds`, elapsed));
      continue;
    }
    const until = moment + Number(passed ?? 0);
    notes.exchange(
      rule,
      ruled(
        until <= now + ahead && !isInMilliseconds(Number(passed ?? 0), now - moment),
        `More time has passed since ${start} than there was.`,
        `at most ${Math.max(0, Math.round(now - moment))} seconds`,
        `${passed} seconds`,
        elapsed ?? start,
      ),
    );
  }
}

/** Whether a time is what has passed, told in thousandths of a second. Starts are often cut to whole seconds. */
function isInMilliseconds(told: number, seconds: number): boolean {
  return told >= 1500 && Math.abs(told / 1000 - seconds) < 1.1;
}

/** @param states the states that the contract knows; null where any text is one */
export function snapshotOf(
  { state }: LifeCycle,
  states: readonly string[] | null,
  value: unknown,
  at: number,
): Snapshot {
  const held = valueAt(value, state);
  const known = typeof held === 'string' && (states === null || states.includes(held));
  return { value, state: known ? held : undefined, at };
}

/** The values of the member that holds the state; null where they are not listed. */
export function statesOf(contract: Contract, output: string, { state }: LifeCycle): readonly string[] | null {
  const shape = keysOf(state).reduce<Resolved | null>(
    (at, key) => {
      const member = at?.kind === 'structure' ? memberOf(at, key) : undefined;
      return member === undefined ? null : resolve(contract, member.target);
    },
    resolve(contract, { kind: 'ref', name: output }),
  );
  return shape?.kind === 'enum' ? shape.values.map(({ value }) => value) : null;
}

export function isOver({ terminal }: LifeCycle, state: string | undefined): boolean {
  return state !== undefined && terminal.includes(state);
}

export function restarts(life: LifeCycle, ...snapshots: readonly Snapshot[]): boolean {
  return snapshots.some((each) => life.restarts.includes(each.state ?? ''));
}

/** Whether something that goes on within an attempt was set back, or set anew. */
export function beginsAnew(life: LifeCycle, before: Snapshot, after: Snapshot): boolean {
  const set = life.constantInAttempt.some(
    (path) => firstChange(valueAt(before.value, path), valueAt(after.value, path), []) !== null,
  );
  return (
    set ||
    life.rising.some((path) => {
      const [was, is] = [numberAt(before, path), numberAt(after, path)];
      return was !== null && is !== null && is < was;
    })
  );
}

/** Where an attempt is not counted, all is one. */
export function sameAttempt({ attempt }: LifeCycle, before: Snapshot, after: Snapshot): boolean {
  if (attempt === null) return true;
  const [was, is] = [numberAt(before, attempt), numberAt(after, attempt)];
  return was === null || is === null || was === is;
}

export function numberAt({ value }: Snapshot, path: string): number | bigint | null {
  const held = valueAt(value, path);
  return typeof held === 'number' || typeof held === 'bigint' ? held : null;
}

/** The first place, in the order of the earlier value, where two JSON values differ. */
function firstChange(was: unknown, is: unknown, keys: readonly string[]): string | null {
  if (typeof was !== 'object' || was === null || typeof is !== 'object' || is === null) {
    return was === is ? null : pointerOf(keys);
  }
  if (Array.isArray(was) !== Array.isArray(is)) return pointerOf(keys);
  for (const key of new Set([...Object.keys(was), ...Object.keys(is)])) {
    const found = firstChange(valueAt(was, pointerOf([key])), valueAt(is, pointerOf([key])), [...keys, key]);
    if (found !== null) return found;
  }
  return null;
}

function shown(value: unknown, path: string): string {
  return received(valueAt(value, path));
}

function isoOf(seconds: number): string {
  const date = new Date(seconds * 1000);
  return Number.isNaN(date.getTime()) ? 'no date' : date.toISOString();
}
