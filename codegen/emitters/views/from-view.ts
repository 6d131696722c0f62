/** From a view to the decoded values, of values that nobody has looked at yet. */
import type { FunctionDeclarationStructure } from 'ts-morph';
import type { Choice, NamedShape, Option, Structure, Target, Union } from '../../contract.js';
import { literalKey, quote } from '../../names.js';
import type { Scope } from '../codec/scope.js';
import { functionOf } from '../declare.js';
import { block, indent, type Lines } from '../lines.js';
import type { OtherView } from './view.js';

/** The suffix of functions for shapes that are the same in a view: such functions all views share. */
export const KNOWN_MEMBERS = 'KnownMembers';

/** The suffix of the functions for shapes that differ. */
export function fromViewSuffix({ suffix }: OtherView): string {
  return `From${suffix}`;
}

export function fromViewName(scope: Scope, other: OtherView, shape: string): string {
  return scope.helper(shape, other.differs.has(shape) ? fromViewSuffix(other) : KNOWN_MEMBERS);
}

export function fromViewFunctions(
  scope: Scope,
  other: OtherView,
  shapes: readonly NamedShape[],
): readonly FunctionDeclarationStructure[] {
  return shapes.flatMap((shape) => {
    const body = bodyOf(scope, other, shape);
    const name = fromViewName(scope, other, shape.name);
    return body.length === 0 ? [] : [functionOf(name, [{ name: 'value', type: 'unknown' }], 'unknown', body)];
  });
}

function bodyOf(scope: Scope, other: OtherView, shape: NamedShape): Lines {
  switch (shape.kind) {
    case 'structure':
      return members(scope, other, shape, []);
    case 'union':
      return members(scope, other, shape, [
        `${literalKey(other.decodedKey)}: ${unknown(scope, other, shape)},`,
      ]);
    case 'choice':
      return choiceBody(scope, other, shape);
    case 'list':
    case 'map': {
      const converted = conversion(scope, other, shape, 'value', []);
      return converted === 'value' ? [] : [`return ${converted};`];
    }
    case 'enum':
      return [];
  }
}

function members(scope: Scope, other: OtherView, shape: Structure | Union, tail: Lines): Lines {
  const { uses } = scope;
  const fields = shape.members.map(({ name, target }) => {
    const read = `${uses.value('runtime/values', 'own')}(value, ${quote(name)})`;
    return `${literalKey(name)}: ${conversion(scope, other, target, read, [])},`;
  });
  return [
    `if (!${uses.value('runtime/values', 'isObject')}(value)) return value;`,
    `return ${uses.value('runtime/viewing', 'defined')}({`,
    ...indent([...fields, ...tail]),
    '});',
  ];
}

/** What is none of the options stays as it is: the validator says so. */
function choiceBody(scope: Scope, other: OtherView, shape: Choice): Lines {
  const { uses } = scope;
  const isObject = `${uses.value('runtime/values', 'isObject')}(value)`;
  const made = ({ target }: Option): string => conversion(scope, other, target, 'value', []);
  const read = (name: string): string => `${uses.value('runtime/values', 'own')}(value, ${quote(name)})`;
  if (shape.tag !== null) {
    const cases = shape.options.flatMap((option) => [
      ...option.tags.map((text) => `case ${quote(text)}:`),
      `  return ${made(option)};`,
    ]);
    return [
      `if (!${isObject}) return value;`,
      ...block(`switch (${read(shape.tag)})`, [...cases, 'default:', '  return value;']),
    ];
  }
  const heldBy = ({ target }: Option): Target | NamedShape =>
    target.kind === 'ref' ? scope.shape(target.name) : target;
  const isOfObjects = (option: Option): boolean =>
    ['structure', 'union', 'map'].includes(heldBy(option).kind);
  // To programs Dates and bytes are objects too.
  const leaves = shape.options.filter((option) => !isOfObjects(option));
  return [
    ...leaves.flatMap((option) => {
      const test = ofLeaf(scope, other, heldBy(option));
      return test === undefined ? [] : [`if (${test}) return ${made(option)};`];
    }),
    ...shape.options.filter(isOfObjects).map((option) => {
      const held = heldBy(option);
      const required = held.kind === 'structure' ? held.members.filter((member) => member.required) : [];
      const test = [isObject, ...required.map(({ name }) => `${read(name)} !== undefined`)].join(' && ');
      return `if (${test}) return ${made(option)};`;
    }),
    'return value;',
  ];
}

/** The condition that a view's value has the type which a leaf has there; undefined where it stays as it is anyway. */
function ofLeaf({ uses }: Scope, other: OtherView, { kind }: Target | NamedShape): string | undefined {
  const asked = (name: string): string => `${uses.value('runtime/values', name)}(value)`;
  switch (kind) {
    case 'list':
      return 'Array.isArray(value)';
    case 'blob':
      return other.textual ? `typeof value === 'string'` : asked('isBytes');
    case 'timestamp':
      if (other.view.timestamp === 'date') return asked('isDate');
      return `typeof value === '${other.view.timestamp === 'iso8601' ? 'string' : 'number'}'`;
    default:
      return undefined;
  }
}

function unknown({ uses }: Scope, { view: { unknownMember } }: OtherView, shape: Union): string {
  if (unknownMember.kind === 'tag') {
    const known = shape.members.map(({ name }) => quote(name)).join(', ');
    return `${uses.value('runtime/viewing', 'nameOfTag')}(value, [${known}])`;
  }
  const read = `${uses.value('runtime/values', 'own')}(value, ${quote(unknownMember.key)})`;
  return unknownMember.kind === 'pair' ? `${uses.value('runtime/viewing', 'nameOfPair')}(${read})` : read;
}

/** `open` are the named lists and maps that are being looked through: one that holds only itself stays as it is. */
function conversion(
  scope: Scope,
  other: OtherView,
  target: Target,
  v: string,
  open: readonly string[],
): string {
  const { uses } = scope;
  switch (target.kind) {
    case 'ref': {
      const shape = scope.shape(target.name);
      const changed = `${fromViewName(scope, other, shape.name)}(${v})`;
      if (shape.kind === 'structure' || shape.kind === 'union' || shape.kind === 'choice') return changed;
      if (shape.kind === 'enum' || open.includes(shape.name)) return v;
      return conversion(scope, other, shape, v, [...open, shape.name]) === v ? v : changed;
    }
    case 'list':
      return inside(scope, other, 'listFrom', target.element, v, open);
    case 'map':
      return inside(scope, other, 'mapFrom', target.value, v, open);
    case 'timestamp':
      switch (other.view.timestamp) {
        case 'date':
          return v;
        case 'iso8601':
          return `${uses.value('runtime/viewing', 'dateFromIso')}(${v})`;
        case 'epoch-seconds':
          return `${uses.value('runtime/viewing', 'dateFromEpochSeconds')}(${v})`;
      }
      return v;
    case 'blob':
      return other.textual ? `${uses.value('runtime/viewing', 'bytesFromBase64')}(${v})` : v;
    case 'string':
    case 'integer':
    case 'float':
    case 'boolean':
    case 'document':
      return v;
  }
}

function inside(
  scope: Scope,
  other: OtherView,
  helper: string,
  target: Target,
  v: string,
  open: readonly string[],
): string {
  const converted = conversion(scope, other, target, 'each', open);
  if (converted === 'each') return v;
  const plain = /^(\w+)\(each\)$/.exec(converted)?.[1];
  return `${scope.uses.value('runtime/viewing', helper)}(${v}, ${plain ?? `(each) => ${converted}`})`;
}
