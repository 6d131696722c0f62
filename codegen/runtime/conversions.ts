/** What converting between the wire, the decoded values and the views of other programs has in common. */
import { isoToDate } from './time.js';
import { isObject, setOwn } from './values.js';

/** A map with each value converted. An entry that is undefined is no entry. */
export function mapValues<A, B>(
  map: { readonly [key: string]: A },
  convert: (value: A, key: string) => B,
): { [key: string]: B } {
  const result: { [key: string]: B } = {};
  for (const key of Object.keys(map)) {
    const value = map[key];
    if (value !== undefined) setOwn(result, key, convert(value, key));
  }
  return result;
}

/** A float of the wire, where text stands for what JSON has no number for. Beyond 2^53 a whole one may be a bigint. */
export function floatFromWire(value: number | bigint | string): number {
  return Number(value);
}

export function floatToWire(value: number): number | 'NaN' | 'Infinity' | '-Infinity' {
  if (Number.isFinite(value)) return value;
  if (Number.isNaN(value)) return 'NaN';
  return value > 0 ? 'Infinity' : '-Infinity';
}

/** The instant of a valid date-time (RFC 3339). */
export function dateTimeToDate(text: string): Date {
  return isoToDate(text) ?? new Date(Number.NaN);
}

/** The tag of a union whose member the contract does not know: its first member that is set and not ignored. */
export function unknownTag(union: object, ignored: readonly string[]): string {
  const members: Readonly<Record<string, unknown>> = { ...union };
  const tag = Object.keys(members).find(
    (name) => members[name] !== undefined && members[name] !== null && !ignored.includes(name),
  );
  return tag ?? '';
}

/**
 * The wire form of a union member that the contract does not know: its name is there, its value was not kept, so an
 * empty object stands for it. Typed as a union none of whose known members is set.
 */
export function unknownMember(name: string): { [tag: string]: never } {
  const union: { [tag: string]: never } = {};
  setOwn(union, name, {});
  return union;
}

/**
 * An object as a type some of whose members have names that every object inherits (`constructor`, say). TypeScript
 * takes the inherited ones for them, and so would not let any object literal be of such a type.
 */
export function withInheritedNames<T>(members: object): T {
  return members as T;
}

/** Whether something holds for an element of what may be a list. */
export function someElement(list: unknown, holds: (element: unknown) => boolean): boolean {
  return Array.isArray(list) && list.some((element) => holds(element));
}

/** Whether something holds for a value of what may be a map. */
export function someValue(map: unknown, holds: (value: unknown) => boolean): boolean {
  return isObject(map) && Object.values(map).some((value) => holds(value));
}
