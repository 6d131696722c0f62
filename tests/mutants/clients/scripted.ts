import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Scripted } from './client.js';

export interface ScriptedServer {
  readonly endpoint: string;
  /** `METHOD TARGET` of what has arrived. */
  readonly requests: readonly string[];
  readonly close: () => Promise<void>;
}

/** Sends one response after the other, and the last again and again. */
export async function startScripted(script: readonly Scripted[]): Promise<ScriptedServer> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    const scripted = script[Math.min(requests.length, script.length - 1)];
    requests.push(`${request.method} ${request.url}`);
    request.resume();
    // What becomes of a broken connection is seen on the other side.
    request.socket.on('error', () => {});
    if (scripted === undefined) response.destroy();
    else play(response, scripted);
  });
  server.keepAliveTimeout = 1;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

function play(response: ServerResponse, { status, headers, body, delivery }: Scripted): void {
  const bytes = Buffer.from(body);
  const { socket } = response;
  const whole = { ...headers, 'content-length': String(bytes.length) };
  switch (delivery) {
    case 'whole':
      response.writeHead(status, whole);
      response.end(bytes);
      return;
    case 'bytewise':
      response.writeHead(status, headers);
      // Apart, so that the other side gets them apart.
      sendBytewise(response, bytes, 0);
      return;
    case 'paced':
      response.writeHead(status, whole);
      response.flushHeaders();
      setTimeout(() => response.end(bytes), 20);
      return;
    case 'cut':
      response.writeHead(status, whole);
      response.write(bytes.subarray(0, bytes.length / 2), () => socket?.destroySoon());
      return;
    case 'cut-chunked':
      response.writeHead(status, headers);
      response.write(bytes, () => socket?.destroySoon());
      return;
    case 'reset':
      socket?.resetAndDestroy();
      return;
    case 'silent':
      return;
  }
}

function sendBytewise(response: ServerResponse, bytes: Buffer, from: number): void {
  const ahead = bytes.findIndex((byte, at) => at >= from && byte > 127);
  const next = ahead === -1 ? bytes.length : ahead === from ? from + 1 : ahead;
  if (from >= bytes.length) response.end();
  else response.write(bytes.subarray(from, next), () => setTimeout(sendBytewise, 2, response, bytes, next));
}
