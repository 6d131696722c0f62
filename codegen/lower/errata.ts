/** `x-errata`: where the documentation contradicts itself, with examples that name shapes, members and clauses. */
import type { Clause, Erratum, ErratumExample, NamedShape, Source, Target } from '../contract.js';
import { memberOf, type Tree, tokensOf } from '../load/tree.js';
import { nearest } from '../nearest.js';
import { problemAt, type Report } from '../problems.js';
import { checkSource } from './provenance.js';
import { demand, readItems, readObject, readText, wrong } from './read.js';

export function lowerErrata(
  root: Tree,
  shapes: readonly NamedShape[],
  clauses: readonly Clause[],
  sources: readonly Source[],
  report: Report,
): readonly Erratum[] {
  const known = ['id', 'title', 'prose', 'resolution', 'source', 'examples'];
  const ids = new Set<string>();
  return readItems(memberOf(root, 'x-errata'), 'x-errata', report).flatMap((tree) => {
    const keys = readObject(tree, 'an erratum', known, report);
    const text = (key: string): string | undefined =>
      demand(
        readText(keys.get(key), key, report)?.trim(),
        tree,
        keys.get(key),
        `${key} of an erratum`,
        report,
      );
    const [id, title, prose, resolution] = [text('id'), text('title'), text('prose'), text('resolution')];
    const stated = keys.get('source');
    const source = demand(stated && checkSource(stated, sources, report), tree, stated, 'source', report);
    const examples = readItems(keys.get('examples'), 'examples', report).flatMap((example) =>
      lowerExample(example, shapes, clauses, report),
    );
    if (id === undefined || title === undefined || prose === undefined) return [];
    if (resolution === undefined || source === undefined) return [];
    if (ids.has(id)) report(problemAt(tree.place, { code: 'duplicate-value', what: 'x-errata', value: id }));
    ids.add(id);
    return [{ id, title, prose, resolution, source, examples }];
  });
}

function lowerExample(
  tree: Tree,
  shapes: readonly NamedShape[],
  clauses: readonly Clause[],
  report: Report,
): readonly ErratumExample[] {
  const keys = readObject(
    tree,
    'an example',
    ['shape', 'path', 'json', 'strict', 'tolerant', 'notice'],
    report,
  );
  const text = (key: string): string | undefined =>
    demand(readText(keys.get(key), key, report), tree, keys.get(key), `${key} of an example`, report);
  const [shape, path, json] = [text('shape'), text('path'), text('json')];
  if (shape === undefined || path === undefined || json === undefined) return [];
  checkPath(keys.get('shape') ?? tree, shape, keys.get('path') ?? tree, path, shapes, report);
  checkJson(keys.get('json') ?? tree, json, report);
  const clause = (key: string): string | null => lowerClauseId(keys.get(key), clauses, report);
  return [
    { shape, path, json, strict: clause('strict'), tolerant: clause('tolerant'), notice: clause('notice') },
  ];
}

function lowerClauseId(tree: Tree | undefined, clauses: readonly Clause[], report: Report): string | null {
  if (tree === undefined || (tree.kind === 'scalar' && tree.value === null)) return null;
  const id = readText(tree, 'the id of a clause', report);
  if (id === undefined) return null;
  if (!clauses.some((clause) => clause.id === id)) {
    const suggestion = nearest(
      id,
      clauses.map((clause) => clause.id),
    );
    report(problemAt(tree.place, { code: 'unknown-name', what: 'clause', name: id, suggestion }));
  }
  return id;
}

function checkJson(tree: Tree, json: string, report: Report): void {
  try {
    JSON.parse(json);
  } catch {
    wrong(tree, 'json', 'a JSON text', report);
  }
}

function checkPath(
  shapeTree: Tree,
  shapeName: string,
  pathTree: Tree,
  path: string,
  shapes: readonly NamedShape[],
  report: Report,
): void {
  const shape = shapes.find(({ name }) => name === shapeName);
  if (shape?.kind !== 'structure') {
    const names = shapes.filter(({ kind }) => kind === 'structure').map(({ name }) => name);
    const suggestion = nearest(shapeName, names);
    report(
      problemAt(shapeTree.place, { code: 'unknown-name', what: 'structure', name: shapeName, suggestion }),
    );
    return;
  }
  const tokens = tokensOf(path);
  if (tokens === null || tokens.length === 0) {
    wrong(pathTree, 'path', 'the JSON Pointer of a member', report);
    return;
  }
  let at: NamedShape | Target = shape;
  for (const token of tokens) {
    const next = step(at, token, shapes);
    if (next === undefined) {
      const names = 'members' in at ? at.members.map(({ name }) => name) : [];
      const suggestion = nearest(token, names);
      report(
        problemAt(pathTree.place, {
          code: 'unknown-name',
          what: `member (of ${path})`,
          name: token,
          suggestion,
        }),
      );
      return;
    }
    at = next;
  }
}

/** One step of a path into a shape; members of a union that it does not have are no step. */
function step(
  at: NamedShape | Target,
  token: string,
  shapes: readonly NamedShape[],
): NamedShape | Target | undefined {
  switch (at.kind) {
    case 'ref': {
      const shape = shapes.find(({ name }) => name === at.name);
      return shape && step(shape, token, shapes);
    }
    case 'structure':
    case 'union':
      return at.members.find(({ name }) => name === token)?.target;
    case 'choice':
      return at.options.map((each) => step(each.target, token, shapes)).find((each) => each !== undefined);
    case 'list':
      return /^(0|[1-9][0-9]*)$/.test(token) ? at.element : undefined;
    case 'map':
      return at.value;
    default:
      return undefined;
  }
}
