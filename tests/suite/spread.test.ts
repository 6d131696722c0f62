import fc from 'fast-check';
import { expect, test } from 'vitest';
import { contract } from '../../generated/contract.js';
import { arbitrariesOf } from '../../generated/runtime/arbitraries/index.js';
import { placesOf, responseShapes } from '../conformance/places.js';
import type { Spread } from '../conformance/result.js';
import { startSpreading, together } from '../conformance/spread.js';
import { contractOf, SPECS } from '../support/contracts.js';

const OUTPUT = 'GetImportTaskOutput';
const places = placesOf(contract, [OUTPUT]);

function spreadOf(values: readonly unknown[], site: string): Readonly<Record<string, number>> {
  const spreading = startSpreading(contract);
  for (const value of values) spreading.add(OUTPUT, value);
  const bins = spreading.spreads(places).find((each) => each.site === site)?.bins ?? [];
  return Object.fromEntries(bins.flatMap(({ bin, cases }) => (cases === 0 ? [] : [[bin, cases]])));
}

const output = (members: object) => members;
const details = (members: object) => ({ importTaskDetails: members });

test.each([
  [
    'enum values',
    [output({ status: 'FAILED' }), output({ status: 'x' })],
    `${OUTPUT}.status`,
    { FAILED: 1, '(undocumented)': 1 },
  ],
  [
    'lengths in code points',
    ['', 'a', '\u{1f600}'.repeat(9), 'x'.repeat(1000)].map((source) => output({ source })),
    `${OUTPUT}.source`,
    { '0': 1, '1': 1, '2–9': 1, '1000 and more': 1 },
  ],
  [
    'integers at their corners',
    [
      -(2n ** 63n) - 1n,
      -(2n ** 63n),
      -(2 ** 53),
      -(2 ** 53) + 1,
      -(2 ** 31),
      -1,
      0,
      99,
      2 ** 31 - 1,
      2 ** 31,
      2 ** 53,
      2n ** 63n - 1n,
      2n ** 63n,
      0.5,
    ].map((statementCount) => details({ statementCount })),
    'ImportTaskDetails.statementCount',
    {
      'below −2⁶³': 1,
      '−2⁶³ to −2⁵³': 2,
      '−2⁵³ to −2³¹': 1,
      '−2³¹ to −1': 2,
      '0': 1,
      '1 to 99': 1,
      '100 to 2³¹': 1,
      '2³¹ to 2⁵³': 1,
      '2⁵³ to 2⁶³': 2,
      '2⁶³ and above': 1,
      '(not whole)': 1,
    },
  ],
  [
    'times, in seconds and as dates',
    [0, 1.7e9, new Date(0), Number.NaN, 1e308].map((startTime) => details({ startTime })),
    'ImportTaskDetails.startTime',
    { '1970': 2, '2023 to 2037': 1, 'after the year 9999': 1, '(another type)': 1 },
  ],
  [
    'tags',
    [{ neptune: {} }, { later: 1 }, {}, { a: 1, b: 2 }, { neptune: {}, a: null }, []].map((importOptions) =>
      output({ importOptions }),
    ),
    `${OUTPUT}.importOptions`,
    { neptune: 2, '(undocumented)': 1, '(no member)': 1, '(several members)': 1, '(another type)': 1 },
  ],
  [
    'what is null, absent or no object at all',
    [{ graphId: null }, {}, { graphId: 1 }, null, 'x'],
    `${OUTPUT}.graphId`,
    { '(null)': 1, '(absent)': 1, '(another type)': 1 },
  ],
] as const)('%s', (_, values, site, bins) => {
  expect(spreadOf(values, site)).toEqual(bins);
});

test('of the root all values are counted, whatever they are, and in parts as in one', () => {
  const count = (values: readonly unknown[]): readonly Spread[] => {
    const spreading = startSpreading(contract);
    for (const value of values) spreading.add(OUTPUT, value);
    return spreading.spreads(places);
  };
  const { wireValue } = arbitrariesOf(contract);
  fc.assert(
    fc.property(
      fc.array(fc.oneof(wireValue(OUTPUT, 'tolerant'), fc.anything()), { minLength: 2 }),
      (values) => {
        const whole = count(values);
        const total = whole[0]?.bins.reduce((sum, { cases }) => sum + cases, 0);
        expect(total).toBe(values.length);
        const [head, tail] = [count(values.slice(0, 1)), count(values.slice(1))];
        for (const spread of whole) {
          const [first, ...others] = [...head, ...tail].filter(({ site }) => site === spread.site);
          expect(first === undefined ? null : others.reduce(together, first)).toEqual(spread);
        }
      },
    ),
  );
});

test('any contract has places and counts: lists, maps, recursion', async () => {
  for (const spec of Object.values(SPECS)) {
    const each = await contractOf(spec);
    const arbitraries = arbitrariesOf(each);
    for (const operation of each.operations) {
      const shapes = responseShapes(operation);
      const all = placesOf(each, shapes);
      expect(new Set(all.map(({ site }) => site)).size).toBe(all.length);
      const spreading = startSpreading(each);
      for (const shape of shapes)
        for (const value of fc.sample(arbitraries.wireValue(shape, 'strict'), { numRuns: 50, seed: 1 }))
          spreading.add(shape, value);
      expect(spreading.spreads(all).length).toBeGreaterThan(shapes.length);
    }
  }
});
