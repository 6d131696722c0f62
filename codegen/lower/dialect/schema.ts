/** Any schema of OpenAPI 3.0 or 3.1, said in the keywords that lowering reads. */

import { partOf } from '../../load/grammar.js';
import { entriesOf, itemsOf, memberOf, type ObjectTree, type Tree, textOf } from '../../load/tree.js';
import { problemAt } from '../../problems.js';
import { mergedRefs, withoutAllOf } from './all-of.js';
import { type Context, ignore, refuse } from './context.js';
import { withoutOtherTypes, withoutSiblings, withRequired } from './idle.js';
import { withAlternatives, withoutOneOf } from './one-of.js';
import { isFalse, isNull, isTrue, listAt, objectAt, scalarAt, withMember, without } from './trees.js';
import { withoutConst, withoutExclusive, withoutFormats, withoutPlainEnum } from './values.js';

/** How often one schema may be merged into what is within it: a schema that holds itself in this way has no end. */
const MERGES = 3;

/** @param within the references that the schema around, and what is around that, were merged with */
export function inDialect(context: Context, schema: Tree, within: readonly string[] = []): Tree {
  if (schema.kind !== 'object') return schema;
  return plain(context, withoutSiblings(context, schema), schema, within);
}

function plain(
  context: Context,
  schema: ObjectTree,
  original: ObjectTree,
  within: readonly string[],
): ObjectTree {
  const refs = mergedRefs(context, schema);
  const endless = refs.find((ref) => within.filter((each) => each === ref).length >= MERGES);
  if (endless !== undefined) {
    context.report(problemAt(schema.place, { code: 'endless-merge', ref: endless }));
    return objectAt(schema.place, []);
  }
  const merged = withoutOneOf(context, withAlternatives(context, withoutAllOf(context, schema), original));
  checkDirections(context, original, merged);
  const said = [
    withoutConst,
    withoutNull,
    withType,
    withoutPlainEnum,
    withoutExclusive,
    (each: ObjectTree) => withoutOtherTypes(context, each),
    (each: ObjectTree) => withRequired(context, each),
    (each: ObjectTree) => withoutFormats(context, each),
    (each: ObjectTree) => withoutIdle(context, each),
  ].reduce((sofar, step) => step(sofar), merged);
  return inside(context, said, [...within, ...(merged.members.has('$ref') ? [] : refs)]);
}

/** The schemas inside of a schema. */
function inside(context: Context, schema: ObjectTree, within: readonly string[]): ObjectTree {
  const members = new Map<string, Tree>();
  for (const [keyword, value] of schema.members) {
    const part = partOf('schema', keyword);
    if (part === 'schema') members.set(keyword, inDialect(context, value, within));
    else if (part !== 'schemas') members.set(keyword, value);
    else if (value.kind === 'array')
      members.set(keyword, { ...value, items: value.items.map((item) => inDialect(context, item, within)) });
    else if (value.kind === 'object') {
      const schemas = entriesOf(value).map(
        ([name, each]) => [name, inDialect(context, each, within)] as const,
      );
      members.set(keyword, { ...value, members: new Map(schemas) });
    } else members.set(keyword, value);
  }
  return { ...schema, members };
}

/** `nullable: true` in place of null among types and values. */
function withoutNull(schema: ObjectTree): ObjectTree {
  const type = memberOf(schema, 'type');
  const list = memberOf(schema, 'enum');
  const types = itemsOf(type).filter((item) => textOf(item) !== 'null');
  const values = itemsOf(list).filter((item) => !isNull(item));
  let found = schema;
  const [first, ...others] = types;
  if (type?.kind === 'array' && first !== undefined) {
    found = withMember(found, 'type', others.length === 0 ? first : listAt(type.place, types));
    // A list of values that has no null among it takes none, whatever the types.
    if (types.length < type.items.length && (list === undefined || values.length < itemsOf(list).length))
      found = withMember(found, 'nullable', scalarAt(type.place, true));
  }
  if (list !== undefined && values.length > 0 && values.length < itemsOf(list).length) {
    found = withMember(found, 'enum', listAt(list.place, values));
    // In 3.0 a type is needed beside, and takes null only where it says so itself.
    if (memberOf(schema, 'type') === undefined)
      found = withMember(found, 'nullable', scalarAt(list.place, true));
  }
  return isFalse(memberOf(found, 'nullable')) ? without(found, 'nullable') : found;
}

/** The type that a schema means without saying it. */
function withType(schema: ObjectTree): ObjectTree {
  if (schema.members.has('type') || schema.members.has('$ref')) return schema;
  const type = meantType(schema);
  return type === undefined ? schema : withMember(schema, 'type', scalarAt(schema.place, type));
}

function meantType(schema: ObjectTree): string | undefined {
  const values = itemsOf(memberOf(schema, 'enum')).map((item) =>
    item.kind === 'scalar' ? item.value : undefined,
  );
  if (values.length > 0) {
    if (values.every((value) => typeof value === 'string')) return 'string';
    if (values.every((value) => typeof value === 'boolean')) return 'boolean';
    return values.every((value) => Number.isInteger(value) || typeof value === 'bigint')
      ? 'integer'
      : undefined;
  }
  if (['properties', 'additionalProperties'].some((keyword) => schema.members.has(keyword))) return 'object';
  return schema.members.has('items') ? 'array' : undefined;
}

const directions = ['readOnly', 'writeOnly'];

/** Keywords that are kept for people, and those that ask for nothing. */
function withoutIdle(context: Context, schema: ObjectTree): ObjectTree {
  for (const keyword of directions) {
    const tree = memberOf(schema, keyword);
    if (isTrue(tree) && tree !== undefined) ignore(context, tree, `The keyword ${keyword}`);
  }
  const minimal = textOf(memberOf(schema, 'type')) === 'integer' ? memberOf(schema, 'multipleOf') : undefined;
  const idle = minimal?.kind === 'scalar' && minimal.value === 1 ? ['multipleOf'] : [];
  return without(schema, ...directions, ...idle);
}

/** A member that only answers have cannot be asked of requests, and the other way round. */
function checkDirections(context: Context, schema: Tree, merged: ObjectTree): void {
  const required = itemsOf(memberOf(merged, 'required')).map(textOf);
  for (const [name, member] of entriesOf(memberOf(merged, 'properties'))) {
    if (!required.includes(name)) continue;
    for (const [keyword, reached, where] of [
      ['readOnly', context.inRequests, 'requests'],
      ['writeOnly', context.inResponses, 'responses'],
    ] as const) {
      const tree = memberOf(member, keyword);
      if (!isTrue(tree) || tree === undefined || !reached.has(schema)) continue;
      const instead = 'Do not require it, or give requests and responses schemas of their own';
      refuse(context, tree, `A required member that is ${keyword}, in ${where},`, instead);
    }
  }
}
