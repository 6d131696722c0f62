/** Which options of a choice a value may be, judged by the contract. */
import type { Choice, NamedShape, Option, Target } from './contract.js';
import { isBytes, isDate, isObject, own } from './values.js';

/** How values are read. */
export interface Reading {
  shape(name: string): NamedShape;
  readonly view: 'wire' | 'decoded';
  /** Whether null in a member is its absence. */
  readonly takesNull: boolean;
  /** Whether text stands for floats that JSON cannot write. */
  readonly floatStrings: boolean;
}

/**
 * With a tag, the option that it stands for. Without one, those of whose type the value is and whose required members
 * it has: several only where it has those of several structures.
 */
export function optionsFor(reading: Reading, choice: Choice, value: unknown): readonly Option[] {
  if (choice.tag !== null) {
    const text = isObject(value) ? own(value, choice.tag) : undefined;
    return choice.options.filter(({ tags }) => tags.some((tag) => tag === text));
  }
  const plain = choice.options.filter((option) => !isOfObjects(reading, option.target));
  const found = plain.find((option) => isOfType(reading, option.target, value));
  if (found !== undefined) return [found];
  if (!isObject(value)) return [];
  const objects = choice.options.filter((option) => !plain.includes(option));
  return objects.length === 1
    ? objects
    : objects.filter((option) => hasRequired(reading, option.target, value));
}

/**
 * The names by which a structure would be taken for another one: the required members of those that stand beside it in a
 * choice without a tag.
 */
export function tellingNames(shapes: readonly NamedShape[], structure: string): ReadonlySet<string> {
  const beside = shapes.flatMap((shape) =>
    shape.kind === 'choice' &&
    shape.tag === null &&
    shape.options.some(({ target }) => isNamed(target, structure))
      ? shape.options.flatMap(({ target }) => (target.kind === 'ref' ? [target.name] : []))
      : [],
  );
  const members = shapes.flatMap((shape) =>
    shape.kind === 'structure' && shape.name !== structure && beside.includes(shape.name)
      ? shape.members
      : [],
  );
  return new Set(members.filter(({ required }) => required).map(({ name }) => name));
}

function isNamed(target: Target, name: string): boolean {
  return target.kind === 'ref' && target.name === name;
}

function isOfObjects(reading: Reading, target: Target): boolean {
  const kind = target.kind === 'ref' ? reading.shape(target.name).kind : target.kind;
  return kind === 'structure' || kind === 'union' || kind === 'map';
}

function hasRequired(reading: Reading, target: Target, value: object): boolean {
  const shape = target.kind === 'ref' ? reading.shape(target.name) : target;
  if (shape.kind !== 'structure') return true;
  return shape.members.every((member) => {
    if (!member.required) return true;
    const held = own(value, member.name);
    return held !== undefined && !(held === null && reading.takesNull && member.target.nullable !== true);
  });
}

function isOfType(reading: Reading, target: Target, value: unknown): boolean {
  const shape = target.kind === 'ref' ? reading.shape(target.name) : target;
  const isWire = reading.view === 'wire';
  const isNumber = typeof value === 'number' && Number.isFinite(value);
  switch (shape.kind) {
    case 'list':
      return Array.isArray(value);
    case 'enum':
    case 'string':
      return typeof value === 'string';
    case 'boolean':
      return typeof value === 'boolean';
    case 'integer':
      return isNumber || (typeof value === 'bigint' && (isWire || shape.width === 64));
    case 'float':
      if (!isWire) return isNumber || (typeof value === 'number' && reading.floatStrings);
      return isNumber || typeof value === 'bigint' || (reading.floatStrings && isFloatText(value));
    case 'timestamp':
      if (!isWire) return isDate(value);
      return shape.format === 'epoch-seconds'
        ? isNumber || typeof value === 'bigint'
        : typeof value === 'string';
    case 'blob':
      return isWire ? typeof value === 'string' : isBytes(value);
    default:
      return false;
  }
}

function isFloatText(value: unknown): boolean {
  return value === 'NaN' || value === 'Infinity' || value === '-Infinity';
}
