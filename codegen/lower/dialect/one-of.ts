/** `oneOf` and `anyOf`: what can be said without them. */
import { maximumUnfolded } from '../../load/limits.js';
import {
  entriesOf,
  escapeToken,
  itemsOf,
  memberOf,
  type ObjectTree,
  referenceOf,
  type Tree,
  textOf,
  treeAt,
} from '../../load/tree.js';
import { problemAt } from '../../problems.js';
import { pointerOfReference } from '../schemas.js';
import { mergedWith, withoutAllOf } from './all-of.js';
import { type Context, refuse } from './context.js';
import { isNull, isTrue, listAt, objectAt, scalarAt, withMember, without } from './trees.js';
import { withoutConst } from './values.js';

/** The schema without `oneOf` and `anyOf`; one that the contract cannot express is a problem. */
export function withoutOneOf(context: Context, schema: ObjectTree): ObjectTree {
  return (['oneOf', 'anyOf'] as const).reduce<ObjectTree>((sofar, keyword) => {
    const list = memberOf(sofar, keyword);
    return list === undefined ? sofar : resolved(context, sofar, keyword, list);
  }, schema);
}

/**
 * A discriminator without alternatives beside it means the schemas that have this one in their `allOf`: as those, with
 * no more than what is said of the shape as a whole. Without any it is a problem where its keywords are looked at.
 */
export function withAlternatives(context: Context, schema: ObjectTree, original: ObjectTree): ObjectTree {
  const discriminator = memberOf(schema, 'discriminator');
  if (discriminator === undefined || schema.members.has('oneOf') || schema.members.has('anyOf'))
    return schema;
  const { place } = discriminator;
  const heirs = heirsOf(context, original);
  if (heirs.length === 0) return schema;
  const kept = [...schema.members].filter(([key]) => isBeside(key) && key !== 'type');
  const refs = heirs.map((name) =>
    objectAt(place, [['$ref', scalarAt(place, `#/components/schemas/${escapeToken(name)}`)]]),
  );
  return withMember(objectAt(schema.place, kept), 'oneOf', listAt(place, refs));
}

/** The schemas that have one in their `allOf`, or one that has, and so on; in the order of the document. */
function heirsOf({ root }: Context, original: ObjectTree): readonly string[] {
  const schemas = entriesOf(memberOf(memberOf(root, 'components'), 'schemas'));
  const parents = new Map(
    schemas.map(([, each]) => [
      each,
      itemsOf(memberOf(each, 'allOf')).flatMap((part) => {
        const ref = referenceOf(part);
        return ref === undefined ? [] : (treeAt(root, pointerOfReference(ref)) ?? []);
      }),
    ]),
  );
  const found = new Set<Tree>([original]);
  // A set is walked to its end while it grows.
  for (const parent of found) for (const [each, its] of parents) if (its.includes(parent)) found.add(each);
  return schemas.filter(([, each]) => each !== original && found.has(each)).map(([name]) => name);
}

function resolved(context: Context, schema: ObjectTree, keyword: 'oneOf' | 'anyOf', list: Tree): ObjectTree {
  const items = itemsOf(list);
  const ends = items.map((item) => ({ item, end: endOf(context, item) }));
  const present = ends.filter(({ end }) => !isNullSchema(end));
  const rest = without(schema, keyword, 'discriminator');
  const nullable = (found: ObjectTree): ObjectTree =>
    present.length < ends.length ? withMember(found, 'nullable', scalarAt(list.place, true)) : found;
  const [first, ...others] = present;
  if (first === undefined) return schema;
  if (others.length === 0) return nullable(mergedWith(context, rest, first.item));
  const simple = simplified(
    keyword,
    list,
    present.map(({ end }) => end),
  );
  if (simple !== null) return nullable(mergedWith(context, rest, simple));
  return nullable(choice(context, schema, keyword, present));
}

/** Several forms: the alternatives, each with what is said of all of them. */
function choice(
  context: Context,
  schema: ObjectTree,
  keyword: 'oneOf' | 'anyOf',
  present: readonly { readonly item: Tree; readonly end: ObjectTree }[],
): ObjectTree {
  const list = memberOf(schema, keyword) ?? schema;
  const isSaid = ([key]: readonly [string, Tree]): boolean => !isBeside(key) && key !== keyword;
  const common = objectAt(schema.place, [...schema.members].filter(isSaid));
  const rest = objectAt(
    schema.place,
    [...schema.members].filter((each) => !isSaid(each) && each[0] !== 'type'),
  );
  const isIdle = present.every(({ end }) => saysAll(end, common));
  const other = keyword === 'oneOf' ? 'anyOf' : 'oneOf';
  if (schema.members.has(other)) {
    refuse(context, list, 'A oneOf beside an anyOf', 'Write one list of all that there is to choose from');
  } else if (!isIdle && schema.members.has('discriminator')) {
    const what = `Members beside a ${keyword} with a discriminator`;
    refuse(context, list, what, 'Write them into each of the alternatives');
  }
  if (context.unfolded > maximumUnfolded) return without(schema, keyword);
  if (!isIdle) context.unfolded += present.length;
  if (context.unfolded > maximumUnfolded)
    context.report(problemAt(list.place, { code: 'choice-limit', limit: maximumUnfolded }));
  const items = present.map(({ item }) => (isIdle ? item : mergedWith(context, common, item)));
  return withMember(rest, keyword, listAt(list.place, items));
}

