import type fc from 'fast-check';
import { isSuccess } from './answers.js';
import { anyTask, askOf, taskAsk, type Workshop } from './asks.js';
import type { Ask, Exchange, Trace } from './server-check.js';

/** A plain request of a task; where no task is known, of something that does not exist. */
export function knownOrNot(shop: Workshop): fc.Arbitrary<Ask> {
  return shop.tasks.length === 0
    ? shop.missing.map((parts) => askOf(parts, { kind: 'missing', rule: null }))
    : anyTask(shop).map((task) => taskAsk(shop, task));
}

export function opened(request: Ask['request']): Ask {
  return { request, purpose: { kind: 'open' }, patient: true };
}

/** The second exchange, where it could be sent and the plain one before it was answered as it should be. */
export function afterPlain({ world }: Workshop, trace: Trace): readonly Exchange[] {
  const [[plain] = [], [variant] = []] = trace;
  if (plain === undefined || variant === undefined || variant.reply.kind === 'unsent') return [];
  return isSuccess(world, plain.reply) || plain.ask.purpose.kind === 'missing' ? [variant] : [];
}

/** What the plain request asked for; null where nothing exists under it. */
export function inputOf({ world }: Workshop, trace: Trace): Readonly<Record<string, unknown>> | null {
  const purpose = trace[0]?.[0]?.ask.purpose;
  return purpose?.kind === 'task' ? (world.tasks[purpose.task]?.input ?? null) : null;
}
