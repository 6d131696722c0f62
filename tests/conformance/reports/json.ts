import type { Finding, VerifyResult } from '../result.js';
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
