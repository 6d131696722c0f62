/**
 * Functions that turn a value of one form into another, shape by shape. Structures and unions are always copied
 * member by member, so that nothing survives that the contract does not know; lists and maps only where what they
 * hold changes.
 */
import type { FunctionDeclarationStructure } from 'ts-morph';
import type { List, MapShape, Member, NamedShape, Simple, Structure, Target, Union } from '../../contract.js';
import { access, allocate, camelCase, literalKey, pointerToken, quote } from '../../names.js';
import { functionOf, type Parameter } from '../declare.js';
import { indent, type Lines } from '../lines.js';
import { choiceBody } from './choices.js';
import type { Scope } from './scope.js';

/** From which form to which. */
export interface Direction {
  /** The end of the name of a shape's function: `FromWire`. */
  suffix(shape: string): string;
  /** What the functions call the value that they are given, and the one that they make. */
  readonly given: string;
  readonly made: string;
  givenType(shape: string): string;
  madeType(shape: string): string;
  /** Which validators know the given value. */
  readonly from: 'wire' | 'decoded';
  /** The given value is parsed JSON: all its properties are its own, and null means absent. */
  readonly parsed: boolean;
  /** The expression that converts a leaf; the given one where nothing changes. */
  simple(target: Simple, v: string, place: Place): string;
  /** The expression that makes a union whose member is unknown. */
  unknown(union: Union): string;
  /** Whether the functions of a shape are told where they are, since something in it may not fit the other form. */
  placed(shape: string): boolean;
}

/** Where a value stands: the clause's site, and an expression for its JSON Pointer. */
export interface Place {
  readonly site: string;
  readonly path: string;
}

/** The functions that convert the named shapes. Shapes that stay as they are have none. */
export function conversions(
  scope: Scope,
  direction: Direction,
  shapes: readonly NamedShape[],
): readonly FunctionDeclarationStructure[] {
  return shapes.flatMap((shape) => {
    const body = bodyOf(scope, direction, shape);
    return body.length === 0 ? [] : [declare(scope, direction, shape, body)];
  });
}

/** The function that converts a shape, or one that changes nothing. */
export function converter(scope: Scope, direction: Direction, shape: string): string {
  return changes(scope, direction, { kind: 'ref', name: shape })
    ? conversionName(scope, direction, shape)
    : `(${direction.given}) => ${direction.given}`;
}

function bodyOf(scope: Scope, direction: Direction, shape: NamedShape): Lines {
  switch (shape.kind) {
    case 'structure':
      return structureBody(scope, direction, shape);
    case 'union':
      return unionBody(scope, direction, shape);
    case 'choice': {
      if (!changes(scope, direction, { kind: 'ref', name: shape.name })) return [];
      return choiceBody(scope, direction, shape, (target, v, place) =>
        conversion(scope, direction, target, v, place, 0),
      );
    }
    case 'list':
    case 'map': {
      if (!changes(scope, direction, shape)) return [];
      const place = { site: shape.name, path: 'path' };
      return [`return ${container(scope, direction, shape, direction.given, place, 0)};`];
    }
    case 'enum':
      return [];
  }
}

/**
 * A conversion that makes do with what members there are, required or not: for errors, whose bodies are often poor.
 */
export function partialConversion(
  scope: Scope,
  direction: Direction,
  shape: Structure,
): FunctionDeclarationStructure {
  const optional = { ...shape, members: shape.members.map((member) => ({ ...member, required: false })) };
  const body = structureBody(scope, direction, optional, (type) => `Partial<${type}>`);
  return functionOf(
    partialName(scope, direction, shape.name),
    [{ name: mentioned(direction.given, body), type: `Partial<${direction.givenType(shape.name)}>` }],
    `Partial<${direction.madeType(shape.name)}>`,
    body,
  );
}

/** Stands before the suffix of a direction: `PartlyFromWire`. */
export const PARTLY = 'Partly';

export function partialName(scope: Scope, direction: Direction, shape: string): string {
  return scope.helper(shape, `${PARTLY}${direction.suffix(shape)}`);
}

export function conversionName(scope: Scope, direction: Direction, shape: string): string {
  return scope.helper(shape, direction.suffix(shape));
}

