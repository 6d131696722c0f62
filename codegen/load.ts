import { dirname, join, relative, resolve } from 'node:path';
import { bundle } from './load/bundle.js';
import { editionProblems, withEdition } from './load/edition.js';
import { openApiProblems } from './load/openapi.js';
import { readTree, readWithin } from './load/read.js';
import {
  danglingReferences,
  placeOfRef,
  type Reference,
  referencesIn,
  type Territory,
  targetOf,
} from './load/references.js';
import { follow, plain, type Tree } from './load/tree.js';
import { asOpenApi } from './official.js';
import { type Place, type Problem, problemAt, type Result } from './problems.js';

/** A spec that was read, and is valid OpenAPI. */
export interface SpecDocument {
  /** The spec's file, as the user named it. */
  readonly file: string;
  /** `base`, or the name of the overlay that was applied. */
  readonly edition: string;
  /** Every file that was read, named like `file`; the spec first. */
  readonly files: readonly string[];
  /** The whole document, each part with its place; every reference in it is `#/…` and leads to another part of it. */
  readonly root: Tree;
  /** The same as plain data. An integer beyond 2^53 - 1 is a bigint. */
  readonly bundled: unknown;
}

export interface LoadOptions {
  /** The name of an overlay in `editions/` beside the spec; `base`, the default, for none. */
  readonly edition?: string;
  /** Folders and files outside of the spec's folder that references may lead to. */
  readonly allowRefs?: readonly string[];
  /** The operations that are taken over from an official model; all, where there are none. */
  readonly operations?: readonly string[];
}

/**
 * Reads a spec and everything it refers to, in the edition asked for, and validates it as OpenAPI. An official model
 * is told by its content, and becomes OpenAPI first.
 *
 * Reads files in the spec's folder and what `allowRefs` names, symbolic links followed, and never the network; writes nothing. References
 * are checked before what they name is read. Whatever is wrong is a problem with its place; nothing is thrown.
 */
export async function loadSpec(file: string, options: LoadOptions = {}): Promise<Result<SpecDocument>> {
  const edition = options.edition ?? 'base';
  const source = await readTree(file, file);
  if (!source.ok) return source;
  const spec = await asOpenApi(source.value, options.operations ?? []);
  if (!spec.ok) return spec;
  const edited = await withEdition(spec.value.tree, file, edition);
  if (!edited.ok) return edited;
  const root = resolve(file);
  const territory = [dirname(root), ...(options.allowRefs ?? []).map((path) => resolve(path))];
  const read = await readReferences(root, file, edited.value.tree, territory);
  if (!read.ok) return read;
  const dangling = danglingReferences(read.value, territory);
  if (dangling.length > 0) return { ok: false, problems: dangling };
  const bundled = bundle({ root, territory, trees: read.value });
  if (!bundled.ok) return bundled;
  const data = plain(bundled.value);
  const problems = [
    ...(await openApiProblems(bundled.value, data)),
    ...editionProblems(bundled.value, edition),
  ];
  if (problems.length > 0) return { ok: false, problems };
  const others = [...read.value.keys()].slice(1).map((path) => displayName(file, path));
  const files = [file, ...spec.value.files, ...edited.value.files, ...others];
  return { ok: true, value: { file, edition, files, root: bundled.value, bundled: data } };
}

/** Where the part of the document was written that a JSON Pointer names, or the nearest part around it. */
export function locate(document: SpecDocument, pointer: string): Place {
  return follow(document.root, pointer).tree.place;
}

/** The spec and every file it refers to, directly or through others, by absolute path; the spec first. */
async function readReferences(
  root: string,
  file: string,
  tree: Tree,
  territory: Territory,
): Promise<Result<ReadonlyMap<string, Tree>>> {
  const trees = new Map([[root, tree]]);
  const problems: Problem[] = [];
  // The map grows while it is walked.
  for (const [path, document] of trees) {
    for (const reference of referencesIn(document)) {
      const target = targetOf(reference.ref, path, territory);
      if ('code' in target) {
        problems.push(problemAt(placeOfRef(reference), target));
      } else if (!trees.has(target.path)) {
        const read = await readReferenced(target.path, reference, territory, displayName(file, target.path));
        if (read.ok) trees.set(target.path, read.value);
        else problems.push(...read.problems);
      }
    }
  }
  return problems.length === 0 ? { ok: true, value: trees } : { ok: false, problems };
}

async function readReferenced(
  path: string,
  reference: Reference,
  territory: Territory,
  name: string,
): Promise<Result<Tree>> {
  const { ref } = reference;
  const read = await readWithin(path, territory, name);
  if (read === 'outside')
    return { ok: false, problems: [problemAt(placeOfRef(reference), { code: 'ref-outside', ref })] };
  if (read.ok) return read;
  // That a file is not there is the fault of the reference.
  const problems = read.problems.map((problem): Problem => {
    if (problem.code !== 'unreadable') return problem;
    return problemAt(placeOfRef(reference), { code: 'ref-missing-file', ref, reason: problem.reason });
  });
  return { ok: false, problems };
}

function displayName(file: string, path: string): string {
  return join(dirname(file), relative(dirname(resolve(file)), path));
}
