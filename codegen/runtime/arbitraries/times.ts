import fc from 'fast-check';
import { withCorners } from './corners.js';

/** The first and the last millisecond of the years 0001 to 9999, since 1970. */
export const FIRST = -62_135_596_800_000;
export const LAST = 253_402_300_799_999;

const CORNERS: readonly number[] = [
  0,
  1,
  -1,
  999,
  1000,
  -1000,
  1001,
  1_700_000_000_123,
  2 ** 31 * 1000 - 1000,
  2 ** 31 * 1000,
  -(2 ** 31) * 1000 - 1000,
  // 29 February 2000 and 31 December 1999, 23:59:59.999
  951_782_400_000,
  946_684_799_999,
  FIRST,
  FIRST + 1,
  LAST,
  LAST - 999,
];

/** Seconds with more digits than a millisecond has. */
const FINE: readonly number[] = [
  0.0001, -0.0001, 1e-7, 1_700_000_000.1234567, 0.9999999, -1.0005, 253_402_300_799.9996,
];

/** Milliseconds since 1970 within the years 0001 to 9999; shrinks to 0. */
export const milliseconds: fc.Arbitrary<number> = withCorners(
  fc.oneof(
    { withCrossShrink: true },
    {
      weight: 3,
      arbitrary: fc.integer({ min: 0, max: 4_102_444_800 }).map((seconds) => seconds * 1000, toSeconds),
    },
    { weight: 3, arbitrary: fc.integer({ min: FIRST, max: LAST }) },
  ),
  CORNERS,
);

function toSeconds(ms: unknown): number {
  if (typeof ms !== 'number' || !Number.isInteger(ms / 1000)) throw new TypeError('not a whole second');
  return ms / 1000;
}

/** Seconds since 1970 as JSON numbers: whole, with milliseconds, and finer. */
export const epochSeconds: fc.Arbitrary<number> = fc.oneof(
  { withCrossShrink: true },
  { weight: 6, arbitrary: milliseconds.map((ms) => ms / 1000) },
  { weight: 1, arbitrary: fc.constantFrom(...FINE) },
);

export const dates: fc.Arbitrary<Date> = milliseconds.map((ms) => new Date(ms));

/** RFC 3339 texts: UTC or with an offset, with or without a fraction of up to nine digits. */
export const dateTimes: fc.Arbitrary<string> = fc
  .tuple(
    milliseconds,
    fc.constantFrom(0, 60, -60, 330, -570, 1439, -1439),
    fc.constantFrom('milliseconds', 'whole', 'fine'),
  )
  .map(([ms, offset, digits]) => dateTime(ms, offset, digits));

/** The text of an instant in the local time of an offset in minutes; in UTC where that leaves the years 0001 to 9999. */
function dateTime(ms: number, offset: number, digits: string): string {
  const local = ms + offset * 60_000;
  const inside = local >= FIRST && local <= LAST;
  const iso = new Date(inside ? local : ms).toISOString().slice(0, -1);
  const text = digits === 'whole' ? iso.slice(0, -4) : digits === 'fine' ? `${iso}456789` : iso;
  return `${text}${inside && offset !== 0 ? zone(offset) : 'Z'}`;
}

function zone(offset: number): string {
  const minutes = Math.abs(offset);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