/** A parameter that a body does not read is marked, as compilers ask. */
function mentioned(name: string, body: Lines): string {
  return body.some((line) => new RegExp(`\\b${name}\\b`).test(line)) ? name : `_${name}`;
}

const PLACE: readonly Parameter[] = [
  { name: 'path', type: 'string' },
  { name: 'found', type: 'Found' },
];

function declare(
  scope: Scope,
  direction: Direction,
  shape: NamedShape,
  body: Lines,
): FunctionDeclarationStructure {
  const placed = direction.placed(shape.name);
  if (placed) scope.uses.type('runtime/issues', 'Found');
  return functionOf(
    conversionName(scope, direction, shape.name),
    [
      { name: mentioned(direction.given, body), type: direction.givenType(shape.name) },
      ...(placed ? PLACE : []),
    ],
    direction.madeType(shape.name),
    body,
  );
}

function structureBody(
  scope: Scope,
  direction: Direction,
  shape: Structure,
  typed: (type: string) => string = (type) => type,
): Lines {
  const { given, made } = direction;
  const converted = (member: Member, v: string): string =>
    conversion(scope, direction, member.target, v, memberPlace(shape, member), 0);
  const required = shape.members.filter((member) => member.required);
  const optional = shape.members.filter((member) => !member.required);
  const fields = required.map(
    (member) => `${literalKey(member.name)}: ${converted(member, access(given, member.name))},`,
  );
  if (optional.length === 0) return literal(scope, shape, 'return ', fields);
  const locals = localsOf(scope, direction, optional);
  return [
    ...literal(scope, shape, `const ${made}: ${typed(direction.madeType(shape.name))} = `, fields),
    ...optional.flatMap((member, i) => {
      const { read, v } = reading(scope, direction, member, locals[i] ?? '');
      return [
        ...read,
        `if (${isThere(scope, direction, member, v)}) ${assignment(scope, made, member.name, converted(member, v))};`,
      ];
    }),
    `return ${made};`,
  ];
}

/** A statement that ends in an object literal. */
function literal(scope: Scope, shape: Structure, before: string, fields: Lines): Lines {
  const lines = fields.length === 0 ? ['{}'] : ['{', ...indent(fields), '}'];
  return `${before}${literalOf(scope, shape, lines.join('\n'))};`.split('\n');
}

/** An object literal as the type of a shape. */
function literalOf(scope: Scope, shape: Structure | Union, object: string): string {
  if (!shape.members.some(({ name }) => isInherited(name))) return object;
  return `${scope.uses.value('runtime/conversions', 'withInheritedNames')}(${object})`;
}

function unionBody(scope: Scope, direction: Direction, shape: Union): Lines {
  const locals = localsOf(scope, direction, shape.members);
  return [
    ...shape.members.flatMap((member, i) => {
      const { read, v } = reading(scope, direction, member, locals[i] ?? '');
      const converted = conversion(scope, direction, member.target, v, memberPlace(shape, member), 0);
      return [
        ...read,
        `if (${isSet(scope, direction, v)}) return ${literalOf(scope, shape, `{ ${field(member.name, converted)} }`)};`,
      ];
    }),
    `return ${literalOf(scope, shape, direction.unknown(shape))};`,
  ];
}

function field(name: string, value: string): string {
  return name === value ? name : `${literalKey(name)}: ${value}`;
}

function memberPlace(shape: Structure | Union, member: Member): Place {
  return { site: `${shape.name}.${member.name}`, path: `path + ${quote(`/${pointerToken(member.name)}`)}` };
}

/**
 * How an optional member is read. Of a parsed value directly, unless every object has a property of that name; of
 * any other value only if it is its own.
 */
function reading(
  scope: Scope,
  direction: Direction,
  member: Member,
  local: string,
): { readonly read: Lines; readonly v: string } {
  if (direction.parsed && !isInherited(member.name))
    return { read: [], v: access(direction.given, member.name) };
  const own = scope.uses.value('runtime/values', 'own');
  return { read: [`const ${local} = ${own}(${direction.given}, ${quote(member.name)});`], v: local };
}

/** Null in a member that is nullable is what the member holds. */
function isThere(scope: Scope, direction: Direction, member: Member, v: string): string {
  return member.target.nullable === true ? `${v} !== undefined` : isSet(scope, direction, v);
}

