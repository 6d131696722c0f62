import { setTimeout as pause } from 'node:timers/promises';
import type { StopSignal } from '../../stop-signal.js';
import type { ServerReply, ServerResponse, ServerTarget } from '../../targets/server.js';
import { failureText, headerValues } from '../../targets/server.js';
import { errorIn, isRetryable } from './answers.js';
import type { Ask, Exchange, ServerCase, ServerWorld, Trace } from './server-check.js';

/** The requests of one run, and what became of the server. */
export interface Session {
  /**
   * Carries a case out. Once the server is gone, or the time is up, nothing is sent any more and null is given; the case
   * that it went down in has the rounds that there were.
   */
  readonly perform: (tried: ServerCase) => Promise<Trace | null>;
  readonly send: (ask: Ask) => Promise<Exchange>;
  /** Sends it again as often as for the first time, even to a server that has put the suite off ever since. */
  readonly insist: (ask: Ask) => Promise<Exchange>;
  /** The last good request; null where some good request got another answer than that it is to come back later. */
  readonly neverAnswered: () => Exchange | null;
  /** Why nothing more is sent; null while all is well. */
  readonly end: () => SessionEnd | null;
  readonly requests: () => number;
  /** It had passing faults when nothing but well-formed requests had been sent: such faults tell nothing then. */
  readonly isFlaky: () => boolean;
}

export type SessionEnd = { readonly kind: 'late' } | { readonly kind: 'died'; readonly how: string };

export interface SessionSettings {
  /** A request that any server of the contract answers. */
  readonly pulse: Ask;
  readonly timeout: number;
  /** `performance.now()` */
  readonly deadline: number;
  readonly signal: StopSignal | undefined;
  /** Told of every response. Where it is not a new one, its body is that of one that came before. */
  readonly take: (response: ServerResponse, isNew: boolean) => void;
  /** Whether time changes anything: a case that waits between its requests need not, if not. */
  readonly isLively: () => boolean;
}

/** How often a request is sent again that a passing fault or a rate limit refused. */
const AGAIN = { never: 0, transient: 7, throttling: 9 } as const;
/** How long is waited at first, in milliseconds; then twice as long each time. */
const FIRST_PAUSE = 5;
/** After so many requests in a row that cost all that one may, a plain one tells whether there is still a server. */
const COSTLY = 2;
/** How long a server may take to come up again after it went down, in milliseconds. */
const RESTART = 2000;
/** The longest pause that a server can ask for. */
const LONGEST_PAUSE = 5000;

const ALONE: readonly Exchange[] = [];
const ENDED: ServerReply = { kind: 'unsent', reason: 'The run was ended.' };

