import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import {
  jsonReport,
  mergedShards,
  parseJsonReport,
  terminalReport,
  usageError,
  type VerifyResult,
} from '../../tests/conformance/index.js';
import { coloursWanted } from '../colours.js';
import { EXIT } from '../exit.js';
import { exitCodeOf } from './campaign.js';
import { reportingMisuse } from './misuse.js';
import { inBuild, parseReportFiles, type ReportFile, writeReportFiles } from './report-files.js';

interface Flags {
  readonly report?: readonly ReportFile[];
  readonly json?: true;
}

/** `report FILE...`: JSON reports of `verify` into one report. */
export function addReport(program: Command): void {
  program
    .command('report')
    .summary('one report from the JSON reports of several runs')
    .description(
      'Reads JSON reports of `verify`, puts the shards of a run together again, and writes one report on all of them: on a long run that was spread over many machines, or on several targets side by side. Exits with 1 where one of them does not hold.',
    )
    .argument('<file...>', 'JSON reports, as `verify --report json=FILE` writes them')
    .option(
      '--report <format=file>',
      'write reports: json=FILE,junit=FILE,sarif=FILE,html=FILE (repeatable)',
      parseReportFiles,
    )
    .option('--json', 'print the results as JSON')
    .addHelpText(
      'after',
      `
Examples:
  $ neptune-contract report shard-*.json --report html=report.html,junit=report.xml
  $ neptune-contract report python.json javascript.json --report html=clients.html`,
    )
    .action((files: readonly string[], flags: Flags) => reportingMisuse(() => report(files, flags)));
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
  // A target that came down outweighs one that broke the contract, and that one all that hold.
  const codes = results.map(exitCodeOf);
  process.exitCode = [EXIT.misused, EXIT.broken].find((code) => codes.includes(code)) ?? EXIT.holds;
}

async function resultsIn(file: string): Promise<readonly VerifyResult[]> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw usageError(`The report ${file} cannot be read.`);
  });
  return parseJsonReport(text, file);
}
