import type { Memory } from './memory.js';
import type { Polls } from './pollers.js';
import type { Verified } from './verified.js';

/** All that came of it. */
export interface Seen {
  readonly polls: Polls;
  readonly verify: Verified;
  readonly memory: Memory;
}

/**
 * Megabytes by which the memory may be more at the end than in the middle: what a heap goes up and down by between two
 * collections. In the first half it grows to what the load needs, and that is no leak.
 */
export const GROWTH = 32;

/** Whether all was right, and what to print. */
export function verdictOf({ polls, verify, memory }: Seen): {
  readonly holds: boolean;
  readonly text: string;
} {
  const { start, middle, end } = memory;
  const isFlat = end - middle <= GROWTH;
  const holds = polls.count > 0 && polls.wrong === 0 && verify.findings.length === 0 && isFlat;
  const megabytes = [start, middle, end].map((each) => each.toFixed(0));
  const text = [
    `polls     ${polls.count}, ${polls.wrong} wrong`,
    ...polls.shown.map((each) => `  ${each}`),
    `verify    ${verify.runs} runs, ${verify.cases} cases, ${verify.findings.length} findings`,
    ...verify.findings.map((each) => `  ${each}`),
    `memory    ${megabytes[0]} MB at the start, ${megabytes[1]} in the middle, ${megabytes[2]} at the end; ${isFlat ? 'flat' : 'GROWN'} (it may grow by ${GROWTH} MB from the middle to the end)`,
  ].join('\n');
  return { holds, text };
}
