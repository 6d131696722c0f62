import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { ScriptedResponse } from './response.js';

/** A request as it arrived. */
export interface SeenRequest {
  readonly method: string;
  /** Path and query, still encoded. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** Milliseconds since the script began. */
  readonly at: number;
}

export interface ScriptedServer {
  readonly endpoint: string;
  /** From now on the n-th request gets the n-th response, and all further ones the last. */
  readonly play: (script: readonly ScriptedResponse[]) => void;
  /** What has arrived since `play`. */
  readonly requests: () => readonly SeenRequest[];
  /** Ends the connections that are there; new ones are welcome. */
  readonly disconnect: () => void;
  /** Ends all connections, and takes no more. */
  readonly close: () => Promise<void>;
}

/** A server on the loopback interface that answers as it is told, one case after the other. */
export async function startScriptedServer(): Promise<ScriptedServer> {
  let script: readonly ScriptedResponse[] = [];
  let arrived: SeenRequest[] = [];
  let began = performance.now();

  // A label may be as long as the contract lets it be.
  const server = createServer({ maxHeaderSize: 1 << 22 }, (request, response) => {
    const next = script[Math.min(arrived.length, script.length - 1)];
    arrived.push({
      method: request.method ?? '',
      path: request.url ?? '',
      headers: request.headers,
      at: performance.now() - began,
    });
    if (next === undefined) request.socket.destroy();
    else answer(request, response, next);
  });
  server.keepAliveTimeout = 0;
  // The client may be gone before its answer is; that is its own affair.
  server.on('connection', (socket) => socket.on('error', () => {}));
  server.on('clientError', (_error, socket) => socket.destroy());
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    play(next) {
      script = next;
      arrived = [];
      began = performance.now();
    },
    requests: () => arrived,
    disconnect: () => server.closeAllConnections(),
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

function answer(request: IncomingMessage, response: ServerResponse, scripted: ScriptedResponse): void {
  const { status, body, delivery } = scripted;
  const { socket } = request;
  request.resume();
  response.sendDate = false;
  if (delivery.kind === 'reset' && delivery.after < 0) {
    socket.resetAndDestroy();
    return;
  }
  const chunked = delivery.kind === 'chunked' || delivery.kind === 'cut-chunked';
  const bodiless = status === 204 || status === 304;
  const framing: readonly (readonly [string, string])[] = chunked
    ? [['transfer-encoding', 'chunked']]
    : bodiless
      ? []
      : [['content-length', String(body.length + (delivery.kind === 'cut' ? delivery.more : 0))]];
  response.writeHead(status, [...scripted.headers, ...framing].flat());
  switch (delivery.kind) {
    case 'whole':
      response.end(bodiless ? undefined : body);
      return;
    case 'chunked':
      for (let at = 0; at < body.length; at += delivery.size)
        response.write(body.subarray(at, at + delivery.size));
      response.end();
      return;
    case 'cut':
    case 'cut-chunked':
      send(response, body.subarray(0, delivery.after), () => socket.destroySoon());
      return;
    case 'reset':
      send(response, body.subarray(0, delivery.after), () => reset(socket));
      return;
  }
}

function send(response: ServerResponse, part: Uint8Array, then: () => void): void {
  if (part.length > 0) {
    response.write(part, then);
  } else {
    response.flushHeaders();
    setImmediate(then);
  }
}

/** How long sent bytes have to be read before a reset throws away what was not, in milliseconds. */
const READING = 10;

function reset(socket: Socket): void {
  setTimeout(() => socket.resetAndDestroy(), READING);
}
