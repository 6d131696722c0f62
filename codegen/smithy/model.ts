/** A Smithy model as its JSON AST gives it: shapes by their ids, with mixins flattened and applied traits in place. */
import { entriesOf, itemsOf, memberOf, type Tree, textOf } from '../load/tree.js';
import { listAt, scalarAt } from '../lower/dialect/trees.js';
import { nearest } from '../nearest.js';
import { problemAt, quoted, type Report } from '../problems.js';
import { objectOf } from './trees.js';

export interface Shape {
  readonly id: string;
  /** Without its namespace. */
  readonly name: string;
  /** `structure`, `string` and so on, as the AST has it. */
  readonly kind: string;
  readonly tree: Tree;
  readonly traits: Traits;
  /** A list's is called `member`, those of a map `key` and `value`. */
  readonly members: readonly ShapeMember[];
}

export interface ShapeMember {
  readonly name: string;
  /** The id of a shape. */
  readonly target: string;
  readonly tree: Tree;
  readonly traits: Traits;
}

/** By id; those of the prelude without its namespace. */
export type Traits = ReadonlyMap<string, Tree>;

export type Model = ReadonlyMap<string, Shape>;

const PRELUDE = 'smithy.api#';

const simple: readonly string[] = [
  ...['blob', 'boolean', 'string', 'byte', 'short', 'integer', 'long', 'float', 'double', 'bigInteger'],
  ...['bigDecimal', 'timestamp', 'document'],
];
const kinds: readonly string[] = [
  ...simple,
  ...['enum', 'intEnum', 'list', 'set', 'map', 'structure', 'union', 'service', 'resource', 'operation'],
  'apply',
];
const versions: readonly string[] = ['1', '1.0', '2', '2.0'];

export function readModel(root: Tree, report: Report): Model {
  const version = memberOf(root, 'smithy');
  if (version !== undefined && !versions.includes(textOf(version) ?? '')) {
    const received = version.kind === 'scalar' ? quoted(String(version.value)) : 'no text';
    const detail = { code: 'wrong-value', what: 'the version of Smithy', expected: '1.0 or 2.0' } as const;
    report(problemAt(version.place, { ...detail, received }));
  }
  const shapes = memberOf(root, 'shapes');
  const trees = new Map(entriesOf(shapes));
  const applied = appliedTraits(trees);
  const model = new Map<string, Shape>(prelude(root));
  for (const [id, tree] of trees) {
    const type = memberOf(tree, 'type');
    const kind = textOf(type) ?? '';
    if (kind === 'apply') continue;
    if (!kinds.includes(kind)) {
      const expected = `a type of Smithy, such as ${kinds.slice(0, 3).join(', ')}`;
      const place = (type ?? tree).place;
      report(problemAt(place, { code: 'wrong-value', what: 'type', expected, received: quoted(kind) }));
      continue;
    }
    for (const mixin of itemsOf(memberOf(tree, 'mixins'))) {
      if (!trees.has(targetId(mixin))) unknownShape(targetId(mixin), [...trees.keys()], mixin, report);
    }
    const traits = inherited(trees, tree, applied, id, []);
    model.set(id, {
      id,
      name: localName(id),
      kind,
      tree,
      traits,
      members: membersOf(trees, applied, id, []),
    });
  }
  return model;
}

/** The shape that an id names; one that is not there is a problem. */
export function shapeAt(model: Model, id: string, from: Tree, report: Report): Shape | undefined {
  const shape = model.get(id);
  if (shape === undefined) unknownShape(id, [...model.keys()], from, report);
  return shape;
}

function unknownShape(name: string, known: readonly string[], from: Tree, report: Report): void {
  const suggestion = nearest(name, known);
  report(problemAt(from.place, { code: 'unknown-name', what: 'shape', name, suggestion }));
}

/** The id under `target`, as references of the AST have it. */
export function targetId(tree: Tree | undefined): string {
  return textOf(memberOf(tree, 'target')) ?? '';
}

