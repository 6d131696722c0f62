import { isBytes, isDate, isObject } from '../values.js';
import { assemble } from './objects.js';

/**
 * A text that is the same for equal values: member order, null and undefined members, and the sign of 0 do not
 * matter, and a bigint equals its number. Lists with unique items keep their elements apart by it, so that they are unique
 * under every reading of equality.
 */
export function canonical(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'bigint') return String(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (isDate(value)) return `Date(${value.getTime()})`;
  if (isBytes(value)) return `Bytes(${value.join()})`;
  if (!isObject(value)) return String(value);
  const members = Object.entries(value)
    .filter(([, member]) => member !== null && member !== undefined)
    .map(([name, member]) => `${JSON.stringify(name)}:${canonical(member)}`);
  return `{${members.sort().join()}}`;
}

/** An equal value that shares nothing with the first; `reordered` has the members of its objects in the reverse order. */
export function copied(value: unknown, reordered: boolean): unknown {
  if (Array.isArray(value)) return value.map((item) => copied(item, reordered));
  if (isDate(value)) return new Date(value.getTime());
  if (isBytes(value)) return value.slice();
  if (!isObject(value)) return value;
  const entries = Object.entries(value).map(([name, member]) => [name, copied(member, reordered)] as const);
  return assemble(entries, reordered ? 'reversed' : 'ordered');
}
