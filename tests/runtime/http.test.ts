import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bodyText, errorName, header, readResponse } from '../../codegen/runtime/http.js';

const naming = { errorNameHeader: 'x-error', errorNameMembers: ['__type', 'code'] };

const throwing = new Proxy(
  {},
  {
    get: () => {
      throw new Error('get');
    },
    ownKeys: () => {
      throw new Error('ownKeys');
    },
    getOwnPropertyDescriptor: () => {
      throw new Error('descriptor');
    },
  },
);
const revoked = Proxy.revocable({}, {});
revoked.revoke();

describe('header', () => {
  test.each<[string, unknown, string | undefined]>([
    ['a record, any case', { 'X-Request-ID': 'a' }, 'a'],
    ['a list of values', { 'x-request-id': ['a', 'b'] }, 'a'],
    ['an empty list', { 'x-request-id': [] }, undefined],
    ['fetch headers', new Headers({ 'X-Request-Id': 'a' }), 'a'],
    ['fetch headers without it', new Headers(), undefined],
    ['a header named get', { get: 'x', 'x-request-id': 'a' }, 'a'],
    ['a number', { 'x-request-id': 7 }, undefined],
    ['a header on the prototype', Object.create({ 'x-request-id': 'a' }), undefined],
    ['nothing', undefined, undefined],
    ['null', null, undefined],
    ['text', 'x-request-id: a', undefined],
    ['a throwing proxy', throwing, undefined],
    ['a revoked proxy', revoked.proxy, undefined],
  ])('%s', (_, headers, expected) => {
    expect(header(headers, 'x-request-id')).toBe(expected);
  });
});

describe('errorName', () => {
  test.each<[string, unknown, unknown, string | undefined]>([
    ['the header', { 'X-Error': 'FooError' }, undefined, 'FooError'],
    ['a header with a URL', { 'x-error': 'FooError:http://example.com/' }, undefined, 'FooError'],
    ['a namespace', { 'x-error': 'ns.a#FooError' }, undefined, 'FooError'],
    ['a namespace and a URL', { 'x-error': 'ns.a#FooError:http://a/#b' }, undefined, 'FooError'],
    ['the header before the body', { 'x-error': 'A' }, { code: 'B' }, 'A'],
    ['an empty header', { 'x-error': ' ' }, { code: 'B' }, 'B'],
    ['the first member', {}, { code: 'B', __type: 'ns#A' }, 'A'],
    ['the second member', {}, { code: 'ns#B:x' }, 'B'],
    ['null is no name', {}, { __type: null, code: 'B' }, 'B'],
    ['null alone', {}, { code: null }, undefined],
    ['a number', {}, { code: 400 }, undefined],
    ['an empty name', {}, { __type: '#', code: '' }, undefined],
    ['a name on the prototype', {}, Object.create({ code: 'B' }), undefined],
    ['a list', {}, [], undefined],
    ['no body', {}, undefined, undefined],
  ])('%s', (_, headers, body, expected) => {
    expect(errorName(naming, headers, body)).toBe(expected);
  });

  test('a protocol without a header', () => {
    expect(errorName({ ...naming, errorNameHeader: null }, { 'x-error': 'A' }, { code: 'B' })).toBe('B');
  });

  test('nothing throws', () => {
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true }), fc.jsonValue(), (headers, body) => {
        errorName(naming, headers, body);
      }),
    );
    expect(errorName(naming, throwing, {})).toBeUndefined();
  });
});

describe('bodyText', () => {
  const bytes = (...values: number[]) => Uint8Array.from(values);

  test('text, bytes and nothing', () => {
    expect(bodyText('{}')).toEqual({ ok: true, text: '{}' });
    expect(bodyText(new TextEncoder().encode('{"é😀"}'))).toEqual({ ok: true, text: '{"é😀"}' });
    expect(bodyText(Buffer.from('a'))).toEqual({ ok: true, text: 'a' });
    expect(bodyText(undefined)).toEqual({ ok: true, text: '' });
    expect(bodyText(null)).toEqual({ ok: true, text: '' });
    expect(bodyText(bytes(0xef, 0xbb, 0xbf, 0x31))).toEqual({ ok: true, text: '\ufeff1' });
  });

  test.each<[string, Uint8Array, number]>([
    ['a lone tail', bytes(0x61, 0x80), 1],
    ['an overlong slash', bytes(0x61, 0xc0, 0xaf), 1],
    ['an overlong three', bytes(0xe0, 0x80, 0xaf), 0],
    ['an overlong four', bytes(0xf0, 0x80, 0x80, 0xaf), 0],
    ['a surrogate', bytes(0x61, 0x62, 0xed, 0xa0, 0x80), 2],
    ['beyond Unicode', bytes(0xf4, 0x90, 0x80, 0x80), 0],
    ['a cut character', bytes(0xc3, 0xa9, 0xf0, 0x9f, 0x98), 2],
    ['a cut character before text', bytes(0xe2, 0x82, 0x61), 0],
    ['0xff', bytes(0x31, 0x32, 0xff), 2],
  ])('%s', (_, body, offset) => {
    expect(bodyText(body)).toEqual({ ok: false, reason: 'utf-8', offset });
  });

  test('bad bytes are found where the good text ends', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.constantFrom(0x80, 0xc0, 0xf5, 0xff), (text, bad) => {
        const good = new TextEncoder().encode(text);
        expect(bodyText(Uint8Array.from([...good, bad]))).toMatchObject({ ok: false, offset: good.length });
      }),
    );
  });

  test.each<[string, unknown]>([
    ['a number', 7],
    ['an object', {}],
    ['a stream', new ReadableStream()],
    ['a revoked proxy', revoked.proxy],
  ])('%s cannot be read', (_, body) => {
    expect(bodyText(body)).toEqual({ ok: false, reason: 'unreadable' });
  });
});

test('readResponse takes anything', async () => {
  expect(readResponse(new Response('x', { status: 404 }))).toMatchObject({ status: 404 });
  expect(readResponse(throwing)).toEqual({ status: 0, headers: undefined, body: undefined });
  expect(readResponse(revoked.proxy)).toEqual({ status: 0, headers: undefined, body: undefined });
  expect(readResponse(null)).toEqual({ status: 0, headers: undefined, body: undefined });
  expect(readResponse({ status: '200', headers: {}, body: '' })).toEqual({
    status: 0,
    headers: {},
    body: '',
  });
});
