import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { holdsRounded, isJson, parseJson, stringifyJson } from '../../codegen/runtime/json.js';

function parsed(text: string): unknown {
  const result = parseJson(text);
  if (!result.ok) throw new Error(`${text.slice(0, 80)}: expected ${result.expected} at ${result.offset}`);
  return result.value;
}

describe('parseJson', () => {
  test('reads what JSON.parse writes, to the same value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(undefined, 1, '\t', '\n \r'), (value, space) => {
        const text = JSON.stringify(value, null, space);
        fc.pre(!holdsRounded(value));
        expect(parsed(text)).toStrictEqual(JSON.parse(text));
      }),
    );
  });

  test('refuses exactly what JSON.parse refuses', () => {
    const piece = fc.constantFrom(
      ...'{}[]",:\\/-+.eE0123456789 \n\ttruefalsnul'.split(''),
      ...[
        '\\u00e9',
        '\\ud83d',
        '\u0001',
        '\u00a0',
        '\ufeff',
        '"a"',
        '1',
        'true',
        'null',
        '😀',
        '{"a":',
        '[1,',
      ],
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join('');
        const exact = parseJson(text);
        let plain: { value: unknown } | undefined;
        try {
          plain = { value: JSON.parse(text) };
        } catch {}
        expect(exact.ok).toBe(plain !== undefined);
        if (exact.ok && !holdsRounded(plain?.value)) expect(exact.value).toStrictEqual(plain?.value);
      }),
      { numRuns: 2000 },
    );
  });

  test.each<[string, number, string]>([
    ['', 0, 'a value'],
    ['  ', 2, 'a value'],
    ['\ufeff{}', 0, 'a value'],
    ['<html>', 0, 'a value'],
    ['{} {}', 3, 'the end of the text'],
    ['{', 1, '"}" or a member\'s name'],
    ['{a', 1, '"}" or a member\'s name'],
    ['{"a"}', 4, '":"'],
    ['{"a":}', 5, 'a value'],
    ['{"a":1', 6, '"," or "}"'],
    ['{"a":1,}', 7, "a member's name"],
    ['[', 1, 'a value'],
    ['[1 2]', 3, '"," or "]"'],
    ['[1,]', 3, 'a value'],
    ['01', 1, 'the end of the text'],
    ['-', 1, 'a digit'],
    ['1.', 2, 'a digit'],
    ['1e+', 3, 'a digit'],
    ['.5', 0, 'a value'],
    ['NaN', 0, 'a value'],
    ['nul', 0, 'a value'],
    ['"a', 2, 'the closing quote'],
    ['"\\x"', 2, 'an escape: one of "\\/bfnrtu'],
    ['"\\u12g4"', 3, 'four hexadecimal digits'],
    ['"a\nb"', 2, 'an escape for this control character'],
  ])('%j fails at %i: %s', (text, offset, expected) => {
    expect(parseJson(text)).toMatchObject({ ok: false, offset, expected });
  });

  test('says line and column, whatever ends the lines', () => {
    expect(parseJson('{\n  "a": 1,\r\n  "b": x\r}')).toMatchObject({ line: 3, column: 8 });
    expect(parseJson('[1,\r\r 2;')).toMatchObject({ line: 3, column: 3 });
    expect(parseJson('?')).toMatchObject({ line: 1, column: 1 });
  });

  test.each<[string, unknown]>([
    ['9007199254740991', 9007199254740991],
    ['9007199254740992', 9007199254740992n],
    ['9007199254740993', 9007199254740993n],
    ['-9007199254740993', -9007199254740993n],
    ['9007199254740993.0', 9007199254740993n],
    ['9007199254740993.000e0', 9007199254740993n],
    ['9.007199254740993e15', 9007199254740993n],
    ['90071992547409930E-1', 9007199254740993n],
    ['0.0009007199254740993e19', 9007199254740993n],
    ['-9.223372036854775808e+18', -(2n ** 63n)],
    ['9007199254740993.5', 9007199254740994],
    ['1e22', 10n ** 22n],
    ['1e3', 1000],
    ['1.0', 1],
    ['-0', -0],
    ['0e1000000000', 0],
    ['1e1000000000', Number.POSITIVE_INFINITY],
    ['-1e400', Number.NEGATIVE_INFINITY],
    ['1e-1000000000', 0],
  ])('%s is %s', (text, value) => {
    expect(parsed(text)).toBe(value);
    expect(parsed(`[${text}]`)).toStrictEqual([value]);
  });

  test('every integer is exact in every form', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 70n), max: 2n ** 70n }), fc.nat(25), (integer, point) => {
        const digits = String(integer);
        const sign = digits.startsWith('-') ? '-' : '';
        const magnitude = digits.slice(sign.length).padStart(point + 1, '0');
        const cut = magnitude.length - point;
        const scientific = `${sign}${magnitude.slice(0, cut).replace(/^0+(?=\d)/, '')}.${magnitude.slice(cut)}0e${point}`;
        for (const text of [digits, scientific]) expect(BigInt(parsed(text) as bigint)).toBe(integer);
      }),
    );
  });

  test('a member may have any name, and the last of a name wins', () => {
    const value = parsed('{"__proto__": {"polluted": 1}, "constructor": 2, "a": 1, "a": 3}');
    expect(Object.entries(value as object)).toStrictEqual([
      ['__proto__', { polluted: 1 }],
      ['constructor', 2],
      ['a', 3],
    ]);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  });

  test('depth is no danger', () => {
    const depth = 200_000;
    expect(parseJson('['.repeat(depth) + ']'.repeat(depth)).ok).toBe(true);
    expect(parseJson('{"a":'.repeat(depth))).toMatchObject({ ok: false, offset: depth * 5 });
  });
});

