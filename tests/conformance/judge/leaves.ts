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

type Leaf =
  | StringShape
  | IntegerShape
  | FloatShape
  | TimestampShape
  | BooleanShape
  | BlobShape
  | DocumentShape
  | Enum;

/** A rule, whether the value keeps it, and what it asks for in words. */
export interface Answer {
  readonly rule: Rule;
  readonly holds: boolean;
  readonly expected: string;
}

/** What a wire value of a simple shape keeps and breaks. A wrong type is told alone: nothing else can be asked then. */
export function leafAnswers(shape: Leaf, value: unknown, floatStrings: boolean): readonly Answer[] {
  switch (shape.kind) {
    case 'document':
      return [];
    case 'boolean':
      return [type('a boolean', typeof value === 'boolean')];
    case 'string':
      return typeof value === 'string' ? stringAnswers(shape, value) : [type('a string', false)];
    case 'enum':
      if (typeof value !== 'string') return [type('a string', false)];
      return [type('a string', true), enumAnswer(shape, value)];
    case 'integer':
      return isNumber(value) ? integerAnswers(shape, value) : [type('a number', false)];
    case 'float':
      if (floatStrings && SPECIAL.has(value))
        return [type('a number', true), ...bounds(shape, Number(value))];
      return isNumber(value)
        ? [type('a number', true), ...bounds(shape, Number(value))]
        : [type('a number', false)];
    case 'timestamp':
      return timestampAnswers(shape, value);
    case 'blob':
      if (typeof value !== 'string') return [type('a string of base64', false)];
      return [
        type('a string of base64', true),
        { rule: 'base64', holds: BASE64.test(value), expected: 'padded base64' },
      ];
  }
}

const SPECIAL: ReadonlySet<unknown> = new Set(['NaN', 'Infinity', '-Infinity']);
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

function type(expected: string, holds: boolean): Answer {
  return { rule: 'type', holds, expected };
}

/** A number that JSON can write; a bigint is one that no double holds exactly. */
function isNumber(value: unknown): value is number | bigint {
  return typeof value === 'bigint' || (typeof value === 'number' && Number.isFinite(value));
}

function stringAnswers(shape: StringShape, value: string): readonly Answer[] {
  const { pattern, minLength, maxLength } = shape;
  const length = [...value].length;
  return [
    type('a string', true),
    ...(pattern === undefined
      ? []
      : [
          {
            rule: 'pattern' as const,
            holds: new RegExp(pattern, 'u').test(value),
            expected: `a match of ${pattern}`,
          },
        ]),
    ...(minLength === undefined
      ? []
      : [
          {
            rule: 'min-length' as const,
            holds: length >= minLength,
            expected: `at least ${minLength} code points`,
          },
        ]),
    ...(maxLength === undefined
      ? []
      : [
          {
            rule: 'max-length' as const,
            holds: length <= maxLength,
            expected: `at most ${maxLength} code points`,
          },
        ]),
  ];
}

function enumAnswer(shape: Enum, value: string): Answer {
  const values = shape.values.map((each) => each.value);
  return { rule: 'enum', holds: values.includes(value), expected: `one of ${values.join(', ')}` };
}

/** Numbers and bigints compare with one another exactly. */
function integerAnswers(shape: IntegerShape, value: number | bigint): readonly Answer[] {
  const { width, minimum, maximum, likely } = shape;
  const half = 2n ** BigInt(width - 1);
  // A number beyond 2^53 - 1 may be another one than was written; exact parsing gives none.
  const isExact = width === 32 || !Number.isInteger(value) || Number.isSafeInteger(value);
  const within = value >= -half && value < half && isExact;
  return [
    type('a number', true),
    {
      rule: 'integer',
      holds: typeof value === 'bigint' || Number.isInteger(value),
      expected: 'no fractional part',
    },
    { rule: width === 32 ? 'int32' : 'int64', holds: within, expected: `${width} bits with a sign` },
    ...bound('minimum', minimum, (limit) => value >= limit),
    ...bound('maximum', maximum, (limit) => value <= limit),
    ...bound('likely-minimum', likely?.minimum, (limit) => value >= limit),
    ...bound('likely-maximum', likely?.maximum, (limit) => value <= limit),
  ];
}

function bound(
  rule: 'minimum' | 'maximum' | 'likely-minimum' | 'likely-maximum',
  digits: string | undefined,
  keeps: (limit: bigint) => boolean,
): readonly Answer[] {
  if (digits === undefined) return [];
  return [
    {
      rule,
      holds: keeps(BigInt(digits)),
      expected: `${rule.endsWith('minimum') ? 'at least' : 'at most'} ${digits}`,
    },
  ];
}

function bounds({ minimum, maximum }: FloatShape, value: number): readonly Answer[] {
  return [
    ...(minimum === undefined
      ? []
      : [{ rule: 'minimum' as const, holds: !(value < minimum), expected: `at least ${minimum}` }]),
    ...(maximum === undefined
      ? []
      : [{ rule: 'maximum' as const, holds: !(value > maximum), expected: `at most ${maximum}` }]),
  ];
}

/** Epoch seconds of 0001-01-01 and of the day after 9999-12-31. */
const FIRST = -62_135_596_800;
const AFTER_LAST = 253_402_300_800;
const YEARS = 'seconds since 1970, in the years 0001 to 9999';

function timestampAnswers(shape: TimestampShape, value: unknown): readonly Answer[] {
  if (shape.format === 'date-time') {
    if (typeof value !== 'string') return [type('a string of RFC 3339', false)];
    return [
      type('a string of RFC 3339', true),
      { rule: 'timestamp', holds: isDateTime(value), expected: 'a date and time of RFC 3339' },
    ];
  }
  if (!isNumber(value)) return [type('a number of seconds since 1970', false)];
  const seconds = Number(value);
  return [
    type('a number of seconds since 1970', true),
    { rule: 'timestamp', holds: seconds >= FIRST && seconds < AFTER_LAST, expected: YEARS },
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
