import { type IncomingMessage, request as requestHttp } from 'node:http';
import { Duplex } from 'node:stream';
import { LARGEST_BODY, type ServerFailure, type ServerReply, type ServerResponse } from './server.js';

/** A response that is being read. */
export interface Parsing {
  readonly push: (chunk: Uint8Array) => void;
  /** The other side sends no more. */
  readonly end: () => void;
  /** The connection failed. */
  readonly fail: (error: Error) => void;
  /** Gives it up, with what is there of it. */
  readonly giveUp: (failure: ServerFailure) => void;
}

/**
 * Reads what comes in answer to a request by Node's parser, which knows all of HTTP/1. The request itself is already
 * sent: what Node would send is dropped. `done` is called once.
 */
export function parseResponse(method: string, done: (reply: ServerReply) => void): Parsing {
  let incoming: IncomingMessage | null = null;
  const chunks: Buffer[] = [];
  let size = 0;
  let settled = false;
  let ended = false;
  const wire = new Duplex({ read() {}, write: (_chunk, _encoding, next) => next(), allowHalfOpen: false });
  const request = requestHttp({ method, createConnection: () => wire });

  const partial = (): ServerResponse | null =>
    incoming === null
      ? null
      : {
          status: incoming.statusCode ?? 0,
          headers: pairs(incoming.rawHeaders),
          body: Buffer.concat(chunks),
        };
  const settle = (reply: ServerReply): void => {
    if (settled) return;
    settled = true;
    done(reply);
    request.destroy();
  };
  const giveUp = (failure: ServerFailure): void => settle({ kind: 'failure', failure, partial: partial() });

  request.on('error', (error) => giveUp(failureOf(error)));
  request.on('response', (response) => {
    incoming = response;
    response.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= LARGEST_BODY) chunks.push(chunk);
      else giveUp({ code: 'too-large', limit: LARGEST_BODY });
    });
    response.on('error', (error) => giveUp(failureOf(error)));
    response.on('end', () => {
      const whole = partial();
      if (response.complete && whole !== null) settle({ kind: 'response', response: whole });
      else giveUp({ code: 'cut', detail: 'it ended early' });
    });
  });
  // Left to itself, Node lets the connection hang.
  request.on('upgrade', () => giveUp({ code: 'malformed', detail: 'it switched to another protocol' }));
  request.end();

  return {
    giveUp,
    push(chunk) {
      if (!wire.destroyed) wire.push(chunk);
    },
    end() {
      if (!wire.destroyed && !ended) wire.push(null);
      ended = true;
    },
    fail: (error) => void wire.destroy(error),
  };
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

/** What a connection failed of. */
export function failureOf(error: Error): ServerFailure {
  const code = String(Reflect.get(error, 'code') ?? '');
  if (UNREACHABLE.includes(code) || /CERT|SSL|TLS|SELF_SIGNED|ALTNAME/.test(code)) {
    return { code: 'unreachable', detail: messageOf(error) };
  }
  if (code.startsWith('HPE_')) return { code: 'malformed', detail: messageOf(error) };
  return { code: 'cut', detail: messageOf(error) };
}

function messageOf(error: Error): string {
  const code: unknown = Reflect.get(error, 'code');
  return error.message === '' && typeof code === 'string' ? code : error.message;
}
