/** Which operations there are, what they are called, and which schemas they need. */
import {
  entriesOf,
  escapeToken,
  memberOf,
  type ObjectTree,
  referenceOf,
  type Tree,
  textOf,
  treeAt,
} from '../../load/tree.js';
import { nearest } from '../../nearest.js';
import { problemAt, type Report } from '../../problems.js';
import { methods } from '../operations.js';
import { inCapitals, pointerOfReference } from '../schemas.js';
import { objectAt, scalarAt, withMember, without } from './trees.js';

/** The document with path items in place of references to them, and an id for every operation. */
export function withOperationIds(root: Tree): Tree {
  return mapOperations(root, (operation, method, path) => {
    const id = textOf(memberOf(operation, 'operationId'));
    if (operation.members.has('operationId') && id !== '') return operation;
    return withMember(operation, 'operationId', scalarAt(operation.place, derivedId(method, path)));
  });
}

/** `GET /pets/{petId}/toys` is `GetPetsByPetIdToys`. */
function derivedId(method: string, path: string): string {
  const segments = path.split('/').filter((segment) => segment !== '');
  const words = segments.map((segment) => inCapitals(segment.replaceAll(/\{([^{}]*)\}/g, ' by $1')));
  return [inCapitals(method), ...words].join('') || inCapitals(method);
}

/** The document with no other operations than those named, and no components that they do not need. */
export function withOperations(root: Tree, names: readonly string[], report: Report): Tree {
  if (names.length === 0) return root;
  const ids = new Set<string>();
  mapOperations(root, (operation) => {
    ids.add(textOf(memberOf(operation, 'operationId')) ?? '');
    return operation;
  });
  for (const name of names) {
    if (ids.has(name)) continue;
    report(
      problemAt(root.place, {
        code: 'unknown-name',
        what: 'operation',
        name,
        suggestion: nearest(name, [...ids]),
      }),
    );
  }
  const kept = mapOperations(root, (operation) =>
    names.includes(textOf(memberOf(operation, 'operationId')) ?? '') ? operation : null,
  );
  return pruned(kept);
}

function mapOperations(
  root: Tree,
  map: (operation: ObjectTree, method: string, path: string) => ObjectTree | null,
): Tree {
  const paths = memberOf(root, 'paths');
  if (root.kind !== 'object' || paths?.kind !== 'object') return root;
  const items = [...paths.members].map(([path, item]): readonly [string, Tree] => {
    const ref = referenceOf(item);
    const end = ref === undefined ? item : (treeAt(root, pointerOfReference(ref)) ?? item);
    if (end.kind !== 'object') return [path, item];
    const members = [...end.members].flatMap(([method, operation]): (readonly [string, Tree])[] => {
      if (!methods.includes(method) || operation.kind !== 'object') return [[method, operation]];
      const mapped = map(operation, method, path);
      return mapped === null ? [] : [[method, mapped]];
    });
    return [path, objectAt(end.place, members)];
  });
  const used = items.filter(([, item]) => item.kind !== 'object' || [...item.members.keys()].some(isMethod));
  return withMember(root, 'paths', objectAt(paths.place, used));
}

function isMethod(key: string): boolean {
  return methods.includes(key);
}

/** Without webhooks, and without the components that nothing in the paths refers to, directly or through others. */
function pruned(root: Tree): Tree {
  const components = memberOf(root, 'components');
  if (root.kind !== 'object' || components?.kind !== 'object') return root;
  const reached = referredTo(root, memberOf(root, 'paths'));
  const errata = textsIn(memberOf(root, 'x-errata'));
  const kept = [...components.members].map(([kind, all]): readonly [string, Tree] => {
    if (all.kind !== 'object') return [kind, all];
    const used = [...all.members].filter(
      ([name, tree]) => reached.has(tree) || (kind === 'schemas' && errata.has(name)),
    );
    return [kind, objectAt(all.place, used)];
  });
  return withMember(without(root, 'webhooks'), 'components', objectAt(components.place, kept));
}

function textsIn(tree: Tree | undefined): ReadonlySet<string> {
  const found = new Set<string>();
  walk(tree, (part) => {
    const text = textOf(part);
    if (text !== undefined) found.add(text);
  });
  return found;
}

function walk(tree: Tree | undefined, visit: (part: Tree) => void): void {
  if (tree === undefined) return;
  visit(tree);
  if (tree.kind === 'object') for (const member of tree.members.values()) walk(member, visit);
  else if (tree.kind === 'array') for (const item of tree.items) walk(item, visit);
}

