import type { Socket } from 'node:net';
import { failureOf, type Parsing, parseResponse } from './http-parser.js';
import { readPlain } from './http-plain.js';
import { LARGEST_BODY, type ServerFailure, type ServerReply } from './server.js';

/** One connection, for one exchange at a time. */
export interface Connection {
  /**
   * Sends a request, and tells what came of it. `timeout` is in milliseconds; `keep`: the connection is used again
   * afterwards, if the other side lets it.
   */
  readonly exchange: (
    sent: Sent,
    timeout: number,
    keep: boolean,
    done: (exchanged: Exchanged) => void,
  ) => void;
  /** Whether another exchange can begin. */
  readonly isFree: () => boolean;
  readonly close: () => void;
}

export interface Sent {
  readonly method: string;
  readonly bytes: string | Uint8Array;
}

export interface Exchanged {
  readonly reply: ServerReply;
  readonly reused: boolean;
  /** The connection was an old one, and ended before a byte of an answer. */
  readonly stale: boolean;
}

/** Timers are late by more than this, in milliseconds, in a process that has much else to do. */
const BUSY = 50;
/** From one turn of this process to the next, a server within it is some steps on: it accepts, reads, answers. */
const TURNS = 10;

interface Pending {
  readonly method: string;
  readonly timeout: number;
  /** `performance.now()` at which it is given up. */
  until: number;
  readonly keep: boolean;
  readonly reused: boolean;
  readonly done: (exchanged: Exchanged) => void;
  received: Buffer[];
  size: number;
  /** So many bytes are to be there before it is worth while to read them. */
  needed: number;
  parsing: Parsing | null;
  /** It got more time, since this process was busy itself. */
  isExtended: boolean;
}

/** @param dial opens the connection, and gives what comes over it to `receive` */
export function openConnection(dial: (receive: (chunk: Buffer) => void) => Socket): Connection {
  let pending: Pending | null = null;
  let used = false;
  /** One for all exchanges: most of them are over long before. */
  let timer: ReturnType<typeof setTimeout> | null = null;
  let due = Number.POSITIVE_INFINITY;

  function watch(until: number): void {
    if (timer !== null) clearTimeout(timer);
    due = until;
    // The socket keeps the process alive for as long as anybody waits.
    timer = setTimeout(ring, Math.max(1, until - performance.now())).unref();
  }

  function ring(): void {
    timer = null;
    due = Number.POSITIVE_INFINITY;
    if (pending === null) return;
    const { until, timeout, isExtended } = pending;
    const late = performance.now() - until;
    if (late < 0) watch(until);
    else if (late > BUSY && !isExtended) {
      // The answer may lie there unread.
      pending.isExtended = true;
      pending.until = performance.now() + Math.min(late, timeout);
      watch(pending.until);
    } else expire(pending, TURNS);
  }

  /** Gives the exchange up once what may be under way within this process has had its turns. */
  function expire(exchange: Pending, turns: number): void {
    if (pending !== exchange) return;
    const failure = { code: 'silent', milliseconds: exchange.timeout } as const;
    if (turns > 0) setImmediate(expire, exchange, turns - 1);
    else if (exchange.size === 0) fail(exchange, failure);
    // What is there is read in the next turns.
    else setImmediate(parsed(exchange).giveUp, failure);
  }

  function close(): void {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    socket.destroy();
  }

  function settle({ keep, reused, done }: Pending, reply: ServerReply, keeps: boolean, stale = false): void {
    pending = null;
    if (keeps && keep) socket.unref();
    else close();
    done({ reply, reused, stale });
  }

  function fail(exchange: Pending, failure: ServerFailure): void {
    const stale = exchange.reused && exchange.size === 0 && failure.code === 'cut';
    settle(exchange, { kind: 'failure', failure, partial: null }, false, stale);
  }

  /** From the first byte, so that it is read as if nobody had looked at it before. */
  function parsed(exchange: Pending): Parsing {
    if (exchange.parsing !== null) return exchange.parsing;
    const parsing = parseResponse(exchange.method, (reply) => {
      if (pending === exchange) settle(exchange, reply, false);
    });
    for (const chunk of exchange.received) parsing.push(chunk);
    exchange.received = [];
    exchange.parsing = parsing;
    return parsing;
  }

  function take(exchange: Pending, chunk: Buffer): void {
    exchange.size += chunk.length;
    if (exchange.parsing !== null) exchange.parsing.push(chunk);
    else exchange.received.push(chunk);
    if (exchange.parsing !== null || exchange.size < exchange.needed) return;
    const all = exchange.received.length === 1 ? chunk : Buffer.concat(exchange.received);
    const reading = readPlain(all, exchange.method);
    if (reading.kind === 'whole') {
      settle(exchange, { kind: 'response', response: reading.response }, reading.keeps);
    } else if (reading.kind === 'other' || reading.needed > LARGEST_BODY) parsed(exchange);
    else {
      exchange.needed = reading.needed;
      exchange.received = [all];
    }
  }

  function end(error: Error | null): void {
    if (pending === null) return;
    if (pending.size > 0) {
      if (error === null) parsed(pending).end();
      else parsed(pending).fail(error);
    } else fail(pending, error === null ? { code: 'cut', detail: 'socket hang up' } : failureOf(error));
  }

  // Nobody has asked for what comes between two exchanges: a server says so that it is tired of waiting.
  const socket = dial((chunk) => (pending === null ? close() : take(pending, chunk)));
  socket.on('end', () => end(null));
  socket.on('error', end);
  socket.on('close', () => end(null));

  return {
    close,
    isFree: () => pending === null && !socket.destroyed && !socket.readableEnded,
    exchange({ method, bytes }, timeout, keep, done) {
      const until = performance.now() + timeout;
      pending = {
        method,
        timeout,
        until,
        keep,
        reused: used,
        done,
        received: [],
        size: 0,
        needed: 1,
        parsing: null,
        isExtended: false,
      };
      used = true;
      if (due > until) watch(until);
      socket.ref();
      if (typeof bytes === 'string') socket.write(bytes, 'latin1');
      else socket.write(bytes);
    },
  };
}
