import { request } from 'node:http';
import { rest } from '../mutant.js';
import { type ClientMutant, type Facts, minimal, mutant, text } from './client.js';
import { exchange, type Received } from './transport.js';

const document = JSON.stringify(minimal);
const wide = text(JSON.stringify({ ...minimal, source: 's3://bücket/図/' }), 'bytewise');

type Settle = (received: Received | Error) => void;

interface Habits {
  /** What is done with the chunks when the end has come. */
  readonly joined: (chunks: readonly Buffer[]) => Uint8Array;
  readonly onCut: (partial: Received, settle: Settle) => void;
  readonly onError: (error: Error, settle: Settle) => void;
}

const sound: Habits = {
  joined: Buffer.concat,
  onCut: (_partial, settle) => settle(new Error('The response is not whole.')),
  onError: (error, settle) => settle(error),
};

/** One that reads from the connection by hand, with some bad habit. */
function connection(facts: Facts, habit: Partial<Habits>): ClientMutant {
  const habits = { ...sound, ...habit };
  const send = (method: string, endpoint: string, path: string): Promise<Received> =>
    new Promise((resolve, reject) => {
      const settle: Settle = (received) => (received instanceof Error ? reject(received) : resolve(received));
      const { hostname, port } = new URL(endpoint);
      const sent = request({ method, hostname, port, path, agent: false }, (response) => {
        const chunks: Buffer[] = [];
        const received = (): Received => ({
          status: response.statusCode ?? 0,
          headers: Object.entries(response.headers).map(([name, value]) => [name, String(value)] as const),
          body: habits.joined(chunks),
        });
        response.on('data', (chunk) => chunks.push(chunk));
        response.on('error', () => habits.onCut(received(), settle));
        response.on('end', () => settle(received()));
      });
      sent.on('error', (error) => habits.onError(error, settle));
      sent.end();
    });
  return mutant({ ...facts, name: `connection-${facts.name}`, change: () => ({ send }) });
}

const cut = [rest('cut-body'), rest('cut-chunked-body')];

