import { describe, expect, test } from 'vitest';
import { contract } from '../../generated/contract.js';
import { clientTarget, verifyClient } from '../conformance/index.js';
import { carefulClient, type Fetched, type Habits } from './support/careful-client.js';

/** Enough to show each fault; the default run has many more. */
const RUNS = 5;

describe('a careful client of any style has no finding', () => {
  const iso: Partial<Habits> = {
    timestamp: (seconds) => inRange(seconds).toISOString(),
    unknownTag: (tag) => ({ SDK_UNKNOWN_MEMBER: { name: tag } }),
  };
  const styles: readonly (readonly [string, Fetched])[] = [
    ['Dates and unknown pairs', carefulClient(contract)],
    ['ISO 8601 and unknown members by name', carefulClient(contract, iso)],
    ['epoch seconds and unknown tags as they are', carefulClient(contract, { timestamp: (seconds) => inRange(seconds) && seconds, unknownTag: (tag, value) => ({ [tag]: value }) })],
    ['zeros for what is missing', carefulClient(contract, { missing: (name) => (name.endsWith('Time') ? new Date(0) : /Count|Seconds|Percentage/.test(name) ? 0 : '') })],
    ['null for what is absent', nulls(carefulClient(contract))],
    ['an instance of a class with getters', classes(carefulClient(contract))],
    ['members of its own', async (endpoint, input) => ({ $metadata: { attempts: 1 }, ...(await carefulClient(contract)(endpoint, input)) as object })],
    ['errors that are no Errors', carefulClient(contract, { raise: (name, status, body) => ({ ...body, code: name, statusCode: status }) as never })],
  ];
  test.each(styles)('%s', async (_, call) => {
    const result = await verifyClient({ target: clientTarget(call), runs: RUNS, seed: 11, level: 'SHOULD' });
    expect(result.findings).toEqual([]);
    expect(result.holds).toBe(true);
    expect(result.coverage.filter((each) => each.state !== 'tested')).toEqual([]);
  });
});

