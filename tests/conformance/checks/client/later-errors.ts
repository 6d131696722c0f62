import fc from 'fast-check';
import { resolve, structureNamed } from '../../model.js';
import { withValueAt } from '../../pointer.js';
import { calm } from '../../tame.js';
import type { ClientCheck, ClientWorld, RuleChecks } from './client-check.js';
import { eachError, plainForm, type Raised } from './error-response.js';
import { carrying } from './errors.js';
import { errorNamed } from './expectation.js';

/** Errors change as outputs do: what a later edition puts into their bodies, or leaves out, hides none of them. */

type Body = Readonly<Record<string, unknown>>;

/** Some clients send such a request several times, with pauses, for each of these checks. */
const SOME = { prefix: 'error-', retriedCases: 3 };

/** A value of an enum that the client does not know arrives, and with it the error. */
export const openEnumInError: RuleChecks = (world, clause) =>
  eachError(
    world,
    clause,
    'with an enum value of a later edition',
    ({ error }) => {
      const { contract, arbitraries } = world;
      const target = { kind: 'ref', name: error.shape } as const;
      const enums = arbitraries.sitesOf(error.shape).flatMap((site) => {
        const shape = resolve(contract, site.target);
        return site.owner !== 'key' && shape.kind === 'enum' ? [{ site, shape }] : [];
      });
      if (enums.length === 0) return null;
      return fc.oneof(
        ...enums.map(({ site, shape }) => {
          const known = shape.values.map(({ value }) => value);
          const [first = ''] = known;
          const later = ['ADDED_LATER', first.toLowerCase(), `${first}_2`];
          return fc
            .tuple(
              arbitraries.plant(error.shape, site, 'strict', fc.constantFrom(...known)),
              fc.constantFrom(...later.filter((value) => !known.includes(value))),
            )
            .map(([{ value, path }, unknown]) => {
              const before = calm(contract, target, value) as Body;
              const after = withValueAt(before, path, unknown) as Body;
              return [
                plainForm(world, error, after),
                carrying(world, error, after),
                [plainForm(world, error, before), carrying(world, error, before)],
              ] as const;
            });
        }),
      );
    },
    SOME,
  );

/** Such names may stand for something else on an error of the language. */
const ADDED = ['addedLater', 'name', 'status', 'details', 'cause', 'stack', 'errors'];

export const unknownMemberInError: RuleChecks = (world, clause) => {
  const held = fc.constantFrom<unknown>('text', 7, true, {}, [], { nested: [{ deeper: null }] });
  return changed(world, clause, 'with a member of a later edition', ({ error }, body) => {
    const known = membersOf(world, error.shape, null);
    const free = ADDED.filter(
      (name) => !known.includes(name) && !world.contract.protocol.errorNameMembers.includes(name),
    );
    return fc
      .tuple(fc.constantFrom(...free), held)
      .map(([name, value]) => ({ before: body, after: { ...body, [name]: value } }));
  });
};

export const nullInError: RuleChecks = (world, clause) =>
  changed(world, clause, 'with an optional member that is null', ({ error }, body) => {
    const optional = membersOf(world, error.shape, false);
    if (optional.length === 0) return null;
    return fc.constantFrom(...optional).map((name) => {
      const { [name]: _without, ...before } = body;
      return { before, after: { ...before, [name]: null } };
    });
  });

export const missingInError: RuleChecks = (world, clause) =>
  changed(world, clause, 'without a required member', ({ error }, body) => {
    const required = membersOf(world, error.shape, true);
    if (required.length === 0) return null;
    return fc.constantFrom(...required, null).map((name) => {
      if (name === null) return { before: body, after: {} };
      const { [name]: _without, ...after } = body;
      return { before: body, after };
    });
  });

/** Errors that must have their name after the change as they have it before. */
function changed(
  world: ClientWorld,
  clause: string,
  what: string,
  change: (
    raised: Raised,
    body: Body,
  ) => fc.Arbitrary<{ readonly before: Body; readonly after: Body }> | null,
): readonly ClientCheck[] {
  return eachError(
    world,
    clause,
    what,
    (raised) => {
      const named = errorNamed(raised.error.shape);
      return (
        change(raised, raised.body)?.map(
          ({ before, after }) =>
            [
              plainForm(world, raised.error, after),
              named,
              [plainForm(world, raised.error, before), named],
            ] as const,
        ) ?? null
      );
    },
    SOME,
  );
}

/** Names of the error's members; with null all of them. */
function membersOf({ contract }: ClientWorld, shape: string, required: boolean | null): readonly string[] {
  return structureNamed(contract, shape)
    .members.filter((member) => required === null || member.required === required)
    .map(({ name }) => name);
}
