import { createContext, runInContext } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { base64ToBytes, bytesToBase64, isBase64 } from '../../codegen/runtime/base64.js';
import {
  codePoints,
  isBytes,
  isDate,
  isInteger32,
  isInteger64,
  isObject,
  own,
  received,
  setOwn,
} from '../../codegen/runtime/values.js';

const realm = createContext({});
const revoked = Proxy.revocable({}, {});
revoked.revoke();

test('isObject', () => {
  expect([{}, Object.create(null), new Date(), new Map()].map(isObject)).toEqual([true, true, true, true]);
  expect([null, undefined, [], 'a', 1, () => 1, Symbol()].map(isObject)).not.toContain(true);
});

test('own and setOwn know own properties only, __proto__ among them', () => {
  const inherits = Object.create({ inherited: 1 });
  expect([own(inherits, 'inherited'), own({}, 'toString'), own({}, '__proto__')]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
  const target: Record<string, unknown> = {};
  setOwn(target, '__proto__', { polluted: true });
  setOwn(target, 'constructor', 1);
  expect(own(target, '__proto__')).toEqual({ polluted: true });
  expect(Object.keys(target)).toEqual(['__proto__', 'constructor']);
  expect(Object.getPrototypeOf(target)).toBe(Object.prototype);
});

test('codePoints counts as iteration does', () => {
  const unit = fc.constantFrom('a', 'é', '😀', '\ud83d', '\ude00', '\ud83d\ud83d\ude00');
  fc.assert(
    fc.property(fc.string({ unit }), (text) => {
      expect(codePoints(text)).toBe([...text].length);
    }),
  );
});

test.each<[unknown, boolean, boolean]>([
  [0, true, true],
  [-0, true, true],
  [2 ** 31 - 1, true, true],
  [-(2 ** 31), true, true],
  [2 ** 31, false, true],
  [2 ** 53 - 1, false, true],
  [2 ** 53, false, false],
  [1.5, false, false],
  [Number.NaN, false, false],
  [Number.POSITIVE_INFINITY, false, false],
  [1n, false, true],
  [2n ** 63n - 1n, false, true],
  [-(2n ** 63n), false, true],
  [2n ** 63n, false, false],
  ['1', false, false],
  [null, false, false],
])('%s as an integer of 32 bits: %s, of 64: %s', (value, fits32, fits64) => {
  expect(isInteger32(value)).toBe(fits32);
  expect(isInteger64(value)).toBe(fits64);
});

test('isDate and isBytes know other realms, and no impostors', () => {
  expect([new Date(), new Date(Number.NaN), runInContext('new Date()', realm)].map(isDate)).toEqual([
    true,
    true,
    true,
  ]);
  const impostors = [Object.create(Date.prototype), { [Symbol.toStringTag]: 'Date' }, 0, null, revoked.proxy];
  expect(impostors.map(isDate)).not.toContain(true);
  expect(
    [new Uint8Array(1), Buffer.from('a'), runInContext('new Uint8Array(1)', realm)].map(isBytes),
  ).toEqual([true, true, true]);
  expect(
    [new Uint16Array(1), new ArrayBuffer(1), Object.create(Uint8Array.prototype), [1], null].map(isBytes),
  ).not.toContain(true);
});

describe('received', () => {
  test.each<[unknown, string]>([
    [undefined, 'nothing'],
    [null, 'null'],
    ['a\n"', '"a\\n\\""'],
    ['x'.repeat(100), `"${'x'.repeat(60)}…"`],
    [-0, '-0'],
    [Number.NaN, 'NaN'],
    [123n, '123'],
    [2n ** 100_000n, 'a bigint beyond 256 bits'],
    [true, 'true'],
    [Symbol('s'), 'a symbol'],
    [() => 1, 'a function'],
    [[], 'a list of 0'],
    [[1], 'a list of 1'],
    [{}, 'an object'],
    [new Date(0), 'the Date 1970-01-01T00:00:00.000Z'],
    [new Date(Number.NaN), 'an invalid Date'],
    [new Uint8Array(2), '2 bytes'],
  ])('%#', (value, text) => {
    expect(received(value)).toBe(text);
  });

  test('is short and never throws', () => {
    expect(received(revoked.proxy)).toBe('an object that cannot be read');
    fc.assert(
      fc.property(fc.anything({ withBigInt: true, withDate: true, withTypedArray: true }), (value) => {
        expect(received(value).length).toBeLessThan(400);
      }),
    );
  });
});

describe('base64', () => {
  test('is what Buffer writes and reads', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        const text = Buffer.from(bytes).toString('base64');
        expect(bytesToBase64(bytes)).toBe(text);
        expect(isBase64(text)).toBe(true);
        expect(base64ToBytes(text)).toEqual(bytes);
      }),
    );
  });

  test.each(['a', 'ab', 'abc', 'ab=', '====', 'a===', 'ab=c', 'ab-_', 'YW\nI', 'YWI=\n', ' YWI'])(
    '%j is none',
    (text) => {
      expect(isBase64(text)).toBe(false);
    },
  );
});
