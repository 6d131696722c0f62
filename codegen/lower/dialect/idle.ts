/** What stands in a schema and is read over by whoever follows the specification, or means no more than it says. */
import { entriesOf, itemsOf, memberOf, type ObjectTree, type Tree, textOf } from '../../load/tree.js';
import { nearest } from '../../nearest.js';
import { isKeyword } from '../keywords.js';
import { type Context, ignore } from './context.js';
import { objectAt, withMember, without } from './trees.js';

const numbers = ['integer', 'number'];

/** The types of whose values a keyword speaks; of all others it says nothing. */
const spokenOf: Readonly<Record<string, readonly string[]>> = {
  ...about(['string'], 'minLength', 'maxLength', 'pattern', 'contentEncoding'),
  ...about(['string', ...numbers], 'format'),
  ...about(numbers, 'minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'),
  ...about(['array'], 'items', 'minItems', 'maxItems', 'uniqueItems'),
  ...about(['object'], 'properties', 'required', 'additionalProperties', 'propertyNames'),
  ...about(['object'], 'minProperties', 'maxProperties'),
};

function about(
  types: readonly string[],
  ...keywords: readonly string[]
): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(keywords.map((keyword) => [keyword, types]));
}

/** What a schema is known by, and which keywords say nothing more of it, or nothing that the contract has words for. */
function ownerOf(schema: ObjectTree, type: string): readonly [owner: string, idle: readonly string[]] {
  const ofTexts = ['minLength', 'maxLength', 'pattern'];
  const format = textOf(memberOf(schema, 'format'));
  if (type === 'string' && schema.members.has('enum')) return ['an enum', ofTexts];
  if (type === 'string' && ['date-time', 'byte'].includes(format ?? '')) return [`a ${format}`, ofTexts];
  if (type === 'object' && schema.members.has('properties') && !schema.members.has('x-tagged-union'))
    return ['an object with members of its own', ['minProperties', 'maxProperties']];
  return [`a schema of type ${type}`, []];
}

/** Without keywords that speak of values of other types. In a document that is written for us they are mistakes. */
export function withoutOtherTypes(context: Context, schema: ObjectTree): ObjectTree {
  const type = textOf(memberOf(schema, 'type'));
  if (context.isOurs || type === undefined) return schema;
  const [owner, its] = ownerOf(schema, type);
  const idle = [...schema.members.keys()].filter((keyword) => {
    const types = Object.hasOwn(spokenOf, keyword) ? spokenOf[keyword] : undefined;
    return (types !== undefined && !types.includes(type)) || its.includes(keyword);
  });
  return withoutNoted(context, schema, idle, owner);
}

/** In 3.0, what stands beside a reference is ignored; descriptions are kept, since nobody means anything else by them. */
export function withoutSiblings(context: Context, schema: ObjectTree): ObjectTree {
  if (context.isOurs || context.version !== '3.0' || !schema.members.has('$ref')) return schema;
  const kept = ['$ref', 'description', 'title', 'summary', 'deprecated', 'nullable', 'readOnly', 'writeOnly'];
  const idle = [...schema.members.keys()].filter((key) => isKeyword(key) && !kept.includes(key));
  return withoutNoted(context, schema, idle, 'a reference');
}

function withoutNoted(
  context: Context,
  schema: ObjectTree,
  keywords: readonly string[],
  owner: string,
): ObjectTree {
  for (const keyword of keywords) {
    const value = memberOf(schema, keyword);
    if (value !== undefined) ignore(context, value, `The keyword ${keyword} of ${owner}`);
  }
  return without(schema, ...keywords);
}

/** Members that are required and of which nothing else is said hold any JSON; names that look misspelt are problems. */
export function withRequired(context: Context, schema: ObjectTree): ObjectTree {
  const properties = memberOf(schema, 'properties');
  if (context.isOurs || properties?.kind !== 'object' || textOf(memberOf(schema, 'type')) !== 'object')
    return schema;
  const names = entriesOf(properties).map(([name]) => name);
  const more = itemsOf(memberOf(schema, 'required')).flatMap((item): (readonly [string, Tree])[] => {
    const name = textOf(item);
    if (name === undefined || names.includes(name) || nearest(name, names) !== null) return [];
    return [[name, objectAt(item.place, [])]];
  });
  if (more.length === 0) return schema;
  return withMember(schema, 'properties', objectAt(properties.place, [...properties.members, ...more]));
}
