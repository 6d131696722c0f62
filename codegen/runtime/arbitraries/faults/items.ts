import fc from 'fast-check';
import type { List } from '../../contract.js';
import { canonical, copied } from '../canonical.js';
import { items, keysOf, mapEntries, sizesOf } from '../collections.js';
import { type Kit, NEARBY } from '../kit.js';
import { assemble, layout } from '../objects.js';
import { probe } from '../patterns.js';
import type { Site } from '../sites.js';
import { type Breakage, breaking } from './breakage.js';

/** A list or map has fewer items than it must. */
export function minItemsBreakages(kit: Kit, site: Site): readonly Breakage[] {
  const shape = kit.model.resolve(site.target);
  if ((shape.kind !== 'list' && shape.kind !== 'map') || !shape.minItems) return [];
  const fewer = shape.minItems - 1;
  const breaks = breaking(site, 'min-items');
  return [
    breaks('by-one', 'has one item too few', collection(kit, site, fewer, fewer)),
    ...(fewer > 0 ? [breaks('empty', 'is empty', fc.constant(shape.kind === 'list' ? [] : {}))] : []),
  ];
}

/** A list or map has more items than it may; not where there are not so many different ones. */
export function maxItemsBreakages(kit: Kit, site: Site): readonly Breakage[] {
  const shape = kit.model.resolve(site.target);
  if ((shape.kind !== 'list' && shape.kind !== 'map') || shape.maxItems === undefined) return [];
  const more = shape.maxItems + 1;
  if (!hasDistinct(kit, site, more)) return [];
  const breaks = breaking(site, 'max-items');
  return [
    breaks('by-one', 'has one item too many', collection(kit, site, more, more)),
    ...(shape.kind === 'list' && shape.uniqueItems !== true
      ? [breaks('twice', 'has twice too many items', repeated(kit, shape, 2 * more))]
      : []),
  ];
}

/** Equal items in a list that wants them distinct: the very same, equal ones, and with the members in another order. */
export function uniqueItemsBreakages(kit: Kit, site: Site): readonly Breakage[] {
  const shape = kit.model.resolve(site.target);
  if (shape.kind !== 'list' || shape.uniqueItems !== true) return [];
  const { min, max } = sizesOf(shape);
  if (max < 2) return [];
  const breaks = breaking(site, 'unique-items');
  const repeating = (copy: (value: unknown) => unknown): fc.Arbitrary<unknown> =>
    fc
      .tuple(
        items(kit, shape, NEARBY, Math.max(1, min - 1), Math.max(1, Math.min(max - 1, min + 2))),
        fc.nat({ max: 255 }),
        fc.nat({ max: 255 }),
      )
      .map(([list, from, to]) => list.toSpliced(to % (list.length + 1), 0, copy(list[from % list.length])));
  return [
    breaks(
      'repeated',
      'has an item twice',
      repeating((value) => value),
    ),
    breaks(
      'equal',
      'has two equal items',
      repeating((value) => copied(value, false)),
    ),
    breaks(
      'reordered',
      'has two items that differ only in the order of members',
      repeating((value) => copied(value, true)),
    ),
  ];
}

function collection(kit: Kit, site: Site, min: number, max: number): fc.Arbitrary<unknown> {
  const shape = kit.model.resolve(site.target);
  if (shape.kind === 'list') {
    return shape.uniqueItems === true || max < 8
      ? items(kit, shape, NEARBY, min, max)
      : repeated(kit, shape, max);
  }
  if (shape.kind !== 'map') throw new RangeError(`${site.id} is no collection.`);
  return fc
    .tuple(mapEntries(kit, shape, NEARBY, min, max), layout)
    .map(([entries, form]) => assemble(entries, form));
}

/** One item many times, so that a long list costs no more than a short one. */
function repeated(kit: Kit, shape: List, length: number): fc.Arbitrary<unknown> {
  return kit.value(shape.element, NEARBY).map((value) => Array.from({ length }, () => value));
}

/** Whether there are so many different items, or keys, as far as a sample of them tells. */
function hasDistinct(kit: Kit, site: Site, count: number): boolean {
  const shape = kit.model.resolve(site.target);
  if (shape.kind === 'list' && shape.uniqueItems !== true) return true;
  if (shape.kind !== 'list' && shape.kind !== 'map') return false;
  const all: fc.Arbitrary<unknown> =
    shape.kind === 'map' ? keysOf(kit, shape) : kit.value(shape.element, NEARBY);
  return new Set(probe(all, 8 * count).map(canonical)).size >= count;
}
