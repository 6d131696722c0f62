import { tellingNames } from '../choices.js';
import type {
  Choice,
  Contract,
  Enum,
  List,
  MapShape,
  Member,
  NamedShape,
  Rule,
  Simple,
  Structure,
  Target,
  Union,
} from '../contract.js';

/** The two forms of a value that arbitraries make: parsed JSON, or what a program holds after decoding. */
export type ValueView = 'wire' | 'decoded';

/** What stands behind a target once references are followed. */
export type Resolved = Structure | Union | Choice | Enum | List | MapShape | Simple;

/** A contract with the look-ups that arbitraries need. */
export interface Model {
  readonly contract: Contract;
  /** The member that names a union's unknown tag in the decoded view; undefined where no view has one. */
  readonly unknownKey: string | undefined;
  /** Throws a RangeError where the contract has no such shape. */
  shape(name: string): NamedShape;
  resolve(target: Target): Resolved;
  /** Whether the contract has the clause of a rule at a site. */
  has(site: string, rule: Rule): boolean;
  /** The least nesting that a value needs; Infinity where there is no finite value. */
  height(target: Target): number;
  /** The names by which a structure would be taken for another one that stands beside it in a choice. */
  telling(structure: string): ReadonlySet<string>;
  /** Whether a named shape can hold itself. */
  isRecursive(name: string): boolean;
}

export function modelOf(contract: Contract): Model {
  const shapes = new Map(contract.shapes.map((shape) => [shape.name, shape]));
  const clauses = new Set(contract.clauses.map((clause) => clause.id));
  const recursive = new Map<string, boolean>();
  const telling = new Map<string, ReadonlySet<string>>();
  let heights: ReadonlyMap<string, number> | undefined;

  const shape = (name: string): NamedShape => {
    const found = shapes.get(name);
    if (found === undefined) throw new RangeError(`The contract has no shape named ${JSON.stringify(name)}.`);
    return found;
  };
  return {
    contract,
    unknownKey: unknownKeyOf(contract),
    shape,
    resolve: (target) => (target.kind === 'ref' ? shape(target.name) : target),
    has: (site, rule) => clauses.has(`${site}#${rule}`),
    height: (target) => {
      heights ??= heightsOf(contract.shapes);
      return heightOf(target, heights);
    },
    telling: (structure) => {
      let known = telling.get(structure);
      if (known === undefined) {
        known = tellingNames(contract.shapes, structure);
        telling.set(structure, known);
      }
      return known;
    },
    isRecursive: (name) => {
      let known = recursive.get(name);
      if (known === undefined) {
        known = reaches(shape, name);
        recursive.set(name, known);
      }
      return known;
    },
  };
}

/** The site of a list's elements, a map's values or its keys: a named list or map has its own. */
export function innerSite(site: string, target: Target, suffix: '[]' | '{}' | '{key}'): string {
  return `${target.kind === 'ref' ? target.name : site}${suffix}`;
}

export function memberOf(shape: Structure | Union, name: string): Member {
  const member = shape.members.find((each) => each.name === name);
  if (member === undefined)
    throw new RangeError(`${shape.name} has no member named ${JSON.stringify(name)}.`);
  return member;
}

function unknownKeyOf(contract: Contract): string | undefined {
  for (const { unknownMember } of contract.views)
    if (unknownMember.kind === 'named') return unknownMember.key;
  return undefined;
}

/** The least fixed point: a shape is as high as what it cannot do without. */
function heightsOf(shapes: readonly NamedShape[]): ReadonlyMap<string, number> {
  const heights = new Map<string, number>();
  for (let changed = true; changed; ) {
    changed = false;
    for (const shape of shapes) {
      const height = heightOfShape(shape, heights);
      if (height < (heights.get(shape.name) ?? Number.POSITIVE_INFINITY)) {
        heights.set(shape.name, height);
        changed = true;
      }
    }
  }
  return heights;
}

/** The target without null. */
export function present(target: Target): Target {
  if (target.nullable !== true) return target;
  const { nullable: _, ...rest } = target;
  return rest as Target;
}

function heightOf(target: Target, heights: ReadonlyMap<string, number>): number {
  if (target.nullable === true) return 0;
  return target.kind === 'ref'
    ? (heights.get(target.name) ?? Number.POSITIVE_INFINITY)
    : heightOfShape(target, heights);
}

function heightOfShape(shape: Resolved, heights: ReadonlyMap<string, number>): number {
  const of = (target: Target): number => heightOf(target, heights);
  switch (shape.kind) {
    case 'structure':
      return 1 + Math.max(0, ...shape.members.filter((each) => each.required).map((each) => of(each.target)));
    case 'union':
      return 1 + Math.min(Number.POSITIVE_INFINITY, ...shape.members.map((each) => of(each.target)));
    case 'choice':
      return Math.min(Number.POSITIVE_INFINITY, ...shape.options.map((each) => of(each.target)));
    case 'list':
      return 1 + (shape.minItems ? of(shape.element) : 0);
    case 'map':
      return 1 + (shape.minItems ? of(shape.value) : 0);
    case 'enum':
    case 'string':
    case 'integer':
    case 'float':
    case 'timestamp':
    case 'boolean':
    case 'blob':
    case 'document':
      return 0;
  }
}

function reaches(shape: (name: string) => NamedShape, name: string): boolean {
  const seen = new Set<string>();
  const open = [...namesIn(shape(name))];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next === name) return true;
    if (seen.has(next)) continue;
    seen.add(next);
    open.push(...namesIn(shape(next)));
  }
  return false;
}

function namesIn(shape: Resolved): readonly string[] {
  switch (shape.kind) {
    case 'structure':
    case 'union':
      return shape.members.flatMap((each) => namesOf(each.target));
    case 'choice':
      return shape.options.flatMap((each) => namesOf(each.target));
    case 'list':
      return namesOf(shape.element);
    case 'map':
      return namesOf(shape.value);
    default:
      return [];
  }
}

function namesOf(target: Target): readonly string[] {
  return target.kind === 'ref' ? [target.name] : namesIn(target);
}
