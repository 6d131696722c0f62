import { readdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { type Problem, problemAt, type Result } from '../problems.js';
import { readWithin, startOf } from './read.js';
import { memberOf, type Tree, textOf } from './tree.js';

export interface Edited {
  readonly tree: Tree;
  /** The overlay's file, where there is one. */
  readonly files: readonly string[];
}

const suffix = '.overlay.yaml';

/** The spec in an edition: `base`, or the name of an overlay in the folder `editions` beside it. */
export async function withEdition(tree: Tree, file: string, edition: string): Promise<Result<Edited>> {
  if (edition === 'base') return { ok: true, value: { tree, files: [] } };
  const folder = join(dirname(file), 'editions');
  // Looked up among the names there, so that no name is ever taken as a path.
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith(suffix)).sort();
  const editions = ['base', ...names.map((name) => name.slice(0, -suffix.length))];
  if (!editions.includes(edition))
    return failed(problemAt(tree.place, { code: 'unknown-edition', edition, editions }));
  const name = join(folder, `${edition}${suffix}`);
  const overlay = await readWithin(name, [dirname(file)], name);
  if (overlay === 'outside') return failed(problemAt(startOf(name), { code: 'ref-outside', ref: name }));
  if (!overlay.ok) return overlay;
  const stated = memberOf(overlay.value, 'extends');
  const extended = textOf(stated) ?? '';
  if (stated !== undefined && resolve(dirname(name), extended) !== resolve(file)) {
    return failed(problemAt(stated.place, { code: 'overlay-extends', extends: extended }));
  }
  // Its JSONPath is loaded only where there is an overlay.
  const { applyOverlay } = await import('./overlay.js');
  const applied = applyOverlay(tree, overlay.value);
  return applied.ok ? { ok: true, value: { tree: applied.value, files: [name] } } : applied;
}

/** A document that calls itself another edition than the one that was asked for. */
export function editionProblems(root: Tree, applied: string): readonly Problem[] {
  const stated = memberOf(root, 'x-edition');
  const edition = textOf(stated) ?? '';
  if (stated === undefined || edition === applied) return [];
  return [problemAt(stated.place, { code: 'edition-mismatch', edition, applied })];
}

function failed(problem: Problem): Result<never> {
  return { ok: false, problems: [problem] };
}
