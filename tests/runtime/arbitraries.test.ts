import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Contract, Mode, NamedShape, StringShape, Target } from '../../codegen/contract.js';
import {
  arbitrariesOf,
  decodedValue,
  targetValue,
  wireValue,
} from '../../codegen/runtime/arbitraries/index.js';
import { parseJson, stringifyJson } from '../../codegen/runtime/json.js';
import { contractOf, SPECS } from '../support/contracts.js';
import { naiveCheck } from '../support/naive-check.js';
import { SAMPLER } from '../support/sampler.js';

const contracts = {
  sampler: SAMPLER,
  task: await contractOf(SPECS.task),
  orchard: await contractOf(SPECS.orchard),
};
const modes: readonly Mode[] = ['strict', 'tolerant'];

describe.each(Object.entries(contracts))('valid values of %s', (_, contract) => {
  const arbitraries = arbitrariesOf(contract);
  const names = contract.shapes.map((shape) => shape.name);

  test.each(modes)('break nothing (%s)', (mode) => {
    for (const name of names) {
      holdsFor(arbitraries.wireValue(name, mode), (value) => {
        const { issues, notices } = naiveCheck(contract, name, 'wire', mode, value);
        expect(issues).toEqual([]);
        if (mode === 'strict') expect(notices.filter(isUndocumented)).toEqual([]);
      });
      holdsFor(arbitraries.decodedValue(name, mode), (value) => {
        const { issues, notices } = naiveCheck(contract, name, 'decoded', mode, value);
        expect(issues).toEqual([]);
        if (mode === 'strict') expect(notices.filter(isUndocumented)).toEqual([]);
      });
    }
  });

  test('are valid in tolerant mode where they are in strict mode', () => {
    for (const name of names) {
      holdsFor(arbitraries.wireValue(name, 'strict'), (value) => {
        expect(naiveCheck(contract, name, 'wire', 'tolerant', value).issues).toEqual([]);
      });
    }
  });

  test('are what an exact reader makes of their text', () => {
    for (const name of names) {
      holdsFor(arbitraries.wireValue(name, 'tolerant'), (value) => {
        expect(parseJson(stringifyJson(value))).toEqual({ ok: true, value });
      });
    }
  });

  test('hold no lone surrogates', () => {
    for (const name of names) {
      holdsFor(arbitraries.wireValue(name, 'tolerant'), (value) => {
        expect(stringifyJson(value)).not.toMatch(/[\ud800-\udfff]/u);
      });
    }
  });
});

