import fc from 'fast-check';
import type { Site } from '../../../../generated/runtime/arbitraries/index.js';
import { pooled } from '../../../../generated/runtime/arbitraries/pooled.js';
import { checkId } from '../../check.js';
import { type Resolved, resolve } from '../../model.js';
import { type Neutral, neutralOf } from '../../neutral.js';
import { type Plant, plantedSuccesses } from './cases.js';
import type { ClientCase, ClientCheck, ClientWorld } from './client-check.js';
import type { Expectation } from './expectation.js';
import { judgeClient } from './judge.js';

/** A check of a rule; `variant` where the rule has several. */
export function check(
  world: ClientWorld,
  clause: string,
  variant: string | null,
  title: string,
  cases: fc.Arbitrary<ClientCase>,
  atMost?: number,
): ClientCheck {
  return {
    id: variant === null ? checkId(clause) : checkId(clause, variant),
    clause,
    title,
    cases,
    judge: judgeClient(world),
    control: (tried) => tried.control?.() ?? null,
    ...(atMost === undefined ? {} : { atMost }),
  };
}

/** The sites whose value is of a kind, with it. Keys of maps are none: they are not decoded by type. */
export function sitesOfKind<Kind extends Resolved['kind']>(
  { contract, sites }: ClientWorld,
  kind: Kind,
): readonly { readonly site: Site; readonly shape: Extract<Resolved, { kind: Kind }> }[] {
  return sites.flatMap((site) => {
    const shape = resolve(contract, site.target);
    return site.owner !== 'key' && shape.kind === kind
      ? [{ site, shape: shape as Extract<Resolved, { kind: Kind }> }]
      : [];
  });
}

/** A check for one site: something is planted there, and the output is looked at there. */
export function siteCheck(
  world: ClientWorld,
  clause: string,
  site: Site,
  what: string,
  plants: fc.Arbitrary<Plant>,
  variant: string = site.id,
): ClientCheck {
  return check(world, clause, variant, `${site.id} ${what}.`, plantedSuccesses(world, site, plants));
}

/** Expects a value at the place where it was planted. */
export function reads(value: Neutral | undefined): (at: string) => Expectation {
  return (at) => ({ kind: 'output', value, at });
}

/** Calm valid values of a site. */
export function valuesAt({ around }: ClientWorld, site: Site): fc.Arbitrary<unknown> {
  return around.values(site).map(({ wire }) => wire);
}

export function neutralAtSite({ contract }: ClientWorld, site: Site, value: unknown): Neutral {
  return neutralOf(contract, site.target, value);
}

/** A value for the control of a check: an ordinary one of the site. */
export function ordinary(world: ClientWorld, site: Site): fc.Arbitrary<NonNullable<Plant['control']>> {
  return world.around.values(site).map(({ wire, neutral }) => ({ wire, expect: reads(neutral) }));
}

/** Names that a program may look up where it should not. */
export const hostileNames = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'valueOf',
] as const;

/** Names that none of the members has. */
export function unknownNames(known: readonly string[]): fc.Arbitrary<string> {
  const alike = known.flatMap((name) => [
    name.toUpperCase(),
    `${name}s`,
    name.charAt(0).toUpperCase() + name.slice(1),
  ]);
  return fc
    .oneof(
      { weight: 3, arbitrary: fc.constantFrom('addedLater', 'x', 'new-member', 'schön', ...alike) },
      { weight: 1, arbitrary: fc.constantFrom(...hostileNames.slice(1)) },
      { weight: 1, arbitrary: fc.string({ minLength: 1, maxLength: 12 }) },
    )
    .filter((name) => !known.includes(name) && name !== '__proto__');
}

/** JSON for members that nobody knows. */
export const anyJson: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(true, 0, 'text', {}, [], { nested: { deeper: [1, null] } }, [[]], 1.5, 10n ** 30n),
  pooled(fc.jsonValue({ maxDepth: 2 }).filter((value) => value !== null)),
);