export function startSession(world: ServerWorld, target: ServerTarget, settings: SessionSettings): Session {
  let end: SessionEnd | null = null;
  let costly = 0;
  let requests = 0;
  let flaky = false;
  let calm = true;
  /** The server keeps putting the suite off, however long it waits. */
  let throttled = false;
  let answered = false;
  let lastGood: Exchange | null = null;
  /** Kinds of requests that stay refused however often they are sent. */
  const hopeless = new Set<string>();

  /** What is waited for, so that it can be given up. A race with one promise for all of them would keep every reply. */
  const waiting = new Set<(reply: ServerReply) => void>();
  settings.signal?.addEventListener(
    'abort',
    () => {
      for (const giveUp of waiting) giveUp(ENDED);
    },
    { once: true },
  );
  const replyTo = (ask: Ask): Promise<ServerReply> => {
    if (settings.signal === undefined) return target.send(ask.request, settings.timeout);
    if (settings.signal.aborted) return Promise.resolve(ENDED);
    return new Promise((resolve) => {
      waiting.add(resolve);
      void target.send(ask.request, settings.timeout).then((reply) => {
        waiting.delete(resolve);
        resolve(reply);
      });
    });
  };
  const isOver = (): boolean => {
    if (end === null && (performance.now() > settings.deadline || settings.signal?.aborted === true))
      end = { kind: 'late' };
    return end !== null;
  };

  async function attempt(ask: Ask): Promise<Exchange> {
    const began = performance.now();
    requests += 1;
    const came = await replyTo(ask);
    const reply = world.readings.known(came);
    if (reply.kind === 'response') settings.take(reply.response, reply === came);
    const exchange: Exchange = {
      ask,
      reply,
      began,
      ended: performance.now(),
      at: Date.now(),
      passed: false,
      others: ALONE,
    };
    costly = isCostly(reply) ? costly + 1 : 0;
    if (costly === COSTLY && isCostly(await target.send(settings.pulse.request, settings.timeout))) {
      end ??= { kind: 'died', how: `It gave no whole answer to ${costly + 1} requests in a row.` };
    }
    return exchange;
  }

  /** A server that went down may be started again by whatever watches it. */
  async function back(ask: Ask, first: Exchange): Promise<Exchange> {
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
    const exchange = await sent(ask);
    if (isGood(ask)) {
      lastGood = exchange;
      answered ||= isRetryable(world, exchange.reply) !== 'throttling';
    }
    return exchange;
  }

  async function sent(ask: Ask): Promise<Exchange> {
    const once = await attempt(ask);
    const first = isUnreachable(once.reply) ? await back(ask, once) : once;
    // What is to fail has failed.
    if (isWanted(world, ask, first.reply)) return first;
    const isCalm = isGood(ask);
    if (isRetryable(world, first.reply) === 'never') {
      calm &&= isCalm;
      throttled = false;
      return first;
    }
    const kind = `${ask.purpose.kind} ${ask.request.method}`;
    let last = first;
    const all = [first];
    for (let again = 0; ; again++) {
      const retry = isRetryable(world, last.reply);
      if (retry !== 'throttling') throttled = false;
      if (again >= AGAIN[retry] || hopeless.has(kind) || throttled || isOver()) break;
      const own = FIRST_PAUSE * 2 ** again;
      await pause(Math.min(LONGEST_PAUSE, Math.max(own, retryAfter(last.reply))));
      const next = await attempt(ask);
      last = isUnreachable(next.reply) ? await back(ask, next) : next;
      all.push(last);
    }
    const stays = isRetryable(world, last.reply);
    calm &&= isCalm;
    flaky ||= calm && isRetryable(world, first.reply) === 'transient' && stays === 'never';
    throttled = stays === 'throttling';
    if (stays === 'transient') hopeless.add(kind);
    const counts = ask.patient || isRetryable(world, first.reply) === 'throttling' ? last : first;
    return {
      ...counts,
      passed: stays === 'never' && counts === first && last !== first,
      others: all.filter((each) => each !== counts),
    };
  }

  return {
    send,
    insist(ask) {
      throttled = false;
      return send(ask);
    },
    neverAnswered: () => (answered ? null : lastGood),
    end: () => (isOver() ? end : null),
    requests: () => requests,
    isFlaky: () => flaky,
    async perform({ rounds }) {
      const trace: (readonly Exchange[])[] = [];
      for (const round of rounds) {
        // What a request brought down is known by that request.
        if (isOver()) return end?.kind === 'died' && trace.length > 0 ? trace : null;
        if (round.pause > 0 && settings.isLively()) await pause(round.pause);
        const [only, second] = round.asks;
        const isAlone = only !== undefined && second === undefined;
        trace.push(isAlone ? [await send(only)] : await Promise.all(round.asks.map(send)));
      }
      return trace;
    },
  };
}

/** Well-formed, and known to be answered. */
function isGood({ purpose: { kind } }: Ask): boolean {
  return kind === 'task' || kind === 'missing';
}

function isWanted(world: ServerWorld, { purpose }: Ask, reply: ServerReply): boolean {
  return (
    purpose.kind === 'failing' &&
    reply.kind === 'response' &&
    errorIn(world, reply.response)?.shape === purpose.error.shape
  );
}

/** No whole answer, after all the time or all the bytes that one may take. */
export function isCostly(reply: ServerReply): boolean {
  return reply.kind === 'failure' && (reply.failure.code === 'silent' || reply.failure.code === 'too-large');
}

function isUnreachable(reply: ServerReply): boolean {
  return reply.kind === 'failure' && reply.failure.code === 'unreachable';
}

/** Whether it asks for more time than the suite has: it may answer after that, for all that is known. */
export function asksForLong(reply: ServerReply): boolean {
  return retryAfter(reply) > LONGEST_PAUSE;
}

/** Milliseconds, as the server asks for; 0 where it does not. */
function retryAfter(reply: ServerReply): number {
  if (reply.kind !== 'response') return 0;
  const [value = ''] = headerValues(reply.response, 'retry-after');
  return /^\d+$/.test(value) ? Number(value) * 1000 : 0;
}
