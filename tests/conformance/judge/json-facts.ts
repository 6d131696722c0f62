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
  readonly names: Set<string>;
  /** The name or the index of what comes next. */
  key: string | number;
  /** Whether the next string of an object is a name. */
  naming: boolean;
}

/** Reads the facts off a text that is known to be JSON. Does not recurse, so depth costs nothing but memory. */
export function jsonFacts(text: string): JsonFacts {
  const duplicates: string[] = [];
  const loneSurrogates: string[] = [];
  const spellings = new Map<string, string>();
  const open: Open[] = [];
  const here = (): string => pointerOf(open.map(({ key }) => key));

  for (let at = 0; at < text.length; ) {
    const inside = open.at(-1);
    const char = text.charAt(at);
    switch (char) {
      case '{':
      case '[':
        open.push({
          kind: char === '{' ? 'object' : 'array',
          names: new Set(),
          key: 0,
          naming: char === '{',
        });
        at += 1;
        break;
      case '}':
      case ']':
        open.pop();
        at += 1;
        break;
      case ',':
        if (inside?.kind === 'array') inside.key = Number(inside.key) + 1;
        else if (inside !== undefined) inside.naming = true;
        at += 1;
        break;
      case '"': {
        const end = endOfString(text, at);
        const read = textOf(text.slice(at, end));
        if (inside?.naming === true) {
          inside.key = read;
          inside.naming = false;
          if (inside.names.has(read)) duplicates.push(here());
          inside.names.add(read);
        }
        if (LONE.test(read)) loneSurrogates.push(here());
        at = end;
        break;
      }
      default: {
        const end = endOfWord(text, at);
        if (end > at && /[.eE]/.test(text.slice(at, end)) && /[-\d]/.test(char)) {
          spellings.set(here(), text.slice(at, end));
        }
        at = Math.max(end, at + 1);
      }
    }
  }
  return { duplicates, loneSurrogates, spellings };
}

const LONE = /\p{Surrogate}/u;

/** The offset behind the closing quote. */
function endOfString(text: string, from: number): number {
  for (let at = from + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x22) return at + 1;
    if (code === 0x5c) at += 1;
  }
  return text.length;
}

function textOf(literal: string): string {
  return literal.includes('\\') ? String(JSON.parse(literal)) : literal.slice(1, -1);
}

/** The offset behind a number or a word; the same offset where there is none. */
function endOfWord(text: string, from: number): number {
  let at = from;
  while (at < text.length && !' \t\r\n,:]}"'.includes(text.charAt(at))) at += 1;
  return at;
}
