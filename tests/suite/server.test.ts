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

test('sends the same on a connection that is kept, request after request, however it is asked', async () => {
  const plain = 'GET /a?b=c HTTP/1.1\r\nHost: x\r\nConnection: keep-alive\r\n\r\n';
  const posted = 'POST /p HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}';
  const chunked = response('é12345', { kind: 'chunked', size: 3 });
  server.play([response('1', whole, 404), chunked, response('3', whole, 204), response('4')]);
  const { port } = new URL(server.endpoint);
  const socket = connect(Number(port), '127.0.0.1');
  const answers: string[] = [];
  // A connection that Node has taken over, as it does at the third response, stays with it.
  for (const request of [plain, plain, plain, plain, posted]) {
    socket.write(request);
    answers.push(String((await once(socket, 'data'))[0]));
  }
  expect(server.requests().map(({ method, path }) => `${method} ${path}`)).toEqual([
    ...Array.from({ length: 4 }, () => 'GET /a?b=c'),
    'POST /p',
  ]);
  const odd = 'X-Odd-Case: a\r\nx-odd-case: b\r\n';
  const kept = 'Connection: keep-alive\r\n\r\n';
  expect(answers.slice(0, 2)).toEqual([
    `HTTP/1.1 404 Not Found\r\n${odd}content-length: 1\r\n${kept}1`,
    `HTTP/1.1 200 OK\r\n${odd}transfer-encoding: chunked\r\n${kept}3\r\né1\r\n3\r\n234\r\n1\r\n5\r\n0\r\n\r\n`,
  ]);
  expect(answers.slice(2).map((text) => text.split('\r\n')[0])).toEqual([
    'HTTP/1.1 204 No Content',
    'HTTP/1.1 200 OK',
    'HTTP/1.1 200 OK',
  ]);
  expect(answers[3]).toBe(`HTTP/1.1 200 OK\r\n${odd}content-length: 1\r\n${kept}4`);
  socket.destroy();
});

test('answers a request that comes in pieces', async () => {
  server.play([response('1')]);
  const { port } = new URL(server.endpoint);
  const socket = connect(Number(port), '127.0.0.1');
  await once(socket, 'connect');
  socket.write('GET /a HTTP/1.1\r\nHo');
  setTimeout(() => socket.write('st: x\r\n\r\n'), 20);
  expect(String((await once(socket, 'data'))[0])).toMatch(/\r\n\r\n1$/);
  socket.destroy();
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
