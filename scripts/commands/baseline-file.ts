import { readFile, rename, writeFile } from 'node:fs/promises';
import {
  type Baseline,
  baselineOf,
  baselineText,
  parseBaseline,
  takenAsKnown,
} from '../../tests/conformance/baseline.js';
import { type RunOptions, usageError, type VerifyResult } from '../../tests/conformance/index.js';
import { fileReason } from '../file-reasons.js';

/**
 * Verifies with the baseline in a file. Where there is no such file yet, what is found is written to it, and is known
 * from then on. Throws a usage error where it cannot be read or written, or the run would not be a whole one.
 */
export async function withBaselineFile(
  file: string | undefined,
  common: RunOptions,
  verify: (common: RunOptions) => Promise<VerifyResult>,
): Promise<VerifyResult> {
  if (file === undefined) return verify(common);
  const baseline = await read(file);
  if (baseline !== null) return verify({ ...common, baseline, seed: common.seed ?? baseline.seed });
  if (common.shard !== undefined || common.only !== undefined || common.replay !== undefined) {
    throw usageError(
      `There is no baseline ${file} yet, and it is written by a whole run: leave --shard, --only and --replay out.`,
    );
  }
  const result = await verify(common);
  const taken = baselineOf(result, file);
  if (taken === null) {
    console.error(`${file} was not written: the run did not come to its end.`);
    return result;
  }
  await write(taken);
  console.error(`${file} was written: what it lists (${taken.entries.length}) is known from now on.`);
  return takenAsKnown(result, taken);
}

/** null where there is no such file. */
async function read(file: string): Promise<Baseline | null> {
  try {
    return parseBaseline(await readFile(file, 'utf8'), file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
    throw usageError(
      `The baseline ${file} cannot be read: ${fileReason(error)}. Give another file with --baseline.`,
    );
  }
}

/** The file is there as a whole, or not at all. */
async function write(baseline: Baseline): Promise<void> {
  const { file } = baseline;
  const beside = `${file}.${process.pid}.tmp`;
  try {
    await writeFile(beside, baselineText(baseline), { flag: 'wx' });
    await rename(beside, file);
  } catch (error) {
    throw usageError(
      `The baseline ${file} cannot be written: ${fileReason(error)}. Give another file with --baseline.`,
    );
  }
}
