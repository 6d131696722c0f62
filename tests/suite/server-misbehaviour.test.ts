import type { Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { isUsageError } from '../conformance/index.js';
import { LARGEST_BODY } from '../conformance/targets/server.js';
import { handlerServer } from '../conformance/targets/server-handler.js';
import { verifyServer } from '../conformance/verify-server.js';
import { clausesOf, message, output, rawServer, rightly, task, verified } from './server-kit.js';

const answered = 'restJson1#every-request-answered';
const complete = 'restJson1#body-complete';

/** Writes as long as the other side reads. */
function flood(socket: Socket, chunk: string): void {
  const more = (): void => {
    while (!socket.destroyed && socket.write(chunk));
  };
  socket.on('drain', more);
  more();
}

/** A little now, a little then, and no end of it. */
function drip(socket: Socket, text: string): void {
  const timer = setInterval(() => socket.write(text), 20);
  socket.once('close', () => clearInterval(timer));
}

const head = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n';

test.each<[string, string, (socket: Socket, target: string, count: number) => void]>([
  ['never answers', answered, () => {}],
  [
    'sends its headers, and never a body',
    answered,
    (socket) => socket.write(`${head}content-length: 9\r\n\r\n`),
  ],
  ['sends the beginning of its headers', answered, (socket) => socket.write('HTTP/1.1 200 OK\r\ncontent-')],
  ['has no end of headers', answered, (socket) => flood(socket, `${head}${'x-a: 1\r\n'.repeat(5000)}`)],
  [
    'drips headers',
    answered,
    (socket) => {
      socket.write(head);
      drip(socket, 'x-a: 1\r\n');
    },
  ],
  [
    'drips chunks',
    answered,
    (socket) => {
      socket.write(`${head}transfer-encoding: chunked\r\n\r\n`);
      drip(socket, '1\r\n{\r\n');
    },
  ],
  ['says Continue again and again', answered, (socket) => drip(socket, 'HTTP/1.1 100 Continue\r\n\r\n')],
  ['sends what is no HTTP', answered, (socket) => socket.write('\u0000\u0001SSH-2.0-x\r\n\r\n')],
  ['closes without a word', answered, (socket) => socket.end()],
  ['resets the connection', answered, (socket) => socket.resetAndDestroy()],
  ['closes within the body', complete, (socket) => socket.end(`${head}content-length: 900\r\n\r\n{"taskId"`)],
  [
    'sends a chunk whose size is none',
    complete,
    (socket) => socket.write(`${head}transfer-encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n`),
  ],
  [
    'says two lengths',
    answered,
    (socket) => socket.write(`${head}content-length: 2\r\ncontent-length: 3\r\n\r\n{}`),
  ],
  [
    'answers each request twice',
    complete,
    (socket, target) => {
      rightly(socket, target);
      rightly(socket, target);
    },
  ],
  [
    'switches to another protocol',
    answered,
    (socket) => socket.write('HTTP/1.1 101 x\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n'),
  ],
])('a server that %s: a finding, and nothing is left', async (_, clause, answer) => {
  const server = await rawServer(answer);
  const result = await verified(server.endpoint, { runs: 8 });
  expect(result.holds).toBe(false);
  expect([...clausesOf(result), ...(result.died === undefined ? [] : [clause])]).toContain(clause);
  await pause(50);
  expect(server.connections()).toBe(0);
});

test('a body without an end is read up to a limit, again and again up to another one', async () => {
  const chunk = `10000\r\n${' '.repeat(65536)}\r\n`;
  const server = await rawServer((socket) => {
    socket.write(`${head}transfer-encoding: chunked\r\n\r\n`);
    flood(socket, chunk);
  });
  const result = await verified(server.endpoint, { timeout: 10_000 });
  expect(result.died).toMatch(/gave no whole answer to 3 requests in a row/);
  expect(clausesOf(result)).toContain(answered);
  await pause(50);
  expect(server.connections()).toBe(0);
  // What lies in the buffers of the system comes on top.
  expect(server.sent()).toBeLessThan(10 * LARGEST_BODY);
});

test('a server that dies in the middle: what was found so far, and that it died', async () => {
  const server = await rawServer((socket, target, count) => {
    if (count > 300) server.stop();
    else rightly(socket, target);
  });
  const result = await verified(server.endpoint);
  expect(result).toMatchObject({ holds: false, died: expect.stringMatching(/came down/) });
  expect(result.stats.cases).toBeGreaterThan(300);
  expect(result.coverage.filter(({ state }) => state === 'not-covered').length).toBeGreaterThan(10);
});

test.each([1, 2, 3])(
  'a server that a malformed label brings down: that request is told (seed %i)',
  async (seed) => {
    const server = await rawServer((socket, target) => {
      if (/%(?![0-9a-f]{2})/i.test(target)) server.stop();
      else rightly(socket, target);
    });
    const result = await verified(server.endpoint, { seed });
    expect(result.died).toMatch(/came down/);
    const told = result.findings.find(({ clause }) => clause === answered);
    expect(JSON.stringify(told)).toMatch(/%(?![0-9a-f]{2})/i);
  },
);

test('a server that falls silent in the middle is given up', async () => {
  const server = await rawServer((socket, target, count) => {
    if (count <= 300) rightly(socket, target);
  });
  const result = await verified(server.endpoint);
  expect(result).toMatchObject({ holds: false, died: expect.stringMatching(/no whole answer/) });
  expect(result.stats.cases).toBeLessThan(320);
});

test('another task’s answer, bytes behind the body, and right ones', async () => {
  const other = await rawServer((socket, target) => {
    if (target.includes('t-0123456789'))
      socket.write(message(200, output.replace('0123456789', 'abcdefghij')));
    else rightly(socket, target);
  });
  expect(clausesOf(await verified(other.endpoint, { runs: 8 }))).toContain(
    'GetImportTask#invariant:same-task',
  );
  const behind = await rawServer((socket, target) => {
    rightly(socket, target);
    socket.write('garbage\r\n\r\n');
  });
  expect(clausesOf(await verified(behind.endpoint, { runs: 8 })).length).toBeGreaterThan(0);
  const right = await rawServer(rightly);
  const result = await verified(right.endpoint);
  expect(result.findings.filter(({ contested }) => contested === undefined)).toEqual([]);
  expect(result.holds).toBe(true);
});

test('nobody there, or no URL: told as such', async () => {
  const server = await rawServer(rightly);
  server.stop();
  await expect(verified(server.endpoint)).rejects.toSatisfy(isUsageError);
  await expect(verified('ftp://127.0.0.1')).rejects.toSatisfy(isUsageError);
});

test('handlers in this process that throw, hang, flood or give no Response', async () => {
  const endless = (): Response =>
    new Response(
      new ReadableStream({
        async pull(controller) {
          produced += 65536;
          controller.enqueue(new Uint8Array(65536));
        },
      }),
    );
  const dripping = (): Response =>
    new Response(
      new ReadableStream({
        async pull(controller) {
          await pause(10);
          produced += 1;
          controller.enqueue(new Uint8Array(1));
        },
      }),
    );
  let produced = 0;
  const handlers = {
    throws: () => {
      throw new Error('no');
    },
    rejects: () => Promise.reject(new Error('no')),
    hangs: () => new Promise<Response>(() => {}),
    'hangs in its body': () => new Response(new ReadableStream({ pull: () => new Promise(() => {}) })),
    'fails in its body': () =>
      new Response(
        new ReadableStream({
          pull: () => Promise.reject(new Error('no')),
        }),
      ),
    floods: endless,
    drips: dripping,
    'gives nothing': () => undefined as unknown as Response,
  };
  for (const [name, handler] of Object.entries(handlers)) {
    const target = handlerServer(handler, name);
    const result = await verifyServer({ target, tasks: [task], seed: 1, timeout: 200, follow: 0, runs: 8 });
    expect([name, result.holds]).toEqual([name, false]);
    expect([name, clausesOf(result).includes(answered) || result.died !== undefined]).toEqual([name, true]);
  }
  await pause(50);
  const before = produced;
  await pause(100);
  expect(produced).toBe(before);
});
