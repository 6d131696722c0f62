import { Agent } from 'node:http';
import { type CorrectClient, implementation, reading } from './client.js';
import { fetchClient } from './fetch-client.js';
import { milliseconds } from './reading.js';
import { type Change, makeCall, ServiceError } from './reference.js';
import { exchange, headerOf } from './transport.js';

function correct(name: string, title: string, view: CorrectClient['view'], change: Change): CorrectClient {
  return { name, title, view, ...implementation((pause) => makeCall(change, pause)) };
}

/** The error of an SDK: what is known of the response stands in `$metadata`. */
const metadata: Change = () => ({
  failure(received, name, document) {
    const members = Object(document) as Record<string, unknown>;
    const message = members['message'] ?? members['Message'] ?? '';
    return Object.assign(new Error(String(message)), {
      ...(typeof members['reason'] === 'string' && { reason: members['reason'] }),
      name: name ?? 'UnknownError',
      $fault: received.status < 500 ? 'client' : 'server',
      $metadata: { httpStatusCode: received.status, requestId: headerOf(received, 'x-amzn-requestid') },
    });
  },
});

const dates: Change = reading(() => ({ timestamp: (value) => new Date(milliseconds(value)) }));

/** One change after the other, each to what those before it made. */
function all(...changes: readonly Change[]): Change {
  return (reference) => {
    let made: Partial<typeof reference> = {};
    for (const change of changes) made = { ...made, ...change({ ...reference, ...made }) };
    return made;
  };
}

const keptOpen = new Agent({ keepAlive: true, keepAliveMsecs: 100, maxSockets: 16, timeout: 3000 });

export const correctClients: readonly CorrectClient[] = [
  correct('wire', 'Values as they stand on the wire', 'wire', () => ({})),
  correct(
    'boto3-like',
    'Dates, and the unknown member by its name',
    'boto3',
    all(
      dates,
      reading(() => ({ unknownMember: (name) => ({ SDK_UNKNOWN_MEMBER: { name } }) })),
    ),
  ),
  correct(
    'aws-sdk-js-like',
    'Dates, the unknown member as a pair, errors with $metadata',
    'aws-sdk-js',
    all(
      dates,
      metadata,
      reading(() => ({ unknownMember: (tag, value) => ({ $unknown: [tag, value] }) })),
    ),
  ),
  correct(
    'cli-like',
    'Times as ISO 8601 text with an offset, nulls for what is absent',
    'cli',
    all(
      reading(() => ({
        timestamp: (value) => new Date(milliseconds(value)).toISOString().replace('Z', '+00:00'),
        unknownMember: (name) => ({ SDK_UNKNOWN_MEMBER: { name } }),
      })),
      reading(({ output }) => ({
        output: (value, read) => ({ graphId: null, statusReason: null, ...(output(value, read) as object) }),
      })),
    ),
  ),
  correct(
    'bigints',
    'Every integer a bigint, times as numbers',
    'wire',
    reading(({ int32, int64 }) => ({
      int32: (value, read) => BigInt(int32(value, read) as number),
      int64: (value, read) => BigInt(int64(value, read) as number),
    })),
  ),
  correct(
    'keep-alive',
    'Connections that are kept open, errors as plain objects with a code',
    'wire',
    () => ({
      send: (method, endpoint, path) => exchange(method, endpoint, path, keptOpen),
      failure: (received, name, document) => ({
        ...(Object(document) as object),
        code: name ?? 'UnknownError',
        message: String((Object(document) as { message?: unknown }).message ?? ''),
        statusCode: received.status,
      }),
    }),
  ),
  correct(
    'maps',
    'A Map for each structure, five attempts',
    'wire',
    all(
      reading(({ structure }) => ({
        structure: (value, members, read) =>
          new Map(Object.entries(structure(value, members, read) as object)),
      })),
      ({ retry }) => ({
        retry: (outcome, attempt) => (attempt < 5 ? retry(outcome, Math.min(attempt, 2)) : null),
      }),
    ),
  ),
  correct('guarded', 'Refuses identifiers that break their pattern before it asks', 'wire', ({ path }) => ({
    path(id) {
      if (!/^t-[a-z0-9]{10}$/.test(id)) {
        throw new ServiceError('ParamValidationError', 'Invalid taskIdentifier', {
          status: 0,
          requestId: undefined,
        });
      }
      return path(id);
    },
  })),
  fetchClient,
];
