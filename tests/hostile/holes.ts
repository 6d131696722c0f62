import { PROTOCOL, SPEC } from './template.js';

/** What kind of text a hole takes: `⟨doc.title⟩` is of the kind `doc`. */
export type Kind =
  | 'doc'
  | 'id'
  | 'name'
  | 'header'
  | 'member'
  | 'tag'
  | 'value'
  | 'shape'
  | 'operation'
  | 'parameter'
  | 'path'
  | 'pattern'
  | 'json';

export interface Hole {
  readonly kind: Kind;
  /** `doc.title` */
  readonly id: string;
}

const HOLE = /⟨(([a-z]+)\.\w+)⟩/g;

/** Every hole of some templates, once, in its order. */
export function holesOf(...templates: readonly unknown[]): readonly Hole[] {
  const found = [...JSON.stringify(templates).matchAll(HOLE)];
  return [...new Map(found.map(([, id = '', kind = '']) => [id, { id, kind: kind as Kind }])).values()];
}

export const holes: readonly Hole[] = holesOf(SPEC, PROTOCOL);

/** What stands in the holes that a case leaves alone: a text that does no harm, another one in each hole. */
function harmless({ kind, id }: Hole): string {
  const name = id.slice(kind.length + 1);
  switch (kind) {
    case 'doc':
      return `Text ${name}.`;
    case 'header':
      return `x-${name.toLowerCase()}`;
    case 'pattern':
      return '^[a-z]+$';
    case 'json':
      return '"text"';
    case 'shape':
    case 'operation':
      return `The${name.charAt(0).toUpperCase()}${name.slice(1)}`;
    default:
      return `${kind}${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  }
}

/** The files of the spec with the given texts in the holes. JSON, which is YAML too. */
export function filled(texts: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> {
  return { 'spec.yaml': filledIn(SPEC, texts), 'protocol.yaml': filledIn(PROTOCOL, texts) };
}

/** A template as JSON, with the given texts in its holes. */
export function filledIn(template: unknown, texts: Readonly<Record<string, string>> = {}): string {
  const fillings = new Map(
    holesOf(template).map((hole) => [
      hole.id,
      Object.hasOwn(texts, hole.id) ? (texts[hole.id] ?? '') : harmless(hole),
    ]),
  );
  const fill = (text: string): string =>
    text.replace(HOLE, (_, id: string) => {
      const filling = fillings.get(id) ?? '';
      return text.startsWith('#/') ? encodeURIComponent(pointerToken(wellFormed(filling))) : filling;
    });
  return toJson(template, fill);
}

function pointerToken(text: string): string {
  return text.replaceAll('~', '~0').replaceAll('/', '~1');
}

/** A URI has no lone surrogates. */
function wellFormed(text: string): string {
  return text.replace(/[\ud800-\udfff]/gu, '\ufffd');
}

/** By hand, as `__proto__` is no member of a literal; and two members that come to one name both stay. */
function toJson(value: unknown, fill: (text: string) => string): string {
  if (typeof value === 'string') return JSON.stringify(fill(value));
  if (Array.isArray(value)) return `[${value.map((each) => toJson(each, fill)).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).map(
      ([key, held]) => `${JSON.stringify(fill(key))}: ${toJson(held, fill)}`,
    );
    return `{${members.join(', ')}}`;
  }
  return JSON.stringify(value);
}
