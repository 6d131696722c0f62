import fc from 'fast-check';
import type { List, MapShape, Structure, Target, Union } from '../contract.js';
import { below } from '../issues.js';
import { canonical } from './canonical.js';
import { inChoice } from './choices.js';
import { items, keysOf, mapEntries, sizesOf } from './collections.js';
import { type Kit, NEARBY } from './kit.js';
import { memberOf } from './model.js';
import { assemble, type Entry, layout } from './objects.js';
import type { Step } from './sites.js';
import { siblingsOf } from './unions.js';

/** A value, and the JSON Pointer of the place in it that matters. */
export interface Planted {
  readonly value: unknown;
  readonly path: string;
}

/**
 * Values of a target that are valid but for what `inner` puts at the end of the steps. The path leads there, and on
 * as `inner` says. Shrinks what surrounds the place to the least valid value; the place stays.
 */
export function plantAt(
  kit: Kit,
  target: Target,
  steps: readonly Step[],
  inner: fc.Arbitrary<Planted>,
): fc.Arbitrary<Planted> {
  const [step, ...rest] = steps;
  if (step === undefined) return inner;
  const shape = kit.model.resolve(target);
  switch (shape.kind) {
    case 'structure':
    case 'union': {
      if (step.kind !== 'member') break;
      const planted = plantAt(kit, memberOf(shape, step.name).target, rest, inner);
      return shape.kind === 'structure'
        ? inStructure(kit, shape, step.name, planted)
        : inUnion(kit, shape, step.name, planted);
    }
    case 'choice': {
      if (step.kind !== 'option') break;
      const option = shape.options.find(({ name }) => name === step.name);
      if (option === undefined) break;
      return inChoice(shape, option, plantAt(kit, option.target, rest, inner));
    }
    case 'list':
      if (step.kind !== 'element') break;
      return inList(kit, shape, plantAt(kit, shape.element, rest, inner));
    case 'map':
      if (step.kind === 'value')
        return inMap(kit, shape, keysOf(kit, shape), plantAt(kit, shape.value, rest, inner));
      if (step.kind === 'key') return inMap(kit, shape, keyTexts(inner), valuesOf(kit, shape));
      break;
    default:
  }
  throw new RangeError(`A ${shape.kind} has no ${step.kind} to go to.`);
}

function inStructure(
  kit: Kit,
  shape: Structure,
  name: string,
  planted: fc.Arbitrary<Planted>,
): fc.Arbitrary<Planted> {
  return fc
    .tuple(kit.entries(shape, NEARBY, name), planted, layout)
    .map(([entries, { value, path }, form]) => ({
      value: assemble([...entries, [name, value]], form),
      path: below('', name) + path,
    }));
}

function inUnion(
  kit: Kit,
  shape: Union,
  name: string,
  planted: fc.Arbitrary<Planted>,
): fc.Arbitrary<Planted> {
  return fc.tuple(siblingsOf(kit, shape), planted, layout).map(([siblings, { value, path }, form]) => ({
    value: assemble([...siblings(name), [name, value]], form),
    path: below('', name) + path,
  }));
}

function inList(kit: Kit, shape: List, planted: fc.Arbitrary<Planted>): fc.Arbitrary<Planted> {
  const { min, max } = othersOf(shape);
  return fc
    .tuple(items(kit, shape, NEARBY, min, max), planted, fc.nat({ max: 255 }))
    .map(([others, { value, path }, place]) => {
      const rest = shape.uniqueItems ? withoutEqual(others, value) : others;
      const at = place % (rest.length + 1);
      return { value: rest.toSpliced(at, 0, value), path: below('', at) + path, items: rest.length };
    })
    .filter((list) => list.items >= min)
    .map(({ value, path }) => ({ value, path }));
}

function withoutEqual(others: readonly unknown[], value: unknown): readonly unknown[] {
  const text = canonical(value);
  return others.filter((other) => canonical(other) !== text);
}

function inMap(
  kit: Kit,
  shape: MapShape,
  keys: fc.Arbitrary<string>,
  planted: fc.Arbitrary<Planted>,
): fc.Arbitrary<Planted> {
  const { min, max } = othersOf(shape);
  return fc
    .tuple(mapEntries(kit, shape, NEARBY, min, max), keys, planted, layout)
    .map(([entries, key, { value, path }, form]) => {
      const others: readonly Entry[] = entries.filter(([name]) => name !== key);
      return {
        value: assemble([...others, [key, value]], form),
        path: below('', key) + path,
        items: others.length,
      };
    })
    .filter((map) => map.items >= min)
    .map(({ value, path }) => ({ value, path }));
}

/** How many items stand beside the planted one. */
function othersOf(shape: List | MapShape): { readonly min: number; readonly max: number } {
  const { min, max } = sizesOf(shape);
  return { min: Math.max(0, min - 1), max: Math.min(max - 1, min + 2) };
}

function valuesOf(kit: Kit, shape: MapShape): fc.Arbitrary<Planted> {
  return kit.value(shape.value, NEARBY).map((value) => ({ value, path: '' }));
}

function keyTexts(inner: fc.Arbitrary<Planted>): fc.Arbitrary<string> {
  return inner.map(({ value }) => {
    if (typeof value !== 'string') throw new TypeError('A key of a map is a string.');
    return value;
  });
}
