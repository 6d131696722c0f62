import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Correct, Mutant } from '../mutant.js';
import { type Change, type Handle, makeHandle, type Outgoing } from './reference.js';
import type { Task, Tasks, World } from './tasks.js';

export type FetchHandler = (request: Request) => Promise<Response>;

/** One running server. */
export interface ServerInstance {
  /** In this process; null where what is wrong lies below whole HTTP messages. */
  readonly fetch: FetchHandler | null;
  /** For `node:http`, always. */
  readonly listener: RequestListener;
  /** What it knows. More can be made, at any time. */
  readonly tasks: Tasks;
  /** What a server that is right answers about a task, in this server's way of answering: the part that never changes. */
  readonly expected: (task: Task) => unknown;
  /** The statuses that a task goes through on such a server, in order. */
  readonly statuses: (task: Task) => readonly string[];
}

export interface ServerImplementation {
  readonly create: (world?: World) => ServerInstance;
}

/** Requests, one after the other; those of an inner list at the same time. Each `METHOD TARGET`, and headers below. */
export type Witness = readonly (string | readonly string[])[];

export interface ServerMutant extends Mutant, ServerImplementation {
  /**
   * What must be there to notice: `requests`: nothing but the server; `task`: a known task; `life-cycle`: one that
   * is polled through its life; `setup`: a task of which it is known what it was set up with.
   */
  readonly needs: 'requests' | 'task' | 'life-cycle' | 'setup';
  /** What a setup says of a task, beside that it is there. */
  readonly declares?: (task: Task) => Declared;
  /** The names of errors, by the identifiers that a setup says fail with them. */
  readonly fails?: Readonly<Record<string, string>>;
  /** Requests to which it answers otherwise than the reference. */
  readonly witness: Witness;
}

export interface Declared {
  readonly expected?: unknown;
  readonly exact?: boolean;
  readonly lifecycle?: readonly string[];
}

export interface CorrectServer extends Correct, ServerImplementation {
  /** Which reader finds nothing to complain of: one that adds to the contract is no server for a strict one. */
  readonly mode: 'strict' | 'tolerant';
  /** As for a broken one. */
  readonly declares?: (task: Task) => Declared;
  readonly fails?: Readonly<Record<string, string>>;
}

interface Facts extends Mutant, Pick<ServerMutant, 'needs' | 'witness' | 'declares' | 'fails'> {}

/** A reference server with some steps changed. */
export function mutant({ change, ...facts }: Facts & { readonly change: Change }): ServerMutant {
  return { ...facts, create: (world) => instance(makeHandle(change, world)) };
}

/** A server that answers as it should, until the answer goes down to the wire. */
export function wireMutant({ deliver, ...facts }: Facts & { readonly deliver: () => Deliver }): ServerMutant {
  return {
    ...facts,
    create(world) {
      const made = makeHandle(() => ({}), world);
      return { ...instance(made), fetch: null, listener: listenerOf(made.handle, deliver()) };
    },
  };
}

export function instance({ handle, tasks }: { handle: Handle; tasks: Tasks }): ServerInstance {
  return {
    fetch: fetchOf(handle),
    listener: listenerOf(handle, deliverWhole),
    tasks,
    expected: ({ constant }) => constant,
    statuses: ({ statuses }) => statuses,
  };
}

/** As a fetch handler. The path has passed a URL parser then: dot segments are gone. */
export function fetchOf(handle: Handle): FetchHandler {
  return async (request) => {
    const { pathname, search } = new URL(request.url);
    const { status, headers, body } = await handle({
      method: request.method,
      target: pathname + search,
      headers: Object.fromEntries(request.headers),
    });
    const bodiless = status === 204 || status === 304 || request.method === 'HEAD';
    return new Response(bodiless ? null : body.slice(), {
      status,
      headers: headers.map(([name, value]) => [name, value]),
    });
  };
}

export type Deliver = (response: ServerResponse, outgoing: Outgoing, request: IncomingMessage) => void;

export const deliverWhole: Deliver = (response, { status, headers, body }) => {
  const framing = status === 204 ? [] : ['content-length', String(body.length)];
  response.writeHead(status, [...headers.flat(), ...framing]);
  response.end(body);
};

export function listenerOf(handle: Handle, deliver: Deliver): RequestListener {
  return (request, response) => {
    request.resume();
    const { method = '', url: target = '' } = request;
    const headers = Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
    );
    handle({ method, target, headers }).then(
      (outgoing) => deliver(response, outgoing, request),
      // A server whose handler fails drops the connection.
      () => request.socket.destroy(),
    );
  };
}

export interface Served {
  /** `http://127.0.0.1:PORT` */
  readonly endpoint: string;
  readonly close: () => Promise<void>;
}

/** Listens on a free port of the loopback interface. */
export async function serve({ listener }: Pick<ServerInstance, 'listener'>): Promise<Served> {
  const server = createServer({ maxHeaderSize: 256 * 1024, keepAliveTimeout: 5000 }, listener);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

/** `count` polls of one task. */
export function polls(id: string, count: number): readonly string[] {
  return Array.from({ length: count }, () => get(id));
}

export function get(label: string): string {
  return `GET /importtasks/${label}`;
}
