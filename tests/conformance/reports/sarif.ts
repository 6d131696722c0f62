import type { Location, Log, Notification, ReportingDescriptor, Result, Run } from 'sarif';
import type { Level } from '../../../generated/runtime/contract.js';
import type { Finding, KnownFinding, VerifyResult } from '../result.js';
import {
  clauseOutcomes,
  pardon,
  type Report,
  type ReportOptions,
  replayOf,
  type SourcePlace,
  standingOf,
  unfinished,
} from './report.js';
import { oneLine, printable } from './text.js';

/**
 * SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html): a run for each result, a rule for
 * each clause, a result for each finding; a finding under a declared limitation is a suppressed result.
 */
export const sarifReport: Report = (results, options = {}) => {
  const log: Log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: results.map((result) => runOf(result, options)),
  };
  return `${JSON.stringify(log, null, 2)}\n`;
};

function runOf(result: VerifyResult, options: ReportOptions): Run {
  const { role, target, subject, mode, edition, seed, runs, died, stats } = result;
  const rules = rulesOf(result);
  const known = result.known.map((each) => resultOf(each.finding, result, rules, options, each));
  return {
    tool: { driver: { name: 'neptune-contract', rules } },
    automationDetails: { id: `neptune-contract/${encodeURIComponent(oneLine(target))}/${role}/` },
    invocations: [
      {
        executionSuccessful: died === undefined && !stats.interrupted,
        toolExecutionNotifications: [
          ...(died === undefined ? [] : [notification('error', `The target came down: ${died}`)]),
          ...(stats.interrupted && died === undefined ? [notification('warning', unfinished(result))] : []),
        ],
        toolConfigurationNotifications: result.stale.map(({ limitation, covers }) =>
          notification(
            'error',
            `The declared limitation ${limitation} no longer shows: nothing was found under ${covers.join(', ')}.`,
          ),
        ),
      },
    ],
    columnKind: 'utf16CodeUnits',
    properties: { role, target: printable(target), subject, mode, edition, seed, runs, holds: result.holds },
    results: [...result.findings.map((finding) => resultOf(finding, result, rules, options, null)), ...known],
  };
}

const LEVELS = { MUST: 'error', SHOULD: 'warning', INFO: 'note' } as const satisfies Record<
  Level,
  Result.level
>;

function rulesOf(result: VerifyResult): ReportingDescriptor[] {
  const findings = [...result.findings, ...result.known.map(({ finding }) => finding)];
  return clauseOutcomes(result).map(({ clause, title, level, notCovered, cases }) => {
    const source = findings.find((each) => each.clause === clause)?.source;
    const help = [
      `${level}: ${title}`,
      ...(source === undefined
        ? []
        : [`Source: ${source.title}${source.url === undefined ? '' : ` <${source.url}>`}`]),
      notCovered === null ? `Tried with ${cases} cases.` : `Not tried: ${notCovered}`,
    ];
    return {
      id: clause,
      shortDescription: { text: message(title) },
      fullDescription: { text: message(title) },
      help: { text: message(help.join('\n')) },
      ...(webAddress(source?.url) ?? {}),
      defaultConfiguration: { level: LEVELS[level] },
      properties: { level, covered: notCovered === null, tags: ['contract', level] },
    };
  });
}

/** A URI is required to be one; a source that has none keeps its title in the help. */
function webAddress(url: string | undefined): { readonly helpUri: string } | undefined {
  const parsed = url !== undefined && URL.canParse(url) ? new URL(url) : undefined;
  return parsed?.protocol === 'https:' || parsed?.protocol === 'http:' ? { helpUri: parsed.href } : undefined;
}

function resultOf(
  finding: Finding,
  result: VerifyResult,
  rules: readonly ReportingDescriptor[],
  options: ReportOptions,
  known: KnownFinding | null,
): Result {
  const { check, clause, level, title, summary, expected, actual, path, replay, reproduced } = finding;
  const ruleIndex = rules.findIndex((rule) => rule.id === clause);
  const standing = standingOf(finding, result);
  const text = [
    `${title} ${summary}`,
    `Expected: ${expected}`,
    `Actual: ${actual}`,
    ...(standing === 'failing' ? [] : [pardon(finding, result)]),
  ].join('\n');
  return {
    ruleId: clause,
    ...(ruleIndex < 0 ? {} : { ruleIndex }),
    level: standing === 'contested' ? 'note' : LEVELS[level],
    message: { text: message(text) },
    locations: [locationOf(finding, result, options)],
    ...relatedTo(finding, options),
    partialFingerprints: { 'neptuneContractCheck/v1': check },
    ...(known === null
      ? {}
      : {
          suppressions: [
            { kind: 'external', status: 'accepted', justification: `${known.limitation}: ${known.reason}` },
          ],
        }),
    properties: {
      check,
      path,
      replay,
      command: replayOf(finding, result, options),
      expected: printable(expected),
      actual: printable(actual),
      contested: finding.contested ?? null,
      reproduced,
      counterexample: finding.counterexample,
    },
  };
}

/**
 * The member that the finding is about; and a file, since code hosts show a result only in one: that of the target, and
 * where the target has none, the specification at the clause.
 */
function locationOf(finding: Finding, result: VerifyResult, options: ReportOptions): Location {
  const { path } = finding;
  const file = options.file?.(result);
  const physical =
    file === undefined ? specPlace(finding, options) : physicalOf({ file, line: 1, column: 1 });
  const logical =
    path === null || path === ''
      ? { name: result.subject, fullyQualifiedName: result.subject, kind: 'resource' }
      : {
          name: oneLine(path.slice(path.lastIndexOf('/') + 1)),
          fullyQualifiedName: oneLine(`${result.subject}${path}`),
          kind: 'member',
        };
  return { ...physical, logicalLocations: [logical] };
}

/** Where the specification says what is broken, beside a location in the target. */
function relatedTo(finding: Finding, options: ReportOptions): Pick<Result, 'relatedLocations'> {
  const place = specPlace(finding, options);
  const text = `${finding.clause}: ${finding.rule}`;
  return place === undefined ? {} : { relatedLocations: [{ ...place, message: { text: message(text) } }] };
}

function specPlace(
  { clause }: Finding,
  options: ReportOptions,
): Pick<Location, 'physicalLocation'> | undefined {
  const place = options.place?.(clause);
  return place === undefined ? undefined : physicalOf(place);
}

function physicalOf({ file, line, column }: SourcePlace): Pick<Location, 'physicalLocation'> {
  const isRelative = !/^[a-z][a-z\d+.-]+:/i.test(file);
  const uri = isRelative ? file.split('/').map(encodeURIComponent).join('/') : file;
  return {
    physicalLocation: {
      artifactLocation: { uri, ...(isRelative ? { uriBaseId: '%SRCROOT%' } : {}) },
      region: { startLine: line, ...(column === 1 ? {} : { startColumn: column }) },
    },
  };
}

function notification(level: Notification.level, text: string): Notification {
  return { level, message: { text: message(text) } };
}

/** Braces are placeholders in a message of SARIF, and brackets before parentheses a link (3.11.5, 3.11.6). */
function message(text: string): string {
  return printable(text)
    .replace(/[{}]/g, '$&$&')
    .replace(/\[(?=[^[\]]*\]\()/g, '\\[');
}
