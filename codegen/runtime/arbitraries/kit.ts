import fc from 'fast-check';
import type { Contract, Mode, Ref, StringShape, Structure, Target } from '../contract.js';
import { choiceOf } from './choices.js';
import { listOf, mapOf } from './collections.js';
import { json } from './documents.js';
import { unknownValues } from './enums.js';
import { type Model, modelOf, present, type Resolved, type ValueView } from './model.js';
import { decodedFloats, integers, likelyRangeOf, rangeOf, wireFloats } from './numbers.js';
import type { Entry } from './objects.js';
import { matching } from './patterns.js';
import { pooled } from './pooled.js';
import { entriesOf, structureOf } from './structures.js';
import { anyText, lengthsOf } from './text.js';
import { dates, dateTimes, epochSeconds } from './times.js';
import { unionOf } from './unions.js';

/**
 * How often a value may pass through recursive shapes before it takes the shortest way to an end. Shapes that are
 * not recursive cost nothing, so that everything they hold is reached.
 */
export const BUDGET = 3;

/** The same for what surrounds the place that matters. */
export const NEARBY = 0;

/** What the kits of one contract share. Whatever is costly to build is built once in it, and in them. */
export interface Stock {
  readonly model: Model;
  /** Whether what surrounds a place is drawn from a pool: see {@link pooled}. */
  readonly shared: boolean;
  /** Valid strings of a shape. */
  text(shape: StringShape): fc.Arbitrary<string>;
}

/** Values of one contract in one view and mode. */
export interface Kit extends Stock {
  readonly view: ValueView;
  readonly mode: Mode;
  /** Nothing that a notice could be given of: documented values only, and likely ones. */
  readonly quiet: boolean;
  /** Valid values of a target; `budget` as in {@link BUDGET}, -1 once it is spent. */
  value(target: Target, budget: number): fc.Arbitrary<unknown>;
  /** The members of a valid structure, one of them left out if `without` names it. */
  entries(structure: Structure, budget: number, without?: string): fc.Arbitrary<readonly Entry[]>;
}

export function stockOf(contract: Contract, shared = false): Stock {
  const texts = new Map<string, fc.Arbitrary<string>>();
  return {
    model: modelOf(contract),
    shared,
    text: (shape) => {
      const { min, max } = lengthsOf(shape);
      return remembered(texts, `${min} ${max} ${shape.pattern}`, () =>
        shape.pattern === undefined ? anyText(min, max) : matching(shape.pattern, min, max),
      );
    },
  };
}

export function kitOf(stock: Stock, view: ValueView, mode: Mode, quiet = false): Kit {
  const named = new Map<string, fc.Arbitrary<unknown>>();
  const entries = new Map<string, fc.Arbitrary<readonly Entry[]>>();
  const kit: Kit = {
    ...stock,
    view,
    mode,
    quiet,
    value: (target, budget) => {
      // Null is a way out of what would hold itself for ever.
      if (target.nullable === true && budget < 0 && kit.model.height(present(target)) > 0)
        return fc.constant(null);
      const value =
        target.kind === 'ref'
          ? remembered(named, `${budget} ${target.name}`, () => valueOfRef(kit, target, budget))
          : valueOfShape(kit, target, budget);
      return target.nullable === true ? orNull(value) : value;
    },
    entries: (structure, budget, without) =>
      remembered(entries, JSON.stringify([budget, structure.name, without]), () => {
        const made = entriesOf(kit, structure, budget, without);
        return stock.shared && budget === NEARBY ? pooled(made) : made;
      }),
  };
  return kit;
}

function orNull(value: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc.oneof(
    { withCrossShrink: true },
    { weight: 5, arbitrary: value },
    { weight: 1, arbitrary: fc.constant(null) },
  );
}

function valueOfRef(kit: Kit, target: Ref, budget: number): fc.Arbitrary<unknown> {
  const shape = kit.model.shape(target.name);
  if (!Number.isFinite(kit.model.height(present(target)))) {
    throw new RangeError(`${target.name} has no finite value: it cannot do without holding itself.`);
  }
  const inner = kit.model.isRecursive(target.name) ? Math.max(-1, budget - 1) : budget;
  return valueOfShape(kit, shape, inner);
}

function valueOfShape(kit: Kit, shape: Resolved, budget: number): fc.Arbitrary<unknown> {
  const wire = kit.view === 'wire';
  switch (shape.kind) {
    case 'structure':
      return structureOf(kit, shape, budget);
    case 'union':
      return unionOf(kit, shape, budget);
    case 'choice':
      return choiceOf(kit, shape, budget);
    case 'list':
      return listOf(kit, shape, budget);
    case 'map':
      return mapOf(kit, shape, budget);
    case 'enum': {
      const documented = fc.constantFrom(...shape.values.map((each) => each.value));
      return kit.mode === 'strict' || kit.quiet
        ? documented
        : fc.oneof(
            { withCrossShrink: true },
            { weight: 4, arbitrary: documented },
            { weight: 1, arbitrary: unknownValues(shape) },
          );
    }
    case 'string':
      return kit.text(shape);
    case 'integer': {
      const likely = likelyRangeOf(shape);
      return integers(kit.quiet ? likely : rangeOf(shape), likely);
    }
    case 'float':
      return (wire ? wireFloats : decodedFloats)(shape, kit.model.contract.protocol.floatStrings);
    case 'timestamp':
      return wire ? (shape.format === 'epoch-seconds' ? epochSeconds : dateTimes) : dates;
    case 'boolean':
      return fc.boolean();
    case 'blob':
      return wire ? fc.base64String({ maxLength: 24 }) : fc.uint8Array({ maxLength: 16 });
    case 'document':
      return json;
  }
}

function remembered<T>(memory: Map<string, T>, key: string, make: () => T): T {
  const known = memory.get(key);
  if (known !== undefined) return known;
  const made = make();
  memory.set(key, made);
  return made;
}
