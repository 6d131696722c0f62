/** Exact integers in a text that `JSON.parse` takes, at a small multiple of what `JSON.parse` costs. */
import { exactNumber } from './json-reader.js';
import { setOwn } from './values.js';

/** What no string of a text begins with that does not write it: as it is, it is no JSON. */
const NUL = '\\u0000';

/**
 * The value of a text that `JSON.parse` takes, every integer exact: `JSON.parse` reads it once more, each literal that
 * it would round written as a string, and those strings become bigints. undefined where the text has such strings of
 * its own.
 */
export function exactValue(text: string): unknown {
  return text.includes(NUL) ? undefined : restored(JSON.parse(quoted(text)));
}

const QUOTE = 0x22;
const PLUS = 0x2b;
const MINUS = 0x2d;
const POINT = 0x2e;
const ZERO = 0x30;
const NINE = 0x39;
const BACKSLASH = 0x5c;
const LOWER_E = 0x65;

/** The text with each integer that no double is sure to hold as a string. */
function quoted(text: string): string {
  let result = '';
  let from = 0;
  for (let at = 0; at < text.length; ) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      at = afterString(text, at);
    } else if ((code < ZERO && code !== MINUS) || code > NINE) {
      at++;
    } else {
      const end = afterNumber(text, at);
      const literal = text.slice(at, end);
      if (typeof exactNumber(literal) === 'bigint') {
        result += `${text.slice(from, at)}"${NUL}${literal}"`;
        from = end;
      }
      at = end;
    }
  }
  return result + text.slice(from);
}

function afterString(text: string, start: number): number {
  for (let at = start; ; ) {
    at = text.indexOf('"', at + 1);
    let escapes = 0;
    while (text.charCodeAt(at - 1 - escapes) === BACKSLASH) escapes++;
    if (escapes % 2 === 0) return at + 1;
  }
}

function afterNumber(text: string, start: number): number {
  let at = start;
  while (isOfNumber(text.charCodeAt(at))) at++;
  return at;
}

/** A digit, `+`, `-`, `.`, `e` or `E`. */
function isOfNumber(code: number): boolean {
  return (
    (code >= ZERO && code <= NINE) ||
    code === MINUS ||
    code === POINT ||
    code === PLUS ||
    (code | 0x20) === LOWER_E
  );
}

function restored(value: unknown): unknown {
  const whole = [value];
  const due: object[] = [whole];
  for (let holder = due.pop(); holder !== undefined; holder = due.pop()) {
    for (const key of Object.keys(holder)) {
      const held: unknown = Reflect.get(holder, key);
      if (typeof held === 'object' && held !== null) due.push(held);
      else if (typeof held === 'string' && held.charCodeAt(0) === 0)
        setOwn(holder, key, exactNumber(held.slice(1)));
    }
  }
  return whole[0];
}
