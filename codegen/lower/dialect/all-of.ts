/** `allOf`: what several schemas ask for, as one schema. */
import {
  entriesOf,
  itemsOf,
  memberOf,
  type ObjectTree,
  referenceOf,
  type Tree,
  textOf,
  treeAt,
} from '../../load/tree.js';
import { problemAt } from '../../problems.js';
import { isKeyword } from '../keywords.js';
import { pointerOfReference } from '../schemas.js';
import { type Context, refuse } from './context.js';
import { isFalse, isTrue, listAt, objectAt, same, withMember, without } from './trees.js';

/** Keywords that say nothing of values, and so may stand beside a reference that stays one. */
const beside = [
  'description',
  'title',
  'summary',
  'default',
  'example',
  'examples',
  'deprecated',
  'nullable',
];

/**
 * The schema without `allOf`, and, in 3.1, without a reference beside other keywords. `allOf` with one reference and
 * no more than a description beside it is that reference, since shapes are known by their names.
 */
export function withoutAllOf(
  context: Context,
  schema: ObjectTree,
  active: readonly string[] = [],
): ObjectTree {
  const parts = memberOf(schema, 'allOf');
  const ref = referenceOf(schema);
  const own = without(schema, 'allOf', '$ref');
  const others = [...own.members.keys()].filter((key) => !beside.includes(key) && isKeyword(key));
  if (parts === undefined) {
    if (ref === undefined || others.length === 0 || context.version === '3.0') return schema;
    if (isIdle(own)) return without(schema, 'type');
    return merged(context, [own, schemaOf(context, only(schema, '$ref'), active)]);
  }
  const items = itemsOf(parts).filter((item) => item.kind === 'object');
  const all = essential(context, ref === undefined ? items : [only(schema, '$ref'), ...items]);
  const [first, ...rest] = all.filter((item) => !isIdle(item));
  if (first?.kind === 'object' && rest.length === 0 && isIdle(own)) {
    const isReference = referenceOf(first) !== undefined && first.members.size === 1;
    const said = all.filter(isIdle).flatMap((item) => (item.kind === 'object' ? [...item.members] : []));
    if (isReference)
      return without(objectAt(schema.place, [...said, ...own.members, ...first.members]), 'type');
  }
  return merged(context, [own, ...all.map((item) => schemaOf(context, item, active))]);
}

/** Whether a part of an `allOf` with a reference asks for no more than the reference does. */
function isIdle(part: Tree): boolean {
  return (
    part.kind === 'object' &&
    [...part.members].every(
      ([key, value]) =>
        beside.includes(key) || !isKeyword(key) || (key === 'type' && textOf(value) === 'object'),
    )
  );
}

/** The parts without those that another one has in an `allOf` of its own, at any depth. */
function essential(context: Context, parts: readonly Tree[]): readonly Tree[] {
  const refs = parts.map((part) =>
    part.kind === 'object' && part.members.size === 1 ? referenceOf(part) : undefined,
  );
  const within = refs.map((ref) => (ref === undefined ? new Set<string>() : partsWithin(context, ref)));
  return parts.filter((_, i) => {
    const ref = refs[i];
    return ref === undefined || !within.some((held, j) => j !== i && refs[j] !== ref && held.has(ref));
  });
}

function partsWithin({ root }: Context, ref: string): ReadonlySet<string> {
  const found = new Set<string>();
  const due = [ref];
  for (let next = due.pop(); next !== undefined; next = due.pop()) {
    for (const part of itemsOf(memberOf(treeAt(root, pointerOfReference(next)), 'allOf'))) {
      const held = referenceOf(part);
      if (held !== undefined && !found.has(held)) {
        found.add(held);
        due.push(held);
      }
    }
  }
  return found;
}

/** The references that a schema is merged with: those of its `allOf`, and its own beside other keywords. */
export function mergedRefs(context: Context, schema: ObjectTree): readonly string[] {
  const parts = memberOf(schema, 'allOf') === undefined && context.version === '3.0' ? [] : [schema];
  return [...parts, ...itemsOf(memberOf(schema, 'allOf'))].flatMap((part) => referenceOf(part) ?? []);
}

function only(schema: ObjectTree, key: string): ObjectTree {
  return objectAt(
    schema.place,
    [...schema.members].filter(([each]) => each === key),
  );
}

/** What a part of `allOf` says, references followed and its own `allOf` merged. A part of itself is a problem. */
function schemaOf(context: Context, part: Tree, active: readonly string[]): ObjectTree {
  const nothing = objectAt(part.place, []);
  if (part.kind !== 'object') return nothing;
  const ref = referenceOf(part);
  if (ref === undefined) return withoutAllOf(context, part, active);
  if (active.includes(ref)) {
    const place = memberOf(part, '$ref')?.place ?? part.place;
    context.report(problemAt(place, { code: 'all-of-cycle', ref }));
    return nothing;
  }
  const end = treeAt(context.root, pointerOfReference(ref));
  if (end?.kind !== 'object') return nothing;
  const found = context.merged.get(ref) ?? schemaOf(context, end, [...active, ref]);
  context.merged.set(ref, found);
  const siblings = without(part, '$ref');
  // What a shape says of itself as a whole is not said of what it is a part of.
  const inherited = without(
    found,
    'description',
    'title',
    'example',
    'examples',
    'discriminator',
    'x-error',
    // The heirs that a schema lists are what may stand in its place, and nothing that an heir is besides.
    ...(memberOf(found, 'discriminator') === undefined ? [] : ['oneOf', 'anyOf']),
  );
  return context.version === '3.0' || siblings.members.size === 0
    ? inherited
    : merged(context, [siblings, inherited]);
}

