/** JSON is read by a way of its own, which must give what the parser of YAML gives. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseJsonText } from '../../codegen/load/json.js';
import { parseText } from '../../codegen/load/parse.js';
import { unwrap } from './support.js';

const number = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
  fc.bigInt({ min: -(2n ** 70n), max: 2n ** 70n }).map(String),
  fc.constantFrom('-0', '-0.0', '0e0', '1E5', '1.50', '-7e-3', '9007199254740991', '9007199254740992'),
);
const character = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 3 }),
  fc.constantFrom('"', '\\', '/', '~', '\n', '\u2028', '\ud800', '\u007f', '{', ']', ',', ':', ' ', '', 'é'),
);
const text = fc
  .tuple(fc.array(character, { maxLength: 5 }), fc.boolean())
  .map(([parts, escaped]) =>
    JSON.stringify(parts.join('')).replace(escaped ? /[^\\"a-z0-9]/g : /[\ud800-\udfff]/g, (one) => {
      return one === '/' ? '\\/' : `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`;
    }),
  )
  // An escape that was escaped again is no JSON.
  .filter(isJson);
const space = fc.constantFrom('', ' ', '\n', '\r\n', '  \n    ');

function isJson(json: string): boolean {
  try {
    JSON.parse(json);
    return true;
  } catch {
    return false;
  }
}

/** JSON texts with space wherever JSON may have some. */
const { object } = fc.letrec<{ value: string; object: string; array: string }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, depthIdentifier: 'json' },
    fc.oneof(text, number, fc.constantFrom('true', 'false', 'null')),
    tie('array'),
    tie('object'),
  ),
  array: fc
    .array(fc.tuple(space, tie('value'), space), { maxLength: 4, depthIdentifier: 'json' })
    .map((items) => `[${items.map((parts) => parts.join('')).join(',')}]`),
  object: fc
    .tuple(
      space,
      fc.uniqueArray(fc.tuple(text, space, space, tie('value'), space), {
        maxLength: 4,
        selector: ([key]) => JSON.parse(key) as string,
        depthIdentifier: 'json',
      }),
    )
    .map(([before, members]) => {
      const all = members.map(([key, a, b, value, c]) => `${before}${key}${a}:${b}${value}${c}`);
      return `{${all.join(',')}${before}}`;
    }),
}));

describe('a JSON text', () => {
  test('is the tree that it is as YAML, with the same places', () => {
    fc.assert(
      fc.property(object, (json) => {
        expect(parseJsonText(json, 'a.json')).toStrictEqual(unwrap(parseText(json, 'a.json')));
      }),
      { numRuns: 300 },
    );
  });

  test.each([
    ['a key twice', '{"a": 1, "a": 2}'],
    ['a number without end', '{"a": 1e999}'],
    ['too many levels', `{"a": ${'['.repeat(700)}${']'.repeat(700)}}`],
    ['a mistake', '{"a": 1,}'],
    ['YAML', 'a: 1'],
    ['YAML that begins like JSON', '{a: 1}'],
    ['no object', '[1]'],
    ['nothing', ''],
  ])('%s is left to the parser of YAML', (_what, json) => {
    expect(parseJsonText(json, 'a.json')).toBeNull();
  });

  test('may be indented by tabs, and have keys of any length', () => {
    const key = 'k'.repeat(2000);
    expect(parseJsonText(`{\n\t"${key}": 1\n}`, 'a.json')).toMatchObject({
      members: new Map([[key, { kind: 'scalar', value: 1, place: { line: 2, column: 2 } }]]),
    });
  });
});
