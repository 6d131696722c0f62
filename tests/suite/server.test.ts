import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { bytesOf, type Delivery, type ScriptedResponse, whole } from '../conformance/server/response.js';
import { type ScriptedServer, startScriptedServer } from '../conformance/server/scripted-server.js';

let server: ScriptedServer;
beforeEach(async () => {
  server = await startScriptedServer();
});
afterEach(async () => {
  await server.close();
});

function response(body: string, delivery: Delivery = whole, status = 200): ScriptedResponse {
  return {
    status,
    headers: [
      ['X-Odd-Case', 'a'],
      ['x-odd-case', 'b'],
    ],
    body: bytesOf(body),
    delivery,
  };
}

/** All the bytes that a plain socket gets, and whether it ended with a reset. */
async function raw(path = '/a?b=c'): Promise<{ readonly text: string; readonly reset: boolean }> {
  const { port } = new URL(server.endpoint);
  const socket = connect(Number(port), '127.0.0.1');
  const parts: Buffer[] = [];
  let reset = false;
  socket.on('data', (part: Buffer) => parts.push(part));
  socket.on('error', (error: NodeJS.ErrnoException) => {
    reset = error.code === 'ECONNRESET';
  });
  socket.write(`GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
  await new Promise((resolve) => socket.once('close', resolve));
  return { text: Buffer.concat(parts).toString(), reset };
}

test('sends status, headers and body to the byte, headers spelt as they are given', async () => {
  server.play([response('{"é":1}', whole, 404)]);
  const { text } = await raw();
  expect(text).toMatch(/^HTTP\/1.1 404 /);
  expect(text).toContain('X-Odd-Case: a\r\nx-odd-case: b\r\n');
  expect(text).toContain('content-length: 8\r\n');
  expect(text).not.toMatch(/^date:/im);
  expect(text.endsWith('\r\n\r\n{"é":1}')).toBe(true);
});

test('takes down what arrives', async () => {
  server.play([response('')]);
  await raw('/a%2Fb/?c=d');
  expect(server.requests()).toMatchObject([{ method: 'GET', path: '/a%2Fb/?c=d' }]);
  server.play([response('')]);
  expect(server.requests()).toEqual([]);
});

test('gives the responses one after the other, and then the last again', async () => {
  server.play([response('1'), response('2')]);
  const bodies = [];
  for (let at = 0; at < 3; at++) bodies.push((await raw()).text.at(-1));
  expect(bodies).toEqual(['1', '2', '2']);
});

test('cuts a body whose length it announced', async () => {
  server.play([response('123456', { kind: 'cut', after: 2, more: 0 })]);
  expect(await raw()).toMatchObject({
    text: expect.stringMatching(/content-length: 6\r\n[\s\S]*\r\n\r\n12$/),
    reset: false,
  });
  server.play([response('123456', { kind: 'cut', after: 6, more: 4 })]);
  expect((await raw()).text).toMatch(/content-length: 10\r\n[\s\S]*\r\n\r\n123456$/);
});

test('sends chunks, and leaves the last one out', async () => {
  server.play([response('123456', { kind: 'chunked', size: 4 })]);
  expect((await raw()).text).toMatch(/\r\n\r\n4\r\n1234\r\n2\r\n56\r\n0\r\n\r\n$/);
  server.play([response('123456', { kind: 'cut-chunked', after: 6 })]);
  expect((await raw()).text).toMatch(/\r\n\r\n6\r\n123456\r\n$/);
});

test('resets the connection before a response, or within one', async () => {
  server.play([response('123456', { kind: 'reset', after: -1 })]);
  expect(await raw()).toEqual({ text: '', reset: true });
  server.play([response('123456', { kind: 'reset', after: 2 })]);
  expect(await raw()).toMatchObject({ reset: true });
});

test('is gone once it is closed, with connections that were open', async () => {
  const other = await startScriptedServer();
  const { port } = new URL(other.endpoint);
  const idle = connect(Number(port), '127.0.0.1');
  await once(idle, 'connect');
  idle.on('error', () => {});
  const closed = once(idle, 'close');
  await other.close();
  await closed;
  await expect(fetch(other.endpoint)).rejects.toThrow();
});
