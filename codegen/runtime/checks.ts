/** Questions about types, numbers and members that the validators ask. */
import { isDate } from './values.js';

/** The members of an object, none of them trusted. */
export type Fields = Readonly<Record<string, unknown>>;

export function isNumber(value: unknown): value is number {
  return typeof value === 'number';
}

/** A number that JSON can write: neither NaN nor infinite. */
export function isFiniteNumber(value: unknown): value is number {
  return typeof value === 'number' && value - value === 0;
}

/** A number as exact parsing gives it: a bigint where it is an integer that no number holds. */
export function isNumeric(value: unknown): value is number | bigint {
  return isFiniteNumber(value) || typeof value === 'bigint';
}

/** Whether a number lies outside the 32 bits of two's complement. A bigint does: it is one since no number holds it. */
export function isBeyond32(value: number | bigint): boolean {
  return typeof value === 'bigint' || value > 2147483647 || value < -2147483648;
}

/**
 * Whether a whole number lies outside the 64 bits of two's complement, or is a number beyond 2^53 - 1: such a
 * number may have lost its last digits before it came here, so it proves nothing.
 */
export function isBeyond64(value: number | bigint): boolean {
  if (typeof value === 'number') return value > Number.MAX_SAFE_INTEGER || value < Number.MIN_SAFE_INTEGER;
  return BigInt.asIntN(64, value) !== value;
}

/** A float as restJson1 writes it: a number, or one of the three strings for what JSON has no number for. */
export function isFloatOnWire(value: unknown): value is number | bigint | string {
  return isNumeric(value) || value === 'NaN' || value === 'Infinity' || value === '-Infinity';
}

/** The members of an object that should be a `T`. */
export type MembersOf<T> = { readonly [name in keyof T]?: unknown };

const { getPrototypeOf, prototype: COMMON } = Object;

/**
 * Whether all that can be read of an object is its own, without a question for each property, which costs many times
 * the read: its prototype adds nothing. Names that Object.prototype has by itself (`toString`) still want `own`.
 */
export function isPlain(value: object): boolean {
  return getPrototypeOf(value) === COMMON ? !isPolluted() : hasNoPrototype(value);
}

function hasNoPrototype(value: object): boolean {
  return getPrototypeOf(value) === null;
}

/** The own properties of an object, in an object without a prototype. */
export function ownFieldsOf(value: object): object {
  const fields: Record<string, unknown> = Object.create(null);
  for (const name of Object.getOwnPropertyNames(value)) {
    const enumerable = Object.prototype.propertyIsEnumerable.call(value, name);
    Object.defineProperty(fields, name, { value: (value as Fields)[name], enumerable });
  }
  return fields;
}

/** An object whose members are all its own: itself where that is so, else a copy. */
export function fieldsOf<Name extends string = string>(value: object): { readonly [name in Name]?: unknown } {
  return isPlain(value) ? value : ownFieldsOf(value);
}

/** Whether a name that can be read of an object is its own. */
export function isOwn(fields: Fields, name: string): boolean {
  return Object.hasOwn(fields, name);
}

/** Whether somebody has put a property on every object there is. */
function isPolluted(): boolean {
  for (const _name in COMMON) return true;
  return false;
}

/** How many names there are, whatever they hold. */
export function countNames(fields: object): number {
  let count = 0;
  for (const _name in fields) count++;
  return count;
}

/** Whether each name that holds something is a known one. */
export function hasOnly(fields: object, isKnown: (name: string) => boolean): boolean {
  for (const name in fields) if (!isKnown(name) && (fields as Fields)[name] !== undefined) return false;
  return true;
}

/** The name of the one member that is set, or undefined where there are none or several. One that holds undefined is not. */
export function onlyMember(value: object): string | undefined {
  const fields: Fields = fieldsOf(value);
  let only: string | undefined;
  for (const name in fields) {
    if (fields[name] === undefined) continue;
    if (only !== undefined) return undefined;
    only = name;
  }
  return only;
}

/** The same to a reader: null means absent, and some names are ignored. */
export function onlySet(value: object, ignored: (name: string) => boolean): string | undefined {
  const fields: Fields = fieldsOf(value);
  let only: string | undefined;
  for (const name in fields) {
    const member = fields[name];
    if (member === undefined || member === null || ignored(name)) continue;
    if (only !== undefined) return undefined;
    only = name;
  }
  return only;
}

/** A kind of object that a value may be: whether it has what that cannot do without, and whether it is one. */
export interface Candidate<Name extends string> {
  readonly name: Name;
  readonly there: boolean;
  readonly fits: () => boolean;
}

/**
 * The one that an object is: the only one whose members are there, else the only one that fits, or the first that fits
 * where `several` may.
 */
export function chosen<Name extends string>(
  several: boolean,
  candidates: readonly Candidate<Name>[],
): Name | undefined {
  const there = candidates.filter((each) => each.there);
  if (there.length < 2) return there[0]?.name;
  const fitting = there.filter((each) => each.fits());
  return several || fitting.length === 1 ? fitting[0]?.name : undefined;
}

/** What stands for the unknown member of a union in the decoded view: `{ name: TAG }`. */
export function isUnknownMember(value: unknown): value is { readonly name: string } {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.hasOwn(value, 'name') &&
    typeof (value as Fields)['name'] === 'string'
  );
}

/** How many entries a map has. */
export function size(value: object): number {
  const fields: Fields = fieldsOf(value);
  let count = 0;
  for (const name in fields) if (fields[name] !== undefined) count++;
  return count;
}

/** Whether two items of a list are equal as JSON values. */
export function hasDuplicates(list: readonly unknown[]): boolean {
  const seen = new Set<string>();
  for (let i = 0; i < list.length; i++) seen.add(canonical(list[i]));
  return seen.size < list.length;
}

/** Equal values have equal texts: members in one order, each text marked with its type. */
function canonical(value: unknown): string {
  if (isDate(value)) return `date ${value.getTime()}`;
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value === 'object' && value !== null) {
    const fields = value as Fields;
    return `{${Object.keys(fields)
      .sort()
      .map((name) => `${JSON.stringify(name)}:${canonical(fields[name])}`)
      .join()}}`;
  }
  return typeof value === 'string' ? JSON.stringify(value) : String(value);
}
