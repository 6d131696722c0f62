import type { IntegerShape, Rule, Simple, TimestampShape } from '../../contract.js';
import type { Scope } from './scope.js';

/** A rule of a value as code: the condition under which it is broken, and what was expected instead. */
export interface Check {
  readonly rule: Rule;
  /** Called where the check is printed, so that only helpers in use are imported. */
  readonly fails: () => string;
  readonly expected: string;
}

export interface SimpleChecks {
  /** The condition of the type alone; the other checks hold only where it is met. */
  readonly type: Check;
  readonly rest: readonly Check[];
  /** Checks that give a notice and never an issue. */
  readonly notices: readonly Check[];
  /** One condition for the type and all the rest, where a helper says it in one. */
  readonly all?: { readonly rules: readonly Rule[]; readonly fails: () => string };
}

/** The checks of a leaf, held in the variable `v`. */
export function simpleChecks(scope: Scope, target: Simple, site: string, v: string): SimpleChecks {
  const wire = scope.view === 'wire';
  switch (target.kind) {
    case 'string': {
      const { pattern, minLength, maxLength } = target;
      return {
        type: check('type', () => `typeof ${v} !== 'string'`, 'a string'),
        rest: [
          ...(pattern !== undefined && scope.has(site, 'pattern')
            ? [
                check(
                  'pattern',
                  () => `!${scope.matches(site, pattern, v)}`,
                  `a string that matches ${pattern}`,
                ),
              ]
            : []),
          ...(minLength !== undefined && minLength > 0
            ? [
                check(
                  'min-length',
                  () => shorterThan(scope, v, minLength),
                  `at least ${count(minLength, 'character')}`,
                ),
              ]
            : []),
          ...(maxLength !== undefined
            ? [
                check(
                  'max-length',
                  () => longerThan(scope, v, maxLength),
                  `at most ${count(maxLength, 'character')}`,
                ),
              ]
            : []),
        ],
        notices: [],
      };
    }
    case 'integer':
      return integerChecks(scope, target, v);
    case 'float': {
      const { floatStrings } = scope.contract.protocol;
      const onWire = floatStrings ? 'isFloatOnWire' : 'isNumeric';
      // What cannot be written is no value to a program either.
      const type = wire ? onWire : floatStrings ? 'isNumber' : 'isFiniteNumber';
      const asNumber = wire ? `Number(${v})` : v;
      return {
        type: check('type', () => `!${scope.use(type)}(${v})`, 'a number'),
        rest: [
          ...bound('minimum', numeral(target.minimum), (digits) => `${asNumber} < ${digits}`, 'at least'),
          ...bound('maximum', numeral(target.maximum), (digits) => `${asNumber} > ${digits}`, 'at most'),
        ],
        notices: [],
      };
    }
    case 'timestamp':
      return timestampChecks(scope, target, v);
    case 'boolean':
      return {
        type: check('type', () => `typeof ${v} !== 'boolean'`, 'true or false'),
        rest: [],
        notices: [],
      };
    case 'blob':
      return wire
        ? {
            type: check('type', () => `typeof ${v} !== 'string'`, 'a string'),
            rest: [check('base64', () => `!${scope.use('isBase64')}(${v})`, 'bytes in base64')],
            notices: [],
          }
        : {
            type: check('type', () => `!${scope.use('isBytes')}(${v})`, 'a Uint8Array'),
            rest: [],
            notices: [],
          };
    case 'document':
      return {
        type: check('type', () => `!${scope.use('isJson')}(${v})`, 'a JSON value'),
        rest: [],
        notices: [],
      };
  }
}

