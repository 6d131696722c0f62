/** Parts of a document that are made of others: they stand where those do, so that problems point at what was written. */
import type { ObjectTree, ScalarTree, Tree } from '../../load/tree.js';
import type { Place } from '../../problems.js';

export function scalarAt(place: Place, value: ScalarTree['value']): ScalarTree {
  return { kind: 'scalar', place, value };
}

export function listAt(place: Place, items: readonly Tree[]): Tree {
  return { kind: 'array', place, items };
}

export function objectAt(place: Place, members: Iterable<readonly [string, Tree]>): ObjectTree {
  return { kind: 'object', place, members: new Map(members) };
}

export function withMember(tree: ObjectTree, key: string, member: Tree): ObjectTree {
  return { ...tree, members: new Map(tree.members).set(key, member) };
}

export function without(tree: ObjectTree, ...keys: readonly string[]): ObjectTree {
  if (!keys.some((key) => tree.members.has(key))) return tree;
  return { ...tree, members: new Map([...tree.members].filter(([key]) => !keys.includes(key))) };
}

/** Whether two parts say the same, wherever they stand. */
export function same(a: Tree, b: Tree): boolean {
  if (a === b) return true;
  switch (a.kind) {
    case 'scalar':
      return b.kind === 'scalar' && a.value === b.value;
    case 'array':
      return (
        b.kind === 'array' &&
        a.items.length === b.items.length &&
        a.items.every((item, index) => {
          const other = b.items[index];
          return other !== undefined && same(item, other);
        })
      );
    case 'object':
      return (
        b.kind === 'object' &&
        a.members.size === b.members.size &&
        [...a.members].every(([key, member]) => {
          const other = b.members.get(key);
          return other !== undefined && same(member, other);
        })
      );
  }
}

export function isTrue(tree: Tree | undefined): boolean {
  return tree?.kind === 'scalar' && tree.value === true;
}

export function isFalse(tree: Tree | undefined): boolean {
  return tree?.kind === 'scalar' && tree.value === false;
}

export function isNull(tree: Tree | undefined): boolean {
  return tree?.kind === 'scalar' && tree.value === null;
}
