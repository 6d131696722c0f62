/** Numbers, enums and formats: keywords that are other keywords in disguise. */
import { itemsOf, memberOf, type ObjectTree, type Tree, textOf } from '../../load/tree.js';
import { nearest } from '../../nearest.js';
import { problemAt } from '../../problems.js';
import { type Context, ignore } from './context.js';
import { isFalse, isTrue, listAt, scalarAt, withMember, without } from './trees.js';

/** A value is an enum of one. */
export function withoutConst(schema: ObjectTree): ObjectTree {
  const value = memberOf(schema, 'const');
  if (value === undefined || schema.members.has('enum')) return schema;
  return withMember(without(schema, 'const'), 'enum', listAt(value.place, [value]));
}

/** Enums of numbers without gaps are bounds; both booleans are all there are. */
export function withoutPlainEnum(schema: ObjectTree): ObjectTree {
  const list = memberOf(schema, 'enum');
  const values = itemsOf(list).flatMap((item) => (item.kind === 'scalar' ? [item.value] : []));
  if (list === undefined || values.length === 0 || values.length < itemsOf(list).length) return schema;
  const type = textOf(memberOf(schema, 'type'));
  const rest = without(schema, 'enum');
  if (values.every((value) => typeof value === 'boolean') && (type ?? 'boolean') === 'boolean')
    return new Set(values).size === 2 ? rest : schema;
  const numbers = values.filter((value) => typeof value === 'number').sort((a, b) => a - b);
  if (numbers.length < values.length || (type !== 'integer' && type !== 'number')) return schema;
  const [lowest, highest] = [numbers[0] ?? 0, numbers.at(-1) ?? 0];
  const gapless = new Set(numbers).size === highest - lowest + 1 && numbers.every(Number.isInteger);
  if (type === 'integer' ? !gapless : lowest !== highest) return schema;
  const bounded = withBound(rest, 'minimum', scalarAt(list.place, lowest));
  return withBound(bounded, 'maximum', scalarAt(list.place, highest));
}

/** Exclusive bounds as inclusive ones: the next integer, or the next number there is. */
export function withoutExclusive(schema: ObjectTree): ObjectTree {
  const type = textOf(memberOf(schema, 'type'));
  if (type !== 'integer' && type !== 'number') return schema;
  return ends.reduce((sofar, { exclusive, inclusive, by }) => {
    const stated = memberOf(sofar, exclusive);
    if (stated === undefined) return sofar;
    if (isFalse(stated)) return without(sofar, exclusive);
    // 3.0: `exclusiveMinimum: true` speaks of `minimum`.
    const bound = isTrue(stated) ? memberOf(sofar, inclusive) : stated;
    if (bound?.kind !== 'scalar' || (typeof bound.value !== 'number' && typeof bound.value !== 'bigint'))
      return sofar;
    const rest = isTrue(stated) ? without(sofar, exclusive, inclusive) : without(sofar, exclusive);
    const next = type === 'integer' ? nextInteger(bound.value, by) : nextNumber(Number(bound.value), by);
    return withBound(rest, inclusive, scalarAt(stated.place, next));
  }, schema);
}

const ends = [
  { exclusive: 'exclusiveMinimum', inclusive: 'minimum', by: 1 },
  { exclusive: 'exclusiveMaximum', inclusive: 'maximum', by: -1 },
] as const;

function nextInteger(bound: number | bigint, by: 1 | -1): number | bigint {
  if (typeof bound === 'bigint') return bound + BigInt(by);
  const next = BigInt(by === 1 ? Math.floor(bound) : Math.ceil(bound)) + BigInt(by);
  return Number.isSafeInteger(Number(next)) ? Number(next) : next;
}

/** The neighbour of a double: the bits of doubles count as their values do. */
function nextNumber(bound: number, by: 1 | -1): number {
  if (bound === 0) return by * Number.MIN_VALUE;
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, bound);
  view.setBigInt64(0, view.getBigInt64(0) + BigInt(bound > 0 ? by : -by));
  return view.getFloat64(0);
}

/** The narrower of the bound that is there and the new one. */
function withBound(schema: ObjectTree, keyword: 'minimum' | 'maximum', bound: Tree): ObjectTree {
  const present = memberOf(schema, keyword);
  if (present?.kind !== 'scalar' || bound.kind !== 'scalar') return withMember(schema, keyword, bound);
  const [a, b] = [present.value, bound.value];
  if (a === null || b === null) return schema;
  return (keyword === 'minimum' ? b > a : b < a) ? withMember(schema, keyword, bound) : schema;
}

/** The formats that change what a value may be, and those of the OpenAPI registry that only describe it. */
const formats: Readonly<Record<string, readonly string[]>> = {
  string: ['date-time', 'byte', 'password'],
  integer: ['int32', 'int64', 'uint64'],
  number: ['float', 'double', 'unixtime'],
};

const described = [
  ...['binary', 'date', 'time', 'duration', 'email', 'idn-email', 'hostname', 'idn-hostname', 'ipv4', 'ipv6'],
  ...[
    'uri',
    'uri-reference',
    'iri',
    'iri-reference',
    'uri-template',
    'uuid',
    'json-pointer',
    'regex',
    'char',
  ],
  ...['relative-json-pointer', 'base64url', 'html', 'commonmark', 'decimal', 'decimal128', 'url', 'uint'],
];

const ranges: Readonly<Record<string, readonly [number, number]>> = {
  int8: [-128, 127],
  uint8: [0, 255],
  int16: [-32_768, 32_767],
  uint16: [0, 65_535],
  uint32: [0, 4_294_967_295],
};

/** Small widths are bounds. Other formats describe, unless they are one of ours misspelt. */
export function withoutFormats(context: Context, schema: ObjectTree): ObjectTree {
  const type = textOf(memberOf(schema, 'type')) ?? '';
  const tree = memberOf(schema, 'format');
  const format = textOf(tree);
  const known = Object.hasOwn(formats, type) ? (formats[type] ?? []) : undefined;
  if (tree === undefined || format === undefined || known === undefined || known.includes(format))
    return schema;
  const range = type === 'integer' && Object.hasOwn(ranges, format) ? ranges[format] : undefined;
  const rest = without(schema, 'format');
  if (range !== undefined) {
    const bounded = withBound(rest, 'minimum', scalarAt(tree.place, range[0]));
    return withBound(bounded, 'maximum', scalarAt(tree.place, range[1]));
  }
  const suggestion = described.includes(format) ? null : nearest(format, [...known, ...Object.keys(ranges)]);
  if (suggestion !== null) {
    context.report(
      problemAt(tree.place, {
        code: 'unknown-name',
        what: `format of type ${type}`,
        name: format,
        suggestion,
      }),
    );
  } else ignore(context, tree, `The format ${JSON.stringify(format)}`);
  return rest;
}