/** On the wire a bigint stands for an integer literal that no number holds exactly, whatever is expected there. */
function integerChecks(scope: Scope, target: IntegerShape, v: string): SimpleChecks {
  const bigints = scope.view === 'wire' || target.width === 64;
  // A number compares with either kind, and compared with a number it costs a tenth of what a bigint does.
  const literal = (digits: string): string =>
    bigints && !Number.isSafeInteger(Number(digits)) ? `${digits}n` : digits;
  const width = target.width === 32 ? 'isInteger32' : 'isInteger64';
  return {
    type: check('type', () => `!${scope.use(bigints ? 'isNumeric' : 'isFiniteNumber')}(${v})`, 'an integer'),
    rest: [
      check(
        'integer',
        () => `${bigints ? `typeof ${v} === 'number' && ` : ''}!Number.isInteger(${v})`,
        'an integer',
      ),
      target.width === 32
        ? check('int32', () => `${scope.use('isBeyond32')}(${v})`, 'a 32-bit integer')
        : check(
            'int64',
            () => `${scope.use('isBeyond64')}(${v})`,
            'a 64-bit integer, as a bigint where a number cannot hold it',
          ),
      ...bound('minimum', target.minimum, (digits) => `${v} < ${literal(digits)}`, 'at least'),
      ...bound('maximum', target.maximum, (digits) => `${v} > ${literal(digits)}`, 'at most'),
    ],
    notices: [
      ...bound(
        'likely-minimum',
        target.likely?.minimum,
        (digits) => `${v} < ${literal(digits)}`,
        'in all likelihood at least',
      ),
      ...bound(
        'likely-maximum',
        target.likely?.maximum,
        (digits) => `${v} > ${literal(digits)}`,
        'in all likelihood at most',
      ),
    ],
    all: {
      rules: ['type', 'integer', target.width === 32 ? 'int32' : 'int64'],
      fails: () => `!${scope.use(width)}(${v})`,
    },
  };
}

function timestampChecks(scope: Scope, target: TimestampShape, v: string): SimpleChecks {
  const range = 'a moment within the years 0001 to 9999';
  if (scope.view === 'decoded') {
    return {
      type: check('type', () => `!${scope.use('isDate')}(${v})`, 'a Date'),
      rest: [check('timestamp', () => `!${scope.use('isInstant')}(${v})`, range)],
      notices: [],
    };
  }
  if (target.format === 'epoch-seconds') {
    // Milliseconds, mostly, are what is out of range.
    const seconds = 'seconds since 1970, within the years 0001 to 9999';
    return {
      type: check('type', () => `!${scope.use('isNumeric')}(${v})`, 'a number of seconds since 1970'),
      rest: [
        check(
          'timestamp',
          () => `typeof ${v} === 'bigint' || !${scope.use('isEpochSeconds')}(${v})`,
          seconds,
        ),
      ],
      notices: [],
      all: {
        rules: ['type', 'timestamp'],
        fails: () => `typeof ${v} !== 'number' || !${scope.use('isEpochSeconds')}(${v})`,
      },
    };
  }
  return {
    type: check('type', () => `typeof ${v} !== 'string'`, 'a string'),
    rest: [
      check('timestamp', () => `!${scope.use('isDateTime')}(${v})`, 'a date and time as RFC 3339 writes it'),
    ],
    notices: [],
  };
}

/** The checks that the contract has a clause for. */
export function present(scope: Scope, site: string, checks: readonly Check[]): readonly Check[] {
  return checks.filter((each) => scope.has(site, each.rule));
}

function check(rule: Rule, fails: () => string, expected: string): Check {
  return { rule, fails, expected };
}

function bound(
  rule: Rule,
  digits: string | undefined,
  fails: (digits: string) => string,
  words: string,
): readonly Check[] {
  return digits === undefined ? [] : [check(rule, () => fails(digits), `${words} ${digits}`)];
}

function numeral(value: number | undefined): string | undefined {
  return value === undefined ? undefined : String(value);
}

function count(n: number, thing: string): string {
  return n === 1 ? `1 ${thing}` : `${n} ${thing}s`;
}

/** A string has at least half as many code points as UTF-16 units, so the count is rarely needed. */
function shorterThan(scope: Scope, v: string, length: number): string {
  return length === 1 ? `${v} === ''` : `${scope.use('codePoints')}(${v}) < ${length}`;
}

function longerThan(scope: Scope, v: string, length: number): string {
  return `${v}.length > ${length} && ${scope.use('codePoints')}(${v}) > ${length}`;
}
