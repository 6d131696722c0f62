import fc from 'fast-check';
import type { Site } from '../../../../generated/runtime/arbitraries/index.js';
import { tellingNames } from '../../../../generated/runtime/choices.js';
import type { Structure, Union } from '../../../../generated/runtime/contract.js';
import { checkId } from '../../check.js';
import { memberOf, resolve } from '../../model.js';
import { pointerOf } from '../../pointer.js';
import { parsedAround } from '../../tame.js';
import {
  inView,
  judgeValidator,
  modeIn,
  type ValidatorCheck,
  type ValidatorWorld,
} from './validator-check.js';

/** What is right in one place and wrong in another: faults that need more than one place to be told from. */
export function crossed(world: ValidatorWorld): readonly ValidatorCheck[] {
  return world.sites.flatMap((site) => [
    ...foreignTexts(world, site),
    ...(world.view === 'decoded' ? [] : [...foreignMembers(world, site), ...companions(world, site)]),
  ]);
}

/** A text that matches the pattern of another place. */
function foreignTexts(world: ValidatorWorld, site: Site): readonly ValidatorCheck[] {
  const { contract, arbitraries, sites } = world;
  const own = resolve(contract, site.target);
  if (own.kind !== 'string' || own.pattern === undefined || site.owner === 'key') return [];
  const matches = new RegExp(own.pattern, 'u');
  const others = sites.filter((each) => {
    const shape = resolve(contract, each.target);
    return shape.kind === 'string' && shape.pattern !== undefined && shape.pattern !== own.pattern;
  });
  if (others.length === 0) return [];
  const texts = fc
    .oneof(...others.map((each) => arbitraries.targetValue(each.target, 'strict')))
    .filter((text) => !matches.test(String(text)));
  return refusedAt(world, site, 'pattern', 'elsewhere', 'matches the pattern of another member', texts);
}

/** A member that another structure has. Only the strict mode minds. */
function foreignMembers(world: ValidatorWorld, site: Site): readonly ValidatorCheck[] {
  const { contract, arbitraries, mode } = world;
  const own = resolve(contract, site.target);
  if (own.kind !== 'structure' || mode === 'tolerant') return [];
  // With the members of another option it may be that option.
  const telling = tellingNames(contract.shapes, own.name);
  const foreign = contract.shapes
    .flatMap((shape) => (shape.kind === 'structure' || shape.kind === 'union' ? shape.members : []))
    .filter((member) => memberOf(own, member.name) === undefined && !telling.has(member.name));
  if (foreign.length === 0) return [];
  const values = fc
    .constantFrom(...foreign)
    .chain((member) =>
      fc.tuple(
        arbitraries.targetValue(site.target, 'strict'),
        fc.constant(member.name),
        arbitraries.targetValue(member.target, 'strict'),
      ),
    )
    .map(([value, name, held]) => ({
      wire: Object.fromEntries([...Object.entries(value as object), [name, held]]),
      below: pointerOf([name]),
    }));
  return plantedChecks(
    world,
    site,
    `${own.name}#closed`,
    'elsewhere',
    'has a member of another structure',
    values,
  );
}

/** Beside the one member that is set, one that the protocol ignores or that is null. Only the strict mode minds. */
function companions(world: ValidatorWorld, site: Site): readonly ValidatorCheck[] {
  const { contract, arbitraries, mode } = world;
  const own = resolve(contract, site.target);
  if (own.kind !== 'union' || mode === 'tolerant') return [];
  const beside = (value: object): readonly (readonly [string, unknown])[] => [
    ...contract.protocol.ignoredMembers.map((name) => [name, own.name] as const),
    ...nullNames(own, value).map((name) => [name, null] as const),
  ];
  const values = fc
    .tuple(arbitraries.targetValue(site.target, 'strict'), fc.nat(20), fc.boolean())
    .map(([value, at, first]) => {
      const candidates = beside(value as object);
      const companion = candidates[at % candidates.length] ?? (['addedLater', null] as const);
      const entries: readonly (readonly [string, unknown])[] = Object.entries(value as object);
      return {
        wire: Object.fromEntries(first ? [companion, ...entries] : [...entries, companion]),
        below: '',
      };
    });
  return plantedChecks(
    world,
    site,
    `${site.id}#one-member`,
    'companion',
    'has a second member that says nothing',
    values,
  );
}

function nullNames(shape: Structure | Union, value: object): readonly string[] {
  return [...shape.members.map((each) => each.name), 'addedLater'].filter(
    (name) => !Object.hasOwn(value, name),
  );
}

function refusedAt(
  world: ValidatorWorld,
  site: Site,
  rule: string,
  variant: string,
  what: string,
  values: fc.Arbitrary<unknown>,
): readonly ValidatorCheck[] {
  const planted = values.map((wire) => ({ wire, below: '' }));
  return plantedChecks(world, site, `${site.id}#${rule}`, variant, what, planted);
}

/** None where the contract has no such clause. */
function plantedChecks(
  world: ValidatorWorld,
  site: Site,
  clause: string,
  variant: string,
  what: string,
  values: fc.Arbitrary<{ readonly wire: unknown; readonly below: string }>,
): readonly ValidatorCheck[] {
  const { contract, arbitraries, root } = world;
  if (!contract.clauses.some((each) => each.id === clause)) return [];
  const cases = values.chain(({ wire, below }) =>
    arbitraries.plant(root.name, site, modeIn(world), fc.constant(wire)).map(({ value, path }) => ({
      value: inView(world, parsedAround(contract, root, value, path)),
      hostile: null,
      path: path + below,
      expect: { kind: 'refused', clause } as const,
    })),
  );
  return [
    {
      id: checkId(clause, `${variant}-${site.id}`),
      clause,
      title: `${site.id} ${what}.`,
      cases,
      judge: judgeValidator,
    },
  ];
}
