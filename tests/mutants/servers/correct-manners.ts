import { writeJson } from '../json.js';
import { packing } from './client-headers.js';
import { course, failing, failures, refusal, resting } from './declared.js';
import { type Change, makeHandle, type Outgoing } from './reference.js';
import { type CorrectServer, type Deliver, instance, listenerOf } from './server.js';
import type { Task, TaskDocument } from './tasks.js';

/**
 * Right servers that do what a careless reader might take for wrong: they have little time, another server in front of
 * them, or their own order of things.
 */
function manner(
  name: string,
  title: string,
  change: Change,
  deliver?: Deliver,
  statusesOf: (task: Task) => readonly string[] = ({ statuses }) => statuses,
): CorrectServer {
  return {
    name,
    title,
    mode: 'strict',
    create(world) {
      const made = makeHandle(change, world);
      return {
        ...instance(made),
        statuses: statusesOf,
        ...(deliver && { fetch: null, listener: listenerOf(made.handle, deliver) }),
      };
    },
  };
}

/** Every so many requests, the model's own error that says to come back. */
function everySoOften(often: number, other: Outgoing): Change {
  return () => ({
    around: (handle) => {
      let count = 0;
      return (incoming) => {
        count += 1;
        return count % often === 0 ? Promise.resolve(other) : handle(incoming);
      };
    },
  });
}

function failure(status: number, name: string): Outgoing {
  return {
    status,
    headers: [
      ['content-type', 'application/json'],
      ['x-amzn-errortype', name],
    ],
    body: new TextEncoder().encode(writeJson({ message: 'Come back later.' })),
  };
}

const closing: Deliver = (response, { status, headers, body }) => {
  response.writeHead(status, [
    ...headers.flat(),
    'connection',
    'close',
    'content-length',
    String(body.length),
  ]);
  response.end(body);
};

/** No length and no chunks: the end of the connection is the end of the body. */
const untilClosed: Deliver = (_response, { status, headers, body }, { socket, method }) => {
  const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  socket.write(`HTTP/1.0 ${status} Whatever\r\n${lines}\r\n`, 'latin1');
  socket.end(method === 'HEAD' ? '' : body);
};

const phases: Readonly<Record<string, string>> = { EXPORTING: 'ANALYZING_DATA', ANALYZING_DATA: 'EXPORTING' };

/** A graph and a format that are known once loading has begun, and figures that are there while it lasts. */
function asItGoes({ graphId, format, importTaskDetails, ...document }: TaskDocument): TaskDocument {
  const isBegun = !['INITIALIZING', 'EXPORTING', 'ANALYZING_DATA'].includes(document.status);
  return {
    ...document,
    ...(isBegun && graphId !== undefined && { graphId }),
    ...(isBegun && format !== undefined && { format }),
    ...(document.status === 'IMPORTING' && importTaskDetails !== undefined && { importTaskDetails }),
  };
}

/** Doubles as Java writes them: 1.7356896005E9. */
function withExponents(document: unknown): string {
  return writeJson(document).replace(/"startTime":(\d+(?:\.\d+)?)/g, (_, digits: string) => {
    const [mantissa = '', exponent = ''] = Number(digits).toExponential().split('e+');
    return `"startTime":${mantissa}E${exponent}`;
  });
}

/** A life of some seconds in the time of the clock, from the first question on. */
const live: Change = () => {
  const began = new Map<string, number>();
  return {
    describe(document, task) {
      const start = began.get(task.id) ?? Date.now();
      began.set(task.id, start);
      const ended = began.get(`${task.id} ended`) ?? Date.now();
      if (['SUCCEEDED', 'FAILED', 'CANCELLED'].includes(document.status))
        began.set(`${task.id} ended`, ended);
      const { importTaskDetails } = document;
      return importTaskDetails === undefined
        ? document
        : {
            ...document,
            importTaskDetails: {
              ...importTaskDetails,
              startTime: start / 1000,
              timeElapsedSeconds: Math.floor((ended - start) / 1000),
            },
          };
    },
  };
};

export const correctManners: readonly CorrectServer[] = [
  manner(
    'throttling',
    'With every eleventh request throttled',
    everySoOften(11, failure(429, 'ThrottlingException')),
  ),
  manner(
    'failing-now-and-then',
    'With a fault at every seventeenth request',
    everySoOften(17, failure(500, 'InternalServerException')),
  ),
  manner('closing', 'With a connection for each request', () => ({}), closing),
  manner(
    'http-1.0',
    'As HTTP/1.0, where the end of the connection is the end of the body',
    () => ({}),
    untilClosed,
  ),
  manner('loud-type', 'With a media type in capitals and a charset in quotes', (reference) => ({
    success: (document) => ({
      ...reference.success(document),
      headers: [['Content-Type', 'Application/JSON ; Charset="utf-8"']],
    }),
  })),
  manner(
    'other-order',
    'With the analysis before the export',
    () => ({
      describe: (document) => ({ ...document, status: phases[document.status] ?? document.status }),
    }),
    undefined,
    ({ statuses }) => statuses.map((status) => phases[status] ?? status),
  ),
  manner('uncounted', 'With attempts that are not counted', () => ({
    describe: ({ attemptNumber: _, ...document }) => document,
  })),
  manner(
    'as-it-goes',
    'With members that come when they are known, and go when there is nothing to tell',
    () => ({
      describe: asItGoes,
    }),
  ),
  manner('exponents', 'With timestamps that have an exponent', () => ({ write: withExponents })),
  manner('packing', 'With bodies that are packed as the request takes them', () => ({ around: packing })),
  manner('live', 'With the times of the clock', live),
  manner('talkative', 'With the headers that gateways add', () => ({
    around: (handle) => async (incoming) => {
      const outgoing = await handle(incoming);
      const more = [
        ['date', new Date().toUTCString()],
        ['server', 'gateway/1.0'],
        ['vary', 'accept-encoding, origin'],
        ['etag', '"0"'],
        ['cache-control', 'no-store'],
        ['strict-transport-security', 'max-age=1'],
        ['access-control-allow-origin', '*'],
        ['set-cookie', 'a=1'],
        ['set-cookie', 'b=2'],
        ['x-amz-apigw-id', '0'],
      ] as const;
      return { ...outgoing, headers: [...more, ...outgoing.headers] };
    },
  })),
  {
    ...manner(
      'resting',
      'With a rest of five seconds before the end',
      resting(5000, () => ({})),
    ),
    declares: course,
  },
  {
    ...manner('failing-as-told', 'With tasks that fail as they were said to', () => ({
      around: failing(refusal),
    })),
    fails: failures,
  },
  {
    ...manner('as-put-in', 'With nothing but what was put in, all of it and parts of it', () => ({})),
    declares: ({ constant: { importOptions: held, ...constant }, statuses, peek }) =>
      statuses.length === 1
        ? { expected: peek(), exact: true }
        : {
            expected: {
              ...constant,
              ...(held && { importOptions: { neptune: { s3ExportPath: held.neptune.s3ExportPath } } }),
            },
            lifecycle: statuses,
          },
  },
];
