/** `x-sources`: what the facts of the contract come from. */
import type { Basis, Source } from '../contract.js';
import { entriesOf, memberOf, type Tree, textOf } from '../load/tree.js';
import { problemAt, quoted, type Report } from '../problems.js';
import { demand, readChoice, readObject, readText, wrong } from './read.js';

const bases: readonly Basis[] = ['documented', 'protocol', 'inferred'];

/** An object of sources by their ids. */
export function readSources(tree: Tree | undefined, report: Report): readonly Source[] {
  if (tree !== undefined && tree.kind !== 'object') wrong(tree, 'the list of sources', 'an object', report);
  return entriesOf(tree).flatMap(([id, source]) => {
    const what = `the source ${quoted(id)}`;
    const keys = readObject(source, what, ['title', 'basis', 'url'], report);
    const title = demand(
      readText(keys.get('title'), 'title', report),
      source,
      keys.get('title'),
      `title of ${what}`,
      report,
    );
    const basis = demand(
      readChoice(keys.get('basis'), 'basis', bases, report),
      source,
      keys.get('basis'),
      `basis of ${what}`,
      report,
    );
    const url = readText(keys.get('url'), 'url', report);
    if (title === undefined || basis === undefined) return [];
    return [{ id, title, basis, ...(url === undefined ? {} : { url }) }];
  });
}

/** The document's sources and the protocol's. A document without any is its own. */
export function sourcesOf(
  root: Tree,
  declared: readonly Source[],
  ofProtocol: readonly Source[],
  report: Report,
): readonly Source[] {
  const title = textOf(memberOf(memberOf(root, 'info'), 'title')) ?? '';
  const own: readonly Source[] =
    declared.length > 0 ? declared : [{ id: 'openapi', title, basis: 'documented' }];
  for (const { id } of ofProtocol) {
    if (!own.some((source) => source.id === id)) continue;
    const tree = memberOf(memberOf(root, 'x-sources'), id) ?? root;
    const other = memberOf(memberOf(memberOf(root, 'x-protocol'), 'sources'), id)?.place ?? root.place;
    report(
      problemAt(tree.place, {
        code: 'name-collision',
        name: id,
        other,
        instead: 'Rename one of the two sources',
      }),
    );
  }
  return [...own, ...ofProtocol];
}