describe('stringifyJson', () => {
  const exact = fc.letrec((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      fc.constant(null),
      fc.boolean(),
      fc.string({ unit: 'binary' }),
      fc.double({ noNaN: true, noDefaultInfinity: true }).filter((n) => !Number.isInteger(n)),
      fc.maxSafeInteger().map((n) => n + 0),
      fc.bigInt({ min: 2n ** 53n }),
      fc.array(tie('value')),
      fc.dictionary(fc.oneof(fc.string(), fc.constant('__proto__')), tie('value'), { noNullPrototype: true }),
    ),
  })).value;

  test('parseJson reads back what it writes', () => {
    fc.assert(
      fc.property(exact, (value) => {
        expect(isJson(value)).toBe(true);
        expect(parsed(stringifyJson(value))).toStrictEqual(value);
      }),
    );
  });

  test('writes as JSON.stringify does where that can', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(stringifyJson(value)).toBe(JSON.stringify(value));
      }),
    );
  });

  test.each<[unknown, string, boolean]>([
    [{ a: undefined, b: 1n }, '{"b":1}', true],
    [{ toJSON: 1 }, '{"toJSON":1}', true],
    ['\ud800', '"\\ud800"', true],
    [-0, '0', true],
    [Number.NaN, 'null', false],
    [[Number.POSITIVE_INFINITY, undefined], '[null,null]', false],
    [{ a: () => 1 }, '{"a":null}', false],
    [{ at: new Date(0) }, '{"at":null}', false],
    [new Map([['a', 1]]), 'null', false],
    [undefined, 'null', false],
  ])('%o', (value, text, whole) => {
    expect(stringifyJson(value)).toBe(text);
    expect(isJson(value)).toBe(whole);
  });

  test('a cycle ends, and what is merely met twice is no cycle', () => {
    const cyclic: unknown[] = [1];
    cyclic.push({ again: cyclic });
    expect(stringifyJson(cyclic)).toBe('[1,{"again":null}]');
    expect(isJson(cyclic)).toBe(false);
    const shared = { a: 1 };
    expect(stringifyJson([shared, shared])).toBe('[{"a":1},{"a":1}]');
    expect(isJson([shared, shared])).toBe(true);
  });

  test('depth is no danger', () => {
    let deep: unknown = 1n;
    for (let i = 0; i < 200_000; i++) deep = [deep];
    expect(stringifyJson(deep)).toHaveLength(400_001);
    expect(isJson(deep)).toBe(true);
  });
});

test.each<[unknown, boolean]>([
  [{ a: [{ b: 2 ** 53 }] }, true],
  [-(2 ** 53), true],
  [{ a: [1, 1.5, Number.MAX_SAFE_INTEGER, Number.POSITIVE_INFINITY, '9007199254740993', null] }, false],
])('holdsRounded(%o) is %s', (value, holds) => {
  expect(holdsRounded(value)).toBe(holds);
});
