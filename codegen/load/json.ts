import type { Place } from '../problems.js';
import { maximumDepth } from './limits.js';
import { escapeToken, type Tree } from './tree.js';

/**
 * A JSON text as a tree: the very tree that reading it as YAML gives, at a fraction of the cost, and without loading
 * the parser of YAML. Null for what is no JSON object, and for JSON with a problem (a key twice, a number without end,
 * too many levels): the parser of YAML tells which, and where.
 *
 * @param file the name that problems give the file
 */
export function parseJsonText(text: string, file: string): Tree | null {
  if (!/^\s*\{/.test(text)) return null;
  try {
    // What follows relies on a text that is well-formed.
    JSON.parse(text);
  } catch {
    return null;
  }
  return treeOf(text, file);
}

function treeOf(text: string, file: string): Tree | null {
  let at = 0;
  let line = 1;
  let lineStart = 0;
  let isSound = true;
  const string = /"(?:[^"\\]|\\.)*"/y;
  const other = /[^\s,\]}]+/y;

  const place = (pointer: string): Place => ({ file, line, column: at - lineStart + 1, pointer });

  const skipSpace = (): void => {
    for (; ; at++) {
      const code = text.charCodeAt(at);
      if (code === NEWLINE) {
        line++;
        lineStart = at + 1;
      } else if (code !== SPACE && code !== TAB && code !== RETURN) return;
    }
  };

  /** From the bracket to the first entry; false, and past the other bracket, where there is none. */
  const opens = (close: number): boolean => {
    at++;
    skipSpace();
    if (text.charCodeAt(at) !== close) return true;
    at++;
    return false;
  };

  /** From the end of an entry to the next; false, and past the bracket, where there is none. */
  const continues = (): boolean => {
    skipSpace();
    const comma = text.charCodeAt(at++) === COMMA;
    if (comma) skipSpace();
    return comma;
  };

  const take = (token: RegExp): string => {
    token.lastIndex = at;
    const [taken = ''] = token.exec(text) ?? [];
    at += taken.length;
    return taken;
  };

  const takeString = (): string => {
    const end = text.indexOf('"', at + 1);
    const plain = text.slice(at + 1, end);
    if (plain.includes('\\')) return JSON.parse(take(string)) as string;
    at = end + 1;
    return plain;
  };

  const takeScalar = (): string | number | bigint | boolean | null => {
    const token = take(other);
    if (token === 'null') return null;
    if (token === 'true' || token === 'false') return token === 'true';
    const number = Number(token);
    isSound &&= Number.isFinite(number);
    if (!/^-?\d+$/.test(token)) return number;
    if (!Number.isSafeInteger(number)) return BigInt(token);
    // An integer has no negative zero.
    return number === 0 ? 0 : number;
  };

  const takeValue = (where: Place, depth: number): Tree => {
    const { pointer } = where;
    const code = text.charCodeAt(at);
    if (depth > maximumDepth) isSound = false;
    if (!isSound) return { kind: 'scalar', place: where, value: null };
    if (code === BRACE) {
      const members = new Map<string, Tree>();
      if (opens(BRACE_END)) {
        do {
          const start = place('');
          const key = takeString();
          if (members.has(key)) isSound = false;
          const here = { ...start, pointer: `${pointer}/${escapeToken(key)}` };
          skipSpace();
          at++;
          skipSpace();
          members.set(key, takeValue(here, depth + 1));
        } while (isSound && continues());
      }
      return { kind: 'object', place: where, members };
    }
    if (code === BRACKET) {
      const items: Tree[] = [];
      if (opens(BRACKET_END)) {
        do items.push(takeValue(place(`${pointer}/${items.length}`), depth + 1));
        while (isSound && continues());
      }
      return { kind: 'array', place: where, items };
    }
    return { kind: 'scalar', place: where, value: code === QUOTE ? takeString() : takeScalar() };
  };

  skipSpace();
  const tree = takeValue(place(''), 0);
  return isSound ? tree : null;
}

const [NEWLINE, SPACE, TAB, RETURN, COMMA, QUOTE] = [10, 32, 9, 13, 44, 34];
const [BRACE, BRACE_END, BRACKET, BRACKET_END] = [123, 125, 91, 93];
