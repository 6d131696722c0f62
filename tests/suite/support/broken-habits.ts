import { contract } from '../../../generated/contract.js';
import type { Habits } from './careful-client.js';

/** What people get wrong in a client: a name for it, the habit, and the rule of the protocol that it breaks. */
export const brokenHabits: readonly (readonly [string, Partial<Habits>, string])[] = [
  ['numbers that lose digits', { parse: JSON.parse, integer: Number }, 'integer-exact-large'],
  ['integers of 32 bits', { integer: (value) => Number(BigInt.asIntN(32, BigInt(value))) }, 'integer-exact'],
  ['an integer refused for its exponent', { parse: (text) => plainNumbers(text) }, 'integral-form'],
  ['a closed enum', { enumValue: (value, known) => (known.includes(value) ? value : fail()) }, 'open-enum'],
  [
    'unknown statuses replaced',
    { enumValue: (value, known) => (known.includes(value) ? value : 'UNKNOWN') },
    'open-enum',
  ],
  [
    'unknown members refused',
    {
      structure: (value, decode) =>
        Object.keys(value).length > 10 || 'addedLater' in value ? fail() : decode(value),
    },
    'unknown-member-ignored',
  ],
  [
    '`__type` refused',
    { structure: (value, decode) => ('__type' in value ? fail() : decode(value)) },
    'type-member-ignored',
  ],
  [
    '`__type` taken for a tag',
    { entries: (value) => Object.entries(value).filter(([, held]) => held !== null) },
    'union-type-member-ignored',
  ],
  [
    'null siblings counted',
    { entries: (value, _, ignored) => Object.entries(value).filter(([tag]) => !ignored.includes(tag)) },
    'union-null-sibling',
  ],
  [
    'null refused',
    { structure: (value, decode) => (Object.values(value).includes(null) ? fail() : decode(value)) },
    'null-is-absent',
  ],
  [
    'null kept',
    { structure: (value, decode) => ({ ...decode(value), ...nullsOf(value) }) },
    'null-is-absent',
  ],
  ['unknown tags refused', { unknownTag: fail }, 'unknown-union-tag-accepted'],
  ['unknown tags lost', { unknownTag: () => ({}) }, 'unknown-union-tag-kept'],
  ['missing members refused', { missing: fail }, 'missing-required-tolerated'],
  [
    'milliseconds lost',
    { timestamp: (seconds) => new Date(Math.floor(inRange(seconds).getTime() / 1000) * 1000) },
    'timestamp-fraction',
  ],
  [
    'milliseconds off by one',
    { timestamp: (seconds) => inRange(seconds) && new Date(seconds * 1000) },
    'timestamp-fraction',
  ],
  ['milliseconds taken for seconds', { timestamp: (seconds) => new Date(seconds) }, 'valid-output'],
  [
    'times rounded',
    { timestamp: (seconds) => inRange(seconds) && new Date(Math.round(seconds * 1000)) },
    'timestamp-truncated',
  ],
  [
    'times of any size',
    { timestamp: (seconds) => new Date(Math.trunc(Math.round(seconds * 1e6) / 1e3)) },
    'timestamp-out-of-range-fails',
  ],
  [
    'no header read',
    { errorName: (_, body) => String(body['__type'] ?? body['code'] ?? 'UnknownError') },
    'error-by-header',
  ],
  [
    'no `__type` read',
    { errorName: (header, body) => String(header ?? body['code'] ?? 'UnknownError') },
    'error-by-type-member',
  ],
  [
    'no `code` read',
    { errorName: (header, body) => String(header ?? body['__type'] ?? 'UnknownError') },
    'error-by-code-member',
  ],
  [
    'the body before the header',
    { errorName: (header, body) => String(body['__type'] ?? body['code'] ?? header) },
    'error-header-wins',
  ],
  [
    'names with a colon kept',
    {
      errorName: (header, body) =>
        String(header ?? body['__type'] ?? body['code'])
          .split('#')
          .at(-1) ?? '',
    },
    'error-name-colon-cut',
  ],
  [
    'names with a namespace kept',
    { errorName: (header, body) => String(header ?? body['__type'] ?? body['code']).split(':')[0] ?? '' },
    'error-name-namespace-cut',
  ],
  ['error bodies must be JSON', { errorBody: JSON.parse }, 'error-body-not-json'],
  [
    'error bodies must be there',
    { errorBody: (text) => (text === '' ? fail() : JSON.parse(text)) },
    'error-empty-body',
  ],
  [
    'a crash on `code` null',
    {
      errorName: (header, body) =>
        (
          header ??
          (body['code'] === undefined ? String(body['__type']) : (body['code'] as string).replace(/:.*/, ''))
        ).replace(/:.*/, ''),
    },
    'error-code-null',
  ],
  [
    'messages lost',
    {
      raise: (name, status, { message: _, ...members }) =>
        Object.assign(new Error(''), members, { name, status }),
    },
    'error-members',
  ],
  [
    'members lost',
    { raise: (name, status, { message }) => Object.assign(new Error(String(message)), { name, status }) },
    'error-members',
  ],
  [
    'statuses lost',
    {
      raise: (name, _, { message, ...members }) =>
        Object.assign(new Error(String(message)), members, { name }),
    },
    'error-status-kept',
  ],
  [
    'errors that are unknown all alike',
    { raise: (name, status, body) => carefulRaise(known(name), status, body) },
    'error-unknown-name',
  ],
  ['error statuses ignored', { isError: () => false }, 'error-status-never-data'],
  ['only 4xx is an error', { isError: (status) => status >= 400 && status < 500 }, 'error-status-never-data'],
  [
    'an undecodable success is empty',
    { parse: (text) => parsedOr(text, {}) },
    'undecodable-success-not-json',
  ],
  ['a truncated success is mended', { parse: (text) => parsedOr(text, {}) }, 'undecodable-success-truncated'],
  [
    'an empty success is empty',
    { parse: (text) => JSON.parse(text === '' ? '{}' : text) },
    'undecodable-success-empty',
  ],
  [
    'text behind the document',
    { parse: (text) => JSON.parse(text.slice(0, text.lastIndexOf('}') + 1)) },
    'undecodable-success-trailing',
  ],
  [
    'bytes that are not UTF-8 replaced',
    { text: (bytes) => new TextDecoder().decode(bytes) },
    'undecodable-success-not-utf8',
  ],
  [
    'a list for an object',
    { parse: (text) => Object.assign({}, JSON.parse(text)) },
    'undecodable-success-wrong-type',
  ],
  [
    'a prototype set by the response',
    {
      structure: (value, decode) =>
        Object.assign(Object.create(Reflect.get(value, '__proto__') as object), decode(value)),
    },
    'no-prototype-pollution',
  ],
  [
    'Object.prototype written to',
    { structure: (value, decode) => merge(decode(value), value) },
    'no-prototype-pollution',
  ],
  [
    'another path',
    { path: (template, label) => `${template.replace(/\{.*/, '')}x/${label('taskIdentifier')}` },
    'request-method-and-path',
  ],
  [
    'labels not encoded',
    { path: (template, label) => template.replace(/\{([^}]+)\}/, (_, name: string) => label(name)) },
    'request-label-encoded',
  ],
  [
    'empty labels sent',
    {
      path: (template, label) =>
        template.replace(/\{([^}]+)\}/, (_, name: string) => encodeURIComponent(label(name))),
    },
    'request-empty-label',
  ],
  [
    'no second attempt when throttled',
    { attempts: (status) => (status >= 500 ? 2 : 1) },
    'throttling-retried',
  ],
  ['no second attempt at all', { attempts: () => 1 }, 'transient-retried'],
  [
    'a second attempt at everything',
    { attempts: (status) => (status < 300 ? 1 : 2) },
    'permanent-not-retried',
  ],
  ['no patience', { pause: () => 1 }, 'retry-after-honoured'],
];

