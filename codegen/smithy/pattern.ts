import { type Tree, textOf } from '../load/tree.js';
import { scalarAt } from '../lower/dialect/trees.js';

/**
 * A pattern of Smithy as a contract has it: escapes that other dialects allow and the flag `u` does not (`\_`, `\:`)
 * are written without their backslash. What is not anchored matches a part of a text there and in JSON Schema alike.
 */
export function smithyPattern(tree: Tree | undefined): Tree | undefined {
  const pattern = textOf(tree);
  return tree === undefined || pattern === undefined ? tree : scalarAt(tree.place, mended(pattern));
}

/** Drops the backslash of punctuation that needs none, and that the flag `u` does not allow to have one. */
function mended(pattern: string): string {
  let inClass = false;
  return pattern.replace(/\\(.)|[[\]]/gsu, (all, escaped: string | undefined) => {
    if (escaped === undefined) inClass = all === '[' || (inClass && all !== ']');
    if (escaped === undefined || /[A-Za-z0-9^$\\.*+?()[\]{}|/]/.test(escaped)) return all;
    return inClass && escaped === '-' ? all : escaped;
  });
}
