import type { LifeCycle } from '../../../../generated/runtime/contract.js';
import { beginsAnew, isOver, numberAt, restarts, type Snapshot, sameAttempt } from './life-cycle.js';
import { type Notes, ruled } from './notes.js';
import type { Exchange } from './server-check.js';

/** The states that a task was seen in and left since work last began anew, so that none comes again by itself. */
export interface Course {
  /**
   * Says whether the task has come back to a state that it had left, or is in one attempt after another without
   * anything that says so. `before` is what had been answered when the request was sent.
   */
  readonly add: (
    notes: Notes,
    before: Snapshot | undefined,
    snapshot: Snapshot,
    exchange: Pick<Exchange, 'began' | 'ended'>,
  ) => void;
}

interface Stay {
  /** When an answer first showed the state, and when a later request showed another; `performance.now()`. */
  readonly seen: number;
  left: number | null;
}

/**
 * Answers may come in another order than the requests were sent: only of what had come before a request was sent
 * is it certain that it is older.
 */
export function startCourse(life: LifeCycle): Course {
  const stays = new Map<string, Stay>();
  let latest: Snapshot | null = null;
  /** Numbers of attempts that nothing explains: all went on as it was. One may have begun between two polls. */
  const unexplained = new Set<string>();

  function begin(snapshot: Snapshot): void {
    if (latest !== null && !sameAttempt(life, latest, snapshot)) stays.clear();
    if (restarts(life, snapshot)) stays.clear();
    latest = snapshot;
  }

  return {
    add(notes, before, snapshot, { began, ended }) {
      const { state } = snapshot;
      if (state === undefined) return;
      begin(snapshot);
      if (before !== undefined && life.attempt !== null && isBareRise(life, before, snapshot)) {
        unexplained.add(String(numberAt(snapshot, life.attempt)));
      }
      if (unexplained.size > 1 && life.attempt !== null) {
        const summary = 'One attempt follows another, and nothing begins anew.';
        notes.exchange(
          'life-cycle:transitions',
          ruled(false, summary, 'a state in which work begins anew', state, life.attempt),
        );
      }
      if (isOver(life, state)) return;
      const stay = stays.get(state);
      if (stay !== undefined) {
        const back = stay.left !== null && stay.left <= began;
        notes.exchange(
          'life-cycle:transitions',
          ruled(!back, 'It comes back to a state that it had left.', 'a later one', state, life.state),
        );
      } else if (!restarts(life, snapshot)) stays.set(state, { seen: ended, left: null });
      for (const [name, each] of stays) {
        if (name !== state && each.seen <= began) each.left ??= ended;
      }
    },
  };
}

/** A higher number of the attempt in the same state, while nothing that is bound to an attempt begins anew. */
function isBareRise(life: LifeCycle, before: Snapshot, after: Snapshot): boolean {
  const { state } = before;
  if (state !== after.state || state === undefined || isOver(life, state)) return false;
  if (restarts(life, before) || life.initial.includes(state)) return false;
  return !sameAttempt(life, before, after) && !beginsAnew(life, before, after);
}