export function localName(id: string): string {
  return id.slice(id.indexOf('#') + 1);
}

type Trees = ReadonlyMap<string, Tree>;

/** The traits of `apply` statements by what they apply to: a shape's id, or a member's (`ns#Shape$member`). */
function appliedTraits(trees: Trees): ReadonlyMap<string, Traits> {
  const applied = new Map<string, Traits>();
  for (const [id, tree] of trees) {
    if (textOf(memberOf(tree, 'type')) === 'apply') applied.set(id, traitsOf(tree));
  }
  return applied;
}

function traitsOf(tree: Tree | undefined): Traits {
  return new Map(
    entriesOf(memberOf(tree, 'traits')).map(([id, value]) => [
      id.startsWith(PRELUDE) ? id.slice(PRELUDE.length) : id,
      value,
    ]),
  );
}

/** What a mixin keeps to itself: that it is one, and what it says is local. */
function inherited(
  trees: Trees,
  tree: Tree,
  applied: ReadonlyMap<string, Traits>,
  id: string,
  active: readonly string[],
): Traits {
  const traits = new Map<string, Tree>();
  for (const mixin of mixinsOf(tree, active)) {
    const found = trees.get(mixin);
    if (found === undefined) continue;
    const own = inherited(trees, found, applied, mixin, [...active, id]);
    const local = itemsOf(memberOf(own.get('mixin'), 'localTraits')).map((item) => textOf(item) ?? '');
    for (const [name, value] of own) {
      if (name !== 'mixin' && !local.includes(name) && !local.includes(PRELUDE + name))
        traits.set(name, value);
    }
  }
  return new Map([...traits, ...traitsOf(tree), ...(applied.get(id) ?? [])]);
}

function mixinsOf(tree: Tree, active: readonly string[]): readonly string[] {
  return itemsOf(memberOf(tree, 'mixins'))
    .map(targetId)
    .filter((mixin) => !active.includes(mixin));
}

/** Members of mixins come first, in the order of the mixins; what a shape says of one of them is added to it. */
function membersOf(
  trees: Trees,
  applied: ReadonlyMap<string, Traits>,
  id: string,
  active: readonly string[],
): readonly ShapeMember[] {
  const tree = trees.get(id);
  if (tree === undefined || active.includes(id)) return [];
  const members = new Map<string, ShapeMember>();
  const add = (name: string, member: Tree): void => {
    const traits = new Map([...(members.get(name)?.traits ?? []), ...traitsOf(member)]);
    members.set(name, { name, target: targetId(member), tree: member, traits });
  };
  for (const mixin of mixinsOf(tree, active)) {
    for (const member of membersOf(trees, applied, mixin, [...active, id])) members.set(member.name, member);
  }
  for (const [name, member] of entriesOf(memberOf(tree, 'members'))) add(name, member);
  for (const name of ['member', 'key', 'value']) {
    const member = memberOf(tree, name);
    if (member !== undefined) add(name, member);
  }
  for (const [name, member] of members) {
    const own = applied.get(`${id}$${name}`);
    if (own !== undefined) members.set(name, { ...member, traits: new Map([...member.traits, ...own]) });
  }
  return [...members.values()];
}

/** The shapes that every model has, simple ones under the names of their types. */
function* prelude(root: Tree): Iterable<readonly [string, Shape]> {
  const { place } = root;
  const shape = (name: string, kind: string): readonly [string, Shape] => {
    const tree = objectOf(place, { type: scalarAt(place, kind), members: listAt(place, []) });
    return [PRELUDE + name, { id: PRELUDE + name, name, kind, tree, traits: new Map(), members: [] }];
  };
  for (const kind of simple) {
    const name = kind.slice(0, 1).toUpperCase() + kind.slice(1);
    yield shape(name, kind);
    yield shape(`Primitive${name}`, kind);
  }
  yield shape('Unit', 'structure');
}
