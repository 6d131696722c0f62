import type { Kit } from '../kit.js';
import { asParsed } from '../numbers.js';
import type { Site } from '../sites.js';
import { FIRST, LAST } from '../times.js';
import { type Breakage, breaking, oneOf } from './breakage.js';

/** A timestamp outside the years 0001 to 9999, or one that is no moment at all. */
export function timestampBreakages(kit: Kit, site: Site): readonly Breakage[] {
  const shape = kit.model.resolve(site.target);
  if (shape.kind !== 'timestamp') return [];
  const breaks = breaking(site, 'timestamp');
  const ways = kit.view === 'decoded' ? DATES : shape.format === 'epoch-seconds' ? EPOCHS : TEXTS;
  return ways.flatMap(({ way, title, values }) => oneOf(values).map((each) => breaks(way, title, each)));
}

interface Way {
  readonly way: string;
  readonly title: string;
  readonly values: readonly unknown[];
}

const EPOCHS: readonly Way[] = [
  {
    way: 'too-early',
    title: 'is before the year 0001',
    values: [FIRST / 1000 - 1, FIRST / 1000 - 0.001, -1e15, -(10n ** 21n)],
  },
  {
    way: 'too-late',
    title: 'is after the year 9999',
    values: [(LAST + 1) / 1000, (LAST + 1) / 1000 + 0.5, 1e15, 2 ** 53 - 1, 10n ** 21n, asParsed(1e308)],
  },
  { way: 'milliseconds', title: 'is in milliseconds', values: [1_700_000_000_000, 1_700_000_000_123] },
];

const DATES: readonly Way[] = [
  { way: 'invalid', title: 'is an invalid Date', values: [new Date(Number.NaN)] },
  { way: 'too-early', title: 'is before the year 0001', values: [new Date(FIRST - 1), new Date(-8.64e15)] },
  { way: 'too-late', title: 'is after the year 9999', values: [new Date(LAST + 1), new Date(8.64e15)] },
];

const TEXTS: readonly Way[] = [
  {
    way: 'no-such-moment',
    title: 'names a moment that does not exist',
    values: [
      '2023-02-29T00:00:00Z',
      '2023-13-01T00:00:00Z',
      '2023-00-10T00:00:00Z',
      '2023-04-31T00:00:00Z',
      '2023-01-01T24:00:00Z',
      '2023-01-01T00:60:00Z',
      '2023-01-01T00:00:61Z',
      '2023-01-01T00:00:00+24:00',
    ],
  },
  {
    way: 'incomplete',
    title: 'is incomplete',
    values: [
      '2023-01-01',
      '2023-01-01T00:00:00',
      '2023-01-01T00:00Z',
      '2023-01-01T00:00:00.Z',
      '00:00:00Z',
      '',
    ],
  },
  {
    way: 'other-form',
    title: 'has another form',
    values: [
      '1700000000',
      'Mon, 01 Jan 2023 00:00:00 GMT',
      '20230101T000000Z',
      '2023-1-1T0:0:0Z',
      '2023-01-01T00:00:00+0000',
    ],
  },
  {
    way: 'surrounded',
    title: 'has something around it',
    values: ['2023-01-01T00:00:00Z\n', ' 2023-01-01T00:00:00Z', '2023-01-01T00:00:00Z '],
  },
  {
    way: 'out-of-range',
    title: 'is outside the years 0001 to 9999',
    values: [
      '0000-12-31T23:59:59Z',
      '10000-01-01T00:00:00Z',
      '+012023-01-01T00:00:00Z',
      '0001-01-01T00:00:00+00:01',
    ],
  },
];
