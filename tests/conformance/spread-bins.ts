import { isDate } from '../../generated/runtime/values.js';

/** Classes of values, each with the name that a report shows, in their natural order. */
interface Bin {
  readonly name: string;
  /** What lies below this, and in no class before, is in this class. */
  readonly below: number | bigint;
}

const SIZES: readonly Bin[] = [
  { name: '0', below: 1 },
  { name: '1', below: 2 },
  { name: '2–9', below: 10 },
  { name: '10–99', below: 100 },
  { name: '100–999', below: 1000 },
  { name: '1000 and more', below: Number.POSITIVE_INFINITY },
];

/** Where programs lose values: at the widths of integers, and where doubles stop being exact. */
const NUMBERS: readonly Bin[] = [
  { name: 'below −2⁶³', below: -(2n ** 63n) },
  { name: '−2⁶³ to −2⁵³', below: -(2n ** 53n) + 1n },
  { name: '−2⁵³ to −2³¹', below: -(2n ** 31n) },
  { name: '−2³¹ to −1', below: 0 },
  { name: '0', below: 1 },
  { name: '1 to 99', below: 100 },
  { name: '100 to 2³¹', below: 2n ** 31n },
  { name: '2³¹ to 2⁵³', below: 2n ** 53n },
  { name: '2⁵³ to 2⁶³', below: 2n ** 63n },
  { name: '2⁶³ and above', below: Number.POSITIVE_INFINITY },
];

/** No whole number, nor an infinite one. */
export const FRACTION = '(not whole)';

const INSTANTS: readonly Bin[] = [
  { name: 'before the year 1', below: seconds('0001-01-01') },
  { name: '1 to 1899', below: seconds('1900-01-01') },
  { name: '1900 to 1969', below: 0 },
  { name: '1970', below: seconds('1971-01-01') },
  { name: '1971 to 2022', below: seconds('2023-01-01') },
  { name: '2023 to 2037', below: seconds('2038-01-01') },
  { name: '2038 to 2999', below: seconds('3000-01-01') },
  { name: '3000 to 9999', below: seconds('9999-12-31') + 86_400 },
  { name: 'after the year 9999', below: Number.POSITIVE_INFINITY },
];

function seconds(day: string): number {
  return Date.parse(day) / 1000;
}

export const sizeBins: readonly string[] = namesOf(SIZES);
export const numberBins: readonly string[] = namesOf(NUMBERS);
export const instantBins: readonly string[] = namesOf(INSTANTS);

export function sizeBin(size: number): string {
  return binIn(SIZES, size);
}

export function numberBin(value: number | bigint): string {
  return typeof value === 'bigint' || Number.isInteger(value) ? binIn(NUMBERS, value) : FRACTION;
}

/** Epoch seconds, a Date or the text of a date; undefined for anything else, and what is no moment. */
export function instantBin(value: unknown): string | undefined {
  if (typeof value === 'bigint') return binIn(INSTANTS, value);
  if (typeof value === 'number') return Number.isNaN(value) ? undefined : binIn(INSTANTS, value);
  const milliseconds = isDate(value)
    ? value.getTime()
    : typeof value === 'string'
      ? Date.parse(value)
      : Number.NaN;
  return Number.isNaN(milliseconds) ? undefined : binIn(INSTANTS, milliseconds / 1000);
}

function namesOf(bins: readonly Bin[]): readonly string[] {
  return bins.map(({ name }) => name);
}

function binIn(bins: readonly Bin[], value: number | bigint): string {
  const last = bins.length - 1;
  for (let at = 0; at < last; at++) {
    const bin = bins[at];
    // Every edge is a number without loss; only to compare a bigint with it would cost more.
    if (bin !== undefined && value < (typeof value === 'number' ? Number(bin.below) : bin.below))
      return bin.name;
  }
  return bins[last]?.name ?? '';
}
