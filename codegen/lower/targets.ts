/** What a member, an element or a value holds. */
import type { List, MapShape, Source, StringShape, Target } from '../contract.js';
import { memberOf, referenceOf, type Tree } from '../load/tree.js';
import { problemAt, type Report } from '../problems.js';
import { classify } from './classify.js';
import { isTrue } from './dialect/trees.js';
import { checkSchemaKeywords, type SchemaKind } from './keywords.js';
import { type Attribution, attributionOf, checkAttribution, type Provenance, rules } from './provenance.js';
import { readFlag } from './read.js';
import { childAt, type SchemaAt, target } from './schemas.js';
import { lowerCounts, lowerSimple, lowerString, type SimpleKind } from './simple.js';

/** What lowering a schema needs to know of the document. */
export interface Scope {
  readonly root: Tree;
  /** Every schema by its pointer: the name of its shape, or null where it has none. */
  readonly names: ReadonlyMap<string, string | null>;
  readonly sources: readonly Source[];
  readonly report: Report;
  /** Takes what stands in the document and changes nothing of the contract. */
  readonly note: Report;
}

/** A site of the contract, and what is attributed to it. */
export interface Site {
  readonly id: string;
  readonly provenance: Provenance;
}

export interface LoweredTarget {
  readonly target: Target;
  /** The site itself, and those inside of it. */
  readonly sites: readonly Site[];
}

/** The target at a site; null where the schema is none, which is then reported. */
export function lowerTarget(
  scope: Scope,
  at: SchemaAt,
  site: string,
  around: readonly Attribution[],
): LoweredTarget | null {
  const lowered = lowerPresent(scope, at, site, around);
  const isNullable = [at, target(scope.root, at)].some(({ tree }) => isTrue(memberOf(tree, 'nullable')));
  // Null is a document already.
  if (lowered === null || !isNullable || lowered.target.kind === 'document') return lowered;
  return { ...lowered, target: { ...lowered.target, nullable: true } };
}

function lowerPresent(
  scope: Scope,
  at: SchemaAt,
  site: string,
  around: readonly Attribution[],
): LoweredTarget | null {
  const kind = checkedKind(scope, at);
  if (kind === null) return null;
  const own = attributionOf(at.tree);
  const here: Site = { id: site, provenance: { own, target: [], around } };
  switch (kind) {
    case 'reference':
      return lowerReference(scope, at, site, around);
    case 'structure':
    case 'union':
    case 'choice':
    case 'enum': {
      const name = scope.names.get(at.pointer);
      if (name === undefined || name === null)
        throw new Error(`the schema at ${at.pointer} was given no name`);
      // What an object's schema says of `required` it says of its members.
      const provenance: Provenance = { own: own.map(withoutRequired), target: [], around };
      return { target: { kind: 'ref', name }, sites: [{ id: site, provenance }] };
    }
    case 'list': {
      const list = lowerList(scope, at, site, [...own, ...around]);
      return list && { target: list.target, sites: [here, ...list.sites] };
    }
    case 'map': {
      const map = lowerMap(scope, at, site, [...own, ...around]);
      return map && { target: map.target, sites: [here, ...map.sites] };
    }
    default:
      return { target: lowerSimple(kind, at.tree, scope.sources, scope.report), sites: [here] };
  }
}

function withoutRequired({ byDefault, byRule }: Attribution): Attribution {
  return { byDefault, byRule: new Map([...byRule].filter(([rule]) => rule !== 'required')) };
}

/** The kind of a schema, its keywords and sources checked. */
export function checkedKind(scope: Scope, at: SchemaAt): SchemaKind | null {
  const kind = classify(at.tree);
  if (typeof kind !== 'string') {
    scope.report(problemAt((memberOf(at.tree, 'type') ?? at.tree).place, kind));
    return null;
  }
  checkSchemaKeywords(at.tree, kind, scope.report);
  checkAttribution(at.tree, rules, scope.sources, scope.report);
  const edition = memberOf(at.tree, 'x-edition');
  if (edition !== undefined && !/\/properties\/[^/]*$|\/schema$/.test(at.pointer)) {
    const detail = { code: 'misplaced-keyword', keyword: 'x-edition', owner: 'this schema' } as const;
    scope.report(problemAt(edition.place, { ...detail, belongs: 'the document, or the schema of a member' }));
  }
  return kind;
}