export const connections: readonly ClientMutant[] = [
  connection(
    {
      name: 'cut-hangs',
      title: 'Never ends a call whose body is cut',
      met: "`response.on('end')` alone, as in the SDK for JavaScript v2",
      breaks: [rest('every-call-ends'), ...cut],
      witness: text(document, 'cut'),
    },
    { onCut: () => {} },
  ),
  connection(
    {
      name: 'reset-hangs',
      title: 'Never ends a call whose connection breaks',
      met: 'an error listener that logs, and does nothing else',
      breaks: [rest('every-call-ends'), rest('connection-reset')],
      witness: text(document, 'reset'),
    },
    { onError: () => {} },
  ),
  connection(
    {
      name: 'cut-is-end',
      title: 'Takes what came for the whole',
      met: '`close` taken for `end`, a read until the connection ends',
      breaks: [rest('cut-chunked-body'), rest('cut-body')],
      witness: text(document, 'cut-chunked'),
    },
    { onCut: (partial, settle) => settle(partial) },
  ),
  connection(
    {
      name: 'cut-is-empty',
      title: 'Makes an empty success of a body that is cut',
      met: 'an aborted request, resolved with what there is: nothing',
      breaks: cut,
      witness: text(document, 'cut'),
    },
    { onCut: (partial, settle) => settle({ ...partial, body: Buffer.from('{}') }) },
  ),
  connection(
    {
      name: 'reset-is-empty',
      title: 'Makes an empty success of a connection that breaks',
      met: "`on('error', () => resolve({}))`",
      breaks: [rest('connection-reset')],
      witness: text(document, 'reset'),
    },
    { onError: (_error, settle) => settle({ status: 200, headers: [], body: Buffer.from('{}') }) },
  ),
  connection(
    {
      name: 'chunks-decoded-apart',
      title: 'Decodes each chunk by itself, and breaks characters that lie across two',
      met: '`text += chunk`',
      breaks: [rest('valid-output'), rest('undecodable-success-not-utf8')],
      witness: wide,
    },
    { joined: (chunks) => Buffer.from(chunks.map((chunk) => chunk.toString('utf8')).join('')) },
  ),
  connection(
    {
      name: 'last-chunk-only',
      title: 'Keeps the last chunk',
      met: '`text = chunk`',
      breaks: [rest('valid-output')],
      witness: wide,
    },
    { joined: (chunks) => chunks.at(-1) ?? Buffer.alloc(0) },
  ),
  connection(
    {
      name: 'first-chunk-only',
      title: 'Reads once from the connection',
      met: '`socket.recv(65536)`, `read()` without a loop',
      breaks: [rest('valid-output')],
      witness: wide,
    },
    { joined: (chunks) => chunks[0] ?? Buffer.alloc(0) },
  ),
  connection(
    {
      name: 'buffer-of-fixed-size',
      title: 'Reads up to 1024 bytes',
      met: 'a buffer on the stack',
      breaks: [rest('valid-output')],
      witness: text(JSON.stringify({ ...minimal, source: 'x'.repeat(2000) })),
    },
    { joined: (chunks) => Buffer.concat(chunks).subarray(0, 1024) },
  ),
  mutant({
    name: 'connection-body-with-head',
    title: 'Takes a body that does not come together with the head for an empty one',
    met: '`available()` in Java, a socket that is read without waiting',
    breaks: [rest('valid-output')],
    witness: text(document, 'paced'),
    change: () => ({ send: impatient }),
  }),
  connection(
    {
      name: 'buffer-of-64-kib',
      title: 'Reads up to 64 KiB',
      met: 'the size of a pipe, a limit to bodies in a proxy',
      breaks: [rest('valid-output')],
      witness: text(JSON.stringify({ ...minimal, source: 'x'.repeat(66_000) })),
    },
    { joined: (chunks) => Buffer.concat(chunks).subarray(0, 1 << 16) },
  ),
  mutant({
    name: 'connection-one-pending',
    title: 'Never ends a call after one that failed',
    met: 'a queue of one that an error leaves taken',
    breaks: [rest('every-call-ends')],
    witness: { responses: text(document, 'reset').responses, calls: 2 },
    change: () => ({
      around(call) {
        let turn: Promise<unknown> = Promise.resolve();
        return (endpoint, input) => {
          const mine = turn.then(() => call(endpoint, input));
          turn = mine.then(
            () => undefined,
            () => new Promise(() => {}),
          );
          return mine;
        };
      },
    }),
  }),
  mutant({
    name: 'call-under-way-shared',
    title: 'Gives a call the answer of another one that is under way',
    met: 'a guard against double clicks, requests that are merged without a look at what they ask',
    breaks: [rest('valid-output'), rest('request-method-and-path')],
    witness: { responses: text(document).responses, calls: 2, together: true },
    change: () => ({
      around(call) {
        let underWay: Promise<unknown> | null = null;
        return (endpoint, input) => {
          underWay ??= call(endpoint, input).finally(() => {
            underWay = null;
          });
          return underWay;
        };
      },
    }),
  }),
  mutant({
    name: 'call-input-shared',
    title: 'Asks for the task of a call that began later',
    met: 'the request in a field of the client, which an await lies before',
    breaks: [rest('request-method-and-path')],
    witness: { responses: text(document).responses, calls: 2, together: true },
    change: () => ({
      around(call) {
        const current = { input: { taskIdentifier: '' } };
        return async (endpoint, input) => {
          current.input = input;
          await Promise.resolve();
          return call(endpoint, current.input);
        };
      },
    }),
  }),
  mutant({
    name: 'connection-answers-mixed',
    title: 'Hands the body of an earlier attempt on with that of a later one',
    met: 'a buffer that is not emptied before a retry',
    breaks: [
      rest('transient-retried'),
      rest('throttling-retried'),
      rest('error-members'),
      rest('error-by-type-member'),
      rest('error-by-code-member'),
    ],
    witness: {
      responses: [
        {
          status: 500,
          headers: { 'x-amzn-errortype': 'InternalServerException' },
          body: '{"message":"x"}',
          delivery: 'whole',
        },
        ...text(document).responses,
      ],
    },
    change: () => ({ send: mixing() }),
  }),
];

function impatient(method: string, endpoint: string, path: string): Promise<Received> {
  const { hostname, port } = new URL(endpoint);
  return new Promise((resolve, reject) => {
    const sent = request({ method, hostname, port, path, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      const settle = (): void =>
        resolve({
          status: response.statusCode ?? 0,
          headers: Object.entries(response.headers).map(([name, value]) => [name, String(value)] as const),
          body: Buffer.concat(chunks),
        });
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', settle);
      setTimeout(() => {
        if (chunks.length === 0) settle();
      }, 1);
    });
    sent.on('error', reject);
    sent.end();
  });
}

function mixing(): (method: string, endpoint: string, path: string) => Promise<Received> {
  const earlier = new Map<string, Uint8Array>();
  return async (method, endpoint, path) => {
    const received = await exchange(method, endpoint, path);
    const body = Buffer.concat([earlier.get(path) ?? Buffer.alloc(0), received.body]);
    if (received.status >= 500 || received.status === 429) earlier.set(path, body);
    else earlier.delete(path);
    return { ...received, body };
  };
}
