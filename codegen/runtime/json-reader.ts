/**
 * Reads JSON without loss: a strict RFC 8259 reader that says where a text fails and keeps every integer exact.
 * It does not recurse, so depth costs memory and nothing else, and it never throws.
 */

import { setOwn } from './values.js';

export type ParsedJson =
  | { readonly ok: true; readonly value: unknown }
  | {
      readonly ok: false;
      /** In UTF-16 code units, from 0. */
      readonly offset: number;
      /** From 1; LF, CR and CRLF each end a line. */
      readonly line: number;
      /** In UTF-16 code units, from 1. */
      readonly column: number;
      /** What could have stood there: `a value`, `"," or "]"`. */
      readonly expected: string;
    };

/**
 * Reads one JSON text: the language that `JSON.parse` reads, and the same values but for one difference. A number
 * whose value is an integer beyond 2^53 - 1 becomes a bigint, however it is written (`9007199254740993`,
 * `9007199254740993.0`, `9.007199254740993e15`). A magnitude that no double holds (`1e400`) is Infinity, as it is
 * for `JSON.parse`. Of two members with one name the last wins, and `__proto__` is a member like any other.
 */
export function parseJson(text: string): ParsedJson {
  const reader: Reader = { text, at: 0, expected: '' };
  const value = readText(reader);
  if (reader.expected === '') return { ok: true, value };
  return { ok: false, offset: reader.at, ...placeOf(text, reader.at), expected: reader.expected };
}

/** Line and column of an offset, both from 1. */
export function placeOf(text: string, offset: number): { readonly line: number; readonly column: number } {
  let line = 1;
  let start = 0;
  for (let at = 0; at < offset; at++) {
    const code = text.charCodeAt(at);
    if (code === LF || (code === CR && text.charCodeAt(at + 1) !== LF)) {
      line++;
      start = at + 1;
    }
  }
  return { line, column: offset - start + 1 };
}

/** Where the reader stands. Once `expected` is not empty it has failed there. */
interface Reader {
  readonly text: string;
  at: number;
  expected: string;
}

/** A container that is not closed yet. `key` names the member whose value comes next. */
type Open =
  | { readonly kind: 'array'; readonly value: unknown[] }
  | { readonly kind: 'object'; readonly value: Record<string, unknown>; key: string };

const TAB = 0x09;
const LF = 0x0a;
const CR = 0x0d;
const SPACE = 0x20;
const QUOTE = 0x22;
const PLUS = 0x2b;
const COMMA = 0x2c;
const MINUS = 0x2d;
const POINT = 0x2e;
const ZERO = 0x30;
const NINE = 0x39;
const COLON = 0x3a;
const UPPER_E = 0x45;
const OPEN_BRACKET = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_BRACKET = 0x5d;
const LOWER_E = 0x65;
const LOWER_U = 0x75;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;

/** The value of the whole text; of no meaning once the reader has failed. */
function readText(reader: Reader): unknown {
  const open: Open[] = [];
  for (;;) {
    let value = readValue(reader, open);
    if (reader.expected !== '') return undefined;
    if (value === OPENED) continue;
    for (;;) {
      const container = open.at(-1);
      skipBlank(reader);
      if (container === undefined) {
        return reader.at === reader.text.length ? value : fail(reader, 'the end of the text');
      }
      put(container, value);
      if (take(reader, COMMA)) {
        if (container.kind === 'object') container.key = readKey(reader);
        if (reader.expected !== '') return undefined;
        break;
      }
      if (!take(reader, container.kind === 'array' ? CLOSE_BRACKET : CLOSE_BRACE)) {
        return fail(reader, container.kind === 'array' ? '"," or "]"' : '"," or "}"');
      }
      value = container.value;
      open.pop();
    }
  }
}

/** What `readValue` gives for a container that has members to come. */
const OPENED = Symbol('opened');

function readValue(reader: Reader, open: Open[]): unknown {
  skipBlank(reader);
  switch (reader.text.charCodeAt(reader.at)) {
    case OPEN_BRACE: {
      reader.at++;
      skipBlank(reader);
      const value: Record<string, unknown> = {};
      if (take(reader, CLOSE_BRACE)) return value;
      open.push({ kind: 'object', value, key: readKey(reader, '"}" or a member\'s name') });
      return OPENED;
    }
    case OPEN_BRACKET: {
      reader.at++;
      skipBlank(reader);
      const value: unknown[] = [];
      if (take(reader, CLOSE_BRACKET)) return value;
      open.push({ kind: 'array', value });
      return OPENED;
    }
    case QUOTE:
      return readString(reader);
    case 0x74:
      return readWord(reader, 'true', true);
    case 0x66:
      return readWord(reader, 'false', false);
    case 0x6e:
      return readWord(reader, 'null', null);
    default:
      return readNumber(reader);
  }
}

function put(container: Open, value: unknown): void {
  if (container.kind === 'array') container.value.push(value);
  else setOwn(container.value, container.key, value);
}