function lowerReference(
  scope: Scope,
  at: SchemaAt,
  site: string,
  around: readonly Attribution[],
): LoweredTarget | null {
  const end = target(scope.root, at);
  const provenance: Provenance = { own: attributionOf(at.tree), target: attributionOf(end.tree), around };
  const name = scope.names.get(end.pointer);
  if (typeof name === 'string') return { target: { kind: 'ref', name }, sites: [{ id: site, provenance }] };
  const kind = classify(end.tree);
  if (name === null && isSimple(kind)) {
    return {
      target: lowerSimple(kind, end.tree, scope.sources, scope.report),
      sites: [{ id: site, provenance }],
    };
  }
  // Without a name, a schema could only be copied, and one that contains itself has no end.
  if (name === undefined || typeof kind === 'string') {
    const expected = 'a schema under components/schemas';
    const place = memberOf(at.tree, '$ref')?.place ?? at.tree.place;
    scope.report(problemAt(place, { code: 'ref-kind', ref: referenceOf(at.tree) ?? '', expected }));
  }
  return null;
}

function isSimple(kind: unknown): kind is SimpleKind {
  const kinds: readonly SimpleKind[] = [
    'string',
    'integer',
    'float',
    'timestamp',
    'boolean',
    'blob',
    'document',
  ];
  return kinds.some((each) => each === kind);
}

/** A list, and the sites of its elements; `around` are its own attributions too. */
export function lowerList(
  scope: Scope,
  at: SchemaAt,
  site: string,
  around: readonly Attribution[],
): { readonly target: List; readonly sites: readonly Site[] } | null {
  const items = childAt(at, 'items');
  const bounds = lowerCounts(at.tree, 'minItems', 'maxItems', scope.report);
  const uniqueItems = readFlag(memberOf(at.tree, 'uniqueItems'), 'uniqueItems', scope.report);
  if (items === undefined) {
    const instead = 'Add items; items: {} takes any value';
    scope.report(problemAt(at.tree.place, { code: 'missing', what: 'items', instead }));
    return null;
  }
  const element = lowerTarget(scope, items, `${site}[]`, around);
  if (element === null) return null;
  const target: List = {
    kind: 'list',
    element: element.target,
    ...(bounds.minimum === undefined ? {} : { minItems: bounds.minimum }),
    ...(bounds.maximum === undefined ? {} : { maxItems: bounds.maximum }),
    ...(uniqueItems === true ? { uniqueItems } : {}),
  };
  return { target, sites: element.sites };
}

/** A map, and the sites of its keys and values; `around` are its own attributions too. */
export function lowerMap(
  scope: Scope,
  at: SchemaAt,
  site: string,
  around: readonly Attribution[],
): { readonly target: MapShape; readonly sites: readonly Site[] } | null {
  const bounds = lowerCounts(at.tree, 'minProperties', 'maxProperties', scope.report);
  const names = childAt(at, 'propertyNames');
  const key = names === undefined ? { kind: 'string' as const } : lowerKey(scope, names);
  const values = childAt(at, 'additionalProperties');
  const value: LoweredTarget | null =
    values === undefined
      ? { target: { kind: 'document' }, sites: [] }
      : lowerTarget(scope, values, `${site}{}`, around);
  if (key === null || value === null) return null;
  const own = names === undefined ? [] : attributionOf(names.tree);
  const keys: Site = { id: `${site}{key}`, provenance: { own, target: [], around } };
  const target: MapShape = {
    kind: 'map',
    key,
    value: value.target,
    ...(bounds.minimum === undefined ? {} : { minItems: bounds.minimum }),
    ...(bounds.maximum === undefined ? {} : { maxItems: bounds.maximum }),
  };
  return { target, sites: [keys, ...value.sites] };
}

function lowerKey(scope: Scope, at: SchemaAt): StringShape | null {
  const end = target(scope.root, at);
  // JSON's keys are strings whether or not propertyNames says so.
  const kind = memberOf(end.tree, 'type') === undefined ? 'string' : classify(end.tree);
  if (kind === 'string') {
    checkSchemaKeywords(at.tree, at === end ? 'string' : 'reference', scope.report);
    checkAttribution(end.tree, rules, scope.sources, scope.report);
    return lowerString(end.tree, scope.report);
  }
  const what = 'A map whose keys are anything but strings with a pattern or a length';
  const instead = 'Write a string schema under propertyNames';
  scope.report(problemAt(at.tree.place, { code: 'unsupported', what, instead }));
  return null;
}