function merged(context: Context, parts: readonly ObjectTree[]): ObjectTree {
  const [first, ...rest] = parts;
  return rest.reduce(
    (sofar, part) => mergedTwo(context, sofar, part),
    first ?? objectAt(context.root.place, []),
  );
}

function mergedTwo(context: Context, left: ObjectTree, right: ObjectTree): ObjectTree {
  const members = new Map(left.members);
  for (const [key, value] of right.members) {
    const present = members.get(key);
    const both =
      present === undefined || same(present, value) ? value : together(context, key, present, value);
    if (both === undefined) members.delete(key);
    else members.set(key, both);
  }
  // Null has to fit both; in a part without a type `nullable` is all that is said of null.
  const takesNull = [left, right].map((part) => isTrue(memberOf(part, 'nullable')));
  if ([left, right].every((part) => part.members.has('type')) && !takesNull.every(Boolean))
    members.delete('nullable');
  // A part that is closed, or open, knows only of its own members; their union is neither.
  const additional = [left, right].map((part) => memberOf(part, 'additionalProperties'));
  if (additional.some(isFalse) && !additional.every(isFalse)) members.delete('additionalProperties');
  return { ...left, members };
}

/** Two values of one keyword that hold at once; undefined where they say nothing together. */
function together(context: Context, key: string, a: Tree, b: Tree): Tree | undefined {
  switch (key) {
    case 'properties':
      return properties(a, b);
    case 'required':
      return listAt(a.place, [
        ...itemsOf(a),
        ...itemsOf(b).filter((item) => !itemsOf(a).some((each) => same(each, item))),
      ]);
    case 'enum':
      return listAt(
        a.place,
        itemsOf(a).filter((item) => itemsOf(b).some((each) => same(each, item))),
      );
    case 'items':
    case 'propertyNames':
      return bothOf(a, b);
    case 'additionalProperties':
      if (isFalse(a) || isFalse(b)) return isFalse(a) ? a : b;
      return a.kind === 'scalar' ? b : b.kind === 'scalar' ? a : bothOf(a, b);
    case 'minimum':
    case 'minLength':
    case 'minItems':
    case 'minProperties':
      return numberOf(a) >= numberOf(b) ? a : b;
    case 'maximum':
    case 'maxLength':
    case 'maxItems':
    case 'maxProperties':
      return numberOf(a) <= numberOf(b) ? a : b;
    case 'uniqueItems':
    case 'deprecated':
    case 'readOnly':
    case 'writeOnly':
      return isTrue(a) ? a : b;
    case 'nullable':
      return isTrue(a) ? b : a;
    case 'type':
      return types(context, a, b);
    default:
      if (key.startsWith('x-') || annotations.includes(key)) return a;
      refuse(
        context,
        b,
        `An allOf whose parts differ in ${key}`,
        `Write one schema with the ${key} that holds`,
      );
      return a;
  }
}

const annotations = [
  'description',
  'title',
  'summary',
  'default',
  'example',
  'examples',
  '$comment',
  'externalDocs',
  'xml',
];

function types(context: Context, a: Tree, b: Tree): Tree {
  const [left, right] = [a, b].map((tree) => (tree.kind === 'array' ? tree.items : [tree]));
  const isInteger = (tree: Tree): boolean => tree.kind === 'scalar' && tree.value === 'integer';
  const isNumber = (tree: Tree): boolean => tree.kind === 'scalar' && tree.value === 'number';
  const common = (left ?? []).flatMap((item) => {
    if (right?.some((each) => same(each, item) || (isInteger(item) && isNumber(each)))) return [item];
    return isNumber(item) ? (right ?? []).filter(isInteger) : [];
  });
  const [first, ...others] = common;
  if (first === undefined) {
    refuse(
      context,
      b,
      'An allOf whose parts are of different types',
      'No value fits it; mend one of its parts',
    );
    return a;
  }
  return others.length === 0 ? first : listAt(a.place, common);
}

function properties(a: Tree, b: Tree): Tree {
  const found = new Map(entriesOf(a));
  for (const [name, schema] of entriesOf(b)) {
    const present = found.get(name);
    found.set(
      name,
      present === undefined || same(present, schema) ? (present ?? schema) : bothOf(present, schema),
    );
  }
  return objectAt(a.place, found);
}

function bothOf(a: Tree, b: Tree): Tree {
  return objectAt(a.place, [['allOf', listAt(a.place, [a, b])]]);
}

function numberOf(tree: Tree): number {
  return tree.kind === 'scalar' ? Number(tree.value) : Number.NaN;
}

/** The schema with another's keywords, as if both stood in an `allOf`. */
export function mergedWith(context: Context, schema: ObjectTree, other: Tree): ObjectTree {
  return withoutAllOf(context, withMember(schema, 'allOf', listAt(other.place, [other])));
}
