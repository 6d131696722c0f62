import fc from 'fast-check';
import { caseOf, inputs, json, type Plant, success } from './cases.js';
import type { ClientCheck, ClientWorld, RuleChecks } from './client-check.js';
import { errorResponse } from './error-response.js';
import type { Expectation } from './expectation.js';
import { check, siteCheck, sitesOfKind, valuesAt } from './families.js';

/** Names that no program has of itself, so that where they turn up the response put them there. */
const MARKS = ['pollutedByResponse', 'alsoPolluted'];

const expect: Expectation = { kind: 'unpolluted', names: MARKS };

/** Members that change a prototype where they are assigned, or merged, as if they were data. */
const payloads: readonly (readonly [string, unknown])[] = [
  ['__proto__', own([['pollutedByResponse', 'yes']])],
  ['constructor', own([['prototype', { pollutedByResponse: 'yes' }]])],
  ['prototype', { pollutedByResponse: 'yes' }],
  ['__proto__', own([['__proto__', { alsoPolluted: true }]])],
];

function own(entries: readonly (readonly [string, unknown])[]): unknown {
  return Object.fromEntries(entries);
}

export const noPrototypePollution: RuleChecks = (world, clause) => [
  ...within(world, clause, 'structure', 'has members that aim at prototypes', (value) =>
    Object.entries(value as object),
  ),
  ...within(world, clause, 'union', 'has a tag that aims at prototypes', () => []),
  ...within(world, clause, 'map', 'has keys that aim at prototypes', (value) =>
    Object.entries(value as object),
  ),
  ...sitesOfKind(world, 'enum').map(({ site }) => {
    const plants = fc
      .constantFrom('__proto__', 'constructor', 'prototype')
      .map((wire): Plant => ({ wire, expect: () => expect }));
    return siteCheck(world, clause, site, 'is the name of something inherited', plants);
  }),
  ofErrors(world, clause),
  wholeBody(world, clause),
];

function within(
  world: ClientWorld,
  clause: string,
  kind: 'structure' | 'union' | 'map',
  what: string,
  entriesOf: (value: unknown) => readonly (readonly [string, unknown])[],
): readonly ClientCheck[] {
  return sitesOfKind(world, kind).map(({ site }) => {
    const plants = fc.tuple(valuesAt(world, site), fc.constantFrom(...payloads), fc.boolean()).map(
      ([value, payload, first]): Plant => ({
        wire: own(first ? [payload, ...entriesOf(value)] : [...entriesOf(value), payload]),
        expect: () => expect,
      }),
    );
    return siteCheck(world, clause, site, what, plants);
  });
}

function ofErrors(world: ClientWorld, clause: string): ClientCheck {
  const { errorNameHeader } = world.contract.protocol;
  const names = fc.constantFrom(
    '__proto__',
    'constructor',
    'toString',
    ...world.operation.errors.map((each) => each.shape),
  );
  const cases = fc.tuple(fc.constantFrom(...payloads), names, inputs(world)).map(([payload, name, input]) =>
    caseOf(
      input,
      errorResponse(world, {
        status: 400,
        header: errorNameHeader === null ? null : [errorNameHeader, name],
        body: json(own([payload, ['message', 'No.'], ['__type', name]])),
      }),
      expect,
    ),
  );
  return check(world, clause, 'errors', 'An error whose body or name aims at prototypes.', cases);
}

function wholeBody(world: ClientWorld, clause: string): ClientCheck {
  const cases = fc
    .tuple(fc.constantFrom(...payloads), inputs(world))
    .map(([payload, input]) => caseOf(input, success(world, json(own([payload]))), expect));
  return check(world, clause, 'alone', 'A success with nothing but a member that aims at prototypes.', cases);
}
