import { type ObjectTree, referenceOf, type Tree, treeAt } from '../../load/tree.js';
import { problemAt, type Report } from '../../problems.js';
import { pointerOfReference } from '../schemas.js';

/**
 * Tells of references that lead round in a circle now that `allOf`, `oneOf` and `anyOf` of one schema are that schema: the
 * loader saw no circle, since each of them seemed to say something.
 */
export function checkChains(root: Tree, report: Report): void {
  const told = new Set<Tree>();
  const due: Tree[] = [root];
  for (let tree = due.pop(); tree !== undefined; tree = due.pop()) {
    // One by one: an array may be longer than a call may have arguments.
    if (tree.kind !== 'scalar')
      for (const each of tree.kind === 'array' ? tree.items : tree.members.values()) due.push(each);
    if (tree.kind !== 'object') continue;
    const circle = circleFrom(root, tree);
    if (circle === null || circle.some((each) => told.has(each))) continue;
    for (const each of circle) told.add(each);
    report(problemAt(tree.place, { code: 'ref-cycle', ref: referenceOf(tree) ?? '' }));
  }
}

/** The objects on the way from one that refers back to one of them; null where the way ends. */
function circleFrom(root: Tree, start: ObjectTree): readonly Tree[] | null {
  const way: Tree[] = [];
  let at: Tree = start;
  for (let ref = referenceOf(at); ref !== undefined; ref = referenceOf(at)) {
    if (way.includes(at)) return way;
    way.push(at);
    const next = treeAt(root, pointerOfReference(ref));
    if (next === undefined) return null;
    at = next;
  }
  return null;
}
