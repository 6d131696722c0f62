import { usageError } from './selection.js';

/** One of `count` parts of a run, `index` from 1. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

/** Why a clause was not tried. */
export const IN_ANOTHER_SHARD = 'In another shard.';

/** `2/8`. Throws a usage error for anything else. */
export function parseShard(text: string): Shard {
  const [, index, count] = /^(\d{1,6})\/(\d{1,6})$/.exec(text) ?? [];
  return checkedShard({ index: Number(index), count: Number(count) });
}

/** The shard, if there can be such a one. */
export function checkedShard(shard: Shard): Shard {
  const { index, count } = shard;
  if (Number.isInteger(index) && Number.isInteger(count) && index >= 1 && index <= count) return shard;
  throw usageError('A shard is I/N, such as 2/8: N parts, of which this is the I-th, from 1 to N.');
}

/**
 * The checks of a shard: dealt out in turn, in their order, so that the shards have nothing in common and are all
 * together the whole. What has the same `unitOf` stays together.
 */
export function dealt<C>(
  checks: readonly C[],
  { index, count }: Shard,
  unitOf: (check: C) => string,
): readonly C[] {
  const units = [...new Set(checks.map(unitOf))];
  const own = new Set(units.filter((_, at) => at % count === index - 1));
  return checks.filter((check) => own.has(unitOf(check)));
}