describe('corners', () => {
  test('every enum value, and unknown ones that objects inherit', () => {
    expect(seen({ kind: 'ref', name: 'Color' }, 'strict')).toEqual(new Set(['RED', 'DARK_RED', 'GREEN']));
    expect(seen({ kind: 'ref', name: 'Odd' }, 'strict')).toEqual(new Set(['__proto__', 'toString', '']));
    const unknown = seen({ kind: 'ref', name: 'Color' }, 'tolerant');
    expect([...unknown]).toEqual(
      expect.arrayContaining(['__proto__', 'constructor', 'toString', 'red', 'DARKRED', 'RED ', '']),
    );
  });

  test('the ends of integers', () => {
    const narrow = [0, 1, -1, 2 ** 31 - 1, -(2 ** 31)];
    expect([...seen({ kind: 'integer', width: 32 })]).toEqual(expect.arrayContaining(narrow));
    const wide = [
      ...[...narrow, 2 ** 31, 2 ** 53 - 1, -(2 ** 53) + 1],
      ...[2n ** 53n, 2n ** 53n + 1n, -(2n ** 53n), 2n ** 63n - 1n, -(2n ** 63n)],
    ];
    expect([...seen({ kind: 'integer', width: 64 })]).toEqual(expect.arrayContaining(wide));
    const bounded = [...seen({ kind: 'integer', width: 64, minimum: '-5', maximum: '9007199254740993' })];
    expect(bounded).toEqual(expect.arrayContaining([-5, 0, 2 ** 53 - 1, 2n ** 53n, 2n ** 53n + 1n]));
  });

  test('likely integers prevail, unlikely ones occur', () => {
    const target: Target = { kind: 'integer', width: 32, likely: { minimum: '0', maximum: '100' } };
    const values = fc.sample(targetValue(SAMPLER, target, 'strict'), { numRuns: 1000, seed: 11 }).map(Number);
    const likely = values.filter((value) => value >= 0 && value <= 100).length;
    expect(likely).toBeGreaterThan(600);
    expect(likely).toBeLessThan(1000);
  });

  test('the first and the last moment, fractions, and finer than a millisecond', () => {
    const seconds = [...seen({ kind: 'timestamp', format: 'epoch-seconds' })] as number[];
    expect(seconds).toEqual(expect.arrayContaining([0, -62135596800, 253402300799.999, -0.001, 1.001]));
    expect(seconds.some((value) => value < 0)).toBe(true);
    expect(seconds.some((value) => Math.round(value * 1000) / 1000 !== value)).toBe(true);
    const texts = [...seen({ kind: 'timestamp', format: 'date-time' })] as string[];
    for (const form of [/^0001-/, /^9999-/, /Z$/, /\d-\d\d:\d\d$/, /\+\d\d:\d\d$/, /:\d\dZ$/, /\.\d{9}/]) {
      expect(texts.some((text) => form.test(text))).toBe(true);
    }
  });

  test('strings at their limits, in code points', () => {
    const texts = [...seen({ kind: 'string', minLength: 2, maxLength: 5 })] as string[];
    for (const length of [2, 5]) {
      expect(texts.some((text) => text.length === 2 * length && [...text].length === length)).toBe(true);
      expect(texts.some((text) => text.length === length && [...text].length === length)).toBe(true);
    }
    const any = [...seen({ kind: 'string' })];
    expect(any).toEqual(
      expect.arrayContaining(['', '__proto__', 'constructor', 'toString', 'e\u0301', '\u0000']),
    );
  });

  test('strings that match, at their limits and with what a negated class lets in', () => {
    const words = [...seen({ kind: 'string', pattern: '^[a-z]+$', minLength: 3, maxLength: 9 })] as string[];
    expect(new Set(words.map((word) => word.length))).toEqual(new Set([3, 4, 5, 6, 7, 8, 9]));
    const texts = [...seen({ kind: 'string', pattern: '^x[^:]*$' })] as string[];
    expect(texts.some((text) => /[\u{10000}-\u{10ffff}]/u.test(text))).toBe(true);
    expect(texts.some((text) => text.includes('\n'))).toBe(true);
  });

  test('absent and null members, hostile extra members and tags', () => {
    const pairs = [...seen({ kind: 'ref', name: 'Pair' }, 'tolerant')] as object[];
    const names = new Set(pairs.flatMap((pair) => Object.keys(pair)));
    expect([...names]).toEqual(
      expect.arrayContaining(['__proto__', 'constructor', 'toString', '__type', 'LEFT']),
    );
    expect(pairs.some((pair) => !Object.hasOwn(pair, 'right'))).toBe(true);
    expect(pairs.some((pair) => Reflect.get(pair, 'right') === null)).toBe(true);
    expect(pairs.some((pair) => Object.getPrototypeOf(pair) === null)).toBe(true);
    const choices = [...seen({ kind: 'ref', name: 'Choice' }, 'tolerant')] as object[];
    const tags = new Set(choices.flatMap((choice) => Object.keys(choice)));
    expect([...tags]).toEqual(
      expect.arrayContaining(['__proto__', 'constructor', 'toString', '__type', 'nested', 'all', 'extra']),
    );
    expect(choices.some((choice) => Object.values(choice).includes(null))).toBe(true);
  });

  test('decoded values are Dates, bytes, bigints and named unknown members', () => {
    const samples = fc.sample(decodedValue(SAMPLER, 'Sample', 'tolerant'), {
      numRuns: 1000,
      seed: 11,
    }) as Record<string, unknown>[];
    expect(samples.every((sample) => sample.at instanceof Date)).toBe(true);
    expect(samples.some((sample) => typeof sample.total === 'bigint')).toBe(true);
    expect(samples.some((sample) => sample.bytes instanceof Uint8Array)).toBe(true);
    expect(samples.some((sample) => Number.isNaN(sample.ratio))).toBe(true);
    const choices = fc.sample(decodedValue(SAMPLER, 'Choice', 'tolerant'), {
      numRuns: 2000,
      seed: 11,
    }) as Record<string, unknown>[];
    expect(choices.filter((choice) => Object.hasOwn(choice, 'UNKNOWN_MEMBER'))).toContainEqual({
      UNKNOWN_MEMBER: { name: '__proto__' },
    });
  });

  function seen(target: Target, mode: Mode = 'strict'): ReadonlySet<unknown> {
    return new Set(fc.sample(targetValue(SAMPLER, target, mode), { numRuns: 4000, seed: 11 }));
  }
});

