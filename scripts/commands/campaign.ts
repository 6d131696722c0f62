import type { RunOptions, VerifyResult } from '../../tests/conformance/index.js';
import { EXIT } from '../exit.js';
import { progressLine } from '../progress.js';
import { withBaselineFile } from './baseline-file.js';
import { interruption } from './interruption.js';

/** Runs the suite as the command line asks: a Ctrl-C ends it early, a baseline is read or written, progress is shown. */
export async function carriedOut(
  baseline: string | undefined,
  common: RunOptions,
  verify: (common: RunOptions) => Promise<VerifyResult>,
): Promise<VerifyResult> {
  const { signal, release } = interruption();
  const progress = await progressLine('checks');
  try {
    return await withBaselineFile(baseline, { ...common, signal, onProgress: progress.tell }, verify);
  } finally {
    progress.end();
    release();
  }
}

/** A run that was stopped before it found anything has shown nothing. */
export function exitCodeOf({ holds, stopped, died }: VerifyResult): number {
  if (died !== undefined) return EXIT.misused;
  if (!holds) return EXIT.broken;
  return stopped === true ? EXIT.misused : EXIT.holds;
}

/** A target that came down outweighs one that broke the contract, and that one all that hold. */
export function worstOf(codes: readonly number[]): number {
  return [EXIT.misused, EXIT.broken].find((code) => codes.includes(code)) ?? EXIT.holds;
}
