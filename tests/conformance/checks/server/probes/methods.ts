import fc from 'fast-check';
import type { Verdict } from '../../../check.js';
import { carriesOut, isSuccess, isTaken, replyText } from '../answers.js';
import { taskAsk, type Workshop } from '../asks.js';
import { ruleIds } from '../clauses-of.js';
import { ruled } from '../notes.js';
import { afterPlain, inputOf, knownOrNot, opened } from '../plain-first.js';
import { type Ask, type Exchange, type Probe, sequence, statement } from '../server-check.js';

/** Methods that change nothing by their definition (the registry of HTTP methods, column "safe"). */
const SAFE = ['OPTIONS', 'PROPFIND', 'SEARCH', 'TRACE'];
/** Methods that could change what they are sent to; only for tasks that are nobody's. DELETE is never sent. */
const UNSAFE = ['POST', 'PUT', 'PATCH'];

/**
 * The operation under other methods. What lives under them is not the contract's to say: on a real service another
 * operation may, and end the very task that was asked for. So a method that may change something goes only to tasks
 * that were made for the run or live on this machine, DELETE goes to none, and neither does the method of another
 * operation on the same path.
 */
export function methodProbe(shop: Workshop): readonly Probe[] {
  const { world } = shop;
  const about = ruleIds(world, 'method-not-allowed');
  const taken = world.contract.operations.flatMap(({ http }) =>
    http.path === world.operation.http.path ? [http.method] : [],
  );
  const methods = [...SAFE, ...(world.disposable ? UNSAFE : [])].filter((method) => !taken.includes(method));
  if (methods.length === 0) return [];
  return about.map((clause) => ({
    id: 'method-not-allowed',
    title: 'The operation is asked for under another method.',
    about: [...about, ...ruleIds(world, 'refused-not-failed')],
    proves: about,
    cases: fc.tuple(knownOrNot(shop), fc.constantFrom(...methods)).map(([plain, method]) => {
      return sequence(plain, opened({ ...plain.request, method }));
    }),
    most: 60,
    judge: (trace) =>
      afterPlain(shop, trace).map((exchange) => {
        const { reply, ask } = exchange;
        const done = UNSAFE.includes(ask.request.method)
          ? isTaken(reply)
          : carriesOut(world, reply, inputOf(shop, trace));
        const summary = 'The operation is carried out under another method, or is said to be.';
        return statement(clause, ruled(!done, summary, 'a refusal', replyText(world, reply)), [exchange]);
      }),
  }));
}

/** Behaviours that the sources leave open: they are told, and never a fault. */
export function openProbes(shop: Workshop): readonly Probe[] {
  if (shop.tasks.length === 0) return [];
  const { operation } = shop.world;
  if (operation.http.method !== 'GET') return [];
  const JSON_BODY = new TextEncoder().encode('{}');
  return [
    ...openProbe(shop, 'head-answered', 'A task is asked for with HEAD.', ({ request }) => ({
      ...request,
      method: 'HEAD',
    })),
    ...openProbe(shop, 'body-of-get-ignored', 'The request has a body.', ({ request }) => ({
      ...request,
      headers: [...request.headers, ['content-type', shop.world.contract.protocol.contentType] as const],
      body: JSON_BODY,
    })),
    ...openProbe(
      shop,
      'content-type-of-get',
      'The request has a Content-Type, and no body.',
      ({ request }) => ({
        ...request,
        headers: [...request.headers, ['content-type', shop.world.contract.protocol.contentType] as const],
      }),
    ),
    ...openProbe(shop, 'accept-refused', 'The request takes no JSON.', ({ request }) => ({
      ...request,
      headers: [...request.headers.filter(([name]) => name !== 'accept'), ['accept', 'text/plain'] as const],
    })),
  ];
}

function openProbe(
  shop: Workshop,
  rule: string,
  title: string,
  change: (ask: Ask) => Ask['request'],
): readonly Probe[] {
  const about = ruleIds(shop.world, rule);
  return about.map((clause) => ({
    id: rule,
    title,
    about,
    proves: [],
    cases: fc.nat(shop.tasks.length - 1).map((task) => {
      const plain = taskAsk(shop, task);
      return sequence(plain, opened(change(plain)));
    }),
    most: 4,
    judge: (trace) =>
      afterPlain(shop, trace).map((exchange) => statement(clause, behaviourOf(shop, exchange), [exchange])),
  }));
}

function behaviourOf({ world }: Workshop, { reply }: Exchange): Verdict {
  if (reply.kind !== 'response') return { kind: 'observed', behaviour: 'no answer' };
  const { status, body } = reply.response;
  const content = body.length === 0 ? 'without a body' : 'with a body';
  return {
    kind: 'observed',
    behaviour: isSuccess(world, reply) ? `answered ${content}` : `refused with ${status}`,
  };
}
