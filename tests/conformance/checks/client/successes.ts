import fc from 'fast-check';
import type { Site } from '../../../../generated/runtime/arbitraries/index.js';
import type { Member } from '../../../../generated/runtime/contract.js';
import { composite } from '../../composite.js';
import { resolve } from '../../model.js';
import { type Neutral, neutralOf } from '../../neutral.js';
import { pointerOf, withoutValueAt } from '../../pointer.js';
import { calm } from '../../tame.js';
import { trickyTexts } from '../../texts.js';
import {
  calmOutputs,
  neutralOutput,
  oddlyWritten,
  type Plant,
  successes,
  TOGETHER,
  type Told,
  together,
} from './cases.js';
import type { ClientCase, ClientCheck, ClientWorld, RuleChecks } from './client-check.js';
import {
  anyJson,
  check,
  neutralAtSite,
  ordinary,
  reads,
  siteCheck,
  sitesOfKind,
  unknownNames,
} from './families.js';
import { longTexts } from './large.js';
import { respelt } from './spellings.js';

export const validOutput: RuleChecks = (world, clause) => {
  const { contract, output } = world;
  const said = (values: fc.Arbitrary<unknown>): fc.Arbitrary<Told> =>
    values.map((body) => ({
      body,
      expect: { kind: 'output', value: neutralOutput(world, body), at: null },
      path: null,
    }));
  const calmed = (values: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
    values.map((value) => calm(contract, output, value));
  return [
    check(
      world,
      clause,
      'minimal',
      'A success with nothing but the required members.',
      successes(world, said(calmed(composite(world, output, 'required')))),
    ),
    check(
      world,
      clause,
      'full',
      'A success with all members at once.',
      successes(world, said(calmed(composite(world, output, 'all')))),
    ),
    check(
      world,
      clause,
      'any',
      'Any success that the contract documents.',
      successes(world, said(calmOutputs(world))),
    ),
    check(
      world,
      clause,
      'chunks',
      'A success that comes in many pieces.',
      inChunks(successes(world, said(fc.oneof(calmOutputs(world), calmed(composite(world, output, 'all')))))),
    ),
    check(
      world,
      clause,
      'paced',
      'A success that comes part by part, with pauses.',
      paced(successes(world, said(calmOutputs(world)))),
      PACED,
    ),
    check(
      world,
      clause,
      'headers',
      'A success under headers that are written in other ways.',
      respelt(world, successes(world, said(calmOutputs(world)))),
    ),
    check(
      world,
      clause,
      'written',
      'A success with white space around it, and with escapes that it does not need.',
      oddlyWritten(world, said(fc.oneof(calmOutputs(world), calmed(composite(world, output, 'all'))))),
      ODDLY_WRITTEN,
    ),
    check(
      world,
      clause,
      'together',
      'A success while another call is under way.',
      together(successes(world, said(calmOutputs(world)))),
      TOGETHER,
    ),
    ...sitesOfKind(world, 'string').flatMap(({ site, shape }) => {
      const texts = trickyTexts(shape);
      const plants = texts?.map((wire): Plant => ({ wire, expect: reads({ kind: 'string', value: wire }) }));
      return plants === undefined
        ? []
        : [siteCheck(world, clause, site, 'is a text to be left alone', plants, `text-${site.id}`)];
    }),
    ...longTexts(world, clause),
  ];
};

/** Pauses take real time. */
const PACED = 5;

function paced(cases: fc.Arbitrary<ClientCase>): fc.Arbitrary<ClientCase> {
  return cases.map((made) => ({
    ...made,
    script: made.script.map((response) => ({
      ...response,
      delivery: { kind: 'paced', parts: 3, pause: 20 },
    })),
  }));
}

/** A client that cannot read one of these ways fails at nearly every case that is written so. */
const ODDLY_WRITTEN = 20;

/** Pieces so small that letters beyond ASCII come in two or more. The smallest take a client long, so they are rare. */
function inChunks(cases: fc.Arbitrary<ClientCase>): fc.Arbitrary<ClientCase> {
  const sizes = fc.oneof(
    { weight: 1, arbitrary: fc.constantFrom(1, 3) },
    { weight: 7, arbitrary: fc.constantFrom(17, 100) },
  );
  return fc.tuple(cases, sizes).map(([made, size]) => ({
    ...made,
    script: made.script.map((response) => ({ ...response, delivery: { kind: 'chunked', size } })),
  }));
}

export const openEnum: RuleChecks = (world, clause) =>
  sitesOfKind(world, 'enum').map(({ site, shape }) => {
    const values = shape.values.map((each) => each.value);
    const unknown = fc.oneof(
      fc.constantFrom(
        'ADDED_LATER',
        ...values.flatMap((value) => [value.toLowerCase(), `${value}_2`, value.slice(1), `${value} `]),
      ),
      fc.constantFrom('', '__proto__', 'constructor', 'toString', 'hasOwnProperty', 'null', 'UNKNOWN'),
      fc.string({ maxLength: 20 }),
    );
    const plants = fc
      .tuple(
        unknown.filter((value) => !values.includes(value)),
        ordinary(world, site),
      )
      .map(([wire, control]): Plant => ({ wire, expect: reads({ kind: 'string', value: wire }), control }));
    return siteCheck(world, clause, site, 'has a value of a later edition', plants);
  });

export const unknownMemberIgnored: RuleChecks = (world, clause) =>
  structuresWith(world, clause, 'has a member of a later edition', (known) =>
    fc.tuple(unknownNames([...known, ...world.contract.protocol.ignoredMembers]), anyJson),
  );

export const typeMemberIgnored: RuleChecks = (world, clause) =>
  world.contract.protocol.ignoredMembers.flatMap((name) =>
    structuresWith(world, clause, `has a member ${name}`, (known) =>
      known.includes(name)
        ? null
        : fc.tuple(fc.constant(name), fc.constantFrom('com.example#Shape', 'Shape', '')),
    ),
  );

/** Structures with a member more, which must read as without it. */
function structuresWith(
  world: ClientWorld,
  clause: string,
  what: string,
  extra: (known: readonly string[]) => fc.Arbitrary<readonly [string, unknown]> | null,
): readonly ClientCheck[] {
  return sitesOfKind(world, 'structure').flatMap(({ site, shape }) => {
    const extras = extra(shape.members.map((each) => each.name));
    if (extras === null) return [];
    const plants = fc
      .tuple(world.around.values(site), extras, fc.boolean())
      .map(([{ wire, neutral }, [name, held], first]): Plant => {
        const expect = reads(neutral);
        return {
          wire: first ? { [name]: held, ...(wire as object) } : { ...(wire as object), [name]: held },
          expect,
          control: { wire, expect },
        };
      });
    return [siteCheck(world, clause, site, what, plants)];
  });
}

export const nullIsAbsent: RuleChecks = (world, clause) =>
  members(world, false)
    .filter(({ member }) => resolve(world.contract, member.target).kind !== 'document')
    .map(({ site, member, id }) => {
      const plants = world.around.values(site).map(({ wire: value }): Plant => {
        const rest = without(value, member.name);
        return {
          wire: { ...rest, [member.name]: null },
          expect: (at) => ({ kind: 'same-as-twin', at: at + pointerOf([member.name]) }),
          twinWithout: pointerOf([member.name]),
          control: { wire: rest, expect: reads(neutralAtSite(world, site, rest)) },
        };
      });
      return siteCheck(world, clause, site, `has ${member.name} null`, plants, id);
    });

export const missingRequiredTolerated: RuleChecks = (world, clause) => [
  ...members(world, true).map(({ site, member, id }) =>
    siteCheck(world, clause, site, `lacks ${member.name}`, lacking(world, site, member, without), id),
  ),
  ...members(world, true)
    .filter(({ member }) => isAbsentAsNull(world, member))
    .map(({ site, member, id }) => ({
      ...siteCheck(
        world,
        clause,
        site,
        `has ${member.name} null, though it is required`,
        lacking(world, site, member, (value, name) => ({ ...without(value, name), [name]: null })),
        `${id}-null`,
      ),
      atMost: NULLS,
    })),
];

/** Whether null is no value of the member. */
function isAbsentAsNull({ contract }: ClientWorld, { target }: Member): boolean {
  return target.nullable !== true && resolve(contract, target).kind !== 'document';
}

/** One null is as good as another. */
const NULLS = 20;

/** Structures from which a required member is taken in a way. */
function lacking(
  world: ClientWorld,
  site: Site,
  member: Member,
  take: (value: unknown, name: string) => unknown,
): fc.Arbitrary<Plant> {
  return world.around.values(site).map(({ wire: value }): Plant => {
    const held = neutralOf(world.contract, member.target, (value as Record<string, unknown>)[member.name]);
    return {
      wire: take(value, member.name),
      expect: (at) => ({
        kind: 'output-among',
        values: [undefined, ...nothings],
        at: at + pointerOf([member.name]),
      }),
      control: {
        wire: value,
        expect: (at) => ({ kind: 'output', value: held, at: at + pointerOf([member.name]) }),
      },
    };
  });
}

/** The members of all structures of the output, required or not. */
function members(world: ClientWorld, required: boolean) {
  return sitesOfKind(world, 'structure').flatMap(({ site, shape }) =>
    shape.members
      .filter((member) => member.required === required)
      .map((member) => ({ site, member, id: `${shape.name}.${member.name}` })),
  );
}

function without(value: unknown, name: string): Record<string, unknown> {
  return withoutValueAt(value, pointerOf([name])) as Record<string, unknown>;
}

/** What clients fill in for a required member that did not come. */
const nothings: readonly Neutral[] = [
  { kind: 'string', value: '' },
  { kind: 'integer', digits: '0' },
  { kind: 'float', value: 0 },
  { kind: 'boolean', value: false },
  { kind: 'instant', milliseconds: 0 },
  { kind: 'bytes', base64: '' },
  { kind: 'list', items: [] },
  { kind: 'map', entries: [] },
  { kind: 'structure', members: [] },
  { kind: 'empty-union' },
];
