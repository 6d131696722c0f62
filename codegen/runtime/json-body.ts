/** Reads the body of a response as JSON, and says where and in which way it is none. */
import { bodyText } from './http.js';
import type { Issue } from './issues.js';
import { exactValue } from './json-exact.js';
import { holdsRounded, parseJson, placeOf } from './json-reader.js';
import { decodeUtf8, decodeUtf8Loosely } from './utf8.js';
import { isBytes, received } from './values.js';

/** A place in a text. */
export interface Position {
  /** In UTF-16 code units, from 0. */
  readonly offset: number;
  /** From 1. */
  readonly line: number;
  /** In UTF-16 code units, from 1. */
  readonly column: number;
}

/** In which way a body is no JSON. */
export type BodyFault = 'empty' | 'not-utf8' | 'truncated' | 'trailing' | 'not-json';

export type JsonBody = { readonly ok: true; readonly value: unknown } | NoJson;

export interface NoJson {
  readonly ok: false;
  readonly fault: BodyFault;
  readonly position: Position;
  readonly expected: string;
  readonly received: string;
}

/**
 * A body as a JSON value. `JSON.parse` reads it; once more where `isRounded` sees a number that may have lost digits.
 * Where it fails the strict reader says where.
 */
export function readJson(body: unknown, isRounded: (value: unknown) => boolean): JsonBody {
  const text = bodyText(body);
  if (!text.ok) return unreadable(body, text.reason === 'utf-8' ? text.offset : 0);
  try {
    const value: unknown = JSON.parse(text.text);
    const exact = isRounded(value) ? exactValue(text.text) : value;
    if (exact !== undefined) return { ok: true, value: exact };
  } catch {
    // No JSON, or too deep for `isRounded`: either way the strict reader knows more.
  }
  const read = parseJson(text.text);
  return read.ok ? read : faultOf(text.text, read);
}

/** A body as a JSON value, every integer exact. */
export function readExactJson(body: unknown): JsonBody {
  return readJson(body, holdsRounded);
}

/** A body as text for a person to look at, whatever it is. */
export function bodyForPeople(body: unknown): string {
  const text = bodyText(body);
  if (text.ok) return text.text;
  return isBytes(body) ? decodeUtf8Loosely(body) : '';
}

/** The issue that a body is no JSON. */
export function syntaxIssue(clause: string, { position, expected, received: was }: NoJson): Issue {
  const { line, column } = position;
  return {
    clause,
    code: clause.slice(clause.indexOf('#') + 1),
    path: '',
    expected,
    received: was,
    message: `line ${line}, column ${column}: expected ${expected}, received ${was}`,
  };
}

function faultOf(text: string, failed: Position & { readonly expected: string }): NoJson {
  const { offset, line, column, expected } = failed;
  const atEnd = offset === text.length;
  const fault =
    text.trim() === ''
      ? 'empty'
      : atEnd
        ? 'truncated'
        : expected === 'the end of the text'
          ? 'trailing'
          : 'not-json';
  return {
    ok: false,
    fault,
    position: { offset, line, column },
    expected,
    received: atEnd ? 'the end of the text' : received(text.slice(offset, offset + 20)),
  };
}

/** Bytes that are no UTF-8, or no bytes at all. */
function unreadable(body: unknown, offset: number): NoJson {
  if (!isBytes(body)) {
    const start = { offset: 0, line: 1, column: 1 };
    return {
      ok: false,
      fault: 'not-utf8',
      position: start,
      expected: 'text or bytes',
      received: received(body),
    };
  }
  const good = decodeUtf8(body.subarray(0, offset));
  const before = good.ok ? good.text : '';
  const byte = (body[offset] ?? 0).toString(16).padStart(2, '0');
  return {
    ok: false,
    fault: 'not-utf8',
    position: { offset: before.length, ...placeOf(before, before.length) },
    expected: 'UTF-8',
    received: `byte 0x${byte} at offset ${offset}`,
  };
}
