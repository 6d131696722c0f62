import { fails } from '../clauses.js';
import type { Finding, KnownFinding, VerifyResult } from '../result.js';
import { replayCommand } from './terminal-finding.js';

/** What reports of several runs are told besides the results. */
export interface ReportOptions {
  /** The command of a run, without its options for one case: `--replay …` is put behind it. By default the result's. */
  readonly command?: (result: VerifyResult) => string;
  /** The source file of a run's target, relative to the root of its repository, where it has one. */
  readonly file?: (result: VerifyResult) => string | undefined;
  /** Where a specification says what a clause says, where that is known. */
  readonly place?: (clause: string) => SourcePlace | undefined;
}

/** A place in a source file. */
export interface SourcePlace {
  /** Relative to the root of the repository, or a URI of its own. */
  readonly file: string;
  /** From 1, as is the column. */
  readonly line: number;
  readonly column: number;
}

/** A report on one run or several, as a text. The same results give the same text. */
export type Report = (results: readonly VerifyResult[], options?: ReportOptions) => string;

/** Whether a finding fails its run, and why it does not. */
export type Standing = 'failing' | 'below' | 'contested';

export function standingOf({ level, contested }: Finding, result: VerifyResult): Standing {
  if (contested !== undefined) return 'contested';
  return fails(level, result.level) ? 'failing' : 'below';
}

/** Why a finding that fails no run does not, in one sentence. */
export function pardon(finding: Finding, result: VerifyResult): string {
  return finding.contested === undefined
    ? `${finding.level}: this run fails from ${result.level} on.`
    : `Contested, so it fails no run: ${finding.contested}`;
}

/** Why a run ended early. */
export function unfinished({ stopped }: VerifyResult): string {
  return stopped === true
    ? 'The run was stopped before all checks were through.'
    : 'The time was up before all checks were through.';
}

/** What came of one clause in one run: its findings, and whether it was tried at all. */
export interface ClauseOutcome {
  readonly clause: string;
  readonly title: string;
  readonly level: Finding['level'];
  readonly failing: readonly Finding[];
  readonly pardoned: readonly Finding[];
  readonly known: readonly KnownFinding[];
  readonly cases: number;
  /** Why it was not tried; null where it was. */
  readonly notCovered: string | null;
}

export type ClauseState = 'failed' | 'pardoned' | 'known' | 'not-covered' | 'passed';

/** Every clause of a run, in the order of the contract. */
export function clauseOutcomes(result: VerifyResult): readonly ClauseOutcome[] {
  return result.coverage.map((entry) => {
    const { clause, title, level } = entry;
    const about = result.findings.filter((each) => each.clause === clause);
    return {
      clause,
      title,
      level,
      failing: about.filter((each) => standingOf(each, result) === 'failing'),
      pardoned: about.filter((each) => standingOf(each, result) !== 'failing'),
      known: result.known.filter(({ finding }) => finding.clause === clause),
      cases: entry.state === 'tested' ? entry.cases : 0,
      notCovered:
        entry.state === 'tested' ? null : `${entry.gap ? 'A gap of the suite. ' : ''}${entry.reason}`,
    };
  });
}

/** The worst of what came of a clause. */
export function stateOf({ failing, pardoned, known, notCovered }: ClauseOutcome): ClauseState {
  if (failing.length > 0) return 'failed';
  if (pardoned.length > 0) return 'pardoned';
  if (known.length > 0) return 'known';
  return notCovered === null ? 'passed' : 'not-covered';
}

/** The command of a run; empty where it is not known. */
export function commandOf(result: VerifyResult, options: ReportOptions): string {
  return options.command?.(result) ?? result.command ?? '';
}

/** The command that tries the case of a finding again, or its options where the command is not known. */
export function replayOf(finding: Finding, result: VerifyResult, options: ReportOptions): string {
  return replayCommand(commandOf(result, options), finding.replay);
}
