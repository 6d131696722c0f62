/** The schemas of a document, where they stand, and which of them are named shapes. */
import { percentDecoded } from '../load/references.js';
import {
  childOf,
  entriesOf,
  escapeToken,
  memberOf,
  referenceOf,
  type Tree,
  textOf,
  treeAt,
} from '../load/tree.js';
import { problemAt, type Report } from '../problems.js';
import { alternativesOf } from './choices.js';
import { classify } from './classify.js';
import type { SchemaKind } from './keywords.js';
import { type Attribution, attributionOf } from './provenance.js';

/** A schema, and its JSON Pointer in the bundled document. */
export interface SchemaAt {
  readonly tree: Tree;
  readonly pointer: string;
}

/** A schema that becomes a shape with a name. */
export interface NamedSchema extends SchemaAt {
  readonly name: string;
  /** What is attributed around it. */
  readonly around: readonly Attribution[];
}

export interface SchemaIndex {
  /** In the order of the document; shapes without a name of their own follow the shape that they stand in. */
  readonly named: readonly NamedSchema[];
  /** Every schema by its pointer: the name of its shape, or null where it has none. */
  readonly names: ReadonlyMap<string, string | null>;
}

export function childAt(at: SchemaAt, ...keys: readonly string[]): SchemaAt | undefined {
  let tree: Tree | undefined = at.tree;
  for (const key of keys) tree = tree && childOf(tree, key);
  return tree && { tree, pointer: `${at.pointer}${keys.map((key) => `/${escapeToken(key)}`).join('')}` };
}

/** The members of an object's schema, each with its own. */
export function propertiesOf(at: SchemaAt): readonly (readonly [string, SchemaAt])[] {
  return entriesOf(memberOf(at.tree, 'properties')).map(([name, tree]) => [
    name,
    { tree, pointer: `${at.pointer}/properties/${escapeToken(name)}` },
  ]);
}

/** Where a chain of references ends; where it started, if it goes round: that is told before. */
export function target(root: Tree, start: SchemaAt): SchemaAt {
  const seen = new Set<string>();
  let at = start;
  for (let ref = referenceOf(at.tree); ref !== undefined; ref = referenceOf(at.tree)) {
    if (seen.has(ref)) return start;
    seen.add(ref);
    const pointer = pointerOfReference(ref);
    const tree = treeAt(root, pointer);
    if (tree === undefined) return at;
    at = { tree, pointer };
  }
  return at;
}

/** The JSON Pointer of an internal reference, without percent-encoding. The loader refuses one that is malformed. */
export function pointerOfReference(ref: string): string {
  return percentDecoded(ref.slice(1)) ?? ref.slice(1);
}

/** Where the search for schemas begins. */
export interface SchemaRoot extends SchemaAt {
  /**
   * `component`: under components/schemas; `inline`: anywhere else, with the name it would have; `output`: the same,
   * and named whatever it is; `input`: not lowered by itself, since an operation's input has parameters besides, but
   * its name is taken and its members are schemas.
   */
  readonly role: 'component' | 'inline' | 'output' | 'input';
  readonly name: string;
  readonly around: readonly Attribution[];
}

/**
 * Collects the schemas of a document and gives names to those that need one. Components keep theirs; a schema without
 * a name of its own gets the smallest number that makes its name free.
 */
export function indexSchemas(roots: readonly SchemaRoot[], report: Report): SchemaIndex {
  const named: NamedSchema[] = [];
  const names = new Map<string, string | null>();
  const taken = new Map<string, SchemaAt>();
  for (const { role, name, ...at } of roots) if (role === 'component') taken.set(name, at);

  const take = (wanted: string, at: SchemaAt): string => {
    let name = wanted;
    for (let n = 2; taken.has(name); n++) name = `${wanted}${n}`;
    taken.set(name, at);
    return name;
  };

  const takeInput = (name: string, at: SchemaAt): void => {
    const other = taken.get(name);
    if (other === undefined) taken.set(name, at);
    else {
      const instead = `Rename the schema; what the operation is asked with has this name`;
      report(problemAt(other.tree.place, { code: 'name-collision', name, other: at.tree.place, instead }));
    }
  };

  const visit = ({ role, name, around, ...at }: SchemaRoot): void => {
    const kind = classify(at.tree);
    if (role === 'input') {
      names.set(at.pointer, name);
      takeInput(name, at);
    } else if (typeof kind === 'string' && needsName(kind, role)) {
      const given = role === 'component' ? name : take(name, at);
      names.set(at.pointer, given);
      named.push({ ...at, name: given, around });
    } else {
      names.set(at.pointer, null);
    }
    for (const [suffix, child] of partsOf(at, kind)) {
      const within = [...attributionOf(at.tree), ...around];
      visit({ ...child, role: 'inline', name: name + suffix, around: within });
    }
  };

  for (const root of roots) visit(root);
  return { named, names };
}

/** The schemas inside of a schema, with what each adds to its name. */
function partsOf(at: SchemaAt, kind: unknown): readonly (readonly [string, SchemaAt])[] {
  if (kind === 'structure' || kind === 'union') {
    return propertiesOf(at).map(([member, schema]) => [inCapitals(member), schema]);
  }
  if (kind === 'choice') {
    return alternativesOf(at).map((each, index) => {
      const title = inCapitals(textOf(memberOf(each.tree, 'title')) ?? '');
      return [title === '' ? `Option${index + 1}` : title, each];
    });
  }
  if (kind === 'list') return part(at, 'items', 'Item');
  return kind === 'map' ? part(at, 'additionalProperties', 'Value') : [];
}

function part(at: SchemaAt, keyword: string, suffix: string): readonly (readonly [string, SchemaAt])[] {
  const child = childAt(at, keyword);
  return child === undefined ? [] : [[suffix, child]];
}

function needsName(kind: SchemaKind, role: SchemaRoot['role']): boolean {
  switch (kind) {
    case 'structure':
    case 'union':
    case 'choice':
    case 'enum':
      return true;
    case 'list':
    case 'map':
      return role === 'component' || role === 'output';
    default:
      return false;
  }
}

/** A name as part of a type's name: `dry-run` is `DryRun`. */
export function inCapitals(name: string): string {
  const words = name.match(/[A-Za-z0-9]+/g) ?? [];
  return words.map((word) => word.slice(0, 1).toUpperCase() + word.slice(1)).join('');
}
