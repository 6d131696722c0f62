import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import { verifyServer } from '../conformance/index.js';
import type { VerifyResult } from '../conformance/result.js';
import { httpServer } from '../conformance/targets/server-http.js';
import type { ServerOptions } from '../conformance/verify-server.js';

export interface RawServer {
  readonly endpoint: string;
  readonly connections: () => number;
  /** Bytes that left this side, over all connections. */
  readonly sent: () => number;
  readonly stop: () => void;
}

/** A server that does with each request as it likes, byte for byte. `count` is that of the requests, from 1. */
export async function rawServer(
  answer: (socket: Socket, target: string, count: number, method: string) => void,
): Promise<RawServer> {
  const open = new Set<Socket>();
  let sent = 0;
  let count = 0;
  const server = createServer((socket) => {
    open.add(socket);
    let head = '';
    socket.on('data', (chunk: Buffer) => {
      head += chunk.toString('latin1');
      for (let end = head.indexOf('\r\n\r\n'); end >= 0; end = head.indexOf('\r\n\r\n')) {
        // What stands before it is the body of the request before.
        const [, method = '', target = ''] = /([A-Z]+) (\S+) HTTP\/1\.1\r\n/.exec(head) ?? [];
        head = head.slice(end + 4);
        if (method === '') continue;
        count += 1;
        answer(socket, target, count, method);
      }
    });
    socket.on('error', () => {});
    socket.on('close', () => {
      sent += socket.bytesWritten;
      open.delete(socket);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const stop = (): void => {
    server.close();
    for (const socket of open) socket.destroy();
  };
  onTestFinished(stop);
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    connections: () => open.size,
    sent: () => [...open].reduce((sum, socket) => sum + socket.bytesWritten, sent),
    stop,
  };
}

export const known = 't-0123456789';
export const task = { input: { taskIdentifier: known } };

/** A right answer, as text. */
export const output = JSON.stringify({
  taskId: known,
  source: 's3://bucket/',
  roleArn: 'arn:aws:iam::123456789012:role/r',
  status: 'SUCCEEDED',
});

/** Right in everything: one task, and what the model has for all else. */
export function rightly(socket: Socket, target: string, _count = 1, method = 'GET'): void {
  const label = /^\/importtasks\/([^/?]+)\/?(?:\?.*)?$/.exec(target)?.[1];
  const id = label === undefined ? null : decoded(label);
  const valid = id !== null && /^t-[a-z0-9]{10}$/.test(id);
  const name = valid ? 'ResourceNotFoundException' : 'ValidationException';
  if (method !== 'GET' && method !== 'HEAD')
    socket.write(message(405, '{"message":"no"}', 'MethodNotAllowed'));
  else if (id === known && method === 'HEAD') socket.write(message(200, output).replace(output, ''));
  else if (id === known) socket.write(message(200, output));
  else if (label === undefined) socket.write(message(404, '{"message":"none"}', 'UnknownOperationException'));
  else socket.write(message(valid ? 404 : 400, '{"message":"none"}', name));
}

export function message(status: number, body: string, error?: string): string {
  const named = error === undefined ? '' : `x-amzn-errortype: ${error}\r\n`;
  return `HTTP/1.1 ${status} x\r\ncontent-type: application/json\r\n${named}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}

function decoded(label: string): string | null {
  try {
    return decodeURIComponent(label);
  } catch {
    return null;
  }
}

export async function verified(
  endpoint: string,
  options: Partial<ServerOptions> = {},
): Promise<VerifyResult> {
  const target = httpServer(endpoint);
  try {
    return await verifyServer({ tasks: [task], seed: 1, timeout: 150, follow: 0, ...options, target });
  } finally {
    await target.close();
  }
}

export function clausesOf({ findings }: VerifyResult): readonly string[] {
  return [...new Set(findings.map(({ clause }) => clause))];
}