describe('a client with one fault is caught under the clause that it breaks', () => {
  const broken: readonly (readonly [string, Partial<Habits>, string])[] = [
    ['numbers that lose digits', { parse: JSON.parse, integer: Number }, 'integer-exact-large'],
    ['integers of 32 bits', { integer: (value) => Number(BigInt.asIntN(32, BigInt(value))) }, 'integer-exact'],
    ['an integer refused for its exponent', { parse: (text) => plainNumbers(text) }, 'integral-form'],
    ['a closed enum', { enumValue: (value, known) => (known.includes(value) ? value : fail()) }, 'open-enum'],
    ['unknown statuses replaced', { enumValue: (value, known) => (known.includes(value) ? value : 'UNKNOWN') }, 'open-enum'],
    ['unknown members refused', { structure: (value, decode) => (Object.keys(value).length > 10 || 'addedLater' in value ? fail() : decode(value)) }, 'unknown-member-ignored'],
    ['`__type` refused', { structure: (value, decode) => ('__type' in value ? fail() : decode(value)) }, 'type-member-ignored'],
    ['`__type` taken for a tag', { entries: (value) => Object.entries(value).filter(([, held]) => held !== null) }, 'union-type-member-ignored'],
    ['null siblings counted', { entries: (value, _, ignored) => Object.entries(value).filter(([tag]) => !ignored.includes(tag)) }, 'union-null-sibling'],
    ['null refused', { structure: (value, decode) => (Object.values(value).includes(null) ? fail() : decode(value)) }, 'null-is-absent'],
    ['null kept', { structure: (value, decode) => ({ ...decode(value), ...nullsOf(value) }) }, 'null-is-absent'],
    ['unknown tags refused', { unknownTag: fail }, 'unknown-union-tag-accepted'],
    ['unknown tags lost', { unknownTag: () => ({}) }, 'unknown-union-tag-kept'],
    ['missing members refused', { missing: fail }, 'missing-required-tolerated'],
    ['milliseconds lost', { timestamp: (seconds) => new Date(Math.floor(inRange(seconds).getTime() / 1000) * 1000) }, 'timestamp-fraction'],
    ['milliseconds off by one', { timestamp: (seconds) => inRange(seconds) && new Date(seconds * 1000) }, 'timestamp-fraction'],
    ['milliseconds taken for seconds', { timestamp: (seconds) => new Date(seconds) }, 'valid-output'],
    ['times rounded', { timestamp: (seconds) => inRange(seconds) && new Date(Math.round(seconds * 1000)) }, 'timestamp-truncated'],
    ['times of any size', { timestamp: (seconds) => new Date(Math.trunc(Math.round(seconds * 1e6) / 1e3)) }, 'timestamp-out-of-range-fails'],
    ['no header read', { errorName: (_, body) => String(body['__type'] ?? body['code'] ?? 'UnknownError') }, 'error-by-header'],
    ['no `__type` read', { errorName: (header, body) => String(header ?? body['code'] ?? 'UnknownError') }, 'error-by-type-member'],
    ['no `code` read', { errorName: (header, body) => String(header ?? body['__type'] ?? 'UnknownError') }, 'error-by-code-member'],
    ['the body before the header', { errorName: (header, body) => String(body['__type'] ?? body['code'] ?? header) }, 'error-header-wins'],
    ['names with a colon kept', { errorName: (header, body) => String(header ?? body['__type'] ?? body['code']).split('#').at(-1) ?? '' }, 'error-name-colon-cut'],
    ['names with a namespace kept', { errorName: (header, body) => String(header ?? body['__type'] ?? body['code']).split(':')[0] ?? '' }, 'error-name-namespace-cut'],
    ['error bodies must be JSON', { errorBody: JSON.parse }, 'error-body-not-json'],
    ['error bodies must be there', { errorBody: (text) => (text === '' ? fail() : JSON.parse(text)) }, 'error-empty-body'],
    ['a crash on `code` null', { errorName: (header, body) => (header ?? (body['code'] === undefined ? String(body['__type']) : (body['code'] as string).replace(/:.*/, ''))).replace(/:.*/, '') }, 'error-code-null'],
    ['messages lost', { raise: (name, status, { message: _, ...members }) => Object.assign(new Error(''), members, { name, status }) }, 'error-members'],
    ['members lost', { raise: (name, status, { message }) => Object.assign(new Error(String(message)), { name, status }) }, 'error-members'],
    ['statuses lost', { raise: (name, _, { message, ...members }) => Object.assign(new Error(String(message)), members, { name }) }, 'error-status-kept'],
    ['errors that are unknown all alike', { raise: (name, status, body) => carefulRaise(known(name), status, body) }, 'error-unknown-name'],
    ['error statuses ignored', { isError: () => false }, 'error-status-never-data'],
    ['only 4xx is an error', { isError: (status) => status >= 400 && status < 500 }, 'error-status-never-data'],
    ['an undecodable success is empty', { parse: (text) => parsedOr(text, {}) }, 'undecodable-success-not-json'],
    ['a truncated success is mended', { parse: (text) => parsedOr(text, {}) }, 'undecodable-success-truncated'],
    ['an empty success is empty', { parse: (text) => JSON.parse(text === '' ? '{}' : text) }, 'undecodable-success-empty'],
    ['text behind the document', { parse: (text) => JSON.parse(text.slice(0, text.lastIndexOf('}') + 1)) }, 'undecodable-success-trailing'],
    ['bytes that are not UTF-8 replaced', { text: (bytes) => new TextDecoder().decode(bytes) }, 'undecodable-success-not-utf8'],
    ['a list for an object', { parse: (text) => Object.assign({}, JSON.parse(text)) }, 'undecodable-success-wrong-type'],
    ['a prototype set by the response', { structure: (value, decode) => Object.assign(Object.create((value as { __proto__: object }).__proto__), decode(value)) }, 'no-prototype-pollution'],
    ['Object.prototype written to', { structure: (value, decode) => merge(decode(value), value) }, 'no-prototype-pollution'],
    ['another path', { path: (template, label) => `${template.replace(/\{.*/, '')}x/${label('taskIdentifier')}` }, 'request-method-and-path'],
    ['labels not encoded', { path: (template, label) => template.replace(/\{([^}]+)\}/, (_, name: string) => label(name)) }, 'request-label-encoded'],
    ['empty labels sent', { path: (template, label) => template.replace(/\{([^}]+)\}/, (_, name: string) => encodeURIComponent(label(name))) }, 'request-empty-label'],
    ['no second attempt when throttled', { attempts: (status) => (status >= 500 ? 2 : 1) }, 'throttling-retried'],
    ['no second attempt at all', { attempts: () => 1 }, 'transient-retried'],
    ['a second attempt at everything', { attempts: (status) => (status < 300 ? 1 : 2) }, 'permanent-not-retried'],
    ['no patience', { pause: () => 1 }, 'retry-after-honoured'],
  ];

  test.each(broken)('%s', async (_, habits, rule) => {
    const clause = `${contract.protocol.name}#${rule}`;
    const target = clientTarget(carefulClient(contract, habits));
    const result = await verifyClient({ target, only: [clause], runs: 40, seed: 3, level: 'INFO' });
    expect(result.findings.map((finding) => finding.clause)).toContain(clause);
  });

  const transport: readonly (readonly [string, Fetched, string])[] = [
    ['a cut body taken for whole', async (endpoint, input) => patient(endpoint, input), 'cut-body'],
    ['a call that never ends', () => new Promise(() => {}), 'every-call-ends'],
    ['a cut call that never ends', async (endpoint, input) => carefulClient(contract)(endpoint, input).catch((error) => (/terminated|fetch failed/.test(String(error)) ? new Promise(() => {}) : Promise.reject(error))), 'connection-reset'],
  ];
  test.each(transport)('%s', async (_, call, rule) => {
    const clause = `${contract.protocol.name}#${rule}`;
    const result = await verifyClient({ target: clientTarget(call), only: [clause], runs: RUNS, seed: 3, timeout: 300 });
    expect(result.findings.map((finding) => finding.clause)).toContain(clause);
  });
});

