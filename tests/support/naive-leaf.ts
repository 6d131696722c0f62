/** The rules of values that hold no others, as {@link naiveCheck} judges them. */
import util from 'node:util';
import type { IntegerShape, Rule, Simple, StringShape, TimestampShape } from '../../codegen/contract.js';

export interface Breach {
  readonly clause: string;
  readonly path: string;
}

export interface Finding extends Breach {
  readonly notice: boolean;
}

export type Findings = readonly Finding[];

export function broken(site: string, rule: Rule, path: string, notice = false): Finding {
  return { clause: `${site}#${rule}`, path, notice };
}

/** `wire`: JSON, where any number may come as a bigint. `floatStrings` as the protocol has it. */
export function checkLeaf(
  shape: Simple,
  wire: boolean,
  floatStrings: boolean,
  site: string,
  path: string,
  value: unknown,
): Findings {
  const type = [broken(site, 'type', path)];
  switch (shape.kind) {
    case 'string':
      return typeof value === 'string' ? checkString(shape, site, path, value) : type;
    case 'integer': {
      const numeric = typeof value === 'bigint' ? wire || shape.width === 64 : Number.isFinite(value);
      return numeric ? checkInteger(shape, site, path, value as number | bigint) : type;
    }
    case 'float':
      return isFloat(wire, floatStrings, value)
        ? checkBounds(shape.minimum, shape.maximum, site, path, Number(value))
        : type;
    case 'timestamp':
      return checkTimestamp(wire, shape, site, path, value);
    case 'boolean':
      return typeof value === 'boolean' ? [] : type;
    case 'blob': {
      if (!wire) return value instanceof Uint8Array ? [] : type;
      if (typeof value !== 'string') return type;
      const groups = /^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
      return groups.test(value) ? [] : [broken(site, 'base64', path)];
    }
    case 'document':
      return [];
  }
}

export function checkString(shape: StringShape, site: string, path: string, value: string): Findings {
  const length = [...value].length;
  const matches = shape.pattern === undefined || new RegExp(shape.pattern, 'u').test(value);
  return [
    ...(matches ? [] : [broken(site, 'pattern', path)]),
    ...(length < (shape.minLength ?? 0) ? [broken(site, 'min-length', path)] : []),
    ...(length > (shape.maxLength ?? Number.POSITIVE_INFINITY) ? [broken(site, 'max-length', path)] : []),
  ];
}

function checkInteger(shape: IntegerShape, site: string, path: string, value: number | bigint): Findings {
  const whole = typeof value === 'bigint' || Number.isInteger(value);
  const unsafe = shape.width === 64 && typeof value === 'number' && whole && !Number.isSafeInteger(value);
  const half = shape.width === 32 ? 2147483648n : 9223372036854775808n;
  const likely = checkBounds(shape.likely?.minimum, shape.likely?.maximum, site, path, value);
  return [
    ...(whole ? [] : [broken(site, 'integer', path)]),
    ...(value < -half || value >= half || unsafe
      ? [broken(site, shape.width === 32 ? 'int32' : 'int64', path)]
      : []),
    ...checkBounds(shape.minimum, shape.maximum, site, path, value),
    ...likely.map((each) => ({ ...each, clause: each.clause.replace('#', '#likely-'), notice: true })),
  ];
}

function checkBounds(
  minimum: string | number | undefined,
  maximum: string | number | undefined,
  site: string,
  path: string,
  value: number | bigint,
): Findings {
  const bound = (given: string | number): number | bigint =>
    typeof given === 'string' ? BigInt(given) : given;
  return [
    ...(minimum !== undefined && value < bound(minimum) ? [broken(site, 'minimum', path)] : []),
    ...(maximum !== undefined && value > bound(maximum) ? [broken(site, 'maximum', path)] : []),
  ];
}

function checkTimestamp(
  wire: boolean,
  shape: TimestampShape,
  site: string,
  path: string,
  value: unknown,
): Findings {
  const type = [broken(site, 'type', path)];
  const judged = (inRange: boolean): Findings => (inRange ? [] : [broken(site, 'timestamp', path)]);
  if (!wire) return isDate(value) ? judged(inYears(value.getTime() / 1000)) : type;
  if (shape.format === 'date-time') return typeof value === 'string' ? judged(isDateTime(value)) : type;
  return typeof value === 'bigint' || Number.isFinite(value) ? judged(inYears(Number(value))) : type;
}

function isFloat(wire: boolean, floatStrings: boolean, value: unknown): boolean {
  if (!wire) return typeof value === 'number' && (floatStrings || Number.isFinite(value));
  if (typeof value === 'bigint' || Number.isFinite(value)) return true;
  return floatStrings && ['NaN', 'Infinity', '-Infinity'].some((text) => text === value);
}

function inYears(seconds: number): boolean {
  return seconds >= -62_135_596_800 && seconds < 253_402_300_800;
}

/** RFC 3339, but for leap seconds and small letters, which no test needs. */
function isDateTime(text: string): boolean {
  const parts = /^(\d{4}-\d\d-)(\d\d)(T\d\d:\d\d:\d\d)(\.\d+)?(Z|[+-]\d\d:\d\d)$/.exec(text);
  if (parts === null || text.includes('T24')) return false;
  const [, month, day, time, fraction = '', zone] = parts;
  const local = new Date(`${month}${day}${time}Z`);
  if (Number.isNaN(+local) || local.getUTCDate() !== Number(day)) return false;
  return inYears(+new Date(`${month}${day}${time}${fraction.slice(0, 4)}${zone}`) / 1000);
}

/** Not an object that merely inherits from Date. */
export function isDate(value: unknown): value is Date {
  return util.types.isDate(value);
}