function isSet(scope: Scope, direction: Direction, v: string): string {
  return direction.parsed ? `${scope.uses.value('runtime/values', 'isSet')}(${v})` : `${v} !== undefined`;
}

function assignment(scope: Scope, object: string, name: string, value: string): string {
  if (!isInherited(name)) return `${access(object, name)} = ${value}`;
  return `${scope.uses.value('runtime/values', 'setOwn')}(${object}, ${quote(name)}, ${value})`;
}

/** Whether every object has a property of this name, from its prototype. */
export function isInherited(name: string): boolean {
  return name in {};
}

/** Those of the taken names that a local could get, with or without a number. */
function namesAmong(wanted: readonly string[], taken: ReadonlySet<string>): readonly string[] {
  const bases = new Set(wanted);
  // One look at all of them costs less than to try each name with each number.
  if (wanted.length > MANY)
    return [...taken].filter((name) => bases.has(name.replace(/\d+$/, '')) || bases.has(name));
  return wanted
    .flatMap((name) => [name, ...wanted.map((_, i) => `${name}${i + 2}`)])
    .filter((name) => taken.has(name));
}

const MANY = 50;

function localsOf(scope: Scope, direction: Direction, members: readonly Member[]): readonly string[] {
  const wanted = members.map((member) => camelCase(member.name));
  return allocate(wanted, [...namesAmong(wanted, scope.taken), direction.given, direction.made]);
}

/** The expression that converts what the expression `v` holds. */
export function conversion(
  scope: Scope,
  direction: Direction,
  target: Target,
  v: string,
  place: Place,
  depth: number,
): string {
  const converted = presentConversion(scope, direction, target, v, place, depth);
  return target.nullable === true && converted !== v ? `${v} === null ? null : ${converted}` : converted;
}

function presentConversion(
  scope: Scope,
  direction: Direction,
  target: Target,
  v: string,
  place: Place,
  depth: number,
): string {
  switch (target.kind) {
    case 'ref': {
      if (!changes(scope, direction, target)) return v;
      const name = conversionName(scope, direction, target.name);
      return direction.placed(target.name) ? `${name}(${v}, ${place.path}, found)` : `${name}(${v})`;
    }
    case 'list':
    case 'map':
      return changes(scope, direction, target) ? container(scope, direction, target, v, place, depth) : v;
    default:
      return direction.simple(target, v, place);
  }
}

function container(
  scope: Scope,
  direction: Direction,
  target: List | MapShape,
  v: string,
  place: Place,
  depth: number,
): string {
  const list = target.kind === 'list';
  const number = depth === 0 ? '' : String(depth + 1);
  const [held, key] = [`${list ? 'element' : 'entry'}${number}`, `${list ? 'i' : 'key'}${number}`];
  const below = `below(${place.path}, ${key})`;
  const inside = { site: `${place.site}${list ? '[]' : '{}'}`, path: below };
  const converted = conversion(
    scope,
    direction,
    list ? target.element : target.value,
    held,
    inside,
    depth + 1,
  );
  const parameters = converted.includes(below) ? `${held}, ${key}` : held;
  if (parameters !== held) scope.uses.value('runtime/issues', 'below');
  const plain = /^(\w+)\((\w+)\)$/.exec(converted);
  const convert = plain?.[2] === held ? plain[1] : `(${parameters}) => ${converted}`;
  return list
    ? `${v}.map(${convert})`
    : `${scope.uses.value('runtime/conversions', 'mapValues')}(${v}, ${convert})`;
}

/** Whether a target has another form on the other side. */
export function changes(
  scope: Scope,
  direction: Direction,
  target: Target,
  open: readonly string[] = [],
): boolean {
  switch (target.kind) {
    case 'ref': {
      const shape = scope.shape(target.name);
      if (shape.kind === 'structure' || shape.kind === 'union') return true;
      if (shape.kind === 'enum' || open.includes(shape.name)) return false;
      if (shape.kind === 'choice')
        return shape.options.some((each) => changes(scope, direction, each.target, [...open, shape.name]));
      return changes(scope, direction, shape, [...open, shape.name]);
    }
    case 'list':
      return changes(scope, direction, target.element, open);
    case 'map':
      return changes(scope, direction, target.value, open);
    default:
      return direction.simple(target, 'v', { site: '', path: '' }) !== 'v';
  }
}
