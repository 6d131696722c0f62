import type { Socket } from 'node:net';
import { failureOf, type Parsing, parseResponse } from './http-parser.js';
import { readPlain } from './http-plain.js';
import { LARGEST_BODY, type ServerFailure, type ServerReply } from './server.js';

/** One connection, for one exchange at a time. */
export interface Connection {
  /** Never rejects. `keep`: the connection is used again afterwards, if the other side lets it. */
  readonly exchange: (sent: Sent, timeout: number, keep: boolean) => Promise<Exchanged>;
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

/** What an exchange is told of its connection. */
interface Receiver {
  readonly take: (chunk: Buffer) => void;
  readonly end: (error: Error | null) => void;
}

export function openConnection(socket: Socket): Connection {
  let receiver: Receiver | null = null;
  let used = false;
  const close = (): void => void socket.destroy();
  // Nobody has asked for what comes between two exchanges: a server says so that it is tired of waiting.
  socket.on('data', (chunk: Buffer) => (receiver === null ? close() : receiver.take(chunk)));
  socket.on('end', () => receiver?.end(null));
  socket.on('error', (error) => receiver?.end(error));
  socket.on('close', () => receiver?.end(null));

  function exchange({ method, bytes }: Sent, timeout: number, keep: boolean): Promise<Exchanged> {
    return new Promise((resolve) => {
      const reused = used;
      used = true;
      let received: Buffer[] = [];
      let size = 0;
      /** So many bytes are to be there before it is worth while to read them. */
      let needed = 1;
      let parsing: Parsing | null = null;

      const settle = (reply: ServerReply, keeps: boolean, stale = false): void => {
        if (receiver !== self) return;
        receiver = null;
        clearTimeout(timer);
        if (keeps && keep) socket.unref();
        else close();
        resolve({ reply, reused, stale });
      };
      const fail = (failure: ServerFailure): void =>
        settle(
          { kind: 'failure', failure, partial: null },
          false,
          reused && size === 0 && failure.code === 'cut',
        );
      /** From the first byte, so that it is read as if nobody had looked at it before. */
      const parsed = (): Parsing => {
        if (parsing === null) {
          parsing = parseResponse(method, (reply) => settle(reply, false));
          for (const chunk of received) parsing.push(chunk);
          received = [];
        }
        return parsing;
      };
      const self: Receiver = {
        take(chunk) {
          size += chunk.length;
          if (parsing !== null) return parsing.push(chunk);
          received.push(chunk);
          if (size < needed) return;
          const all = received.length === 1 ? chunk : Buffer.concat(received);
          const reading = readPlain(all, method);
          if (reading.kind === 'whole')
            settle({ kind: 'response', response: reading.response }, reading.keeps);
          else if (reading.kind === 'other' || reading.needed > LARGEST_BODY) parsed();
          else {
            needed = reading.needed;
            received = [all];
          }
        },
        end(error) {
          if (size === 0) fail(error === null ? { code: 'cut', detail: 'socket hang up' } : failureOf(error));
          else if (error === null) parsed().end();
          else parsed().fail(error);
        },
      };
      const until = performance.now() + timeout;
      const expire = (): void => {
        const failure = { code: 'silent', milliseconds: timeout } as const;
        // What is there is read in the next turns.
        if (size === 0) fail(failure);
        else setImmediate(parsed().giveUp, failure);
      };
      let timer = setTimeout(() => {
        // Where this process was busy itself, the answer may lie there unread.
        const late = performance.now() - until;
        if (late > BUSY) timer = setTimeout(expire, Math.min(late, timeout));
        else expire();
      }, timeout);
      receiver = self;
      socket.ref();
      if (typeof bytes === 'string') socket.write(bytes, 'latin1');
      else socket.write(bytes);
    });
  }

  return { exchange, close, isFree: () => receiver === null && !socket.destroyed && !socket.readableEnded };
}
