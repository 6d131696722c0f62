/** The paths of a document, before anybody looks at what is in them. */
import { entriesOf, memberOf, type Tree } from '../load/tree.js';
import { problemAt, quoted, type Report } from '../problems.js';
import { methods } from './operations.js';

/** Reports paths that no request could be sent to, and operations whose paths differ in the names of labels alone. */
export function checkPaths(root: Tree, report: Report, note: Report): void {
  const taken = new Map<string, Tree>();
  for (const [path, item] of entriesOf(memberOf(root, 'paths'))) {
    if (path.startsWith('x-')) continue;
    if (!isPath(path)) {
      const expected = 'text that begins with /, without a ?, and with names in braces for labels';
      report(
        problemAt(item.place, { code: 'wrong-value', what: 'a path', expected, received: quoted(path) }),
      );
    }
    if (path.includes('#'))
      note(problemAt(item.place, { code: 'not-in-contract', what: 'What stands behind the # of a path' }));
    for (const [method] of entriesOf(item).filter(([key]) => methods.includes(key))) {
      const template = `${method} ${path.replaceAll(/\{[^{}]*\}/g, '{}')}`;
      const other = taken.get(template);
      taken.set(template, other ?? item);
      if (other === undefined) continue;
      const instead = 'Remove one of the two; a label is told by its place, not by its name';
      report(problemAt(item.place, { code: 'name-collision', name: path, other: other.place, instead }));
    }
  }
}

function isPath(path: string): boolean {
  return /^\/(?:[^?{}]|\{[^{}]+\})*$/u.test(path);
}
