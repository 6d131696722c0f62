import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { usageError } from '../selection.js';
import { type Connection, type Exchanged, openConnection } from './http-connection.js';
import { NAME, VALUE } from './http-plain.js';
import type { ServerReply, ServerRequest, ServerTarget } from './server.js';

/**
 * A server at a URL. Bytes go out and come in as they are: no redirect is followed, no body unpacked, no path
 * cleaned up. Connections are kept and used again, as clients do. Throws a usage error where the URL is none.
 */
export function httpServer(url: string): ServerTarget {
  const base = endpointOf(url);
  const dial = dialling(base);
  const pace = startPace();
  const prefix = base.pathname.replace(/\/$/, '');
  const open = new Set<Connection>();
  /** The last one that was used comes first: it is the least likely to be closed by now. */
  const free: Connection[] = [];

  function connect(): Connection {
    const connection = openConnection((receive) => {
      const socket = dial(receive);
      return socket.once('close', () => open.delete(connection));
    });
    open.add(connection);
    return connection;
  }

  function kept(): Connection | undefined {
    let connection = free.pop();
    while (connection !== undefined && !connection.isFree()) connection = free.pop();
    return connection;
  }

  function send(request: ServerRequest, timeout: number): Promise<ServerReply> {
    const bytes = bytesOf(request, prefix, base.host);
    if (bytes.reason !== null) return Promise.resolve({ kind: 'unsent', reason: bytes.reason });
    const sent = { method: request.method, bytes: bytes.text };
    const began = performance.now();
    const keep = pace.isKeeping();
    return new Promise((resolve) => {
      const carry = (connection: Connection, limit: number, done: (exchanged: Exchanged) => void): void =>
        connection.exchange(sent, limit, keep, (exchanged) => {
          if (keep && connection.isFree()) free.push(connection);
          done(exchanged);
        });
      carry((keep ? kept() : undefined) ?? connect(), timeout, ({ reply, reused, stale }) => {
        const ended = performance.now();
        pace.add(ended - began, reused);
        if (!stale) return resolve(reply);
        // A server may close a kept connection at any time; a request that meets this was not refused.
        carry(connect(), Math.max(1, began + timeout - ended), (again) => resolve(again.reply));
      });
    });
  }

  return {
    name: url,
    endpoint: base.origin + prefix,
    local: isLocal(base.hostname),
    send,
    async close() {
      for (const connection of open) connection.close();
      open.clear();
      free.length = 0;
    },
  };
}

/** Opens a connection, and gives what comes over it to `receive`. */
type Dial = (receive: (chunk: Buffer) => void) => Socket;

/** What comes at once, in bytes, at most. */
const READ_AT_ONCE = 64 * 1024;

function dialling({ protocol, hostname, port }: URL): Dial {
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  if (protocol === 'http:') {
    const address = { host, port: port === '' ? 80 : Number(port), noDelay: true };
    // One for all: what comes is copied out of it at once.
    const buffer = Buffer.allocUnsafeSlow(READ_AT_ONCE);
    return (receive) =>
      connectTcp({
        ...address,
        onread: {
          buffer,
          callback(length) {
            receive(Buffer.from(buffer.subarray(0, length)));
            return true;
          },
        },
      });
  }
  const address = { host, port: port === '' ? 443 : Number(port), ALPNProtocols: ['http/1.1'] };
  const named = isIP(host) === 0 ? { ...address, servername: host } : address;
  return (receive) => connectTls(named).setNoDelay().on('data', receive);
}

/** A path that no server could read is no path (RFC 9112, section 3.2). */
const NO_PATH = /[^\x21-\xff]/;

/** A request as it goes over the wire; with the reason, where it cannot. */
function bytesOf(
  { method, target, headers, body }: ServerRequest,
  prefix: string,
  host: string,
): { readonly text: string | Uint8Array; readonly reason: null } | { readonly reason: string } {
  const path = prefix + target;
  if (NO_PATH.test(path)) return { reason: 'The path holds what no request line can.' };
  let head = `${method} ${path} HTTP/1.1\r\nhost: ${host}\r\nconnection: keep-alive\r\n`;
  if (body !== null || TAKES_BODY.has(method)) head += `content-length: ${body?.length ?? 0}\r\n`;
  for (const [name, value] of headers) {
    if (!NAME.test(name) || !VALUE.test(value)) return { reason: `${name} is no header that can be sent.` };
    head += `${name}: ${value}\r\n`;
  }
  head += '\r\n';
  return { reason: null, text: body === null ? head : Buffer.concat([Buffer.from(head, 'latin1'), body]) };
}

/** What is sent with a body always says how long it is, also where there is none. */
const TAKES_BODY: ReadonlySet<string> = new Set(['POST', 'PUT', 'PATCH']);

function endpointOf(url: string): URL {
  const parsed = URL.canParse(url) ? new URL(url) : null;
  if (parsed !== null && /^https?:$/.test(parsed.protocol) && parsed.search === '' && parsed.hash === '')
    return parsed;
  throw usageError(`${url} is no URL of a server. Give one like http://127.0.0.1:8080.`);
}

function isLocal(hostname: string): boolean {
  return (
    hostname === 'localhost' || hostname === '[::1]' || (isIP(hostname) === 4 && hostname.startsWith('127.'))
  );
}

/** Whether connections are used again, which costs more than it saves with some servers. */
interface Pace {
  readonly isKeeping: () => boolean;
  readonly add: (milliseconds: number, reused: boolean) => void;
}

/** How long a system waits before it acknowledges what it got, in milliseconds: 40 on Linux, and more where it is busy. */
const DELAYED = { from: 35, to: 150 } as const;
/** So many in a row are no chance. */
const ENOUGH = 8;
/** Every so many requests a connection is used again all the same. */
const NOW_AND_THEN = 16;

/**
 * A server that writes headers and body apart, and leaves Nagle's algorithm on, waits with the body until the headers
 * are acknowledged. On a new connection that comes at once, on an old one late: forty milliseconds for each answer.
 */
function startPace(): Pace {
  let fastestNew = Number.POSITIVE_INFINITY;
  let delayed = 0;
  let requests = 0;
  return {
    isKeeping() {
      requests += 1;
      return delayed < ENOUGH || fastestNew > DELAYED.from / 2 || requests % NOW_AND_THEN === 0;
    },
    add(milliseconds, reused) {
      if (!reused) fastestNew = Math.min(fastestNew, milliseconds);
      else if (milliseconds >= DELAYED.from && milliseconds <= DELAYED.to) delayed += 1;
      else if (delayed < ENOUGH) delayed = 0;
    },
  };
}
