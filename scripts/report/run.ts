import { readFile } from 'node:fs/promises';
import {
  jsonReport,
  mergedShards,
  parseJsonReport,
  terminalReport,
  usageError,
  type VerifyResult,
} from '../../tests/conformance/index.js';
import { coloursWanted } from '../colours.js';
import { exitCodeOf, worstOf } from '../commands/campaign.js';
import { reportingMisuse } from '../commands/misuse.js';
import { inBuild, writeReportFiles } from '../commands/report-files.js';

import type { ReportFile } from '../commands/report-option.js';
import { fileReason } from '../file-reasons.js';

export interface Flags {
  readonly report?: readonly ReportFile[];
  readonly json?: true;
}

export async function run(files: readonly string[], flags: Flags): Promise<void> {
  await reportingMisuse(() => report(files, flags));
}

async function report(files: readonly string[], { report: wanted = [], json }: Flags): Promise<void> {
  const read = await Promise.all(files.map(resultsIn));
  const results = mergedShards(read.flat());
  const colours = coloursWanted();
  process.stdout.write(
    json === true
      ? jsonReport(results)
      : inBuild(results.map((result) => terminalReport(result, { colours })).join('\n'), results),
  );
  await writeReportFiles(wanted, results);
  process.exitCode = worstOf(results.map(exitCodeOf));
}

async function resultsIn(file: string): Promise<readonly VerifyResult[]> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw usageError(
      `The report ${file} cannot be read: ${fileReason(error)}. Give files that \`verify --report json=FILE\` wrote.`,
    );
  });
  return parseJsonReport(text, file);
}
