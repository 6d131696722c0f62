import type { VerifyResult } from './result.js';

/** A run in a word. */
export type VerdictWord = 'DIED' | 'BROKEN' | 'STOPPED' | 'NOTHING TRIED' | 'HOLDS';

/**
 * What was not found by the time that somebody stopped the run says nothing, and neither does a run in which no clause
 * was tried, unless it is a part of a run: the others may have tried them all.
 */
export function verdictWord({ holds, stopped, died, coverage, shard }: VerifyResult): VerdictWord {
  if (died !== undefined) return 'DIED';
  if (!holds) return 'BROKEN';
  if (stopped === true) return 'STOPPED';
  return shard === undefined && !coverage.some(({ state }) => state === 'tested') ? 'NOTHING TRIED' : 'HOLDS';
}
