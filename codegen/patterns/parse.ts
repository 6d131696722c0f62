import { complement, digits, lineTerminators, merged, spaces, wordCharacters } from './ranges.js';
import type { Pattern, Ranges } from './syntax.js';

/**
 * Reads a regular expression as the flag `u` has it. The source has to be one that `new RegExp(source, 'u')` takes:
 * what is no expression at all is told there, and better.
 */
export function parsePattern(source: string): Pattern {
  return alternativesAt({ points: [...source], at: 0 });
}

/** Where a reader stands; the only thing here that changes. */
interface Cursor {
  readonly points: readonly string[];
  at: number;
}

function startsWith({ points, at }: Cursor, text: string): boolean {
  return [...text].every((character, index) => points[at + index] === character);
}

function take(cursor: Cursor, text: string): boolean {
  if (!startsWith(cursor, text)) return false;
  cursor.at += text.length;
  return true;
}

function next(cursor: Cursor): string {
  const point = cursor.points[cursor.at++];
  if (point === undefined) throw new RangeError('the expression ends too early');
  return point;
}

function alternativesAt(cursor: Cursor): Pattern {
  const alternatives = [sequenceAt(cursor)];
  while (take(cursor, '|')) alternatives.push(sequenceAt(cursor));
  const [only, ...others] = alternatives;
  return only !== undefined && others.length === 0 ? only : { kind: 'alternatives', alternatives };
}

function sequenceAt(cursor: Cursor): Pattern {
  const parts: Pattern[] = [];
  while (cursor.at < cursor.points.length && !startsWith(cursor, '|') && !startsWith(cursor, ')')) {
    parts.push(repeatAt(cursor, atomAt(cursor)));
  }
  const [only, ...others] = parts;
  return only !== undefined && others.length === 0 ? only : { kind: 'sequence', parts };
}

function repeatAt(cursor: Cursor, pattern: Pattern): Pattern {
  const bounds = boundsAt(cursor);
  if (bounds === undefined) return pattern;
  take(cursor, '?');
  return { kind: 'repeat', pattern, minimum: bounds[0], maximum: bounds[1] };
}

function boundsAt(cursor: Cursor): readonly [number, number] | undefined {
  if (take(cursor, '*')) return [0, Infinity];
  if (take(cursor, '+')) return [1, Infinity];
  if (take(cursor, '?')) return [0, 1];
  if (!take(cursor, '{')) return undefined;
  const text = until(cursor, '}');
  const comma = text.indexOf(',');
  const minimum = Number(comma < 0 ? text : text.slice(0, comma));
  if (comma < 0) return [minimum, minimum];
  const upper = text.slice(comma + 1);
  return [minimum, upper === '' ? Infinity : Number(upper)];
}

/** What stands before a character, which is passed over. */
function until(cursor: Cursor, end: string): string {
  let text = '';
  while (!take(cursor, end)) text += next(cursor);
  return text;
}

function atomAt(cursor: Cursor): Pattern {
  const character = next(cursor);
  switch (character) {
    case '^':
      return { kind: 'start' };
    case '$':
      return { kind: 'end' };
    case '.':
      return { kind: 'characters', ranges: complement(lineTerminators) };
    case '(':
      return groupAt(cursor);
    case '[': {
      const start = cursor.at - 1;
      const ranges = classAt(cursor);
      return ranges === undefined ? unsupported(cursor, start) : { kind: 'characters', ranges };
    }
    case '\\':
      return escapeAt(cursor);
    default:
      return single(character);
  }
}

function single(character: string): Pattern {
  const point = character.codePointAt(0) ?? 0;
  return { kind: 'characters', ranges: [[point, point]] };
}

function groupAt(cursor: Cursor): Pattern {
  const start = cursor.at - 1;
  const ahead = take(cursor, '?=') ? 'positive' : take(cursor, '?!') ? 'negative' : null;
  const behind = ahead === null && (take(cursor, '?<=') || take(cursor, '?<!'));
  // Groups with flags, `(?i:…)`, came after the engines that we run on.
  const modified = startsWith(cursor, '?') && !startsWith(cursor, '?:') && !startsWith(cursor, '?<');
  if (ahead === null && !behind) {
    if (take(cursor, '?<')) until(cursor, '>');
    else if (take(cursor, '?')) until(cursor, ':');
  }
  const pattern = alternativesAt(cursor);
  take(cursor, ')');
  if (behind || modified) return unsupported(cursor, start);
  return ahead === null ? pattern : { kind: 'lookahead', negative: ahead === 'negative', pattern };
}

