import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Contract, Target } from '../../codegen/contract.js';
import { differences, neutralAt } from '../conformance/compare.js';
import { type Neutral, neutralJson, neutralOf } from '../conformance/neutral.js';
import { observed } from '../conformance/observe.js';
import { keysOf, pointerOf, valueAt, withoutValueAt, withValueAt } from '../conformance/pointer.js';
import { rawJson, render, styles } from '../conformance/render.js';
import { see, seeError } from '../conformance/seen.js';
import { parseToken, tokenText } from '../conformance/token.js';
import { contractOf, SPECS } from '../support/contracts.js';

const contract: Contract = await contractOf(SPECS.task);

describe('neutral values', () => {
  const output: Target = { kind: 'ref', name: 'ImportOptions' };
  const time: Target = { kind: 'timestamp', format: 'epoch-seconds' };
  const long: Target = { kind: 'integer', width: 64 };

  test.each<readonly [Target, unknown, unknown]>([
    [long, 9007199254740993n, { int: '9007199254740993' }],
    [long, -0, { int: '0' }],
    [time, 1.001, { ts: '1001' }],
    [time, 1.0019, { ts: '1001' }],
    [time, 253_402_300_799.999, { ts: '253402300799999' }],
    [time, -1.5, { ts: '-1500' }],
    [{ kind: 'string' }, 'a\ud800', { utf16: '0061d800' }],
    [
      output,
      { neptune: { s3ExportPath: 'p', s3ExportKmsKeyId: 'k' } },
      { union: 'neptune', value: { s3ExportPath: 'p', s3ExportKmsKeyId: 'k' } },
    ],
    [output, { other: 1, neptune: null, __type: 'x' }, { unknownUnion: 'other' }],
    [output, JSON.parse('{"__proto__":1}'), { unknownUnion: '__proto__' }],
    [output, {}, { unionEmpty: true }],
    [
      { kind: 'map', key: { kind: 'string' }, value: long },
      JSON.parse('{"__proto__":1}'),
      { map: JSON.parse('{"__proto__":{"int":"1"}}') },
    ],
  ])('of a wire value (%#)', (target, wire, neutral) => {
    expect(neutralJson(neutralOf(contract, target, wire))).toEqual(neutral);
  });

  test.each<readonly [Target, unknown, unknown]>([
    [time, new Date(1001), { ts: '1001' }],
    [time, 1.001, { ts: '1001' }],
    [time, '1970-01-01T00:00:01.001Z', { ts: '1001' }],
    [time, '1970-01-01T01:00:01.001+01:00', { ts: '1001' }],
    [time, new Date(Number.NaN), { bad: 'timestamp:Invalid Date' }],
    [long, 5n, { int: '5' }],
    [long, '5', { bad: 'integer:"5"' }],
    [long, 1.5, { bad: 'integer:1.5' }],
    [output, { $unknown: ['x', {}] }, { unknownUnion: 'x' }],
    [output, { SDK_UNKNOWN_MEMBER: { name: 'x' } }, { unknownUnion: 'x' }],
    [output, { x: {} }, { unknownUnion: 'x' }],
    [output, { neptune: undefined }, { unionEmpty: true }],
    [output, null, null],
    [{ kind: 'boolean' }, 'true', { bad: 'boolean:"true"' }],
  ])('of what a program holds (%#)', (target, held, neutral) => {
    expect(neutralJson(observed(contract, target, see(held)))).toEqual(neutral);
  });

  test('differ where they differ, and null says the same as nothing', () => {
    const of = (members: Record<string, Neutral>): Neutral => ({
      kind: 'structure',
      members: Object.entries(members),
    });
    const one = of({ a: { kind: 'integer', digits: '1' }, b: { kind: 'string', value: 'x' } });
    const other = of({
      a: { kind: 'integer', digits: '2' },
      b: { kind: 'string', value: 'x' },
      c: { kind: 'null' },
    });
    expect(differences(one, one)).toEqual([]);
    expect(differences(one, other).map((each) => each.path)).toEqual(['/a']);
    expect(differences(of({}), of({ a: { kind: 'null' } }))).toEqual([]);
    expect(neutralAt(other, '/a')).toEqual({ kind: 'integer', digits: '2' });
  });
});

test('what is rendered reads back as it was, in every style', () => {
  fc.assert(
    fc.property(fc.jsonValue(), styles, (value, style) => {
      expect(JSON.parse(render(value, style))).toEqual(value);
    }),
  );
});

test('renders what JSON.stringify does not', () => {
  const value = Object.fromEntries([
    ['__proto__', 2n ** 63n],
    ['x', rawJson('1e3')],
    ['gone', undefined],
    ['half', '\ud800'],
    ['zero', -0],
  ]);
  expect(render(value)).toBe('{"__proto__":9223372036854775808,"x":1e3,"half":"\\ud800","zero":-0}');
});

test('pointers lead to what they were made for, and changes leave the rest alone', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.constantFrom('__proto__', 'a/b', '~', '', 'toString'), fc.string()), {
        minLength: 1,
      }),
      (keys) => {
        const nested = keys.reduceRight<unknown>(
          (held, key) =>
            Object.fromEntries([
              [key, held],
              [`${key}x`, 0],
            ]),
          'leaf',
        );
        const pointer = pointerOf(keys);
        expect(keysOf(pointer)).toEqual(keys);
        expect(valueAt(nested, pointer)).toBe('leaf');
        expect(valueAt(withValueAt(nested, pointer, 7), pointer)).toBe(7);
        expect(valueAt(withoutValueAt(nested, pointer), pointer)).toBe(undefined);
        expect(valueAt(nested, pointer)).toBe('leaf');
      },
    ),
  );
});

test('whatever is returned or thrown is taken down', () => {
  const cycle: Record<string, unknown> = {};
  cycle['self'] = cycle;
  const proxy = new Proxy(
    {},
    {
      ownKeys: () => {
        throw new Error('no');
      },
      get: () => {
        throw new Error('no');
      },
    },
  );
  for (const odd of [
    cycle,
    proxy,
    () => 1,
    Symbol('x'),
    Object.create(null),
    new Map([[1, 2]]),
    10n ** 5000n,
  ]) {
    expect(() => structuredClone([see(odd), seeError(odd)])).not.toThrow();
  }
  expect(seeError('just text')).toMatchObject({ names: [], message: 'just text' });
  expect(
    seeError(
      Object.assign(new Error('m'), { code: 'C', $metadata: { httpStatusCode: 404, requestId: 'r' } }),
    ),
  ).toMatchObject({
    names: ['Error', 'C'],
    message: 'm',
    statuses: [404],
    requestIds: ['r'],
  });
});

test('replay tokens read back as they were', () => {
  const paths = fc
    .array(fc.oneof({ weight: 5, arbitrary: fc.constant(0) }, fc.nat(30)), { minLength: 1, maxLength: 60 })
    .map((steps) => steps.join(':'));
  fc.assert(
    fc.property(
      fc.constantFrom('validator', 'client'),
      fc.string({ minLength: 1 }),
      fc.integer(),
      paths,
      (role, check, seed, path) => {
        const token = { role, check, seed, path } as const;
        expect(parseToken(tokenText(token))).toEqual(token);
      },
    ),
  );
  for (const text of [
    '',
    'client',
    'client/a/1',
    'other/a/1/0',
    'client/a/x/0',
    'client/%/1/0',
    'client/a/1/0x',
  ])
    expect(parseToken(text)).toBe(null);
});
