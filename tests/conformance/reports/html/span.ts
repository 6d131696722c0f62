import { keysOf } from '../../pointer.js';

/** Where a part of a JSON text stands: what lies at a JSON Pointer in it. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * null where there is no such part, or no JSON up to its end; what is wrong behind it does no harm. Of a member that is
 * there twice it is the last.
 */
export function spanAt(text: string, pointer: string): Span | null {
  let start: number | null = skipSpace(text, 0);
  for (const key of keysOf(pointer)) start = start === null ? null : startWithin(text, start, key);
  return start === null ? null : valueFrom(text, start);
}

function startWithin(text: string, start: number, key: string): number | null {
  if (text[start] === '{') return memberIn(text, start, key);
  return text[start] === '[' ? elementIn(text, start, key) : null;
}

function memberIn(text: string, start: number, key: string): number | null {
  let found: number | null = null;
  let at = skipSpace(text, start + 1);
  while (text[at] === '"') {
    const name = valueFrom(text, at);
    const colon = name === null ? -1 : skipSpace(text, name.end);
    if (name === null || text[colon] !== ':') return found;
    const value = skipSpace(text, colon + 1);
    if (unquoted(text.slice(name.start, name.end)) === key) found = value;
    const comma = skipSpace(text, valueFrom(text, value)?.end ?? text.length);
    if (text[comma] !== ',') return found;
    at = skipSpace(text, comma + 1);
  }
  return found;
}

function elementIn(text: string, start: number, key: string): number | null {
  let at = skipSpace(text, start + 1);
  for (let index = 0; ; index++) {
    if (String(index) === key) return at;
    const comma = skipSpace(text, valueFrom(text, at)?.end ?? text.length);
    if (text[comma] !== ',') return null;
    at = skipSpace(text, comma + 1);
  }
}

const SPACE = /[ \t\r\n]*/y;
const STRING = /"(?:[^"\\]|\\.)*"/sy;
const WORD = /[^\s,\]}:]+/y;

/** From the first character of a value to behind its last, however deep it is. */
function valueFrom(text: string, start: number): Span | null {
  let depth = 0;
  let at = start;
  while (at < text.length) {
    const unit = text[at];
    if (unit === '{' || unit === '[') depth += 1;
    if (unit === '}' || unit === ']') depth -= 1;
    const token = unit === '"' ? matched(STRING, text, at) : depth === 0 ? matched(WORD, text, at) : 1;
    if (token === 0 && depth === 0 && unit !== '}' && unit !== ']') return null;
    at += Math.max(token, 1);
    if (depth <= 0) return depth < 0 ? null : { start, end: at };
  }
  return null;
}

function skipSpace(text: string, at: number): number {
  return at + matched(SPACE, text, at);
}

function matched(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0].length ?? 0;
}

function unquoted(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}
