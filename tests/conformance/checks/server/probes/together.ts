import fc from 'fast-check';
import { isObject, received } from '../../../../../generated/runtime/values.js';
import { holds, type Verdict } from '../../../check.js';
import { pointerOf } from '../../../pointer.js';
import { failureText } from '../../../targets/server.js';
import { isRetryable, isSuccess, nameInHeader, replyText } from '../answers.js';
import { anyTask, askOf, taskAsk, type Workshop } from '../asks.js';
import { ruleIds } from '../clauses-of.js';
import { broken } from '../notes.js';
import {
  type Ask,
  type Exchange,
  errorOf,
  once,
  type Probe,
  type ServerWorld,
  type Statement,
  statement,
  type Trace,
} from '../server-check.js';

/** Requests that follow refused ones, and requests that overlap: each is answered as if it were alone. */
export function togetherProbes(shop: Workshop): readonly Probe[] {
  return [...afterRefused(shop), ...overlapping(shop)];
}

/** A valid request, whose answer is known: of a task, or of something that does not exist. Its first answer counts. */
function validAsks(shop: Workshop): fc.Arbitrary<Ask> {
  const missing = shop.missing.map((parts) => askOf(parts, { kind: 'missing', rule: null }, false));
  if (shop.tasks.length === 0) return missing;
  return anyTask(shop).map((task) => taskAsk(shop, task, false));
}

/** Requests that are refused: something that does not exist, or a label with a character that no identifier has. */
function refusedAsks(shop: Workshop): fc.Arbitrary<Ask> {
  const missing = shop.missing.map((parts) => askOf(parts, { kind: 'missing', rule: null }));
  const spoilt = fc
    .tuple(shop.missing, fc.constantFrom('~', '%20', '%00', '%F0%9F%8E%89', '%'))
    .map(([parts, mark]) => {
      const labels = Object.fromEntries(
        Object.entries(parts.labels).map(([name, text]) => [name, text + mark]),
      );
      return askOf({ ...parts, labels }, { kind: 'open' });
    });
  return fc.oneof({ withCrossShrink: true }, spoilt, missing);
}

function afterRefused(shop: Workshop): readonly Probe[] {
  const about = ruleIds(shop.world, 'valid-after-refused');
  const refused = fc.array(refusedAsks(shop), { minLength: 1, maxLength: 12 });
  const valid = validAsks(shop);
  return about.map((clause) => ({
    id: 'after-refused',
    title: 'Valid requests follow refused ones.',
    about,
    proves: about,
    cases: fc
      .tuple(valid, refused, fc.array(fc.oneof(valid, refusedAsks(shop)), { maxLength: 4 }), valid)
      .map(([first, before, between, last]) => ({
        rounds: [first, ...before, ...between, last].map((ask) => once(ask)),
      })),
    most: 40,
    judge: (trace) => judgeAfter(shop.world, clause, trace),
  }));
}

/** The first request shows that the server answers at all; whatever valid one fails later was spoilt by the others. */
function judgeAfter(world: ServerWorld, clause: string, trace: Trace): readonly Statement[] {
  const [first, ...others] = trace.flat();
  if (first === undefined || !isAnswered(world, first)) return [];
  const later = others.filter(({ ask }) => ask.purpose.kind === first.ask.purpose.kind && !ask.patient);
  const failed = later.find(
    (exchange) => !isAnswered(world, exchange) && isRetryable(world, exchange.reply) !== 'throttling',
  );
  if (failed === undefined) return later.length === 0 ? [] : [statement(clause, holds, [])];
  const verdict = broken(
    'A valid request is refused after others were.',
    replyText(world, first.reply),
    replyText(world, failed.reply),
  );
  const upTo = trace.flat().slice(0, trace.flat().indexOf(failed) + 1);
  return [statement(clause, verdict, upTo, failed.passed)];
}

/** Whether the answer is the one that the request is to get, by its status and its name. */
function isAnswered(world: ServerWorld, { ask, reply }: Exchange): boolean {
  if (ask.purpose.kind === 'task') return isSuccess(world, reply);
  const wanted = errorOf(world, 404);
  return (
    reply.kind === 'response' && wanted !== undefined && nameInHeader(world, reply.response) === wanted.shape
  );
}

