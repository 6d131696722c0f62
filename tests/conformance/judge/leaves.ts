import type {
  BlobShape,
  BooleanShape,
  DocumentShape,
  Enum,
  FloatShape,
  IntegerShape,
  Rule,
  StringShape,
  TimestampShape,
} from '../../../generated/runtime/contract.js';

export type Leaf =
  | StringShape
  | IntegerShape
  | FloatShape
  | TimestampShape
  | BooleanShape
  | BlobShape
  | DocumentShape
  | Enum;

/** A rule, what it asks for in words, and whether a value keeps it. */
export interface LeafRule {
  readonly rule: Rule;
  readonly expected: string;
  readonly holds: (value: unknown) => boolean;
}

/**
 * What is asked of a wire value of a simple shape. The first rule is that of its type; where that is broken, nothing else
 * can be asked. The others take only values of that type.
 */
export function leafRules(shape: Leaf, floatStrings: boolean): readonly LeafRule[] {
  switch (shape.kind) {
    case 'document':
      return [];
    case 'boolean':
      return [type('a boolean', (value) => typeof value === 'boolean')];
    case 'string':
      return [type('a string', isText), ...stringRules(shape)];
    case 'enum':
      return [type('a string', isText), enumRule(shape)];
    case 'integer':
      return [type('a number', isNumber), ...integerRules(shape)];
    case 'float':
      return [
        type('a number', (value) => isNumber(value) || (floatStrings && SPECIAL.has(value))),
        ...floatRules(shape),
      ];
    case 'timestamp':
      return timestampRules(shape);
    case 'blob':
      return [
        type('a string of base64', isText),
        { rule: 'base64', expected: 'padded base64', holds: (value) => BASE64.test(String(value)) },
      ];
  }
}

const SPECIAL: ReadonlySet<unknown> = new Set(['NaN', 'Infinity', '-Infinity']);
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

function type(expected: string, holds: (value: unknown) => boolean): LeafRule {
  return { rule: 'type', expected, holds };
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

/** A number that JSON can write; a bigint is one that no double holds exactly. */
function isNumber(value: unknown): value is number | bigint {
  return typeof value === 'bigint' || (typeof value === 'number' && Number.isFinite(value));
}

/** A rule where the contract has a limit for it; none where it has not. */
function limited<Limit>(
  limit: Limit | undefined,
  rule: (limit: Limit) => Omit<LeafRule, 'holds'> & { readonly holds: (value: never) => boolean },
): readonly LeafRule[] {
  return limit === undefined ? [] : [rule(limit) as LeafRule];
}

function stringRules({ pattern, minLength, maxLength }: StringShape): readonly LeafRule[] {
  return [
    ...limited(pattern, (source) => {
      const match = new RegExp(source, 'u');
      return {
        rule: 'pattern',
        expected: `a match of ${source}`,
        holds: (value: string) => match.test(value),
      };
    }),
    ...limited(minLength, (least) => ({
      rule: 'min-length',
      expected: `at least ${least} code points`,
      holds: (value: string) => lengthOf(value) >= least,
    })),
    ...limited(maxLength, (most) => ({
      rule: 'max-length',
      expected: `at most ${most} code points`,
      holds: (value: string) => lengthOf(value) <= most,
    })),
  ];
}

/** In code points. */
function lengthOf(text: string): number {
  let length = 0;
  for (const _ of text) length += 1;
  return length;
}

function enumRule(shape: Enum): LeafRule {
  const values = shape.values.map(({ value }) => value);
  return {
    rule: 'enum',
    expected: `one of ${values.join(', ')}`,
    holds: (value) => isText(value) && values.includes(value),
  };
}

type Numeral = number | bigint;

/** Numbers and bigints compare with one another exactly. */
function integerRules({ width, minimum, maximum, likely }: IntegerShape): readonly LeafRule[] {
  const half = 2n ** BigInt(width - 1);
  // A number beyond 2^53 - 1 may be another one than was written; exact parsing gives none.
  const isExact = (value: Numeral): boolean =>
    width === 32 || !Number.isInteger(value) || Number.isSafeInteger(value);
  const within = (value: Numeral): boolean => value >= -half && value < half && isExact(value);
  return [
    {
      rule: 'integer',
      expected: 'no fractional part',
      holds: (value) => typeof value === 'bigint' || Number.isInteger(value),
    },
    {
      rule: width === 32 ? 'int32' : 'int64',
      expected: `${width} bits with a sign`,
      holds: (value) => within(value as Numeral),
    },
    ...least('minimum', minimum),
    ...most('maximum', maximum),
    ...least('likely-minimum', likely?.minimum),
    ...most('likely-maximum', likely?.maximum),
  ];
}

function least(rule: 'minimum' | 'likely-minimum', digits: string | undefined): readonly LeafRule[] {
  return limited(digits, (text) => {
    const limit = BigInt(text);
    return { rule, expected: `at least ${text}`, holds: (value: Numeral) => value >= limit };
  });
}

function most(rule: 'maximum' | 'likely-maximum', digits: string | undefined): readonly LeafRule[] {
  return limited(digits, (text) => {
    const limit = BigInt(text);
    return { rule, expected: `at most ${text}`, holds: (value: Numeral) => value <= limit };
  });
}

function floatRules({ minimum, maximum }: FloatShape): readonly LeafRule[] {
  return [
    ...limited(minimum, (limit) => ({
      rule: 'minimum',
      expected: `at least ${limit}`,
      holds: (value: unknown) => !(Number(value) < limit),
    })),
    ...limited(maximum, (limit) => ({
      rule: 'maximum',
      expected: `at most ${limit}`,
      holds: (value: unknown) => !(Number(value) > limit),
    })),
  ];
}

/** Epoch seconds of 0001-01-01 and of the day after 9999-12-31. */
const FIRST = -62_135_596_800;
const AFTER_LAST = 253_402_300_800;

function timestampRules(shape: TimestampShape): readonly LeafRule[] {
  return shape.format === 'date-time'
    ? [
        type('a string of RFC 3339', isText),
        {
          rule: 'timestamp',
          expected: 'a date and time of RFC 3339',
          holds: (value) => isDateTime(String(value)),
        },
      ]
    : [
        type('a number of seconds since 1970', isNumber),
        {
          rule: 'timestamp',
          expected: 'seconds since 1970, in the years 0001 to 9999',
          holds: (value) => Number(value) >= FIRST && Number(value) < AFTER_LAST,
        },
      ];
}

/** RFC 3339, section 5.6; a leap second is taken where the calendar may have one. */
function isDateTime(text: string): boolean {
  const match = /^(\d{4})-(\d\d)-(\d\d)[Tt](\d\d):(\d\d):(\d\d)(?:\.\d+)?(?:[Zz]|([+-])(\d\d):(\d\d))$/.exec(
    text,
  );
  if (match === null) return false;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1, 7).map(Number);
  const offset =
    match[7] === undefined ? 0 : (match[7] === '-' ? -1 : 1) * (Number(match[8]) * 60 + Number(match[9]));
  if (Number(match[8] ?? 0) > 23 || Number(match[9] ?? 0) > 59 || hour > 23 || minute > 59 || second > 60)
    return false;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  date.setUTCHours(hour, minute - offset, Math.min(second, 59));
  const civil = new Date(date.getTime() + offset * 60_000);
  if (civil.getUTCMonth() !== month - 1 || civil.getUTCDate() !== day || year === 0) return false;
  return date.getTime() / 1000 >= FIRST && date.getTime() / 1000 < AFTER_LAST;
}
