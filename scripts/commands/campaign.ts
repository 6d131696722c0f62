import type { RunOptions, VerifyResult } from '../../tests/conformance/index.js';
import { verdictWord } from '../../tests/conformance/verdict-word.js';
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

/** A run that was stopped before it found anything has shown nothing, nor has one that tried nothing. */
export function exitCodeOf(result: VerifyResult): number {
  switch (verdictWord(result)) {
    case 'BROKEN':
      return EXIT.broken;
    case 'HOLDS':
      return EXIT.holds;
    case 'DIED':
    case 'STOPPED':
    case 'NOTHING TRIED':
      return EXIT.misused;
  }
}

/** A target that came down outweighs one that broke the contract, and that one all that hold. */
export function worstOf(codes: readonly number[]): number {
  return [EXIT.misused, EXIT.broken].find((code) => codes.includes(code)) ?? EXIT.holds;
}
