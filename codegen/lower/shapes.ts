/** Structures, unions and enums, and the lists and maps that have a name. */
import type { Enum, EnumValue, ErrorBinding, Member, NamedShape, Structure, Union } from '../contract.js';
import { entriesOf, itemsOf, memberOf, referenceOf, type Tree, textOf } from '../load/tree.js';
import { nearest } from '../nearest.js';
import { problemAt, type Report } from '../problems.js';
import { lowerChoice } from './choices.js';
import { isOpen } from './classify.js';
import { type Attribution, attributionOf } from './provenance.js';
import {
  readChoice,
  readCount,
  readFlag,
  readObject,
  readText,
  readTextMap,
  readTexts,
  wrong,
} from './read.js';
import { type NamedSchema, propertiesOf, type SchemaAt, target } from './schemas.js';
import { checkedKind, lowerList, lowerMap, lowerTarget, type Scope, type Site } from './targets.js';

/** What `x-error` may say of sending a request again. */
export const retries: readonly ErrorBinding['retry'][] = ['never', 'transient', 'throttling'];

export interface LoweredShape<Shape extends NamedShape = NamedShape> {
  readonly shape: Shape;
  /** Whether it takes members that nobody documents: nothing is told of them then. */
  readonly open?: boolean;
  readonly sites: readonly Site[];
}

/** The shape of a schema with a name; null where the schema is none, which is then reported. */
export function lowerShape(scope: Scope, schema: NamedSchema): LoweredShape | null {
  const { name, around } = schema;
  const kind = checkedKind(scope, schema);
  const own = attributionOf(schema.tree);
  const doc = docOf(schema.tree, scope.report);
  const root: Site = { id: name, provenance: { own, target: [], around } };
  const within = [...own, ...around];
  switch (kind) {
    case 'structure':
      return { ...withSite(root, lowerStructure(scope, schema, name, within)), open: isOpen(schema.tree) };
    case 'union':
      return withSite(root, lowerUnion(scope, schema, name, within));
    case 'choice':
      return withSite(root, lowerChoice(scope, schema, name, doc, within));
    case 'enum':
      return { shape: lowerEnum(schema.tree, name, doc, scope.report), sites: [root] };
    case 'list': {
      const list = lowerList(scope, schema, name, within);
      return list && { shape: { ...list.target, name, doc }, sites: [root, ...list.sites] };
    }
    case 'map': {
      const map = lowerMap(scope, schema, name, within);
      return map && { shape: { ...map.target, name, doc }, sites: [root, ...map.sites] };
    }
    default:
      return null;
  }
}

function withSite(root: Site, lowered: LoweredShape): LoweredShape {
  return { shape: lowered.shape, sites: [root, ...lowered.sites] };
}

/** A structure under a name that need not be its schema's own: an operation's input takes members from its body. */
export function lowerStructure(
  scope: Scope,
  at: SchemaAt,
  name: string,
  around: readonly Attribution[],
): LoweredShape<Structure> {
  const required = requiredOf(at, scope.report);
  const lowered = propertiesOf(at).map(([member, schema]) =>
    lowerMember(scope, schema, member, name, required.has(member), around),
  );
  const error = memberOf(at.tree, 'x-error');
  readChoice(
    readObject(error, 'x-error', ['retry'], scope.report).get('retry'),
    'retry',
    retries,
    scope.report,
  );
  const doc = docOf(at.tree, scope.report);
  return {
    shape: { kind: 'structure', name, doc, members: lowered.flatMap(({ member }) => member ?? []) },
    sites: lowered.flatMap(({ sites }) => sites),
  };
}

function requiredOf(at: SchemaAt, report: Report): ReadonlySet<string> {
  const tree = memberOf(at.tree, 'required');
  const properties = memberOf(at.tree, 'properties');
  const required = new Set<string>();
  readTexts(tree, 'required', report);
  for (const item of itemsOf(tree)) {
    const name = textOf(item);
    if (name === undefined) continue;
    if (required.has(name))
      report(problemAt(item.place, { code: 'duplicate-value', what: 'required', value: name }));
    if (memberOf(properties, name) === undefined) {
      const suggestion = nearest(
        name,
        entriesOf(properties).map(([property]) => property),
      );
      report(problemAt(item.place, { code: 'unknown-name', what: 'member', name, suggestion }));
    }
    required.add(name);
  }
  return required;
}

