import { basename, extname } from 'node:path';
import { type Problem, problemAt, type Result } from '../problems.js';
import { type Part, partOf } from './grammar.js';
import { maximumCopied, maximumDepth } from './limits.js';
import { placeOfRef, type Territory, targetOf } from './references.js';
import {
  entriesOf,
  escapeToken,
  memberOf,
  type ObjectTree,
  referenceOf,
  type Tree,
  tokensOf,
  treeAt,
} from './tree.js';

export interface Documents {
  /** The absolute path of the spec. */
  readonly root: string;
  /** Where references may lead: the spec's folder, and what was allowed besides. */
  readonly territory: Territory;
  /** By absolute path; every reference in them leads somewhere. */
  readonly trees: ReadonlyMap<string, Tree>;
}

interface Hoisted {
  readonly name: string;
  readonly path: string;
  readonly tree: Tree;
}

/**
 * One document of many: schemas of other files move to `components/schemas`, under the last part of their pointer or
 * the name of their file; other things (the protocol, say) are copied to where they are referred to.
 */
export function bundle(documents: Documents): Result<Tree> {
  const root = documents.trees.get(documents.root);
  if (root === undefined) throw new Error('the spec is not among its documents');
  const problems: Problem[] = [];
  let copied = 0;
  const hoisted = new Map<string, Hoisted>();
  const homes = new Map<string, string>();
  const own = memberOf(memberOf(root, 'components'), 'schemas');
  for (const [name, schema] of entriesOf(own)) {
    const key = externalKey(schema, documents);
    if (key !== null && schema.kind === 'object' && schema.members.size === 1 && !homes.has(key))
      homes.set(key, name);
  }

  const walk = (tree: Tree, path: string, part: Part, active: readonly string[], depth: number): Tree => {
    if (depth > 2 * maximumDepth) {
      problems.push(problemAt(tree.place, { code: 'too-deep', limit: 2 * maximumDepth }));
      return tree;
    }
    if (active.length > 0) copied++;
    if (tree.kind === 'scalar') return tree;
    if (tree.kind === 'array') {
      const items = tree.items.map((item, index) =>
        walk(item, path, partOf(part, `${index}`), active, depth + 1),
      );
      return { ...tree, items };
    }
    const ref = referenceOf(tree);
    if (ref !== undefined) return reference(tree, ref, path, part, active, depth);
    const members = new Map<string, Tree>();
    for (const [key, member] of tree.members) {
      members.set(key, walk(member, path, partOf(part, key), active, depth + 1));
    }
    return { ...tree, members };
  };

  const reference = (
    tree: ObjectTree,
    ref: string,
    path: string,
    part: Part,
    active: readonly string[],
    depth: number,
  ): Tree => {
    const target = targetOf(ref, path, documents.territory);
    if ('code' in target) return tree;
    const siblings = [...tree.members].filter(([key]) => key !== '$ref');
    // A path that is a reference is OpenAPI, but the rules that its documents are judged by do not know it.
    if (target.path === documents.root && part !== 'path')
      return withRef(tree, `#${fragment(target.pointer)}`);
    const found = treeAt(documents.trees.get(target.path) ?? tree, target.pointer) ?? tree;
    const key = `${target.path}#${target.pointer}`;
    if (part === 'schema') {
      const name = homes.get(key) ?? hoist(key, target.path, target.pointer, found, tree);
      return withRef(tree, `#/components/schemas/${escapeToken(name)}`);
    }
    if (active.includes(key)) {
      problems.push(problemAt(placeOfRef({ tree, ref }), { code: 'ref-cycle', ref }));
      return tree;
    }
    if (copied > maximumCopied) {
      const isFirst = !problems.some(({ code }) => code === 'ref-limit');
      if (isFirst)
        problems.push(problemAt(placeOfRef({ tree, ref }), { code: 'ref-limit', ref, limit: maximumCopied }));
      return tree;
    }
    const copy = walk(found, target.path, part, [...active, key], depth + 1);
    return copy.kind === 'object' ? { ...copy, members: new Map([...copy.members, ...siblings]) } : copy;
  };

  const hoist = (key: string, path: string, pointer: string, tree: Tree, from: Tree): string => {
    const present = hoisted.get(key);
    if (present !== undefined) return present.name;
    const name = tokensOf(pointer)?.at(-1) ?? basename(path, extname(path));
    const other = memberOf(own, name) ?? [...hoisted.values()].find((each) => each.name === name)?.tree;
    if (other !== undefined) {
      const instead = 'Rename one of the two schemas';
      problems.push(problemAt(from.place, { code: 'name-collision', name, other: other.place, instead }));
    }
    hoisted.set(key, { name, path, tree });
    return name;
  };

  const atHome = (name: string, schema: Tree): Tree => {
    const key = externalKey(schema, documents);
    const target = targetOf(referenceOf(schema) ?? '', documents.root, documents.territory);
    if (key === null || homes.get(key) !== name || 'code' in target) {
      return walk(schema, documents.root, 'schema', [], 0);
    }
    const found = treeAt(documents.trees.get(target.path) ?? schema, target.pointer) ?? schema;
    return walk(found, target.path, 'schema', [], 0);
  };

  const walked = walk(root, documents.root, 'document', [], 0);
  const schemas = new Map(entriesOf(own).map(([name, schema]) => [name, atHome(name, schema)]));
  // The map grows while it is walked: a schema that moved may refer to others that have to.
  for (const each of hoisted.values()) schemas.set(each.name, walk(each.tree, each.path, 'schema', [], 0));
  return problems.length === 0 ? { ok: true, value: withSchemas(walked, schemas) } : { ok: false, problems };
}

/** What a reference to another file leads to, as a key; null for any other schema. */
function externalKey(schema: Tree, documents: Documents): string | null {
  const ref = referenceOf(schema);
  if (ref === undefined) return null;
  const target = targetOf(ref, documents.root, documents.territory);
  if ('code' in target || target.path === documents.root) return null;
  return `${target.path}#${target.pointer}`;
}

function withRef(tree: ObjectTree, ref: string): Tree {
  const place = tree.members.get('$ref')?.place ?? tree.place;
  return { ...tree, members: new Map(tree.members).set('$ref', { kind: 'scalar', place, value: ref }) };
}

/** A pointer as the fragment of a URL: what a URL may not hold is percent-encoded. */
function fragment(pointer: string): string {
  return pointer
    .split('/')
    .map((token) => encodeURIComponent(token).replace(/%(24|26|2B|2C|3A|3B|3D|40|7E)/g, decodeURIComponent))
    .join('/');
}

function withSchemas(root: Tree, schemas: ReadonlyMap<string, Tree>): Tree {
  if (root.kind !== 'object' || schemas.size === 0) return root;
  const components = root.members.get('components');
  const old = memberOf(components, 'schemas');
  const place = components?.place ?? root.place;
  const members = new Map(entriesOf(components)).set('schemas', {
    kind: 'object',
    place: old?.place ?? place,
    members: schemas,
  });
  return { ...root, members: new Map(root.members).set('components', { kind: 'object', place, members }) };
}
