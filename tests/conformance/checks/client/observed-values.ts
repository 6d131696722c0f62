import fc from 'fast-check';
import type { Resolved } from '../../model.js';
import { rawJson } from '../../render.js';
import { calmOutputs, caseOf, inputFor, inputs, json, neutralOutput, type Plant, success } from './cases.js';
import type { ClientCheck, ClientWorld, RuleChecks } from './client-check.js';
import { check, siteCheck, sitesOfKind } from './families.js';

/** What clients make of values that the sources do not speak of. These checks watch; none of them fails. */

/** Enough to see each behaviour of a check. */
export const CASES = 40;

const WRONG: Readonly<Partial<Record<Resolved['kind'], readonly unknown[]>>> = {
  string: [1, true, {}, []],
  enum: [1, true, {}, []],
  integer: ['1', 'x', true, {}, []],
  float: ['1', 'x', true, {}, []],
  boolean: ['true', '', 0, 1, {}],
  timestamp: ['2024-05-06T07:08:09Z', '1700000000', 'x', true, {}],
  structure: ['x', 1, true, []],
  union: ['x', 1, true, []],
  list: ['x', 1, {}],
  map: ['x', 1, []],
};

export const wrongJsonType: RuleChecks = (world, clause) =>
  Object.entries(WRONG).flatMap(([kind, values]) =>
    anySite(
      world,
      clause,
      kind as Resolved['kind'],
      `${/^[aei]/.test(kind) ? 'An' : 'A'} ${kind} of another JSON type.`,
      fc.constantFrom(...values).map((wire) => [wire, `${jsonType(wire)} for ${kind}`]),
    ),
  );

function jsonType(value: unknown): string {
  return Array.isArray(value) ? 'list' : typeof value;
}

/** One check for all sites of a kind but the root: values that are wrong there, and what to call them. */
function anySite(
  world: ClientWorld,
  clause: string,
  kind: Resolved['kind'],
  title: string,
  wrong: fc.Arbitrary<readonly [unknown, string]>,
): readonly ClientCheck[] {
  const places = sitesOfKind(world, kind).filter(({ site }) => site.owner !== 'root');
  if (places.length === 0) return [];
  const plants = wrong.map(
    ([wire, what]): Plant => ({ wire, expect: (at) => ({ kind: 'observe-place', at, sent: wire, what }) }),
  );
  const cases = fc.oneof(...places.map(({ site }) => siteCheck(world, clause, site, '', plants).cases));
  return [check(world, clause, kind, title, cases, CASES)];
}

export const fractionalInteger: RuleChecks = (world, clause) =>
  anySite(
    world,
    clause,
    'integer',
    'An integer with a fraction.',
    fc.constantFrom(1.5, 0.1, -2.5, 1e-7).map((wire) => [wire, 'fraction']),
  );

export const integerBeyondWidth: RuleChecks = (world, clause) =>
  ([32, 64] as const).flatMap((width) => {
    const edge = 2n ** BigInt(width - 1);
    const inner = {
      ...world,
      sites: sitesOfKind(world, 'integer')
        .filter(({ shape }) => shape.width === width)
        .map(({ site }) => site),
    };
    return anySite(
      inner,
      clause,
      'integer',
      `An int${width} too large for its width.`,
      fc
        .constantFrom(edge, -edge - 1n, 2n * edge, 2n * edge + 1n)
        .map((wire) => [wire, `beyond int${width}`]),
    ).map((each) => ({ ...each, id: `${each.id}${width}` }));
  });

export const invalidUnion: RuleChecks = (world, clause) =>
  sitesOfKind(world, 'union').map(({ site, shape }) => {
    const known = shape.members.map((each) => each.name);
    const forms: readonly (readonly [unknown, string])[] = [
      [{}, 'no member'],
      [Object.fromEntries(known.map((name) => [name, null])), 'only null members'],
      [{ addedLater: 1, addedLast: 2 }, 'two unknown members'],
      ...known.map((name) => [{ [name]: {}, addedLater: 1 }, 'a known and an unknown member'] as const),
    ];
    const plants = fc.constantFrom(...forms).map(
      ([wire, what]): Plant => ({
        wire,
        expect: (at) => ({ kind: 'observe-place', at, sent: wire, what }),
      }),
    );
    const { cases } = siteCheck(world, clause, site, '', plants);
    return check(world, clause, site.id, `${site.id} has no member, or several.`, cases, CASES);
  });

export const duplicateMember: RuleChecks = (world, clause) => {
  const sites = [...sitesOfKind(world, 'enum'), ...sitesOfKind(world, 'boolean')].filter(
    ({ site }) => site.owner === 'member' && site.steps.length === 1,
  );
  return sites.slice(0, 1).map(({ site, shape }) => {
    const [one, two] = shape.kind === 'enum' ? shape.values.map((each) => each.value) : [true, false];
    const name = site.id.slice(site.parent.length + 1);
    const cases = fc
      .tuple(calmOutputs(world), inputs(world), fc.boolean())
      .map(([output, input, swapped]) => {
        const [first, last] = swapped ? [two, one] : [one, two];
        const rest = Object.entries(output as object).filter(([each]) => each !== name);
        const text = `{${[[name, first], ...rest, [name, last]].map(([key, value]) => `${json(key)}:${json(value)}`).join(',')}}`;
        const reading = (value: unknown) =>
          neutralOutput(world, Object.fromEntries([...rest, [name, value]]));
        return caseOf(inputFor(world, input, output), success(world, text), {
          kind: 'observe-output',
          at: null,
          readings: [
            { behaviour: 'takes the first', value: reading(first) },
            { behaviour: 'takes the last', value: reading(last) },
          ],
        });
      });
    return check(world, clause, name, `${name} stands twice in the document.`, cases, CASES);
  });
};

export const loneSurrogate: RuleChecks = (world, clause) => {
  const places = sitesOfKind(world, 'string').filter(({ shape }) => shape.pattern === undefined);
  const plants = fc.constantFrom('ab\\ud800', '\\udc00ab', 'a\\ud83d\\ud83db').map((text): Plant => {
    const value = JSON.parse(`"${text}"`) as string;
    return {
      wire: rawJson(`"${text}"`),
      expect: (at) => ({
        kind: 'observe-output',
        at,
        readings: [
          { behaviour: 'keeps it', value: { kind: 'string', value } },
          {
            behaviour: 'replaces it (a silent change)',
            value: { kind: 'string', value: value.replace(/\p{Surrogate}/gu, '\u{fffd}') },
          },
        ],
      }),
    };
  });
  if (places.length === 0) return [];
  const cases = fc.oneof(...places.map(({ site }) => siteCheck(world, clause, site, '', plants).cases));
  return [check(world, clause, null, 'Half of a surrogate pair in a string.', cases, CASES)];
};
