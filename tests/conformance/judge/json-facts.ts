import { pointerOf } from '../pointer.js';

/** What a JSON text says beyond the value that comes out of it. */
export interface JsonFacts {
  /** Members whose name stands in their object before, as JSON Pointers. */
  readonly duplicates: readonly string[];
  /** Strings and names with half of a surrogate pair; a name counts for its member. */
  readonly loneSurrogates: readonly string[];
  /** Numbers with a fraction or an exponent, as they are written. */
  readonly spellings: ReadonlyMap<string, string>;
}

interface Open {
  readonly kind: 'object' | 'array';
  /** Of an object, up to here. */
  readonly names: Set<string>;
  /** The name or the index of what comes next. */
  key: string | number;
  /** Whether the next string of an object is a name. */
  naming: boolean;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** Reads the facts off a text that is known to be JSON. Does not recurse, so depth costs nothing but memory. */
export function jsonFacts(text: string): JsonFacts {
  const duplicates: string[] = [];
  const loneSurrogates: string[] = [];
  const spellings = new Map<string, string>();
  const open: Open[] = [];
  const here = (): string => pointerOf(open.map(({ key }) => key));
  const hasSurrogates = SURROGATE.test(text);
  let inside: Open | undefined;

  for (let at = 0; at < text.length; ) {
    const code = text.charCodeAt(at);
    switch (code) {
      case 0x7b: // {
      case 0x5b: // [
        inside =
          code === 0x7b
            ? { kind: 'object', names: new Set(), key: 0, naming: true }
            : { kind: 'array', names: NO_NAMES, key: 0, naming: false };
        open.push(inside);
        at += 1;
        break;
      case 0x7d: // }
      case 0x5d: // ]
        open.pop();
        inside = open.at(-1);
        at += 1;
        break;
      case 0x2c: // ,
        if (inside?.kind === 'array') inside.key = Number(inside.key) + 1;
        else if (inside !== undefined) inside.naming = true;
        at += 1;
        break;
      case QUOTE: {
        const end = endOfString(text, at);
        if (inside?.naming === true || hasSurrogates) {
          const read = textOf(text.slice(at, end));
          if (inside?.naming === true) {
            inside.key = read;
            inside.naming = false;
            if (inside.names.has(read)) duplicates.push(here());
            inside.names.add(read);
          }
          if (hasSurrogates && LONE.test(read)) loneSurrogates.push(here());
        }
        at = end;
        break;
      }
      default: {
        const end = endOfWord(text, at);
        const isNumber = code === 0x2d || (code >= 0x30 && code <= 0x39);
        if (isNumber && /[.eE]/.test(text.slice(at, end))) spellings.set(here(), text.slice(at, end));
        at = Math.max(end, at + 1);
      }
    }
  }
  return { duplicates, loneSurrogates, spellings };
}

const NO_NAMES = new Set<string>();

/** Halves of pairs, as they are or escaped. */
const SURROGATE = /[\ud800-\udfff]|\\u[dD]/;
const LONE = /\p{Surrogate}/u;

/** The offset behind the closing quote. */
function endOfString(text: string, from: number): number {
  for (let at = from + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) return at + 1;
    if (code === BACKSLASH) at += 1;
  }
  return text.length;
}

function textOf(literal: string): string {
  return literal.includes('\\') ? String(JSON.parse(literal)) : literal.slice(1, -1);
}

/** The offset behind a number or a word; the same offset where there is none. */
function endOfWord(text: string, from: number): number {
  let at = from;
  while (at < text.length && !isEnd(text.charCodeAt(at))) at += 1;
  return at;
}

/** Blanks, commas, colons, quotes and closing brackets. */
function isEnd(code: number): boolean {
  return (
    code === 0x2c ||
    code === 0x7d ||
    code === 0x5d ||
    code === 0x3a ||
    code === QUOTE ||
    code === 0x20 ||
    code === 0x09 ||
    code === 0x0a ||
    code === 0x0d
  );
}
