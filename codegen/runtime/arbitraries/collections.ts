import fc from 'fast-check';
import type { List, MapShape } from '../contract.js';
import { canonical } from './canonical.js';
import type { Kit } from './kit.js';
import { assemble, type Entry, layout } from './objects.js';

/** Lists and maps that reach their upper limit have no more items than this. */
const MOST = 64;

/** How many items a collection may hold. */
export interface Sizes {
  readonly min: number;
  /** Infinity where there is no limit. */
  readonly max: number;
}

export function sizesOf(shape: List | MapShape): Sizes {
  return { min: shape.minItems ?? 0, max: shape.maxItems ?? Number.POSITIVE_INFINITY };
}

/** Valid lists. Shrinks to the fewest items. */
export function listOf(kit: Kit, list: List, budget: number): fc.Arbitrary<unknown[]> {
  return sized(sizesOf(list), budget, (min, max) => items(kit, list, budget, min, max));
}

/** Lists of valid items, so many of them; distinct ones where the shape wants that. */
export function items(
  kit: Kit,
  list: List,
  budget: number,
  minLength: number,
  maxLength: number,
): fc.Arbitrary<unknown[]> {
  if (maxLength === 0) return fc.constant([]);
  const element = kit.value(list.element, budget);
  return list.uniqueItems
    ? fc.uniqueArray(element, { minLength, maxLength, selector: canonical })
    : fc.array(element, { minLength, maxLength });
}

/** Valid maps. Shrinks to the fewest entries. */
export function mapOf(kit: Kit, map: MapShape, budget: number): fc.Arbitrary<unknown> {
  return fc
    .tuple(
      sized(sizesOf(map), budget, (min, max) => mapEntries(kit, map, budget, min, max)),
      layout,
    )
    .map(([entries, form]) => assemble(entries, form));
}

/** So many entries of a valid map; their keys are distinct. */
export function mapEntries(
  kit: Kit,
  map: MapShape,
  budget: number,
  minLength: number,
  maxLength: number,
): fc.Arbitrary<Entry[]> {
  if (maxLength === 0) return fc.constant([]);
  const entry = fc.tuple(keysOf(kit, map), kit.value(map.value, budget));
  return fc.uniqueArray(entry, { minLength, maxLength, selector: ([key]) => key });
}

/** Valid keys. A reader may ignore members by their name wherever they stand, so no key has such a name. */
export function keysOf(kit: Kit, map: MapShape): fc.Arbitrary<string> {
  return kit.text(map.key).filter((key) => !kit.model.contract.protocol.ignoredMembers.includes(key));
}

function sized<T>(
  sizes: Sizes,
  budget: number,
  make: (min: number, max: number) => fc.Arbitrary<T>,
): fc.Arbitrary<T> {
  const { min, max } = sizes;
  if (budget < 0) return make(min, min);
  const few = make(min, Math.min(max, min + budget + 1));
  return max > min + budget + 1 && max <= MOST
    ? fc.oneof(
        { withCrossShrink: true },
        { weight: 6, arbitrary: few },
        { weight: 1, arbitrary: make(max, max) },
      )
    : few;
}
