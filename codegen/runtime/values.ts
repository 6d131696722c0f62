/**
 * Questions that validators and codecs ask of single values. They are asked millions of times, so each is a
 * handful of comparisons without allocation.
 *
 * A proxy or a getter may throw while one of these runs (`received`, `isDate` and `isBytes` excepted, which
 * never throw); whoever walks a whole value catches that once, at its entrance.
 */

const { isArray } = Array;

/** A non-null object that is no array, whatever its prototype. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !isArray(value);
}

/** Neither undefined nor null. */
export function isSet<T>(value: T): value is NonNullable<T> {
  return value !== undefined && value !== null;
}

/** The own property `key`, or undefined. What a prototype holds does not count. */
export function own<T extends object, K extends keyof T>(value: T, key: K): T[K] | undefined;
export function own(value: object, key: string): unknown;
export function own(value: object, key: string): unknown {
  return Object.hasOwn(value, key) ? (value as Record<string, unknown>)[key] : undefined;
}

/** Sets an own property of a plain object or array, whatever a prototype has under its name, `__proto__` included. */
export function setOwn(target: object, key: string, value: unknown): void {
  if (key in target && !Object.hasOwn(target, key)) {
    Object.defineProperty(target, key, { value, writable: true, enumerable: true, configurable: true });
  } else {
    (target as Record<string, unknown>)[key] = value;
  }
}

/** The length in Unicode code points; a lone surrogate counts as one. */
export function codePoints(text: string): number {
  let count = text.length;
  for (let at = 0; at < text.length - 1; at++) {
    if ((text.charCodeAt(at) & 0xfc00) === 0xd800 && (text.charCodeAt(at + 1) & 0xfc00) === 0xdc00) {
      count--;
      at++;
    }
  }
  return count;
}

/** A number without a fraction within 32 bits, two's complement. -0 is 0. */
export function isInteger32(value: unknown): value is number {
  return typeof value === 'number' && (value | 0) === value;
}

/**
 * A whole value within 64 bits, two's complement, known exactly: a bigint, or a number that is a safe integer.
 * A number beyond 2^53 - 1 may have lost digits on its way, so it does not pass. -0 is 0.
 */
export function isInteger64(value: unknown): value is number | bigint {
  if (typeof value === 'number') return Number.isSafeInteger(value);
  return typeof value === 'bigint' && BigInt.asIntN(64, value) === value;
}

/** A Date of any realm, valid or not. Asks for the internal slot, which nothing can fake. */
export function isDate(value: unknown): value is Date {
  if (typeof value !== 'object' || value === null) return false;
  try {
    Date.prototype.getTime.call(value);
    return true;
  } catch {
    return false;
  }
}

/** A Uint8Array (or a Buffer, which is one) of any realm. */
export function isBytes(value: unknown): value is Uint8Array {
  if (!ArrayBuffer.isView(value)) return false;
  try {
    return Object.prototype.toString.call(value) === '[object Uint8Array]';
  } catch {
    return false;
  }
}

/** What a message says was found: short, on one line, and never a throw whatever the value is. */
export function received(value: unknown): string {
  switch (typeof value) {
    case 'undefined':
      return 'nothing';
    case 'string':
      return quoted(value);
    case 'number':
      return Object.is(value, -0) ? '-0' : String(value);
    case 'bigint':
      return digits(value);
    case 'boolean':
      return String(value);
    case 'object':
      return value === null ? 'null' : receivedObject(value);
    default:
      return `a ${typeof value}`;
  }
}

const SHOWN = 60;

function quoted(text: string): string {
  return JSON.stringify(text.length <= SHOWN ? text : `${text.slice(0, SHOWN)}…`);
}

/** A bigint of a million digits takes seconds to write out, so only its size is said. */
function digits(value: bigint): string {
  return BigInt.asIntN(256, value) === value ? String(value) : 'a bigint beyond 256 bits';
}

function receivedObject(value: object): string {
  try {
    if (Array.isArray(value)) return value.length === 1 ? 'a list of 1' : `a list of ${value.length}`;
    if (isDate(value)) return Number.isNaN(value.getTime()) ? 'an invalid Date' : `the Date ${isoOf(value)}`;
    if (isBytes(value)) return value.length === 1 ? '1 byte' : `${value.length} bytes`;
    return 'an object';
  } catch {
    return 'an object that cannot be read';
  }
}

/** Its own methods may be overridden; the prototype's are not. */
function isoOf(date: Date): string {
  return Date.prototype.toISOString.call(date);
}