/** What may stand beside alternatives and is not said of each of them. */
function isBeside(keyword: string): boolean {
  return (
    annotations.includes(keyword) ||
    ['discriminator', 'nullable'].includes(keyword) ||
    keyword.startsWith('x-')
  );
}

/** Whether an alternative has the members that are said of all. */
function saysAll(end: ObjectTree, common: ObjectTree): boolean {
  return [...common.members].every(([key, value]) => {
    const own = memberOf(end, key);
    if (own === undefined) return key === 'additionalProperties' && isTrue(value);
    if (key === 'required')
      return itemsOf(value).every((name) => itemsOf(own).some((each) => textOf(each) === textOf(name)));
    return key === 'properties' && entriesOf(value).every(([name]) => memberOf(own, name) !== undefined);
  });
}

/** What an alternative says, references followed and `allOf` merged. */
function endOf(context: Context, item: Tree): ObjectTree {
  const nothing = objectAt(item.place, []);
  let end = item;
  // The loader has seen to it that every chain of references ends.
  for (let ref = textOf(memberOf(end, '$ref')); ref !== undefined; ref = textOf(memberOf(end, '$ref'))) {
    const next = treeAt(context.root, pointerOfReference(ref));
    if (next === undefined) return nothing;
    end = next;
  }
  return end.kind === 'object' ? withoutConst(withoutAllOf(context, end)) : nothing;
}

export function isNullSchema(schema: ObjectTree): boolean {
  const values = memberOf(schema, 'enum');
  return (
    textOf(memberOf(schema, 'type')) === 'null' || (values !== undefined && itemsOf(values).every(isNull))
  );
}

/** Several alternatives as one schema, where that says the same; else null. */
function simplified(keyword: 'oneOf' | 'anyOf', list: Tree, ends: readonly ObjectTree[]): ObjectTree | null {
  const typed = (type: string): boolean => ends.every((end) => textOf(memberOf(end, 'type')) === type);
  const enums = ends.filter((end) => memberOf(end, 'enum') !== undefined);
  if (enums.length === ends.length && enums.every(isTextEnum)) return joined(list, enums);
  if (keyword === 'anyOf') {
    // An alternative that takes every string makes the others mere examples of it.
    const open = ends.find((end) => textOf(memberOf(end, 'type')) === 'string' && isBare(end));
    if (
      open !== undefined &&
      ends.every((end) => isTextEnum(end) || textOf(memberOf(end, 'type')) === 'string')
    )
      return open;
    const number = ends.find((end) => textOf(memberOf(end, 'type')) === 'number' && isBare(end));
    const isNumeric = (end: ObjectTree): boolean =>
      ['integer', 'number'].includes(textOf(memberOf(end, 'type')) ?? '');
    if (number !== undefined && ends.every(isNumeric)) return number;
  }
  return typed('boolean') && keyword === 'anyOf' && ends.every(isBare) ? (ends[0] ?? null) : null;
}

const annotations = [
  'type',
  'title',
  'description',
  'example',
  'examples',
  'default',
  'format',
  'deprecated',
];

function isBare(schema: ObjectTree): boolean {
  const format = textOf(memberOf(schema, 'format'));
  return (
    [...schema.members.keys()].every((key) => annotations.includes(key)) &&
    format !== 'date-time' &&
    format !== 'byte'
  );
}

function isTextEnum(schema: ObjectTree): boolean {
  const values = itemsOf(memberOf(schema, 'enum'));
  const type = textOf(memberOf(schema, 'type')) ?? 'string';
  return (
    type === 'string' &&
    values.length > 0 &&
    values.every((value) => textOf(value) !== undefined) &&
    !isTrue(memberOf(schema, 'nullable'))
  );
}

/** Enums, or constants, one after the other; what a constant says of itself is a description of its value. */
function joined(list: Tree, ends: readonly ObjectTree[]): ObjectTree {
  const values = ends.flatMap((end) => itemsOf(memberOf(end, 'enum')));
  const distinct = values.filter(
    (value, index) => values.findIndex((each) => textOf(each) === textOf(value)) === index,
  );
  const docs = ends.map((end) => {
    const [value, ...others] = itemsOf(memberOf(end, 'enum'));
    const doc = memberOf(end, 'description') ?? memberOf(end, 'title');
    const name = textOf(value);
    return others.length === 0 && name !== undefined && doc !== undefined ? ([name, doc] as const) : null;
  });
  const described = docs.every((each) => each !== null) && docs.length === distinct.length ? docs : [];
  return objectAt(list.place, [
    ['type', scalarAt(list.place, 'string')],
    ['enum', listAt(list.place, distinct)],
    ...(described.length === 0 ? [] : [['x-enum-descriptions', objectAt(list.place, described)] as const]),
  ]);
}
