import { createHash } from 'node:crypto';
import type { Finding, VerifyResult } from '../result.js';
import { pardon, type Report, type ReportOptions, replayOf, standingOf } from './report.js';
import { printable, shortened } from './text.js';

/** GitHub shows ten annotations of a kind for a step. */
const SHOWN = 10;
const LONGEST = 3000;

/**
 * Workflow commands that GitHub Actions turns into annotations: an error for each clause that fails the run, a warning
 * for each other finding, one a clause, worst first. Empty where there is nothing to tell.
 * https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
 */
export const githubReport: Report = (results, options = {}) => {
  const all = results.flatMap((result) => annotationsOf(result, options));
  const lines = (['error', 'warning'] as const).flatMap((kind) => {
    const about = all.filter((each) => each.kind === kind);
    const left = about.length - SHOWN;
    const shown = about.slice(0, left > 0 ? SHOWN - 1 : SHOWN);
    const more = {
      kind,
      title: 'neptune-contract',
      text: `${left + 1} more, which the report of the run tells`,
    };
    return [...shown, ...(left > 0 ? [more] : [])].map(line);
  });
  return lines.map((each) => `${each}\n`).join('');
};

/**
 * A text to print in a build: without this, a line of it that begins with `::` would be a command of whoever wrote
 * that line. They end this with a token only if they know it, and no text can hold its own hash.
 */
export function inertForGithub(text: string): string {
  const token = createHash('sha256').update(text).digest('hex');
  return `::stop-commands::${token}\n${text}${text.endsWith('\n') ? '' : '\n'}::${token}::\n`;
}

interface Annotation {
  readonly kind: 'error' | 'warning';
  readonly title: string;
  readonly text: string;
  readonly file?: string | undefined;
}

function annotationsOf(result: VerifyResult, options: ReportOptions): readonly Annotation[] {
  const file = options.file?.(result);
  const clauses = [...new Set(result.findings.map(({ clause }) => clause))];
  return [
    ...(result.died === undefined
      ? []
      : [{ kind: 'error' as const, title: `${result.target} came down`, text: result.died, file }]),
    ...result.stale.map(({ limitation, covers }) => ({
      kind: 'error' as const,
      title: `Limitation ${limitation} no longer shows`,
      text: `Nothing was found under ${covers.join(', ')}. Take it off the list.`,
      file,
    })),
    ...clauses.flatMap((clause) => {
      const about = result.findings.filter((each) => each.clause === clause);
      const first = about.find((each) => standingOf(each, result) === 'failing') ?? about[0];
      return first === undefined ? [] : [annotationOf(first, about.length - 1, result, options, file)];
    }),
  ];
}

function annotationOf(
  finding: Finding,
  others: number,
  result: VerifyResult,
  options: ReportOptions,
  file: string | undefined,
): Annotation {
  const failing = standingOf(finding, result) === 'failing';
  return {
    kind: failing ? 'error' : 'warning',
    title: `${finding.level} ${finding.clause} (${result.target})`,
    text: [
      finding.rule,
      `${finding.title} ${finding.summary}`,
      `Expected: ${shortened(finding.expected, LONGEST)}`,
      `Actual: ${shortened(finding.actual, LONGEST)}`,
      ...(failing ? [] : [pardon(finding, result)]),
      ...(others === 0 ? [] : [`The same clause is broken in ${others} more.`]),
      `Replay: ${replayOf(finding, result, options)}`,
    ].join('\n'),
    file,
  };
}

function line({ kind, title, text, file }: Annotation): string {
  const properties = { ...(file === undefined ? {} : { file }), title };
  const written = Object.entries(properties).map(([name, value]) => `${name}=${property(value)}`);
  return `::${kind} ${written.join(',')}::${data(text)}`;
}

function data(text: string): string {
  return printable(text).replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
