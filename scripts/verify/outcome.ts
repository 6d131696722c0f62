import { jsonReport, terminalReport, type VerifyResult } from '../../tests/conformance/index.js';
import { coloursWanted } from '../colours.js';
import { inBuild, writeReportFiles } from '../commands/report-files.js';
import type { Flags } from './flags.js';

/** What came of one target. */
export interface Outcome {
  readonly result: VerifyResult;
  readonly code: number;
  /** What is to be said besides, to standard error. */
  readonly remarks: readonly string[];
}

/** The result with the command that gives it again; `words` are those behind `verify`. */
export function withCommand(result: VerifyResult, words: readonly string[]): VerifyResult {
  return { ...result, command: ['npx neptune-contract verify', ...words.map(quoted)].join(' ') };
}

/** Prints what came of a target, unless all of it is printed as JSON in the end. */
export function print({ result, remarks }: Outcome, { json, snippets = false }: Flags): void {
  if (json !== true)
    process.stdout.write(inBuild(terminalReport(result, { colours: coloursWanted(), snippets }), [result]));
  for (const remark of remarks) console.error(remark);
}

/** What is printed and written when all targets are through. */
export async function conclude(
  outcomes: readonly Outcome[],
  { json, report = [] }: Pick<Flags, 'json' | 'report'>,
): Promise<void> {
  const results = outcomes.map(({ result }) => result);
  if (json === true) process.stdout.write(jsonReport(results));
  await writeReportFiles(report, results);
}

/** As a shell takes it for one word. */
function quoted(word: string): string {
  return /^[\w./:@%+=,-]+(#\w+)?$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