function unsupported({ points, at }: Cursor, start: number): Pattern {
  return { kind: 'unsupported', source: points.slice(start, at).join('') };
}

/** After the backslash, outside of a class. */
function escapeAt(cursor: Cursor): Pattern {
  const start = cursor.at - 1;
  if (/[1-9bB]/.test(cursor.points[cursor.at] ?? '')) {
    if (!/[bB]/.test(next(cursor))) while (/[0-9]/.test(cursor.points[cursor.at] ?? '')) cursor.at++;
    return unsupported(cursor, start);
  }
  if (take(cursor, 'k<')) {
    until(cursor, '>');
    return unsupported(cursor, start);
  }
  const ranges = classEscapeAt(cursor);
  return ranges === undefined ? unsupported(cursor, start) : { kind: 'characters', ranges };
}

/** The code points that an escape stands for, in a class or not; undefined for `\p{…}`. */
function classEscapeAt(cursor: Cursor): Ranges | undefined {
  const character = next(cursor);
  switch (character) {
    case 'd':
      return digits;
    case 'D':
      return complement(digits);
    case 'w':
      return wordCharacters;
    case 'W':
      return complement(wordCharacters);
    case 's':
      return spaces;
    case 'S':
      return complement(spaces);
    case 'p':
    case 'P':
      until(cursor, '}');
      return undefined;
    default: {
      const point = characterEscape(cursor, character);
      return [[point, point]];
    }
  }
}

const controls: Readonly<Record<string, number>> = { b: 8, t: 9, n: 10, v: 11, f: 12, r: 13, 0: 0 };

function characterEscape(cursor: Cursor, character: string): number {
  if (character === 'c') return (next(cursor).codePointAt(0) ?? 0) % 32;
  if (character === 'x') return hexadecimal(cursor, 2);
  if (character === 'u') {
    if (take(cursor, '{')) return Number.parseInt(until(cursor, '}'), 16);
    const lead = hexadecimal(cursor, 4);
    return (lead >= 0xd800 && lead < 0xdc00 ? trailAt(cursor, lead) : undefined) ?? lead;
  }
  return controls[character] ?? character.codePointAt(0) ?? 0;
}

/** `\ud83d\ude00` is one code point. */
function trailAt(cursor: Cursor, lead: number): number | undefined {
  const { at } = cursor;
  if (take(cursor, '\\u') && !startsWith(cursor, '{')) {
    const trail = hexadecimal(cursor, 4);
    if (trail >= 0xdc00 && trail < 0xe000) return 0x10000 + (lead - 0xd800) * 0x400 + (trail - 0xdc00);
  }
  cursor.at = at;
  return undefined;
}

function hexadecimal(cursor: Cursor, length: number): number {
  let text = '';
  while (text.length < length) text += next(cursor);
  return Number.parseInt(text, 16);
}

/** After `[`. Undefined where it holds `\p{…}`. */
function classAt(cursor: Cursor): Ranges | undefined {
  const negated = take(cursor, '^');
  const ranges: (readonly [number, number])[] = [];
  let known = true;
  while (!take(cursor, ']')) {
    const first = classAtomAt(cursor);
    const isRange = startsWith(cursor, '-') && cursor.points[cursor.at + 1] !== ']';
    if (!isRange) {
      if (first === undefined) known = false;
      else ranges.push(...first);
      continue;
    }
    cursor.at++;
    const last = classAtomAt(cursor);
    ranges.push([first?.[0]?.[0] ?? 0, last?.[0]?.[0] ?? 0]);
  }
  if (!known) return undefined;
  return negated ? complement(ranges) : merged(ranges);
}

function classAtomAt(cursor: Cursor): Ranges | undefined {
  if (take(cursor, '\\')) return classEscapeAt(cursor);
  const point = next(cursor).codePointAt(0) ?? 0;
  return [[point, point]];
}
