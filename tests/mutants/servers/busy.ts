import { setTimeout as pause } from 'node:timers/promises';
import { rest } from '../mutant.js';
import type { Handle, Outgoing } from './reference.js';
import { get, mutant, polls, type ServerMutant, type Witness } from './server.js';

const UTF8 = new TextEncoder();
const JSON_TYPE = ['content-type', 'application/json'] as const;

interface Slip {
  readonly name: string;
  readonly title: string;
  readonly met: string;
  readonly breaks: readonly string[];
  readonly witness: Witness;
  readonly around: (handle: Handle) => Handle;
}

/** One that is right as long as it has little to do. */
function busy({ around, ...slip }: Slip): ServerMutant {
  return mutant({ ...slip, level: 'MUST', needs: 'task', change: () => ({ around }) });
}

function refusal(status: number, name: string | null, body: unknown): Outgoing {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return {
    status,
    headers: [JSON_TYPE, ...(name === null ? [] : [['x-amzn-errortype', name] as const])],
    body: UTF8.encode(text),
  };
}

/** Every so many requests it answers something else, whatever was asked. */
function everySoOften(often: number, other: Outgoing): (handle: Handle) => Handle {
  return (handle) => {
    let count = 0;
    return (incoming) => {
      count += 1;
      return count % often === 0 ? Promise.resolve(other) : handle(incoming);
    };
  };
}

/** Past so many requests at the same time it answers something else. */
function whereCrowded(most: number, other: (own: Outgoing, first: Outgoing | null) => Outgoing) {
  return (handle: Handle): Handle => {
    let inside = 0;
    let first: Outgoing | null = null;
    return async (incoming) => {
      inside += 1;
      const isCrowded = inside > most;
      try {
        const own = await handle(incoming);
        await pause(1);
        if (isCrowded) return other(own, first);
        first = own;
        return own;
      } finally {
        inside -= 1;
      }
    };
  };
}

const known = 't-succeeded0';
const several = polls(known, 20);
const crowd: Witness = [Array.from({ length: 24 }, (_, at) => get(at % 2 === 0 ? known : 't-failed0000'))];
const throttling = 'ThrottlingException';
const failing = 'InternalServerException';
const body = { message: 'Rate exceeded' };

/** What is sent now and then, and what is wrong with it. */
const refusals: readonly (readonly [string, string, string, readonly string[], Outgoing])[] = [
  [
    'throttling-no-message',
    'Throttles without a message',
    'a rate limiter that knows nothing of the service',
    [`${throttling}.message#required`, rest('error-body-valid')],
    refusal(429, throttling, {}),
  ],
  [
    'throttling-capital-message',
    'Throttles with a Message',
    'the spelling of API Gateway',
    [`${throttling}.message#required`, `${throttling}#closed`],
    refusal(429, throttling, { Message: 'Too Many Requests' }),
  ],
  [
    'throttling-503',
    'Throttles with the status 503',
    '`SlowDown` of S3',
    [`GetImportTask#error:${throttling}`, rest('error-status')],
    refusal(503, throttling, body),
  ],
  [
    'throttling-400',
    'Throttles with the status 400',
    'the JSON protocols of AWS, where throttling is a 400',
    [`GetImportTask#error:${throttling}`, rest('error-status')],
    refusal(400, throttling, body),
  ],
  [
    'throttling-other-name',
    'Calls throttling TooManyRequestsException',
    'Lambda and other services, which call it so',
    [rest('error-modelled')],
    refusal(429, 'TooManyRequestsException', body),
  ],
  [
    'throttling-unnamed',
    'Throttles without a name',
    'a rate limiter in front of the service',
    [rest('error-name-header')],
    refusal(429, null, body),
  ],
  [
    'throttling-text',
    'Throttles in plain text',
    'express-rate-limit at its defaults',
    [rest('body-is-json'), rest('error-body-valid'), rest('json-content-type')],
    {
      status: 429,
      headers: [
        ['content-type', 'text/html; charset=utf-8'],
        ['x-amzn-errortype', throttling],
        ['retry-after', '0'],
      ],
      body: UTF8.encode('Too many requests, please try again later.'),
    },
  ],
  [
    'failing-with-stack',
    'Sends a stack trace with a fault that passes',
    'an error handler made for development',
    [`${failing}#closed`],
    refusal(500, failing, { message: 'Timeout', stack: 'Error: Timeout\n    at pool.js:11' }),
  ],
  [
    'failing-without-body',
    'Sends an empty body with a fault that passes',
    '`res.sendStatus(500)`, behind a middleware that adds the name',
    [rest('error-body-valid'), rest('body-is-json')],
    refusal(500, failing, ''),
  ],
  [
    'failing-504',
    'Gives the status 504 to a fault that passes',
    'the time limit of a gateway, with the name of the service’s own error',
    [`GetImportTask#error:${failing}`, rest('error-status')],
    refusal(504, failing, { message: 'Endpoint request timed out' }),
  ],
];

const success = ['GetImportTask#status', rest('success-status')];

/** From the request of that number on it only ever says to come back later. */
function throttledAfter(most: number, id = ''): (handle: Handle) => Handle {
  return (handle) => {
    let count = 0;
    return async (incoming) => {
      if (incoming.target.includes(id)) count += 1;
      return incoming.target.includes(id) && count > most ? refusal(429, throttling, body) : handle(incoming);
    };
  };
}

export const busyServers: readonly ServerMutant[] = [
  ...refusals.map(([name, title, met, breaks, other]) =>
    busy({ name: `busy-${name}`, title, met, breaks, witness: several, around: everySoOften(9, other) }),
  ),
  busy({
    name: 'busy-crowd-refused',
    title: 'Answers 503 once ten requests are under way',
    met: 'a pool of connections, and no queue before it',
    breaks: ['GetImportTask#status', rest('error-modelled'), rest('error-name-header')],
    witness: crowd,
    around: whereCrowded(10, () => refusal(503, null, { error: 'pool exhausted' })),
  }),
  busy({
    name: 'busy-crowd-mixed',
    title: 'Gives the answer of another request once twelve are under way',
    met: 'connections of a pool that are handed out twice',
    breaks: ['GetImportTask#invariant:same-task', rest('concurrent-requests-apart')],
    witness: crowd,
    around: whereCrowded(12, (own, first) => first ?? own),
  }),
  busy({
    name: 'busy-crowd-empty',
    title: 'Answers without a body once sixteen requests are under way',
    met: 'buffers that are taken from a pool, and none when it is empty',
    breaks: [rest('body-is-json'), rest('output-valid')],
    witness: crowd,
    around: whereCrowded(16, (own) => ({ ...own, body: new Uint8Array() })),
  }),
  busy({
    name: 'busy-throttled-for-good',
    title: 'Throttles for good after two hundred requests',
    met: 'a budget that is never filled up again',
    breaks: success,
    witness: polls(known, 220),
    around: throttledAfter(200),
  }),
  busy({
    name: 'busy-throttled-task',
    title: 'Throttles one task for good after its thirtieth request',
    met: 'a hot key that is never taken off its list',
    breaks: success,
    witness: polls(known, 40),
    around: throttledAfter(30, known),
  }),
  {
    ...busy({
      name: 'busy-throttled-always',
      title: 'Throttles every request',
      met: 'a rate limit of zero',
      breaks: [rest('unknown-resource-refused')],
      witness: several,
      around: throttledAfter(0),
    }),
    needs: 'requests',
  },
];
