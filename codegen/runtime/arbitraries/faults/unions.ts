import fc from 'fast-check';
import { type Kit, NEARBY } from '../kit.js';
import { assemble, type Entry, layout } from '../objects.js';
import type { Site } from '../sites.js';
import { allowsNull, ignoredNames } from '../structures.js';
import { knownMembers, unknownMembers } from '../unions.js';
import { type Breakage, breaking } from './breakage.js';

/** A union has no member set, or more than one. */
export function oneMemberBreakages(kit: Kit, site: Site): readonly Breakage[] {
  const union = kit.model.resolve(site.target);
  if (union.kind !== 'union') return [];
  const breaks = breaking(site, 'one-member');
  const known = knownMembers(kit, union, NEARBY);
  const unknown = unknownMembers(kit, union);
  const [first] = union.members;
  const ignored = ignoredNames(kit, union);
  return [
    breaks('empty', 'has no member', assembled([])),
    ...(known.length > 1 ? [breaks('two-known', 'has two members', twoOf(known))] : []),
    ...unknown.flatMap((other) =>
      known.length === 0
        ? []
        : [
            breaks(
              'known-and-unknown',
              'has a known and an unknown member',
              assembled([fc.oneof(...known), other]),
            ),
          ],
    ),
    // In the decoded view all unknown members have one name.
    ...(kit.view === 'wire'
      ? unknown.map((other) => breaks('two-unknown', 'has two unknown members', twoDistinct(other)))
      : []),
    ...(allowsNull(kit)
      ? [
          ...(first === undefined
            ? []
            : [
                breaks(
                  'null-only',
                  'has only a null member',
                  assembled([fc.constant<Entry>([first.name, null])]),
                ),
              ]),
          ...ignored.map((name) =>
            breaks(
              'ignored-only',
              'has only a member that readers ignore',
              assembled([fc.constant<Entry>([name, union.name])]),
            ),
          ),
        ]
      : []),
    ...(first === undefined
      ? []
      : [
          breaks(
            'undefined-only',
            'has only an undefined member',
            assembled([fc.constant<Entry>([first.name, undefined])]),
            false,
          ),
        ]),
  ];
}

function assembled(entries: readonly fc.Arbitrary<Entry>[]): fc.Arbitrary<unknown> {
  return fc.tuple(fc.tuple(...entries), layout).map(([each, form]) => assemble(each, form));
}

/** Two different known members; all of them in turn. */
function twoOf(known: readonly fc.Arbitrary<Entry>[]): fc.Arbitrary<unknown> {
  const pairs = known.flatMap((one, at) => known.slice(at + 1).map((other) => assembled([one, other])));
  return fc.oneof({ withCrossShrink: true }, ...pairs);
}

function twoDistinct(unknown: fc.Arbitrary<Entry>): fc.Arbitrary<unknown> {
  return fc
    .tuple(unknown, unknown, layout)
    .filter(([[one], [other]]) => one !== other)
    .map(([one, other, form]) => assemble([one, other], form));
}
