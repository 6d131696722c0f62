import fc from 'fast-check';
import type { Site } from '../../../../generated/runtime/arbitraries/index.js';
import type { Union } from '../../../../generated/runtime/contract.js';
import type { Plant } from './cases.js';
import type { ClientCheck, ClientWorld, RuleChecks } from './client-check.js';
import type { Expectation } from './expectation.js';
import {
  anyJson,
  hostileNames,
  neutralAtSite,
  ordinary,
  reads,
  siteCheck,
  sitesOfKind,
  unknownNames,
  valuesAt,
} from './families.js';

export const unionTypeMemberIgnored: RuleChecks = (world, clause) =>
  besideKnown(world, clause, 'has a `__type` beside its member', () => typeEntries(world));

export const unionNullSibling: RuleChecks = (world, clause) =>
  besideKnown(world, clause, 'has null members beside its member', (shape, tag) =>
    nullEntries(world, shape).map((entries) => entries.filter(([name]) => name !== tag)),
  );

export const unknownTagAccepted: RuleChecks = (world, clause) =>
  unknownTags(world, clause, 'has a tag of a later edition', fc.constant([]), () => ({
    kind: 'some-output',
  }));

export const unknownTagKept: RuleChecks = (world, clause) =>
  unknownTags(world, clause, 'has a tag of a later edition', fc.constant([]));

export const unknownTagKeptBesideNull: RuleChecks = (world, clause) =>
  sitesOfKind(world, 'union').map(({ site, shape }) =>
    unknownTag(
      world,
      clause,
      site,
      shape,
      'has an unknown tag beside null members',
      nullEntries(world, shape),
    ),
  );

export const unknownTagKeptBesideType: RuleChecks = (world, clause) =>
  unknownTags(world, clause, 'has an unknown tag beside `__type`', typeEntries(world));

type Entries = readonly (readonly [string, unknown])[];

/** What the protocol ignores wherever it stands. */
function typeEntries({ contract }: ClientWorld): fc.Arbitrary<Entries> {
  const names = contract.protocol.ignoredMembers;
  return fc
    .constantFrom('com.example#Shape', 'Shape')
    .map((value) => names.map((name) => [name, value] as const));
}

/** Members of the union that are null, and one that nobody knows. */
function nullEntries({ contract }: ClientWorld, shape: Union): fc.Arbitrary<Entries> {
  const names = shape.members.map((each) => each.name);
  return fc
    .tuple(
      fc.subarray(names),
      fc.option(unknownNames([...names, ...contract.protocol.ignoredMembers]), { nil: undefined }),
    )
    .map(([known, unknown]) => (unknown === undefined ? known : [...known, unknown]))
    .filter((each) => each.length > 0)
    .map((each) => each.map((name) => [name, null] as const));
}

/** Unions with a member that is known, and others that do not count. */
function besideKnown(
  world: ClientWorld,
  clause: string,
  what: string,
  others: (shape: Union, tag: string) => fc.Arbitrary<Entries>,
): readonly ClientCheck[] {
  return sitesOfKind(world, 'union').map(({ site, shape }) => {
    const plants = valuesAt(world, site).chain((value) =>
      fc
        .tuple(others(shape, Object.keys(value as object)[0] ?? ''), fc.boolean())
        .map(([entries, first]): Plant => {
          const own: Entries = Object.entries(value as object);
          const expect = reads(neutralAtSite(world, site, value));
          return {
            wire: Object.fromEntries(first ? [...entries, ...own] : [...own, ...entries]),
            expect,
            control: { wire: value, expect },
          };
        }),
    );
    return siteCheck(world, clause, site, what, plants);
  });
}

function unknownTags(
  world: ClientWorld,
  clause: string,
  what: string,
  others: fc.Arbitrary<Entries>,
  expect?: (at: string) => Expectation,
): readonly ClientCheck[] {
  return sitesOfKind(world, 'union').map(({ site, shape }) =>
    unknownTag(world, clause, site, shape, what, others, expect),
  );
}

function unknownTag(
  world: ClientWorld,
  clause: string,
  site: Site,
  shape: Union,
  what: string,
  others: fc.Arbitrary<Entries>,
  expect?: (at: string) => Expectation,
): ClientCheck {
  const known = [...shape.members.map((each) => each.name), ...world.contract.protocol.ignoredMembers];
  const tags = fc.oneof(
    { weight: 5, arbitrary: unknownNames(known) },
    { weight: 1, arbitrary: fc.constantFrom(...hostileNames.slice(1)) },
  );
  const plants = fc
    .tuple(tags, anyJson, others, fc.boolean(), ordinary(world, site))
    .map(([tag, value, beside, first, control]): Plant => {
      const entries: Entries = beside.filter(([name]) => name !== tag);
      return {
        wire: Object.fromEntries(first ? [...entries, [tag, value]] : [[tag, value], ...entries]),
        expect: expect ?? reads({ kind: 'unknown-union', tag }),
        control,
      };
    });
  return siteCheck(world, clause, site, what, plants);
}
