import { dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import { type Problem, type ProblemDetail, problemAt } from '../problems.js';
import { follow, referenceOf, type Tree, tokensOf } from './tree.js';

/** A file, by its absolute path, and a JSON Pointer in it. */
export interface Target {
  readonly path: string;
  readonly pointer: string;
}

export interface Reference {
  /** The object that holds `$ref`. */
  readonly tree: Tree;
  readonly ref: string;
}

/** Every reference of a document, wherever it stands: what reads refs later makes no difference either. */
export function referencesIn(tree: Tree): readonly Reference[] {
  const found: Reference[] = [];
  const walk = (part: Tree): void => {
    const ref = referenceOf(part);
    if (ref !== undefined) found.push({ tree: part, ref });
    if (part.kind === 'object') for (const member of part.members.values()) walk(member);
    else if (part.kind === 'array') for (const item of part.items) walk(item);
  };
  walk(tree);
  return found;
}

/** Where the text of a reference leads, judged by the text alone: nothing is read. */
export function targetOf(ref: string, base: string, territory: Territory): Target | ProblemDetail {
  if (/^[A-Za-z][A-Za-z0-9+.-]*:/.test(ref) || ref.startsWith('//')) return { code: 'ref-url', ref };
  const hash = ref.indexOf('#');
  const malformed = (reason: string): ProblemDetail => ({ code: 'ref-malformed', ref, reason });
  const file = percentDecoded(hash < 0 ? ref : ref.slice(0, hash));
  const pointer = percentDecoded(hash < 0 ? '' : ref.slice(hash + 1));
  if (file === null || pointer === null)
    return malformed('a percent sign stands without two hexadecimal digits');
  if (/[?\0\\]/.test(file)) return malformed('the name of its file has ?, a backslash or NUL in it');
  if (tokensOf(pointer) === null) return malformed('what follows # is no JSON Pointer');
  if (file === '') return { path: base, pointer };
  const path = resolve(dirname(base), file);
  return isWithin(path, territory) ? { path, pointer } : { code: 'ref-outside', ref };
}

/** Text without percent-encoding; null where that is malformed. */
export function percentDecoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

/** Folders, with all that is in them, and files that may be read; absolute. */
export type Territory = readonly string[];

/** Whether a path lies in a territory, by their names: symbolic links already followed in both, or in neither. */
export function isWithin(path: string, territory: Territory): boolean {
  return territory.some((allowed) => {
    const way = relative(allowed, path);
    return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
  });
}

/** References that point at nothing, or only ever at each other, in documents that have all been read. */
export function danglingReferences(
  trees: ReadonlyMap<string, Tree>,
  territory: Territory,
): readonly Problem[] {
  const problems: Problem[] = [];
  for (const [path, tree] of trees) {
    for (const reference of referencesIn(tree)) {
      const detail = dangling(reference.ref, path, trees, territory);
      if (detail !== null) problems.push(problemAt(placeOfRef(reference), detail));
    }
  }
  return problems;
}

export function placeOfRef(reference: Reference): Tree['place'] {
  return (
    (reference.tree.kind === 'object' ? reference.tree.members.get('$ref') : undefined)?.place ??
    reference.tree.place
  );
}

function dangling(
  ref: string,
  path: string,
  trees: ReadonlyMap<string, Tree>,
  territory: Territory,
): ProblemDetail | null {
  const seen = new Set<string>();
  let at = { ref, path };
  for (;;) {
    const target = targetOf(at.ref, at.path, territory);
    if ('code' in target) return at.ref === ref ? target : null;
    const root = trees.get(target.path);
    if (root === undefined) return null;
    const found = follow(root, target.pointer);
    if (found.rest.length > 0) return { code: 'ref-missing-pointer', ref, missing: found.rest[0] ?? '' };
    const key = `${target.path}#${target.pointer}`;
    if (seen.has(key)) return { code: 'ref-cycle', ref };
    seen.add(key);
    const next = referenceOf(found.tree);
    if (next === undefined) return null;
    at = { ref: next, path: target.path };
  }
}
