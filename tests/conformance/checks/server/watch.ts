import { setTimeout as pause } from 'node:timers/promises';
import { taskAsk, type Workshop } from './asks.js';
import type { History } from './history.js';
import type { Exchange } from './server-check.js';
import type { Session } from './session.js';

/**
 * Follows every task to its end and past it, between the other requests and after them. A poll never overlaps them,
 * so that what is found is no matter of requests that meet.
 */
export interface Watch {
  /** Polls a task if it is time for one. */
  readonly tick: () => Promise<Exchange> | null;
  /** Polls until nothing more is to be expected of any task, and gives what came to `take`. */
  readonly finish: (take: (exchange: Exchange) => void) => Promise<void>;
}

/** Milliseconds between two polls of tasks that do not change from one poll to the next, and of those that do. */
const PACE = 20;
const FAST_PACE = 4;
/** How long a task is polled after its end: whole seconds must have passed for a clock that runs on to show. */
const PAST_END = 2000;
/** How long a task that does not change is waited for. */
const STILL = 4000;

/** @param follow milliseconds that a task which does change is followed; 0: none is */
export function startWatch(shop: Workshop, session: Session, history: History, follow: number): Watch {
  const began = performance.now();
  const polledAt = shop.tasks.map(() => 0);
  let last = 0;
  let turn = 0;

  const isSettled = (task: number): boolean => {
    const now = performance.now();
    const { overSince, changed, awaits } = history.of(task);
    // What was said to go on is waited for, however long it rests.
    const still = awaits === null ? Math.min(STILL, follow) : follow;
    return overSince === null
      ? now - changed > still || now - began > follow
      : now - overSince > Math.min(PAST_END, follow);
  };
  /** A task that changed when it was polled may change again with the next poll. */
  const isDue = (task: number): boolean => {
    const changes = history.of(task).changed >= (polledAt[task] ?? 0);
    return performance.now() - last >= (changes ? FAST_PACE : PACE);
  };
  /** The next task, going round, that is still to be followed. */
  const next = (due: (task: number) => boolean): number | null => {
    for (let tried = 0; tried < shop.tasks.length; tried++) {
      const task = (turn + tried) % shop.tasks.length;
      if (isSettled(task) || !due(task)) continue;
      turn = task + 1;
      return task;
    }
    return null;
  };

  function tick(): Promise<Exchange> | null {
    if (shop.world.operation.lifeCycle === undefined) return null;
    const task = next(isDue);
    return task === null || session.end() !== null ? null : poll(task);
  }

  async function poll(task: number): Promise<Exchange> {
    polledAt[task] = performance.now();
    const exchange = await session.send(taskAsk(shop, task));
    last = performance.now();
    return exchange;
  }

  return {
    tick,
    async finish(take) {
      while (
        shop.world.operation.lifeCycle !== undefined &&
        next(() => true) !== null &&
        session.end() === null
      ) {
        const exchange = await tick();
        if (exchange === null) await pause(FAST_PACE);
        else take(exchange);
      }
    },
  };
}
