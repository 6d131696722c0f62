import fc from 'fast-check';
import { askOf, taskAsk, type Workshop } from './asks.js';
import { type Ask, nothing, type Probe, sequence } from './server-check.js';

/** The plainest request there is. Its first answer counts, whatever it is. */
export function firstAsk(shop: Workshop): Ask {
  if (shop.tasks.length > 0) return taskAsk(shop, 0, false);
  return askOf(shop.plain, { kind: 'missing', rule: null }, false);
}

/**
 * The first request, which tells whether there is a server at all. It is sent in every run, and is about no clause in
 * particular.
 */
export function firstProbe(shop: Workshop): Probe {
  return {
    id: 'first',
    title: 'The first request of all.',
    about: [],
    proves: [],
    cases: fc.constant(sequence(firstAsk(shop))),
    most: 1,
    judge: nothing,
  };
}
