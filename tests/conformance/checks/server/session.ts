import { setTimeout as pause } from 'node:timers/promises';
import type { StopSignal } from '../../stop-signal.js';
import type { ServerReply, ServerTarget } from '../../targets/server.js';
import { failureText, headerValues } from '../../targets/server.js';
import { isRetryable } from './answers.js';
import type { Ask, Exchange, ServerCase, ServerWorld, Trace } from './server-check.js';

/** The requests of one run, and what became of the server. */
export interface Session {
  /** Carries a case out. Once the server is gone, or the time is up, nothing is sent any more and null is given. */
  readonly perform: (tried: ServerCase) => Promise<Trace | null>;
  readonly send: (ask: Ask) => Promise<Exchange>;
  /** Why nothing more is sent; null while all is well. */
  readonly end: () => SessionEnd | null;
  readonly requests: () => number;
}

export type SessionEnd = { readonly kind: 'late' } | { readonly kind: 'died'; readonly how: string };

export interface SessionSettings {
  /** A request that any server of the contract answers. */
  readonly pulse: Ask;
  readonly timeout: number;
  /** `performance.now()` */
  readonly deadline: number;
  readonly signal: StopSignal | undefined;
}

/** How often a request is sent again that a passing fault or a rate limit refused, and how long is waited at first. */
const AGAIN = 7;
const FIRST_PAUSE = 20;
/** After so many requests in a row without an answer, a plain one tells whether there is still a server. */
const SILENCE = 2;
/** How long a server may take to come up again after it went down, in milliseconds. */
const RESTART = 2000;
/** The longest pause that a server can ask for. */
const LONGEST_PAUSE = 5000;

export function startSession(world: ServerWorld, target: ServerTarget, settings: SessionSettings): Session {
  let end: SessionEnd | null = null;
  let silent = 0;
  let requests = 0;
  /** Kinds of requests that stay refused however often they are sent. */
  const hopeless = new Set<string>();

  const aborted = new Promise<ServerReply>((resolve) => {
    const reply = { kind: 'unsent', reason: 'The run was ended.' } as const;
    if (settings.signal?.aborted === true) resolve(reply);
    settings.signal?.addEventListener('abort', () => resolve(reply), { once: true });
  });
  const isOver = (): boolean => {
    if (end === null && (performance.now() > settings.deadline || settings.signal?.aborted === true))
      end = { kind: 'late' };
    return end !== null;
  };

  async function attempt(ask: Ask): Promise<Exchange> {
    const began = performance.now();
    requests += 1;
    const reply = await Promise.race([target.send(ask.request, settings.timeout), aborted]);
    const exchange = { ask, reply, began, ended: performance.now(), at: Date.now(), passed: false };
    silent = isSilent(reply) ? silent + 1 : 0;
    if (silent === SILENCE && isSilent(await target.send(settings.pulse.request, settings.timeout))) {
      end ??= { kind: 'died', how: `It left ${silent + 1} requests in a row without an answer.` };
    }
    return exchange;
  }

  /** A server that went down may be started again by whatever watches it. */
  async function reached(ask: Ask): Promise<Exchange> {
    const first = await attempt(ask);
    if (!isUnreachable(first.reply)) return first;
    for (const until = performance.now() + RESTART; performance.now() < until && !isOver(); ) {
      await pause(100);
      const next = await attempt(ask);
      if (!isUnreachable(next.reply)) return next;
    }
    const { reply } = first;
    end ??= {
      kind: 'died',
      how: `It came down: ${reply.kind === 'failure' ? failureText(reply.failure) : ''}.`,
    };
    return first;
  }

  async function send(ask: Ask): Promise<Exchange> {
    const first = await reached(ask);
    const kind = `${ask.purpose.kind} ${ask.request.method}`;
    let last = first;
    for (let again = 0; again < AGAIN && isRetryable(world, last.reply) !== 'never'; again++) {
      if (hopeless.has(kind) || isOver()) return last;
      await pause(Math.min(LONGEST_PAUSE, Math.max(FIRST_PAUSE * 2 ** again, retryAfter(last.reply))));
      last = await reached(ask);
    }
    const stays = isRetryable(world, last.reply) !== 'never';
    if (stays) hopeless.add(kind);
    const counts = ask.patient || isRetryable(world, first.reply) === 'throttling' ? last : first;
    return { ...counts, passed: !stays && counts === first && last !== first };
  }

  return {
    send,
    end: () => (isOver() ? end : null),
    requests: () => requests,
    async perform({ rounds }) {
      const trace: (readonly Exchange[])[] = [];
      for (const round of rounds) {
        if (isOver()) return null;
        if (round.pause > 0) await pause(round.pause);
        trace.push(await Promise.all(round.asks.map(send)));
      }
      return trace;
    },
  };
}

function isSilent(reply: ServerReply): boolean {
  return reply.kind === 'failure' && reply.failure.code === 'silent';
}

function isUnreachable(reply: ServerReply): boolean {
  return reply.kind === 'failure' && reply.failure.code === 'unreachable';
}

/** Milliseconds, as the server asks for; 0 where it does not. */
function retryAfter(reply: ServerReply): number {
  if (reply.kind !== 'response') return 0;
  const [value = ''] = headerValues(reply.response, 'retry-after');
  return /^\d+$/.test(value) ? Number(value) * 1000 : 0;
}