test('a client that fails at everything gets one kind of finding for it, and clauses that it hides are not called tested', async () => {
  const result = await verifyClient({ target: clientTarget(async () => fail()), runs: 5, seed: 1 });
  const clauses = result.findings.map((finding) => finding.clause.replace(/^.*#/, ''));
  expect(clauses).toContain('valid-output');
  expect(clauses).not.toContain('open-enum');
  expect(result.coverage).toContainEqual(expect.objectContaining({ clause: 'restJson1#open-enum', state: 'not-covered' }));
});

function fail(): never {
  throw new Error('No.');
}

function inRange(seconds: number): Date {
  if (typeof seconds !== 'number' || !(seconds >= -62_135_596_800 && seconds < 253_402_300_800)) throw new Error('No time.');
  const nearest = Math.round(seconds * 1000);
  return new Date(nearest / 1000 === seconds ? nearest : Math.trunc(seconds * 1000));
}

function nulls(call: Fetched): Fetched {
  return async (endpoint, input) => {
    const output = (await call(endpoint, input)) as Record<string, unknown>;
    return Object.fromEntries(['graphId', 'format', 'importOptions', 'importTaskDetails', 'attemptNumber', 'statusReason', ...Object.keys(output)].map((name) => [name, output[name] ?? null]));
  };
}

function classes(call: Fetched): Fetched {
  class Output {
    readonly #members: Record<string, unknown>;
    constructor(members: Record<string, unknown>) {
      this.#members = members;
      for (const name of Object.keys(members)) if (name !== 'status') Object.assign(this, { [name]: members[name] });
    }
    get status(): unknown {
      return this.#members['status'];
    }
  }
  return async (endpoint, input) => new Output((await call(endpoint, input)) as Record<string, unknown>);
}

function nullsOf(value: object): object {
  return Object.fromEntries(Object.entries(value).filter(([, held]) => held === null));
}

function known(name: string): string {
  return contract.operations.flatMap((each) => each.errors).some((each) => each.shape === name) ? name : 'ServiceError';
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
    else if (typeof into[name] === 'object' || typeof into[name] === 'function') merge(into[name] as Record<string, unknown>, value);
  }
  return into;
}

/** Reads what arrives and takes it as it is. */
async function patient(endpoint: string, input: unknown): Promise<unknown> {
  const { taskIdentifier } = input as { taskIdentifier: string };
  const response = await fetch(`${endpoint}/importtasks/${taskIdentifier}`);
  const parts: Uint8Array[] = [];
  try {
    for await (const part of response.body ?? []) parts.push(part);
  } catch {
    // What came is what there is.
  }
  return JSON.parse(Buffer.concat(parts).toString());
}
