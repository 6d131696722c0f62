import { query } from 'json-p3';
import { type Problem, problemAt, type Report, type Result } from '../problems.js';
import {
  type ArrayTree,
  entriesOf,
  itemsOf,
  memberOf,
  type ObjectTree,
  plain,
  pointerOf,
  type Tree,
  textOf,
} from './tree.js';

type Tokens = readonly (string | number)[];

/**
 * Applies an OpenAPI Overlay 1.0 to a document. What an action adds keeps its place in the overlay's file.
 * An action whose target matches nothing is a problem: the spec has moved on, and the overlay says nothing any more.
 *
 * @see https://spec.openapis.org/overlay/v1.0.0.html
 */
export function applyOverlay(document: Tree, overlay: Tree): Result<Tree> {
  const problems: Problem[] = [];
  const report: Report = (problem) => problems.push(problem);
  checkOverlay(overlay, report);
  let tree = document;
  for (const action of itemsOf(memberOf(overlay, 'actions'))) tree = applyAction(tree, action, report);
  return problems.length === 0 ? { ok: true, value: tree } : { ok: false, problems };
}

function checkOverlay(overlay: Tree, report: Report): void {
  const invalid = (tree: Tree, reason: string): void =>
    report(problemAt(tree.place, { code: 'overlay-invalid', reason }));
  if (overlay.kind !== 'object') {
    invalid(overlay, 'it is not an object');
    return;
  }
  const version = overlay.members.get('overlay');
  if (!/^1\.0\.\d+$/.test(textOf(version) ?? '')) invalid(version ?? overlay, 'overlay must be "1.0.0"');
  const info = overlay.members.get('info');
  if (textOf(memberOf(info, 'title')) === undefined || textOf(memberOf(info, 'version')) === undefined) {
    invalid(info ?? overlay, 'info must have a title and a version');
  }
  const actions = overlay.members.get('actions');
  if (actions?.kind !== 'array' || actions.items.length === 0) {
    invalid(actions ?? overlay, 'actions must be a list with at least one action');
  }
  checkKeys(overlay, ['overlay', 'info', 'extends', 'actions'], invalid);
  for (const action of itemsOf(actions)) {
    if (action.kind !== 'object') invalid(action, 'an action must be an object');
    else checkKeys(action, ['target', 'description', 'update', 'remove'], invalid);
  }
}

function checkKeys(
  tree: ObjectTree,
  known: readonly string[],
  invalid: (tree: Tree, reason: string) => void,
): void {
  for (const [key, value] of tree.members) {
    if (!known.includes(key) && !key.startsWith('x-'))
      invalid(value, `there is no field ${JSON.stringify(key)}`);
  }
}

function applyAction(document: Tree, action: Tree, report: Report): Tree {
  const path = memberOf(action, 'target');
  const target = textOf(path);
  if (target === undefined) {
    report(problemAt(action.place, { code: 'overlay-invalid', reason: 'an action must have a target' }));
    return document;
  }
  const place = (path ?? action).place;
  const matches = select(document, target);
  if (typeof matches === 'string') {
    report(problemAt(place, { code: 'overlay-path', target, reason: matches }));
    return document;
  }
  if (matches.length === 0) {
    report(problemAt(place, { code: 'overlay-no-match', target }));
    return document;
  }
  const remove = memberOf(action, 'remove');
  if (remove?.kind === 'scalar' && remove.value === true) {
    // From the last to the first, so that the places of those still to be removed stay true.
    return [...matches]
      .reverse()
      .reduce((tree, tokens) => replaceAt(tree, tokens, () => null) ?? tree, document);
  }
  const update = memberOf(action, 'update');
  if (update === undefined) {
    report(
      problemAt(action.place, {
        code: 'overlay-invalid',
        reason: 'an action must have an update, or remove: true',
      }),
    );
    return document;
  }
  const incompatible = (reason: string, at: Tree): void =>
    report(problemAt(at.place, { code: 'overlay-incompatible', target, reason }));
  return matches.reduce((tree, tokens) => {
    const updated = replaceAt(tree, tokens, (old) => {
      if (old.kind === 'scalar') {
        report(problemAt(place, { code: 'overlay-primitive', target }));
        return old;
      }
      return old.kind === 'array' ? append(old, [update]) : merge(old, update, incompatible);
    });
    return updated ?? tree;
  }, document);
}

/** The places that a JSONPath selects, in document order, each once; or why it is no JSONPath. */
function select(document: Tree, target: string): readonly Tokens[] | string {
  try {
    const nodes = query(target, plain(document) as Parameters<typeof query>[1]);
    const byPointer = new Map<string, Tokens>();
    for (const node of nodes) byPointer.set(pointerOf(node.location), node.location);
    return [...byPointer.values()];
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** The tree with one part changed, or removed where the change gives null. */
function replaceAt(tree: Tree, tokens: Tokens, change: (old: Tree) => Tree | null): Tree | null {
  const [token, ...rest] = tokens;
  if (token === undefined) return change(tree);
  if (tree.kind === 'array') {
    const items = tree.items.flatMap((item, index) => {
      const kept = index === Number(token) ? replaceAt(item, rest, change) : item;
      return kept === null ? [] : [kept];
    });
    return { ...tree, items };
  }
  const members = new Map<string, Tree>();
  for (const [key, member] of entriesOf(tree)) {
    const kept = key === String(token) ? replaceAt(member, rest, change) : member;
    if (kept !== null) members.set(key, kept);
  }
  return tree.kind === 'object' ? { ...tree, members } : tree;
}

/** Overlay 1.0: members of both are merged when they are objects, joined when arrays, replaced when neither. */
function merge(old: ObjectTree, update: Tree, incompatible: (reason: string, at: Tree) => void): Tree {
  if (update.kind !== 'object') {
    incompatible('an object can only be updated with an object', update);
    return old;
  }
  const members = new Map(old.members);
  for (const [key, value] of update.members) {
    const present = members.get(key);
    if (present === undefined) members.set(key, value);
    else if (present.kind === 'object' && value.kind === 'object')
      members.set(key, merge(present, value, incompatible));
    else if (present.kind === 'array' && value.kind === 'array')
      members.set(key, append(present, value.items));
    else if (present.kind === 'scalar' && value.kind === 'scalar') members.set(key, value);
    else incompatible(`${JSON.stringify(key)} is ${named(present)} there and ${named(value)} here`, value);
  }
  return { ...old, members };
}

function append(old: ArrayTree, items: readonly Tree[]): Tree {
  return { ...old, items: [...old.items, ...items] };
}

function named(tree: Tree): string {
  return { object: 'an object', array: 'a list', scalar: 'a plain value' }[tree.kind];
}
