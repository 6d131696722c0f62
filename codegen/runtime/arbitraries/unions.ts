import fc from 'fast-check';
import type { Union } from '../contract.js';
import { presentJson } from './documents.js';
import type { Kit } from './kit.js';
import { assemble, type Entry, layout } from './objects.js';
import { allowsNull, ignoredEntries, memberValue, undocumentedName } from './structures.js';

/** Valid unions. Shrinks to one member. */
export function unionOf(kit: Kit, union: Union, budget: number): fc.Arbitrary<unknown> {
  const unknown = kit.quiet || kit.mode === 'strict' ? [] : unknownMembers(kit, union);
  const member = fc.oneof(
    { withCrossShrink: true },
    ...knownMembers(kit, union, budget).map((arbitrary) => ({ weight: 3, arbitrary })),
    ...unknown.map((arbitrary) => ({ weight: 2, arbitrary })),
  );
  return fc
    .tuple(member, siblingsOf(kit, union), layout)
    .map(([entry, siblings, form]) => assemble([entry, ...siblings(entry[0])], form));
}

/**
 * Members that do not count beside the one that does: null ones and such as a reader ignores; mostly none. What
 * comes is a function of the tag that they stand beside.
 */
export function siblingsOf(kit: Kit, union: Union): fc.Arbitrary<(tag: string) => readonly Entry[]> {
  if (kit.quiet || !allowsNull(kit)) return fc.constant(() => []);
  return fc.tuple(nullEntries(kit, union), ignoredEntries(kit, union)).map(
    ([nulls, ignored]) =>
      (tag) =>
        [...ignored, ...nulls].filter(([name]) => name !== tag),
  );
}

function nullEntries(kit: Kit, union: Union): fc.Arbitrary<readonly Entry[]> {
  const name = fc.oneof(
    { withCrossShrink: true },
    ...union.members.map((member) => ({ weight: 1, arbitrary: fc.constant(member.name) })),
    { weight: 1, arbitrary: undocumentedName(kit, union) },
  );
  return fc.oneof(
    { withCrossShrink: true },
    { weight: 4, arbitrary: fc.constant<readonly Entry[]>([]) },
    { weight: 1, arbitrary: name.map((each): readonly Entry[] => [[each, null]]) },
  );
}

/** One documented member each, the nearest to an end first; only the nearest once the budget is spent. */
export function knownMembers(kit: Kit, union: Union, budget: number): readonly fc.Arbitrary<Entry>[] {
  const members = union.members
    .map((member) => ({ member, height: kit.model.height(member.target) }))
    .filter(({ height }) => Number.isFinite(height))
    .sort((a, b) => a.height - b.height);
  const most = budget < 0 ? members[0]?.height : Number.POSITIVE_INFINITY;
  return members
    .filter(({ height }) => most !== undefined && height <= most)
    .map(({ member }) => memberValue(kit, member.target, budget).map((value): Entry => [member.name, value]));
}

/** A tag that a later edition may add, as the view gives it; none where the view has no form for it. */
export function unknownMembers(kit: Kit, union: Union): readonly fc.Arbitrary<Entry>[] {
  const tag = undocumentedName(kit, union);
  if (kit.view === 'wire') return [fc.tuple(tag, presentJson)];
  const { unknownKey } = kit.model;
  return unknownKey === undefined ? [] : [tag.map((name): Entry => [unknownKey, { name }])];
}
