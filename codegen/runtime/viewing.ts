/**
 * Converting between decoded values and the forms in which other programs hold them. What comes from another program
 * is not trusted: what has the form is converted, anything else stays as it is, and the validator of the decoded value
 * then says what is wrong with it.
 */
import { base64ToBytes, isBase64 } from './base64.js';
import { type Found, issue, nothingFound, type Result, report, type ValidationResult } from './issues.js';
import { epochSecondsToDate, isoToDate } from './time.js';
import { isObject, setOwn } from './values.js';

/** A decoded value in another form. Issues where it is no valid one, or where the other form cannot hold it. */
export function toView<Value, View>(
  value: unknown,
  typeClause: string,
  validate: (value: unknown) => ValidationResult<Value>,
  convert: (value: Value, path: string, found: Found) => View,
): Result<View> {
  const valid = validate(value);
  if (!valid.valid) return { ok: false, issues: valid.issues };
  const found = nothingFound();
  try {
    const view = convert(valid.value, '', found);
    return found.all.length === 0 ? { ok: true, value: view } : { ok: false, issues: found.all };
  } catch {
    return { ok: false, issues: [issue(typeClause, '', 'a value that can be read', value)] };
  }
}

/** A value of another form as a decoded one. Issues where it is none. */
export function fromView<Value>(
  value: unknown,
  typeClause: string,
  convert: (value: unknown) => unknown,
  validate: (value: unknown) => ValidationResult<Value>,
): Result<Value> {
  try {
    const valid = validate(convert(value));
    return valid.valid ? { ok: true, value: valid.value } : { ok: false, issues: valid.issues };
  } catch {
    return { ok: false, issues: [issue(typeClause, '', 'a value that can be read', value)] };
  }
}

/** An integer of 64 bits as a number; an issue where no number holds it. */
export function exactNumber(value: number | bigint, clause: string, path: string, found: Found): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number))
    report(found, clause, path, 'an integer that a number holds exactly', value);
  return number;
}

/** The members that are there. */
export function defined(members: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const result: Record<string, unknown> = {};
  for (const name of Object.keys(members)) {
    if (members[name] !== undefined) setOwn(result, name, members[name]);
  }
  return result;
}

export function listFrom(value: unknown, convert: (element: unknown) => unknown): unknown {
  return Array.isArray(value) ? value.map((element) => convert(element)) : value;
}

export function mapFrom(value: unknown, convert: (value: unknown) => unknown): unknown {
  if (!isObject(value)) return value;
  const result: Record<string, unknown> = {};
  for (const key of Object.keys(value)) setOwn(result, key, convert(value[key]));
  return result;
}

/** Text that names no instant becomes an invalid Date. */
export function dateFromIso(value: unknown): unknown {
  return typeof value === 'string' ? (isoToDate(value) ?? new Date(Number.NaN)) : value;
}

export function dateFromEpochSeconds(value: unknown): unknown {
  return typeof value === 'number' ? epochSecondsToDate(value) : value;
}

export function bytesFromBase64(value: unknown): unknown {
  return typeof value === 'string' && isBase64(value) ? base64ToBytes(value) : value;
}

/** The unknown member of a union as a pair of its name and its value; only the name is kept. */
export function nameOfPair(pair: unknown): unknown {
  return Array.isArray(pair) && pair.length === 2 ? { name: pair[0] } : pair;
}

/** The unknown member of a union under its own name: the first member that is set and not known. */
export function nameOfTag(union: Readonly<Record<string, unknown>>, known: readonly string[]): unknown {
  const name = Object.keys(union).find((tag) => union[tag] !== undefined && !known.includes(tag));
  return name === undefined ? undefined : { name };
}
