import type { Place } from '../problems.js';

/** A JSON value that knows where each part of it was written. Trees are never changed, and may share parts. */
export type Tree = ObjectTree | ArrayTree | ScalarTree;

export interface ObjectTree {
  readonly kind: 'object';
  readonly place: Place;
  readonly members: ReadonlyMap<string, Tree>;
}

export interface ArrayTree {
  readonly kind: 'array';
  readonly place: Place;
  readonly items: readonly Tree[];
}

export interface ScalarTree {
  readonly kind: 'scalar';
  readonly place: Place;
  /** An integer that is not safe is a bigint, so that no bound loses its value. */
  readonly value: string | number | bigint | boolean | null;
}

/** The member of an object; undefined where there is none, or no object. */
export function memberOf(tree: Tree | undefined, key: string): Tree | undefined {
  return tree?.kind === 'object' ? tree.members.get(key) : undefined;
}

export function childOf(tree: Tree, token: string): Tree | undefined {
  switch (tree.kind) {
    case 'object':
      return tree.members.get(token);
    case 'array':
      return /^(0|[1-9][0-9]*)$/.test(token) ? tree.items[Number(token)] : undefined;
    case 'scalar':
      return undefined;
  }
}

export function textOf(tree: Tree | undefined): string | undefined {
  return tree?.kind === 'scalar' && typeof tree.value === 'string' ? tree.value : undefined;
}

/** The text of `$ref`, where the tree is a reference. */
export function referenceOf(tree: Tree): string | undefined {
  return textOf(memberOf(tree, '$ref'));
}

export function entriesOf(tree: Tree | undefined): readonly (readonly [string, Tree])[] {
  return tree?.kind === 'object' ? [...tree.members] : [];
}

export function itemsOf(tree: Tree | undefined): readonly Tree[] {
  return tree?.kind === 'array' ? tree.items : [];
}

/** The tree as plain data. `__proto__` is a member like any other. */
export function plain(tree: Tree): unknown {
  switch (tree.kind) {
    case 'scalar':
      return tree.value;
    case 'array':
      return tree.items.map(plain);
    case 'object': {
      const value = {};
      for (const [key, member] of tree.members) {
        const descriptor = { value: plain(member), enumerable: true, configurable: true, writable: true };
        Object.defineProperty(value, key, descriptor);
      }
      return value;
    }
  }
}

/** RFC 6901. */
export function pointerOf(tokens: readonly (string | number)[]): string {
  return tokens.map((token) => `/${escapeToken(String(token))}`).join('');
}

export function escapeToken(token: string): string {
  return token.replaceAll('~', '~0').replaceAll('/', '~1');
}

/** The tokens of a JSON Pointer, or null where it is none. */
export function tokensOf(pointer: string): readonly string[] | null {
  if (pointer === '') return [];
  if (!pointer.startsWith('/') || /~(?![01])/.test(pointer)) return null;
  return pointer
    .slice(1)
    .split('/')
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
}

export interface Found {
  /** The deepest part on the way that is there. */
  readonly tree: Tree;
  /** The tokens that lead no further; empty where the pointer was followed to its end. */
  readonly rest: readonly string[];
}

/** Follows a JSON Pointer as far as it leads. */
export function follow(root: Tree, pointer: string): Found {
  const tokens = tokensOf(pointer) ?? [pointer];
  let tree = root;
  for (const [index, token] of tokens.entries()) {
    const next = childOf(tree, token);
    if (next === undefined) return { tree, rest: tokens.slice(index) };
    tree = next;
  }
  return { tree, rest: [] };
}

/** What a JSON Pointer points at. */
export function treeAt(root: Tree, pointer: string): Tree | undefined {
  const found = follow(root, pointer);
  return found.rest.length === 0 ? found.tree : undefined;
}
