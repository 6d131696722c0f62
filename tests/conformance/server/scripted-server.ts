import { once } from 'node:events';
import { createServer as createHttp, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { plainBytes } from './plain-bytes.js';
import { type PlainRequest, plainRequest } from './plain-request.js';
import type { ScriptedResponse } from './response.js';

/** A request as it arrived. */
export interface SeenRequest {
  readonly method: string;
  /** Path and query, still encoded. */
  readonly path: string;
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

  /** What the next request is to be answered with. */
  const next = (): ScriptedResponse | undefined => script[Math.min(arrived.length, script.length - 1)];

  function arrive({ method, path }: PlainRequest): void {
    arrived.push({ method, path, at: performance.now() - began });
  }

  // A label may be as long as the contract lets it be.
  const http = createHttp({ maxHeaderSize: 1 << 22 }, (request, response) => {
    const scripted = next();
    arrive({ method: request.method ?? '', path: request.url ?? '' });
    if (scripted === undefined) request.socket.destroy();
    else answer(request, response, scripted);
  });
  http.keepAliveTimeout = 0;
  http.on('clientError', (_error, socket) => socket.destroy());

  const sockets = new Set<Socket>();
  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    // The client may be gone before its answer is; that is its own affair.
    socket.on('error', () => {});
    socket.on('data', read);

    /** What is plain is answered at once; at anything else Node takes the connection over, for good. */
    function read(bytes: Buffer): void {
      const request = plainRequest(bytes);
      const plain = request && plainBytes(next());
      if (request && plain) {
        arrive(request);
        socket.write(plain);
        return;
      }
      socket.off('data', read);
      socket.pause();
      socket.unshift(bytes);
      http.emit('connection', socket);
      socket.resume();
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const disconnect = (): void => {
    for (const socket of sockets) socket.destroy();
  };

  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    play(responses) {
      script = responses;
      arrived = [];
      began = performance.now();
    },
    requests: () => arrived,
    disconnect,
    async close() {
      const closed = once(server, 'close');
      server.close();
      disconnect();
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
    case 'paced':
      response.flushHeaders();
      sendPaced(response, body, delivery);
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

/** Ends with the body, or with the connection: the client may go away in between. */
function sendPaced(
  response: ServerResponse,
  body: Uint8Array,
  { parts, pause }: Extract<ScriptedResponse['delivery'], { kind: 'paced' }>,
): void {
  const size = Math.max(1, Math.ceil(body.length / parts));
  let at = 0;
  const timer = setInterval(() => {
    response.write(body.subarray(at, at + size));
    at += size;
    if (at < body.length) return;
    clearInterval(timer);
    response.end();
  }, pause);
  response.once('close', () => clearInterval(timer));
}

/** How long sent bytes have to be read before a reset throws away what was not, in milliseconds. */
const READING = 10;

function reset(socket: Socket): void {
  setTimeout(() => socket.resetAndDestroy(), READING);
}
