import type { Contract, Mode, NamedShape, Target } from '../contract.js';
import type { CodeView } from '../names.js';

/** One of the four types of a shape. */
export interface Variant {
  readonly view: CodeView;
  readonly mode: Mode;
}

/** In the order in which they are declared; an equal one is an alias of the first. */
export const VARIANTS: readonly Variant[] = [
  { view: 'decoded', mode: 'tolerant' },
  { view: 'decoded', mode: 'strict' },
  { view: 'wire', mode: 'tolerant' },
  { view: 'wire', mode: 'strict' },
];

export function shapeNamed(contract: Contract, name: string): NamedShape {
  const shape = contract.shapes.find((each) => each.name === name);
  if (shape === undefined) throw new Error(`no shape is named ${name}`);
  return shape;
}

/** The shapes that validators, schemas and arbitraries are made for: no lists and maps but those that are outputs. */
export function publicShapes(contract: Contract): readonly NamedShape[] {
  const outputs = new Set(contract.operations.map(({ output }) => output));
  return contract.shapes.filter(({ kind, name }) => (kind !== 'list' && kind !== 'map') || outputs.has(name));
}

/** The clause that a value breaks which is not of a shape at all. */
export function typeClause(shape: NamedShape): string {
  return `${shape.name}#${shape.kind === 'choice' && shape.tag === null ? 'option' : 'type'}`;
}

/** The names that a shape refers to. */
export function references(shape: NamedShape): readonly string[] {
  switch (shape.kind) {
    case 'structure':
    case 'union':
      return shape.members.flatMap((member) => targetReferences(member.target));
    case 'choice':
      return shape.options.flatMap((option) => targetReferences(option.target));
    case 'enum':
      return [];
    case 'list':
      return targetReferences(shape.element);
    case 'map':
      return targetReferences(shape.value);
  }
}

function targetReferences(target: Target): readonly string[] {
  switch (target.kind) {
    case 'ref':
      return [target.name];
    case 'list':
      return targetReferences(target.element);
    case 'map':
      return targetReferences(target.value);
    default:
      return [];
  }
}

/** Whether a shape has the same type in two variants: nothing that it reaches differs between them. */
export type SameType = (shape: string, a: Variant, b: Variant) => boolean;

export function sameTypes(contract: Contract): SameType {
  const referring = new Map<string, string[]>(contract.shapes.map(({ name }) => [name, []]));
  for (const shape of contract.shapes)
    for (const name of references(shape)) referring.get(name)?.push(shape.name);
  const known = new Map<string, ReadonlySet<string>>();
  return (name, a, b) => {
    const between = [a.view, a.mode, b.view, b.mode].join(' ');
    const differing = known.get(between) ?? differingShapes(contract, referring, a, b);
    known.set(between, differing);
    return !differing.has(name);
  };
}

/** The shapes that differ between two variants, by themselves or in what they reach. */
function differingShapes(
  contract: Contract,
  referring: ReadonlyMap<string, readonly string[]>,
  a: Variant,
  b: Variant,
): ReadonlySet<string> {
  const found = new Set<string>();
  const open = contract.shapes
    .filter((shape) => differsItself(contract, shape, a, b))
    .map(({ name }) => name);
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    open.push(...(referring.get(next) ?? []));
  }
  return found;
}

/** The names of a shape and of all that it refers to, however far. */
export function reachable(contract: Contract, name: string): ReadonlySet<string> {
  const seen = new Set<string>();
  const open = [name];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    open.push(...references(shapeNamed(contract, next)));
  }
  return seen;
}

function differsItself(contract: Contract, shape: NamedShape, a: Variant, b: Variant): boolean {
  const views = a.view !== b.view;
  const modes = a.mode !== b.mode;
  switch (shape.kind) {
    case 'enum':
      return modes;
    case 'union':
      return (
        modes ||
        (views && a.mode === 'tolerant') ||
        (views && shape.members.some((m) => differs(contract, m.target)))
      );
    case 'choice':
      return (
        (shape.tag === null ? takesNull(a) !== takesNull(b) : modes) ||
        (views && shape.options.some((option) => differs(contract, option.target)))
      );
    case 'structure':
      return (
        (takesNull(a) !== takesNull(b) && shape.members.some((member) => !member.required)) ||
        (views && shape.members.some((member) => differs(contract, member.target)))
      );
    case 'list':
      return views && differs(contract, shape.element);
    case 'map':
      return views && differs(contract, shape.value);
  }
}

/** Whether the type of a target, but for what it refers to, differs between the views. */
function differs(contract: Contract, target: Target): boolean {
  switch (target.kind) {
    case 'timestamp':
    case 'blob':
      return true;
    case 'float':
      return contract.protocol.floatStrings;
    case 'list':
      return differs(contract, target.element);
    case 'map':
      return differs(contract, target.value);
    default:
      return false;
  }
}

/** restJson1: null means absent, to a reader of the wire. */
export function takesNull(variant: Variant): boolean {
  return variant.view === 'wire' && variant.mode === 'tolerant';
}