export function fail(): never {
  throw new Error('No.');
}

/** The instant of epoch seconds, cut to milliseconds. */
export function inRange(seconds: number): Date {
  if (typeof seconds !== 'number' || !(seconds >= -62_135_596_800 && seconds < 253_402_300_800))
    throw new Error('No time.');
  const nearest = Math.round(seconds * 1000);
  return new Date(nearest / 1000 === seconds ? nearest : Math.trunc(seconds * 1000));
}

function nullsOf(value: object): object {
  return Object.fromEntries(Object.entries(value).filter(([, held]) => held === null));
}

function known(name: string): string {
  return contract.operations.flatMap((each) => each.errors).some((each) => each.shape === name)
    ? name
    : 'ServiceError';
}

function carefulRaise(name: string, status: number, { message, ...members }: Record<string, unknown>): Error {
  return Object.assign(new Error(String(message)), members, { name, status });
}

function parsedOr(text: string, otherwise: unknown): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return otherwise;
  }
}

/** A parser that knows digits only. */
function plainNumbers(text: string): unknown {
  if (/[:[,]\s*-?\d+(\.0*|[eE])/.test(text)) fail();
  return JSON.parse(text);
}

/** The careless deep merge of many a utility. */
function merge(into: Record<string, unknown>, from: object): Record<string, unknown> {
  for (const [name, value] of Object.entries(from)) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) into[name] ??= value;
    else if (typeof into[name] === 'object' || typeof into[name] === 'function')
      merge(into[name] as Record<string, unknown>, value);
  }
  return into;
}
