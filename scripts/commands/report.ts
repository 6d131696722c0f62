import type { Command } from 'commander';
import type { Flags } from '../report/run.js';
import { parseReportFiles } from './report-option.js';

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
    .action(async (files: readonly string[], flags: Flags) =>
      (await import('../report/run.js')).run(files, flags),
    );
}