/** Every part of the document that some part holds or refers to, however far. */
export function referredTo(root: Tree, from: Tree | undefined): ReadonlySet<Tree> {
  const reached = new Set<Tree>();
  const visit = (tree: Tree): void => {
    if (reached.has(tree)) return;
    reached.add(tree);
    const ref = referenceOf(tree);
    const end = ref === undefined ? undefined : treeAt(root, pointerOfReference(ref));
    if (end !== undefined) visit(end);
    if (tree.kind === 'object') for (const member of tree.members.values()) visit(member);
    else if (tree.kind === 'array') for (const item of tree.items) visit(item);
  };
  if (from !== undefined) visit(from);
  return reached;
}

/** What the bodies and parameters of requests hold, and what responses do. */
export function directions(root: Tree): {
  readonly requests: ReadonlySet<Tree>;
  readonly responses: ReadonlySet<Tree>;
} {
  const requests: Tree[] = [];
  const responses: Tree[] = [];
  for (const [, item] of entriesOf(memberOf(root, 'paths'))) {
    for (const [method, operation] of entriesOf(item)) {
      if (!isMethod(method)) continue;
      const body = memberOf(operation, 'requestBody');
      const answers = memberOf(operation, 'responses');
      if (body !== undefined) requests.push(body);
      if (answers !== undefined) responses.push(answers);
    }
  }
  const all = (trees: readonly Tree[]): ReadonlySet<Tree> =>
    referredTo(root, { kind: 'array', place: root.place, items: trees });
  return { requests: all(requests), responses: all(responses) };
}

/** Schemas that references lead into the middle of get names of their own under components. */
export function withNamedSchemas(root: ObjectTree, isSchema: (pointer: string) => boolean): ObjectTree {
  const targets = new Set<string>();
  walk(root, (part) => {
    const ref = referenceOf(part);
    if (ref?.startsWith('#/') !== true) return;
    const pointer = pointerOfReference(ref);
    if (!/^\/components\/schemas\/[^/]+$/.test(pointer) && isSchema(pointer)) targets.add(pointer);
  });
  if (targets.size === 0) return root;
  const taken = new Set(entriesOf(memberOf(memberOf(root, 'components'), 'schemas')).map(([name]) => name));
  const names = new Map<string, string>();
  for (const pointer of targets) {
    const wanted = nameOf(pointer);
    let name = wanted;
    for (let n = 2; taken.has(name); n++) name = `${wanted}${n}`;
    taken.add(name);
    names.set(pointer, name);
  }
  const moved = new Map<string, Tree>();
  const rewrite = (tree: Tree, pointer: string): Tree => {
    const name = names.get(pointer);
    const inner = rewriteInside(tree, pointer);
    if (name === undefined) return inner;
    moved.set(name, inner);
    return objectAt(tree.place, [['$ref', scalarAt(tree.place, `#/components/schemas/${name}`)]]);
  };
  const rewriteInside = (tree: Tree, pointer: string): Tree => {
    switch (tree.kind) {
      case 'scalar':
        return tree;
      case 'array':
        return { ...tree, items: tree.items.map((item, index) => rewrite(item, `${pointer}/${index}`)) };
      case 'object': {
        const members = [...tree.members].map(([key, member]): readonly [string, Tree] => {
          const ref = key === '$ref' ? textOf(member) : undefined;
          const name = ref?.startsWith('#/') === true ? names.get(pointerOfReference(ref)) : undefined;
          if (name !== undefined) return [key, scalarAt(member.place, `#/components/schemas/${name}`)];
          return [key, rewrite(member, `${pointer}/${escapeToken(key)}`)];
        });
        return { ...tree, members: new Map(members) };
      }
    }
  };
  const written = rewriteInside(root, '');
  if (written.kind !== 'object') return root;
  const components = memberOf(written, 'components');
  const own = components?.kind === 'object' ? components : objectAt(root.place, []);
  const schemas = objectAt(root.place, [...entriesOf(memberOf(own, 'schemas')), ...moved]);
  return withMember(written, 'components', withMember(own, 'schemas', schemas));
}

/** The names in a pointer, without the keywords between them. */
function nameOf(pointer: string): string {
  const keywords = [
    'components',
    'schemas',
    'properties',
    'paths',
    'content',
    'schema',
    'allOf',
    'oneOf',
    'anyOf',
  ];
  const tokens = pointer.split('/').filter((token) => token !== '' && !keywords.includes(token));
  const words = tokens.map((token) => inCapitals(token === '$defs' || token === 'definitions' ? '' : token));
  const name = words.join('');
  return /^[A-Za-z]/.test(name) ? name : `Schema${name}`;
}
