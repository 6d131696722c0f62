import type { ObjectTree, Tree } from '../load/tree.js';
import { objectAt } from '../lower/dialect/trees.js';
import type { Place } from '../problems.js';

/** An object of those members that are there. A later one of the same name takes the place of an earlier one. */
export function objectOf(
  place: Place,
  members: Readonly<Record<string, Tree | undefined>> | Iterable<readonly [string, Tree | undefined]>,
): ObjectTree {
  const entries = Symbol.iterator in members ? [...members] : Object.entries(members);
  return objectAt(
    place,
    entries.flatMap(([key, member]) => (member === undefined ? [] : [[key, member] as const])),
  );
}