function overlapping(shop: Workshop): readonly Probe[] {
  const about = ruleIds(shop.world, 'concurrent-requests-apart');
  const valid = validAsks(shop);
  const crowd = fc.array(
    fc.oneof({ weight: 4, arbitrary: valid }, { weight: 1, arbitrary: refusedAsks(shop) }),
    {
      minLength: 2,
      maxLength: 8,
    },
  );
  return about.map((clause) => ({
    id: 'overlapping',
    title: 'Requests overlap.',
    about,
    proves: about,
    cases: crowd.map((asks) => {
      const alone = distinct(asks.filter(({ purpose }) => purpose.kind !== 'open')).map((ask) => once(ask));
      return { rounds: [...alone, once(...asks), ...alone] };
    }),
    most: 60,
    judge: (trace) => judgeOverlap(shop.world, clause, trace),
  }));
}

function distinct(asks: readonly Ask[]): readonly Ask[] {
  return [...new Map(asks.map((ask) => [ask.request.target, ask])).values()];
}

/** What is the same before and after is the same in between, unless the answer was another's. */
function judgeOverlap(world: ServerWorld, clause: string, trace: Trace): readonly Statement[] {
  const crowd = trace.find((round) => round.length > 1);
  if (crowd === undefined) return [];
  const at = trace.indexOf(crowd);
  const find = (rounds: Trace, exchange: Exchange): Exchange | undefined =>
    rounds.flat().find(({ ask }) => ask.request.target === exchange.ask.request.target);
  let compared = false;
  for (const exchange of crowd) {
    const [before, after] = [find(trace.slice(0, at), exchange), find(trace.slice(at + 1), exchange)];
    if (before === undefined || after === undefined || isRetryable(world, exchange.reply) === 'throttling')
      continue;
    if (!isAnswered(world, before) || !isAnswered(world, after)) continue;
    compared = true;
    const verdict = difference(world, before, exchange, after);
    if (verdict !== null) {
      return [statement(clause, verdict, [before, ...crowd, after], exchange.passed)];
    }
  }
  return compared ? [statement(clause, holds, [])] : [];
}

function difference(world: ServerWorld, before: Exchange, during: Exchange, after: Exchange): Verdict | null {
  const summary = 'A request that overlaps others is answered otherwise than alone.';
  if (!isAnswered(world, during))
    return broken(summary, replyText(world, before.reply), replyText(world, during.reply));
  if (isSameBody(before, during)) return null;
  const [was, is, willBe] = [before, during, after].map((exchange) => contentOf(world, exchange));
  if (!isObject(was) || !isObject(willBe)) return null;
  if (!isObject(is)) return broken(summary, 'a JSON object', received(is));
  for (const name of new Set([...Object.keys(was), ...Object.keys(is)])) {
    const [one, other, next] = [was, is, willBe].map((value) => textOf(value[name]));
    if (one !== next || one === other) continue;
    return broken(summary, one ?? '', other ?? '', pointerOf([name]));
  }
  return null;
}

function isSameBody({ reply: one }: Exchange, { reply: other }: Exchange): boolean {
  if (one.kind !== 'response' || other.kind !== 'response') return false;
  const [body, next] = [one.response.body, other.response.body];
  return body === next || Buffer.compare(body, next) === 0;
}

function contentOf(world: ServerWorld, { reply }: Exchange): unknown {
  switch (reply.kind) {
    case 'response':
      return world.readings.of(reply.response.body).json?.value;
    case 'failure':
      return failureText(reply.failure);
    case 'unsent':
      return undefined;
  }
}

function textOf(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(textOf).join(', ')}]`;
  if (typeof value === 'string') return JSON.stringify(value);
  if (!isObject(value)) return value === undefined ? 'nothing' : received(value);
  return `{${Object.entries(value)
    .map(([name, held]) => `${name}: ${textOf(held)}`)
    .sort()
    .join(', ')}}`;
}
