/** Two ways to read JSON without loss, written apart: each is held against the other. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { holdsRounded, parseJson } from '../../codegen/runtime/json.js';
import { readJson } from '../../codegen/runtime/json-body.js';
import { exactValue } from '../../codegen/runtime/json-exact.js';

const number = fc.oneof(
  fc.bigInt({ min: -(2n ** 70n), max: 2n ** 70n }).map(String),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
  fc.constantFrom(
    '9007199254740993.0',
    '9.007199254740993E+15',
    '1e22',
    '-1e400',
    '90071992547409930e-1',
    '-0',
  ),
);
const piece = fc.constantFrom('"', '\\', '\\"', '9007199254740993', ':', ',', '[', '\n', '\u0001', 'é', 'a');
const string = fc.array(piece, { maxLength: 6 }).map((pieces) => JSON.stringify(pieces.join('')));
const key = fc.oneof(string, fc.constantFrom('"__proto__"', '"a"', '"1"', '"toString"', '"\\u0061"'));
const space = fc.constantFrom('', ' ', '\n\t');

const { value: json } = fc.letrec<{ value: string }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.oneof(number, string, fc.constantFrom('true', 'null')),
    fc.array(tie('value'), { maxLength: 4 }).map((items) => `[${items.join(' ,')}]`),
    fc
      .array(fc.tuple(key, space, tie('value')), { maxLength: 4 })
      .map((members) => `{${members.map(([name, before, held]) => `${name}${before}:${held}`).join(',')}}`),
  ),
}));

describe('exactValue', () => {
  test('is the value that the strict reader reads', () => {
    fc.assert(
      fc.property(json, (text) => {
        expect(exactValue(text)).toStrictEqual(strictly(text));
      }),
      { numRuns: 2000 },
    );
  });

  test('leaves alone a text with strings that look like its own', () => {
    expect(exactValue('["\\u00001", 9007199254740993]')).toBeUndefined();
  });

  test('takes depth, width and long runs of escapes in its stride', () => {
    const deep = `${'['.repeat(100_000)}9007199254740993${']'.repeat(100_000)}`;
    let held = exactValue(deep);
    while (Array.isArray(held)) held = held[0];
    expect(held).toBe(9007199254740993n);
    const wide = `[${'9007199254740993,'.repeat(100_000)}"${'\\\\'.repeat(100_000)}",1]`;
    expect(exactValue(wide)).toStrictEqual(strictly(wide));
  });
});

test('a body with numbers that no double holds is read exactly, whatever its strings hold', () => {
  for (const text of ['["\\u00001",9007199254740993]', '{"a":9007199254740993}']) {
    expect(readJson(text, holdsRounded)).toStrictEqual({ ok: true, value: strictly(text) });
  }
});

function strictly(text: string): unknown {
  const read = parseJson(text);
  if (!read.ok) throw new Error(`${text} is no JSON at ${read.offset}`);
  return read.value;
}
