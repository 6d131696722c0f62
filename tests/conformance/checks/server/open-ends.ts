import { isRetryable, replyText } from './answers.js';
import { taskAsk, type Workshop } from './asks.js';
import { aside, type Campaign, caseOf } from './campaign.js';
import { broken, type Notes, notesFor } from './notes.js';
import { type Exchange, errorOf, type ServerWorld } from './server-check.js';
import { asksForLong } from './session.js';

/** What only the end of a run shows: what never came, or comes no more. */

/**
 * A server that puts the suite off answers nothing, which is no fault as long as it does in the end. It is one where no
 * answer ever came, and where a task answered and is put off to the end, however long the suite waits.
 */
export async function addPutOff(campaign: Campaign, shop: Workshop): Promise<void> {
  const { history, session } = campaign;
  const { world } = shop;
  if (session.end() !== null) return;
  for (const task of shop.tasks.keys()) {
    const { successes, last } = history.of(task);
    if (last === null) continue;
    if (successes === 0) {
      addUnsuccessful(campaign, world, last, true);
      continue;
    }
    if (isRetryable(world, last.reply) !== 'throttling') continue;
    const again = await session.insist(taskAsk(shop, task));
    campaign.overTime.add(0, caseOf(again), aside(campaign, again));
    if (isRetryable(world, again.reply) !== 'throttling' || asksForLong(again.reply)) continue;
    addUnsuccessful(campaign, world, again, false);
    return;
  }
  const last = session.neverAnswered();
  const wanted = errorOf(world, 404);
  if (last?.ask.purpose.kind !== 'missing' || wanted === undefined) return;
  add(campaign, world, last, (notes) => {
    const actual = replyText(world, last.reply);
    const expected = `${wanted.status} ${wanted.shape}, at least once`;
    notes.rule(
      'unknown-resource-refused',
      broken('No request is answered: each is to come back later.', expected, actual),
    );
  });
}

function addUnsuccessful(campaign: Campaign, world: ServerWorld, last: Exchange, never: boolean): void {
  const { status } = world.operation.http;
  const verdict = broken(
    never
      ? 'The operation never succeeds on what it is known to succeed on.'
      : 'The operation succeeds no more on what it succeeded on: each request is to come back later.',
    never ? `${status}, at least once` : `${status}`,
    replyText(world, last.reply),
  );
  add(campaign, world, last, (notes) => {
    notes.exchange('status', verdict);
    notes.rule('success-status', verdict);
  });
}

/** A task of which it was said which states it goes through, and that is not in the last of them once time is up. */
export function addStuck(campaign: Campaign, { world, tasks }: Workshop, follow: number): void {
  if (campaign.session.end() !== null || follow === 0) return;
  for (const task of tasks.keys()) {
    const { awaits, last } = campaign.history.of(task);
    if (awaits === null || last === null) continue;
    add(campaign, world, last, (notes) => {
      notes.rule(
        'output-faithful',
        broken(
          `The task has not come to its last state within ${follow} s.`,
          awaits.expected,
          awaits.actual,
          world.operation.lifeCycle?.state,
        ),
      );
    });
  }
}

function add({ overTime }: Campaign, world: ServerWorld, last: Exchange, say: (notes: Notes) => void): void {
  const notes = notesFor(world);
  say(notes);
  overTime.add(0, caseOf(last), [{ sayings: notes.sayings, exchanges: [last] }]);
}