describe('shrinking', () => {
  test.each(modes)('leads to the required members with plain values (%s)', (mode) => {
    const minimal = { id: 's-aaaa', color: 'RED', count: 0, total: 0, at: 0 };
    expect(shrunk(wireValue(SAMPLER, 'Sample', mode))).toEqual(minimal);
    expect(shrunk(decodedValue(SAMPLER, 'Sample', mode))).toEqual({ ...minimal, at: new Date(0) });
  });

  test.each(modes)('leads out of recursion (%s)', (mode) => {
    expect(shrunk(wireValue(SAMPLER, 'Tree', mode))).toEqual({ leaf: false, children: [] });
    expect(shrunk(wireValue(SAMPLER, 'Choice', mode))).toEqual({ text: 'a' });
  });

  const cases: readonly (readonly [string, Target, (value: unknown) => boolean, unknown])[] = [
    [
      'an integer to its bound',
      { kind: 'integer', width: 64 },
      (value) => Number(value) <= 2 ** 53,
      2n ** 53n + 2n,
    ],
    ['an integer to 0', { kind: 'integer', width: 32 }, () => false, 0],
    ['an integer to what is nearest to 0', { kind: 'integer', width: 32, maximum: '-7' }, () => false, -7],
    [
      'a string to its length',
      { kind: 'string', maxLength: 1024 },
      (value) => [...String(value)].length < 9,
      'a'.repeat(9),
    ],
    ['a string to the shortest', { kind: 'string', minLength: 3 }, () => false, 'aaa'],
    ['a timestamp to the epoch', { kind: 'timestamp', format: 'epoch-seconds' }, () => false, 0],
    [
      'a list to its least size',
      { kind: 'list', element: { kind: 'boolean' }, minItems: 2 },
      () => false,
      [false, false],
    ],
    [
      'a list to the item that matters',
      { kind: 'list', element: { kind: 'boolean' } },
      (value) => !(value as unknown[]).includes(true),
      [true],
    ],
    ['a map to nothing', { kind: 'map', key: { kind: 'string' }, value: { kind: 'blob' } }, () => false, {}],
    ['a float to 0', { kind: 'float', width: 64 }, () => false, 0],
  ];

  test.each(cases)('%s', (_, target, holds, minimal) => {
    expect(shrunk(targetValue(SAMPLER, target, 'strict'), holds)).toEqual(minimal);
  });
});

describe('patterns', () => {
  const roles = '^arn:aws[^:]*:iam::[0-9]{12}:(role|role/service-role)(/[A-Za-z0-9_+=,.@-]+)+$';

  test.each([
    [roles, 'arn:aws:iam::000000000000:role/a'],
    ['^t-[a-z0-9]{10}$', 't-aaaaaaaaaa'],
    ['^[A-Z]\\d$', 'A0'],
    ['^(ab|cd)*$', ''],
    ['^.{2,3}$', 'aa'],
  ])('%s', (pattern, minimal) => {
    const target: StringShape = { kind: 'string', pattern };
    const texts = targetValue(SAMPLER, target, 'strict');
    holdsFor(texts, (text) => expect(text).toMatch(new RegExp(pattern, 'u')));
    expect(shrunk(texts)).toBe(minimal);
  });

  test('lengths beside a pattern', () => {
    const target: StringShape = { kind: 'string', pattern: '^(ab)+$', minLength: 7, maxLength: 9 };
    holdsFor(targetValue(SAMPLER, target, 'strict'), (text) => expect(text).toBe('abababab'));
  });
});

describe('what cannot be made', () => {
  const withShapes = (...shapes: readonly NamedShape[]): Contract => ({ ...SAMPLER, shapes });
  const endless: NamedShape = {
    kind: 'structure',
    name: 'Endless',
    doc: '',
    members: [{ name: 'next', target: { kind: 'ref', name: 'Endless' }, required: true, doc: '' }],
  };

  test('a shape that the contract lacks', () => {
    expect(() => wireValue(SAMPLER, 'Nothing', 'strict')).toThrow(
      new RangeError('The contract has no shape named "Nothing".'),
    );
  });

  test('a shape that cannot do without itself', () => {
    expect(() => wireValue(withShapes(endless), 'Endless', 'strict')).toThrow(/Endless has no finite value/);
  });

  test('a pattern that looks around', () => {
    const target: StringShape = { kind: 'string', pattern: '^(?=a)[a-z]+$' };
    expect(() => targetValue(SAMPLER, target, 'strict')).toThrow(
      'No strings can be made for the pattern ^(?=a)[a-z]+$.',
    );
  });
});

test('recursive values stay small', () => {
  const depth = (value: unknown): number =>
    typeof value === 'object' && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depth)) : 0;
  holdsFor(wireValue(SAMPLER, 'Tree', 'strict'), (value) => {
    expect(depth(value)).toBeLessThan(12);
    expect(stringifyJson(value).length).toBeLessThan(100_000);
  });
});

function holdsFor(arbitrary: fc.Arbitrary<unknown>, holds: (value: unknown) => void): void {
  fc.assert(
    fc.property(arbitrary, (value) => {
      holds(value);
    }),
    { numRuns: 50 },
  );
}

/** Where a property that fails ends up: `holds` says of which values it does not. */
function shrunk(arbitrary: fc.Arbitrary<unknown>, holds: (value: unknown) => boolean = () => false): unknown {
  const result = fc.check(fc.property(arbitrary, holds), { numRuns: 1000, seed: 1 });
  return result.counterexample?.[0];
}

function isUndocumented(notice: { readonly clause: string }): boolean {
  return /#(closed|enum)$/.test(notice.clause);
}
