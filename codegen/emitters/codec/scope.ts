import type { NamedShape, Target } from '../../contract.js';
import { allocate } from '../../names.js';
import type { Emission } from '../emitter.js';
import { leavesOf, reaching } from './reach.js';
import { type Uses, uses } from './uses.js';

/** What the functions of one file share. */
export interface Scope {
  readonly emission: Emission;
  readonly uses: Uses;
  shape(name: string): NamedShape;
  /** The name of a shape's function or constant in this file: `taskFromWire` for the suffix `FromWire`. */
  helper(shape: string, suffix: string): string;
  /** The shapes that reach an integer of 64 bits or a document, whose numbers are all kept exact. */
  readonly exact: ReadonlySet<string>;
  /** Names that no local variable may hide. */
  readonly taken: ReadonlySet<string>;
}

/**
 * @param suffixes all that {@link Scope.helper} will be asked for
 * @param imported what the file may import from the runtime
 */
export function scopeOf(emission: Emission, suffixes: readonly string[], imported: readonly string[]): Scope {
  const { contract, names } = emission;
  const pairs = contract.shapes.flatMap(({ name }) =>
    suffixes.map((suffix) => ({ key: `${suffix} ${name}`, name, suffix })),
  );
  const allocated = allocate(
    pairs.map(({ name, suffix }) => names.helperName(name, suffix)),
    imported,
  );
  const helpers = new Map(pairs.map(({ key }, i) => [key, allocated[i] ?? key]));
  const shapes = new Map(contract.shapes.map((shape) => [shape.name, shape]));
  return {
    emission,
    uses: uses(),
    shape: (name) => {
      const shape = shapes.get(name);
      if (shape === undefined) throw new Error(`no shape is named ${name}`);
      return shape;
    },
    helper: (shape, suffix) => {
      const helper = helpers.get(`${suffix} ${shape}`);
      if (helper === undefined) throw new Error(`no ${suffix} for ${shape}`);
      return helper;
    },
    exact: reaching(contract, (shape) => isOpenChoice(shape) || leavesOf(shape).some(isExact)),
    taken: new Set([...imported, ...allocated]),
  };
}

/** An option that a later edition adds is kept as it is. */
function isOpenChoice(shape: NamedShape): boolean {
  return shape.kind === 'choice' && shape.tag !== null;
}

function isExact(target: Target): boolean {
  return target.kind === 'document' || (target.kind === 'integer' && target.width === 64);
}