function lowerUnion(
  scope: Scope,
  at: SchemaAt,
  name: string,
  around: readonly Attribution[],
): LoweredShape<Union> {
  for (const keyword of ['minProperties', 'maxProperties']) {
    const tree = memberOf(at.tree, keyword);
    if (readCount(tree, keyword, scope.report) === 1) continue;
    const instead = 'Add minProperties: 1 and maxProperties: 1, so that other tools see the rule too';
    if (tree !== undefined) wrong(tree, `${keyword} of a tagged union`, '1', scope.report);
    else
      scope.report(
        problemAt(at.tree.place, { code: 'missing', what: `${keyword} of a tagged union`, instead }),
      );
  }
  readObject(memberOf(at.tree, 'x-tagged-union'), 'x-tagged-union', ['unknown-member'], scope.report);
  const properties = propertiesOf(at);
  if (properties.length === 0) {
    const instead = 'Add properties, one for each tag';
    scope.report(
      problemAt(at.tree.place, { code: 'missing', what: 'a member of the tagged union', instead }),
    );
  }
  const lowered = properties.map(([member, schema]) => {
    const nullable = memberOf(schema.tree, 'nullable');
    if (nullable !== undefined) {
      const instead = 'Remove it: that a member is null says that it is not set';
      scope.report(
        problemAt(nullable.place, { code: 'unsupported', what: 'A nullable tag of a union', instead }),
      );
    }
    return lowerMember(scope, schema, member, name, false, around);
  });
  const doc = docOf(at.tree, scope.report);
  return {
    shape: { kind: 'union', name, doc, members: lowered.flatMap(({ member }) => member ?? []) },
    sites: lowered.flatMap(({ sites }) => sites),
  };
}

export interface LoweredMember {
  /** Null where its schema is no shape, which is then reported. */
  readonly member: Member | null;
  readonly sites: readonly Site[];
}

export function lowerMember(
  scope: Scope,
  at: SchemaAt,
  name: string,
  owner: string,
  required: boolean,
  around: readonly Attribution[],
): LoweredMember {
  const { report } = scope;
  const lowered = lowerTarget(scope, at, `${owner}.${name}`, around);
  const edition = readText(memberOf(at.tree, 'x-edition'), 'x-edition', report);
  const end = target(scope.root, at);
  const deprecated =
    readFlag(memberOf(at.tree, 'deprecated'), 'deprecated', report) ??
    readFlag(memberOf(end.tree, 'deprecated'), 'deprecated', report);
  if (lowered === null) return { member: null, sites: [] };
  // What a schema without a name says of itself would be lost, were it not said of the member.
  const described = referenceOf(at.tree) !== undefined && lowered.target.kind === 'ref' ? at.tree : end.tree;
  const doc = docOf(at.tree, report) || docOf(described, report);
  const member: Member = {
    name,
    target: lowered.target,
    required,
    doc,
    ...(deprecated === true ? { deprecated: 'The contract marks it as deprecated.' } : {}),
    ...(edition === undefined ? {} : { edition }),
  };
  return { member, sites: lowered.sites };
}

function lowerEnum(schema: Tree, name: string, doc: string, report: Report): Enum {
  const list = memberOf(schema, 'enum');
  readTexts(list, 'enum', report);
  if (list?.kind === 'array' && list.items.length === 0)
    wrong(list, 'enum', 'a list of at least one value', report);
  const values = new Set<string>();
  for (const item of itemsOf(list)) {
    const value = textOf(item);
    if (value === undefined) continue;
    if (values.has(value)) report(problemAt(item.place, { code: 'duplicate-value', what: 'enum', value }));
    values.add(value);
  }
  const docs = keyedByValue(memberOf(schema, 'x-enum-descriptions'), 'x-enum-descriptions', values, report);
  const editions = keyedByValue(memberOf(schema, 'x-enum-editions'), 'x-enum-editions', values, report);
  const described = memberOf(schema, 'x-enum-descriptions');
  for (const value of values) {
    if (described?.kind !== 'object' || described.members.has(value)) continue;
    const what = `${JSON.stringify(value)} of x-enum-descriptions`;
    report(problemAt(described.place, { code: 'missing', what, instead: 'Describe every value, or none' }));
  }
  const lowered = [...values].map((value): EnumValue => {
    const edition = editions.get(value);
    return { value, doc: docs.get(value) ?? '', ...(edition === undefined ? {} : { edition }) };
  });
  return { kind: 'enum', name, doc, values: lowered };
}

function keyedByValue(
  tree: Tree | undefined,
  keyword: string,
  values: ReadonlySet<string>,
  report: Report,
): ReadonlyMap<string, string> {
  for (const [value, described] of entriesOf(tree)) {
    if (values.has(value)) continue;
    const suggestion = nearest(value, [...values]);
    report(problemAt(described.place, { code: 'unknown-name', what: 'enum value', name: value, suggestion }));
  }
  return readTextMap(tree, keyword, report);
}

/**
 * What is said to people of a schema, a parameter or an operation: its description, what no value means, and where more
 * is said; empty where there is nothing.
 */
export function docOf(tree: Tree | undefined, report: Report): string {
  const described = readText(memberOf(tree, 'description'), 'description', report)?.trim() ?? '';
  return [described, ...defaultOf(memberOf(tree, 'default')), ...elsewhere(memberOf(tree, 'externalDocs'))]
    .filter((part) => part !== '')
    .join('\n\n');
}

function defaultOf(tree: Tree | undefined): readonly string[] {
  if (tree?.kind !== 'scalar') return [];
  return [`Default: ${typeof tree.value === 'bigint' ? tree.value : JSON.stringify(tree.value)}.`];
}

function elsewhere(tree: Tree | undefined): readonly string[] {
  const url = textOf(memberOf(tree, 'url'));
  return url === undefined
    ? []
    : [`See ${textOf(memberOf(tree, 'description')) ?? ''} ${url}`.replace(/\s+/g, ' ')];
}