/** A member's name and the colon after it. */
function readKey(reader: Reader, expected = "a member's name"): string {
  skipBlank(reader);
  if (reader.text.charCodeAt(reader.at) !== QUOTE) {
    fail(reader, expected);
    return '';
  }
  const key = readString(reader);
  if (reader.expected !== '') return '';
  skipBlank(reader);
  if (!take(reader, COLON)) fail(reader, '":"');
  return key;
}

function readWord(reader: Reader, word: string, value: unknown): unknown {
  if (!reader.text.startsWith(word, reader.at)) return fail(reader, 'a value');
  reader.at += word.length;
  return value;
}

/** What a string cannot hold as it is. */
const SPECIAL = /[\\\u0000-\u001f]/;

function readString(reader: Reader): string {
  const { text } = reader;
  // Nearly all strings stand there as they are, and are found many times faster than they are read.
  const end = text.indexOf('"', reader.at + 1);
  const plain = text.slice(reader.at + 1, end);
  if (end < 0 || SPECIAL.test(plain)) return readStringByUnits(reader);
  reader.at = end + 1;
  return plain;
}

function readStringByUnits(reader: Reader): string {
  const { text } = reader;
  let result = '';
  let from = reader.at + 1;
  for (let at = from; ; ) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      reader.at = at + 1;
      return result + text.slice(from, at);
    }
    if (code === BACKSLASH) {
      reader.at = at;
      result += text.slice(from, at) + readEscape(reader);
      if (reader.expected !== '') return '';
      from = reader.at;
      at = from;
    } else if (code >= SPACE) {
      at++;
    } else {
      reader.at = at;
      fail(reader, reader.at < text.length ? 'an escape for this control character' : 'the closing quote');
      return '';
    }
  }
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ['\\', '\\'],
  ['/', '/'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
]);

/** The backslash stands at the reader's place. */
function readEscape(reader: Reader): string {
  const { text } = reader;
  reader.at++;
  if (take(reader, LOWER_U)) {
    const hex = text.slice(reader.at, reader.at + 4);
    if (!/^[\da-fA-F]{4}$/.test(hex)) {
      fail(reader, 'four hexadecimal digits');
      return '';
    }
    reader.at += 4;
    return String.fromCharCode(Number.parseInt(hex, 16));
  }
  const escaped = ESCAPES.get(text.charAt(reader.at));
  if (escaped === undefined) {
    fail(reader, 'an escape: one of "\\/bfnrtu');
    return '';
  }
  reader.at++;
  return escaped;
}

function readNumber(reader: Reader): number | bigint | undefined {
  const start = reader.at;
  const negative = take(reader, MINUS);
  if (!take(reader, ZERO) && !takeDigits(reader)) return fail(reader, negative ? 'a digit' : 'a value');
  if (take(reader, POINT) && !takeDigits(reader)) return fail(reader, 'a digit');
  if (take(reader, LOWER_E) || take(reader, UPPER_E)) {
    if (!take(reader, MINUS)) take(reader, PLUS);
    if (!takeDigits(reader)) return fail(reader, 'a digit');
  }
  return exactNumber(reader.text.slice(start, reader.at));
}

/** A bigint where the literal's value is an integer that a double may not hold. */
export function exactNumber(literal: string): number | bigint {
  const double = Number(literal);
  if (!Number.isInteger(double) || Number.isSafeInteger(double)) return double;
  const [mantissa = '', exponent = '0'] = literal.toLowerCase().split('e');
  const [whole = '', fraction = ''] = mantissa.split('.');
  const digits = whole + fraction;
  // The double is finite and not 0, so the digits before the point are 309 at most, leading zeros aside.
  const shift = Number(exponent) - fraction.length;
  if (shift >= 0) return BigInt(digits + '0'.repeat(shift));
  return /[1-9]/.test(digits.slice(shift)) ? double : BigInt(digits.slice(0, shift));
}

function skipBlank(reader: Reader): void {
  for (;;) {
    const code = reader.text.charCodeAt(reader.at);
    if (code > SPACE || (code !== SPACE && code !== LF && code !== CR && code !== TAB)) return;
    reader.at++;
  }
}

function take(reader: Reader, code: number): boolean {
  if (reader.text.charCodeAt(reader.at) !== code) return false;
  reader.at++;
  return true;
}

function takeDigits(reader: Reader): boolean {
  const { text, at: start } = reader;
  let at = start;
  for (let code = text.charCodeAt(at); code >= ZERO && code <= NINE; code = text.charCodeAt(at)) at++;
  reader.at = at;
  return at > start;
}

function fail(reader: Reader, expected: string): undefined {
  if (reader.expected === '') reader.expected = expected;
  return undefined;
}

/** A number of `JSON.parse` that may stand for another integer than the text did: a whole one beyond 2^53 - 1. */
export function isRounded(value: unknown): boolean {
  return typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value);
}

/** Whether a value of `JSON.parse` holds, at any depth, a number for which {@link isRounded} holds. */
export function holdsRounded(value: unknown): boolean {
  const due: unknown[] = [value];
  while (due.length > 0) {
    const next = due.pop();
    if (isRounded(next)) return true;
    if (typeof next === 'object' && next !== null) for (const inner of Object.values(next)) due.push(inner);
  }
  return false;
}
