import type { Finding, VerifyResult } from '../result.js';
import { usageError } from '../selection.js';
import type { Report, ReportOptions } from './report.js';
import { type Snippets, snippetsOf } from './snippets.js';

/** A finding as the JSON report has it. */
export interface ReportedFinding extends Finding {
  readonly snippets: Snippets;
}

/**
 * The results as they are documented in result.ts and REPORTS.md, each finding with its counterexample as code; one
 * result as an object, several as a list. With a line break at the end.
 */
export const jsonReport: Report = (results, options = {}) => {
  const reported = results.map((result) => reportedResult(result, options));
  const [only] = reported;
  return `${JSON.stringify(reported.length === 1 ? only : reported, null, 2)}\n`;
};

function reportedResult(result: VerifyResult, options: ReportOptions): object {
  const withSnippets = (finding: Finding): ReportedFinding => ({
    ...finding,
    snippets: snippetsOf(finding, result, options),
  });
  return {
    ...result,
    findings: result.findings.map(withSnippets),
    known: result.known.map((each) => ({ ...each, finding: withSnippets(each.finding) })),
  };
}

const ROLES: readonly unknown[] = ['validator', 'client', 'server'];
const LISTS = ['findings', 'known', 'stale', 'behaviours', 'coverage', 'tried', 'places', 'fuzzed'];

/** The results in the text of a JSON report. Throws a usage error where that is not what it is. */
export function parseJsonReport(text: string, file: string): readonly VerifyResult[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw usageError(`${file} is no JSON. Give files that \`verify --report json=FILE\` wrote.`);
  }
  const results: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (results.length === 0 || !results.every(isResult))
    throw usageError(
      `${file} is no JSON report of \`verify\` of this version. Give files that \`verify --report json=FILE\` wrote.`,
    );
  return results;
}

/** As far as a file that `verify` wrote can be told from any other. */
function isResult(value: unknown): value is VerifyResult {
  const fields = Object(value) as Readonly<Record<string, unknown>>;
  return (
    fields['format'] === 1 &&
    ROLES.includes(fields['role']) &&
    LISTS.every((list) => Array.isArray(fields[list]))
  );
}
