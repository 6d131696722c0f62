import { parentOf, pointerOf } from '../../tests/conformance/pointer.js';

/** Where something stands in a text, in UTF-16 code units. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Where a value of a JSON text stands, and the name before it, if it is a member. */
export interface Place {
  readonly value: Span;
  readonly name: Span | null;
}

interface Open {
  readonly pointer: string;
  readonly start: number;
  readonly name: Span | null;
  /** Of what comes next: an index, or null in an object. */
  index: number | null;
  key: { readonly name: string; readonly span: Span } | null;
}

const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],:]|[^\s{}[\],:"]+/gsu;

/**
 * Where every value of a JSON text stands, by its JSON Pointer. The text is known to be JSON. Of members with one
 * name the last counts, as it does for those who read the text. Does not recurse.
 */
export function placesOf(text: string): ReadonlyMap<string, Place> {
  const places = new Map<string, Place>();
  const open: Open[] = [];
  for (const { 0: token, index: start } of text.matchAll(TOKEN)) {
    const container = open.at(-1);
    const span = { start, end: start + token.length };
    switch (token) {
      case '{':
      case '[':
        open.push({ ...next(container), start, index: token === '[' ? 0 : null, key: null });
        break;
      case '}':
      case ']': {
        const closed = open.pop();
        if (closed === undefined) break;
        places.set(closed.pointer, { value: { start: closed.start, end: span.end }, name: closed.name });
        break;
      }
      case ',':
        if (container === undefined) break;
        if (container.index !== null) container.index += 1;
        container.key = null;
        break;
      case ':':
        break;
      default:
        if (container !== undefined && container.index === null && container.key === null) {
          container.key = { name: String(JSON.parse(token)), span };
        } else {
          const { pointer, name } = next(container);
          places.set(pointer, { value: span, name });
        }
    }
  }
  return places;
}

function next(container: Open | undefined): { readonly pointer: string; readonly name: Span | null } {
  if (container === undefined) return { pointer: '', name: null };
  const { pointer, index, key } = container;
  return { pointer: `${pointer}${pointerOf([index ?? key?.name ?? ''])}`, name: key?.span ?? null };
}

/**
 * The part of the text that a person is to look at: the value itself; the name of a member that should not be there;
 * for a member that is missing, the opening of what it is missing from.
 */
export function spanAt(places: ReadonlyMap<string, Place>, pointer: string, what: 'value' | 'name'): Span {
  const place = places.get(pointer);
  if (place !== undefined) return (what === 'name' ? place.name : null) ?? place.value;
  if (pointer === '') return { start: 0, end: 1 };
  const { start } = spanAt(places, parentOf(pointer), 'value');
  return { start, end: start + 1 };
}
