import { isDeepStrictEqual } from 'node:util';

/**
 * Whether two decoded values are the same to whom reads them: -0 is 0, and a bigint that a number holds exactly is
 * that number.
 */
export function same(left: unknown, right: unknown): boolean {
  return isDeepStrictEqual(plain(left), plain(right));
}

function plain(value: unknown): unknown {
  if (value === 0) return 0;
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : value;
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null || value instanceof Date || value instanceof Uint8Array)
    return value;
  // Entries, so that a member named __proto__ is one like any other, in one order.
  return Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .map(([name, member]): [string, unknown] => [name, plain(member)])
    .sort(([a], [b]) => (a < b ? -1 : 1));
}
