import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { usageError } from '../../tests/conformance/selection.js';
import { type AdminResponse, administer, isAdmin } from './admin.js';
import { preflightAnswer, readableBy } from './cors.js';
import { ADMIN } from './defaults.js';
import type { Service } from './service.js';

export interface Logged {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  /** What was answered, in a word. */
  readonly says: string;
  readonly milliseconds: number;
}

export interface Address {
  readonly host: string;
  /** 0: any that is free. */
  readonly port: number;
  /** The origin of pages that may ask and read, `*` for any; none where it is absent. */
  readonly cors?: string;
}

export interface Listening {
  readonly url: string;
  readonly close: () => Promise<void>;
}

type Respond = (request: IncomingMessage, path: string) => Promise<AdminResponse & { readonly says: string }>;

/** Admin routes beside those of the contract, or alone on another port. */
export type Part = 'all' | 'operation' | 'admin';

const LARGEST = 1_000_000;

/** Puts a service behind a port. Throws a usage error where the port cannot be had. */
export async function listen(
  service: Service,
  part: Part,
  address: Address,
  log: (logged: Logged) => void,
): Promise<Listening> {
  const responder = forPages(address.cors, responderOf(service, part));
  const server = createServer((request, response) => {
    void respond(responder, request, response, log);
  });
  await bound(server, address);
  const { port } = server.address() as AddressInfo;
  const host = address.host.includes(':') ? `[${address.host}]` : address.host;
  return {
    url: `http://${host}:${port}`,
    async close() {
      const closed = once(server, 'close');
      server.close();
      // An answer that takes its time, or a client that keeps its connection, would keep the process.
      server.closeAllConnections();
      await closed;
    },
  };
}

function responderOf(service: Service, part: Part): Respond {
  return async (request, path) => {
    const { method = 'GET', headers } = request;
    if (part === 'admin' || (part === 'all' && isAdmin(path))) {
      const body = await bodyOf(request);
      if (body === null) return { ...refused(413, `A body has ${LARGEST} bytes at most.`), says: 'admin' };
      if (!isAdmin(path)) return { ...refused(404, `There is ${ADMIN}/tasks here.`), says: 'admin' };
      const contentType = headers['content-type'];
      return { ...administer(service, { method, path, contentType, body }), says: 'admin' };
    }
    return service.answer({ method, path });
  };
}

/** The same to pages of an origin, which browsers otherwise keep from it. */
function forPages(origin: string | undefined, respond: Respond): Respond {
  if (origin === undefined) return respond;
  return async (request, path) => {
    const asked = preflightAnswer(origin, request.method ?? '', request.headers);
    if (asked !== null) return { status: 204, headers: asked, body: '', says: 'preflight' };
    const answer = await respond(request, path);
    return { ...answer, headers: { ...answer.headers, ...readableBy(origin) } };
  };
}

function refused(status: number, message: string): AdminResponse {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify({ message }) };
}

async function respond(
  responder: Respond,
  request: IncomingMessage,
  response: ServerResponse,
  log: (logged: Logged) => void,
): Promise<void> {
  const began = performance.now();
  const { method = 'GET' } = request;
  const path = pathOf(request.url ?? '/');
  request.on('error', () => {});
  try {
    const { status, headers, body, says } = await responder(request, path);
    const bytes = Buffer.from(body);
    // An answer without content has no length either (RFC 9110, section 8.6).
    const length = status === 204 ? {} : { 'content-length': bytes.length };
    response.writeHead(status, { ...headers, ...length });
    response.end(method === 'HEAD' ? undefined : bytes);
    // What was sent along is of no use here, and must not be taken for the next request.
    request.resume();
    log({ method, path, status, says, milliseconds: Math.round(performance.now() - began) });
  } catch (error) {
    // The caller has gone, or the fault is ours: either way there is no answer that could still be right.
    const says = error instanceof Error ? error.message : String(error);
    log({ method, path, status: 0, says, milliseconds: Math.round(performance.now() - began) });
    response.destroy();
  }
}

/** A proxy is asked with a whole URL (RFC 9112, section 3.2.2); nothing else of the path is put in order. */
function pathOf(target: string): string {
  return target.replace(/^https?:\/\/[^/?#]*/i, '') || '/';
}

/** The body as text; null where it is too large. */
async function bodyOf(request: IncomingMessage): Promise<string | null> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request) {
    size += (part as Buffer).length;
    if (size <= LARGEST) parts.push(part as Buffer);
  }
  return size > LARGEST ? null : Buffer.concat(parts).toString('utf8');
}

async function bound(server: Server, { host, port }: Address): Promise<void> {
  try {
    server.listen(port, host);
    await once(server, 'listening');
  } catch (error) {
    throw usageError(whyNot(error as NodeJS.ErrnoException, host, port));
  }
}

function whyNot({ code, message }: NodeJS.ErrnoException, host: string, port: number): string {
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} of ${host} is in use. Give another with --port or --admin-port; 0 takes any that is free.`;
    case 'EACCES':
      return `Port ${port} may not be used by you. Give one from 1024 on.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `${host} is no address of this machine. Give one with --host, such as 127.0.0.1 or 0.0.0.0.`;
    default:
      return `The server cannot listen on ${host}:${port}: ${message}`;
  }
}
