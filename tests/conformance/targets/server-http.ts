import { Agent, type ClientRequest, type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps, Agent as TlsAgent } from 'node:https';
import { isIP } from 'node:net';
import { usageError } from '../selection.js';
import {
  LARGEST_BODY,
  type ServerFailure,
  type ServerReply,
  type ServerRequest,
  type ServerResponse,
  type ServerTarget,
} from './server.js';

/**
 * A server at a URL. Bytes go out and come in as they are: no redirect is followed, no body unpacked, no path
 * cleaned up. Connections are kept and used again, as clients do. Throws a usage error where the URL is none.
 */
export function httpServer(url: string): ServerTarget {
  const base = endpointOf(url);
  const secure = base.protocol === 'https:';
  const made = (keepAlive: boolean): Agent =>
    secure ? new TlsAgent({ keepAlive }) : new Agent({ keepAlive });
  const agents = { kept: made(true), single: made(false) };
  const pace = startPace();
  const prefix = base.pathname.replace(/\/$/, '');
  const connection = {
    hostname: base.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: base.port === '' ? (secure ? 443 : 80) : Number(base.port),
  };

  function open({ method, target, headers, body }: ServerRequest): ClientRequest {
    const start = secure ? requestHttps : requestHttp;
    return start({
      ...connection,
      agent: pace.isKeeping() ? agents.kept : agents.single,
      method,
      path: prefix + target,
      headers: [
        'host',
        base.host,
        'connection',
        'keep-alive',
        ...(body === null && !TAKES_BODY.has(method) ? [] : ['content-length', String(body?.length ?? 0)]),
        ...headers.flat(),
      ],
      setHost: false,
    });
  }

  async function send(request: ServerRequest, timeout: number): Promise<ServerReply> {
    const began = performance.now();
    const until = began + timeout;
    const first = await exchange(() => open(request), request.body, timeout);
    pace.add(performance.now() - began, first.reused);
    // A server may close a kept connection at any time; a request that meets this was not refused.
    if (!first.stale) return first.reply;
    return (await exchange(() => open(request), request.body, Math.max(1, until - performance.now()))).reply;
  }

  return {
    name: url,
    endpoint: base.origin + prefix,
    local: isLocal(base.hostname),
    send,
    async close() {
      agents.kept.destroy();
      agents.single.destroy();
    },
  };
}

/** Without a length, Node would send an empty body in chunks with these. */
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

/** Timers are late by more than this, in milliseconds, in a process that has much else to do. */
const BUSY = 50;

interface Exchanged {
  readonly reply: ServerReply;
  readonly reused: boolean;
  /** The connection was an old one, and ended before a byte of an answer. */
  readonly stale: boolean;
}

function exchange(start: () => ClientRequest, body: Uint8Array | null, timeout: number): Promise<Exchanged> {
  return new Promise((resolve) => {
    let incoming: IncomingMessage | null = null;
    const chunks: Buffer[] = [];
    let size = 0;
    let settled = false;
    let request: ClientRequest | undefined;

    const partial = (): ServerResponse | null =>
      incoming === null
        ? null
        : {
            status: incoming.statusCode ?? 0,
            headers: pairs(incoming.rawHeaders),
            body: Buffer.concat(chunks),
          };
    const settle = (reply: ServerReply, stale = false): void => {
      if (settled) return;
      settled = true;
      clearTimeout(timer);
      resolve({ reply, stale, reused: request?.reusedSocket ?? false });
    };
    const fail = (failure: ServerFailure): void => {
      const stale = failure.code === 'cut' && incoming === null && request?.reusedSocket === true;
      settle({ kind: 'failure', failure, partial: partial() }, stale);
      request?.destroy();
    };
    const until = performance.now() + timeout;
    const expire = (): void => fail({ code: 'silent', milliseconds: timeout });
    let timer = setTimeout(() => {
      // Where this process was busy itself, the answer may lie there unread.
      const late = performance.now() - until;
      if (late > BUSY) timer = setTimeout(expire, Math.min(late, timeout));
      else expire();
    }, timeout);

    try {
      request = start();
    } catch (error) {
      // Node refuses what no server could read: a path with a blank in it, say.
      settle({ kind: 'unsent', reason: messageOf(error) });
      return;
    }
    request.on('error', (error) => fail(failureOf(error)));
    request.on('response', (response) => {
      incoming = response;
      response.on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (size <= LARGEST_BODY) chunks.push(chunk);
        else fail({ code: 'too-large', limit: LARGEST_BODY });
      });
      response.on('error', (error) => fail(failureOf(error)));
      response.on('end', () => {
        const whole = partial();
        if (response.complete && whole !== null) settle({ kind: 'response', response: whole });
        else fail({ code: 'cut', detail: 'it ended early' });
      });
    });
    // Left to itself, Node lets the connection hang.
    request.on('upgrade', (_response, socket) => {
      socket.destroy();
      fail({ code: 'malformed', detail: 'it switched to another protocol' });
    });
    request.end(body ?? undefined);
  });
}

function pairs(raw: readonly string[]): readonly (readonly [string, string])[] {
  return raw.flatMap((name, at) => (at % 2 === 0 ? [[name, raw[at + 1] ?? ''] as const] : []));
}

const UNREACHABLE = [
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ETIMEDOUT',
  'EADDRNOTAVAIL',
];

function failureOf(error: Error): ServerFailure {
  const code = String(Reflect.get(error, 'code') ?? '');
  if (UNREACHABLE.includes(code) || /CERT|SSL|TLS|SELF_SIGNED|ALTNAME/.test(code)) {
    return { code: 'unreachable', detail: messageOf(error) };
  }
  if (code.startsWith('HPE_')) return { code: 'malformed', detail: messageOf(error) };
  return { code: 'cut', detail: messageOf(error) };
}

function messageOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined;
  return message === '' && typeof code === 'string' ? code : message;
}
