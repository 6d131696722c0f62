import fc from 'fast-check';
import { anyTask, askOf, taskAsk, type Workshop } from '../asks.js';
import { errorClauses, ruleIds, successClauses } from '../clauses-of.js';
import { errorOf, nothing, type Probe, type Round, sequence } from '../server-check.js';

/** Plain requests for what exists: everything that a success owes is judged on the answers. */
export function pollProbe(shop: Workshop): readonly Probe[] {
  if (shop.tasks.length === 0) return [];
  return [
    {
      id: 'poll',
      title: 'A task is asked for.',
      about: successClauses(shop.world),
      proves: [],
      cases: anyTask(shop).map((task) => sequence(taskAsk(shop, task))),
      most: 100,
      judge: nothing,
    },
  ];
}

/**
 * Life cycles: tasks are polled in any order, again and again, one after the other and at the same time, with pauses
 * between. The model that the answers are held to is the history of each task, which every other request feeds, too.
 */
export function lifeCycleProbe(shop: Workshop): readonly Probe[] {
  const { clauses } = shop.world;
  const about = [...clauses.exchanges].flatMap(([rule, id]) => (rule.startsWith('life-cycle:') ? [id] : []));
  if (shop.tasks.length === 0 || about.length === 0) return [];
  const poll = anyTask(shop).map((task): readonly Round[] => [{ asks: [taskAsk(shop, task)], pause: 0 }]);
  const again = fc
    .tuple(anyTask(shop), fc.integer({ min: 2, max: 12 }))
    .map(([task, times]): readonly Round[] =>
      Array.from({ length: times }, () => ({ asks: [taskAsk(shop, task)], pause: 0 })),
    );
  const wait = fc
    .tuple(anyTask(shop), fc.integer({ min: 1, max: 15 }))
    .map(([task, pause]): readonly Round[] => [{ asks: [taskAsk(shop, task)], pause }]);
  const together = fc
    .array(anyTask(shop), { minLength: 2, maxLength: 4 })
    .map((tasks): readonly Round[] => [{ asks: tasks.map((task) => taskAsk(shop, task)), pause: 0 }]);
  const commands = fc.oneof(
    { weight: 4, arbitrary: poll },
    { weight: 3, arbitrary: again },
    { weight: 1, arbitrary: wait },
    { weight: 1, arbitrary: together },
  );
  return [
    {
      id: 'life-cycle',
      title: 'Tasks are asked for again and again, in any order.',
      about,
      proves: [],
      cases: fc.array(commands, { minLength: 1, maxLength: 8 }).map((rounds) => ({ rounds: rounds.flat() })),
      most: 60,
      judge: nothing,
    },
  ];
}

/** Well-formed requests for what does not exist. */
export function missingProbe(shop: Workshop): readonly Probe[] {
  const wanted = errorOf(shop.world, 404);
  if (wanted === undefined) return [];
  return [
    {
      id: 'missing',
      title: 'Something is asked for that does not exist.',
      about: [...ruleIds(shop.world, 'unknown-resource-refused'), ...errorClauses(shop.world, wanted)],
      proves: [],
      cases: shop.missing.map((parts) => sequence(askOf(parts, { kind: 'missing', rule: null }))),
      most: 100,
      judge: nothing,
    },
  ];
}

/** What somebody said that it fails, and how: the errors that no request can bring about. */
export function failingProbe({ world, partsOf }: Workshop): readonly Probe[] {
  const asks = world.failing.flatMap(({ input, error }) => {
    const parts = partsOf(input);
    return parts === null ? [] : [askOf(parts, { kind: 'failing', error })];
  });
  if (asks.length === 0) return [];
  return [
    {
      id: 'failing',
      title: 'Something is asked for that is known to fail.',
      about: [...new Set(world.failing.flatMap(({ error }) => errorClauses(world, error)))],
      proves: [],
      cases: fc.constantFrom(...asks).map((ask) => sequence(ask)),
      most: 10 * asks.length,
      judge: nothing,
    },
  ];
}

/** So many requests at once that a server may want some to come back later, and must say so as the model has it. */
const BURST = 32;

/** Many requests at the same time, and the errors that say to send a request again. */
export function burstProbe(shop: Workshop): readonly Probe[] {
  const { world } = shop;
  const retryable = world.operation.errors.filter(({ retry }) => retry !== 'never');
  const about = [...new Set(retryable.flatMap((error) => errorClauses(world, error)))];
  const missing = shop.missing.map((parts) => askOf(parts, { kind: 'missing', rule: null }));
  const ask = shop.tasks.length === 0 ? missing : anyTask(shop).map((task) => taskAsk(shop, task));
  return [
    {
      id: 'burst',
      title: 'Many requests come at the same time.',
      about: [...ruleIds(world, 'every-request-answered'), ...about],
      proves: [],
      cases: fc
        .array(ask, { minLength: 2, maxLength: BURST, size: 'max' })
        .map((asks) => ({ rounds: [{ asks, pause: 0 }] })),
      most: 10,
      judge: nothing,
    },
  ];
}
