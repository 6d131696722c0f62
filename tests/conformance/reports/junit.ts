import Builder from 'fast-xml-builder';
import picocolors from 'picocolors';
import type { Finding, VerifyResult } from '../result.js';
import {
  type ClauseOutcome,
  clauseOutcomes,
  commandOf,
  pardon,
  type Report,
  type ReportOptions,
  stateOf,
} from './report.js';
import { findingLines } from './terminal-finding.js';
import { oneLine, printable } from './text.js';

const plain = picocolors.createColors(false);

type Node = { readonly [name: string]: string | number | Node | readonly Node[] };

/**
 * JUnit XML as build servers read it: a suite for each run, a case for each clause of the contract. A clause that was
 * not tried, is contested, is below the level of the run or is covered by a declared limitation counts as skipped.
 */
export const junitReport: Report = (results, options = {}) => {
  const suites = results.map((result) => suite(result, options));
  const builder = new Builder({
    ignoreAttributes: false,
    attributeNamePrefix: '@',
    format: true,
    suppressEmptyNode: true,
    suppressBooleanAttributes: false,
  });
  return builder.build({
    '?xml': { '@version': '1.0', '@encoding': 'UTF-8' },
    testsuites: {
      '@name': 'neptune-contract',
      ...totals(suites.flatMap((each) => each.cases)),
      '@time': seconds(results.reduce((sum, each) => sum + each.stats.milliseconds, 0)),
      testsuite: suites.map((each) => each.node),
    },
  });
};

function suite(result: VerifyResult, options: ReportOptions): { node: Node; cases: readonly Node[] } {
  const { role, target, subject, mode, edition, seed, runs, stats } = result;
  const name = oneLine(`${target} as a ${role} of ${subject}`);
  const properties = { role, subject, mode, edition, seed, runs, interrupted: String(stats.interrupted) };
  const cases = [
    ...clauseOutcomes(result).map((outcome) => clauseCase(name, outcome, result, options)),
    ...staleCases(name, result),
    ...(result.died === undefined ? [] : [deathCase(name, result.died)]),
  ];
  return {
    cases,
    node: {
      '@name': name,
      ...totals(cases),
      '@time': seconds(stats.milliseconds),
      properties: {
        property: Object.entries(properties).map(([key, value]) => ({
          '@name': key,
          '@value': oneLine(String(value)),
        })),
      },
      testcase: cases,
    },
  };
}

function clauseCase(
  suiteName: string,
  outcome: ClauseOutcome,
  result: VerifyResult,
  options: ReportOptions,
): Node {
  const { clause, title, level, failing, pardoned, known, notCovered } = outcome;
  const named = { '@classname': suiteName, '@name': oneLine(`${clause}: ${title}`), '@time': '0' };
  const details = (findings: readonly Finding[]) =>
    findings.map((finding) => findingText(finding, result, options)).join('\n\n');
  switch (stateOf(outcome)) {
    case 'failed':
      return {
        ...named,
        failure: {
          '@message': oneLine(failing.map(({ summary }) => summary).join(' ')),
          '@type': level,
          '#text': details(failing),
        },
      };
    case 'pardoned':
      return {
        ...named,
        skipped: { '@message': oneLine(pardoned.map((each) => pardon(each, result)).join(' ')) },
        'system-out': details(pardoned),
      };
    case 'known':
      return {
        ...named,
        skipped: {
          '@message': oneLine(
            known.map(({ limitation, reason }) => `Declared limitation ${limitation}: ${reason}`).join(' '),
          ),
        },
        'system-out': details(known.map(({ finding }) => finding)),
      };
    case 'not-covered':
      return { ...named, skipped: { '@message': oneLine(notCovered ?? '') } };
    case 'passed':
      return named;
  }
}

function staleCases(suiteName: string, { stale }: VerifyResult): readonly Node[] {
  return stale.map(({ limitation, covers }) => ({
    '@classname': suiteName,
    '@name': oneLine(`limitation ${limitation}`),
    '@time': '0',
    failure: {
      '@message': oneLine(`Nothing was found under ${covers.join(', ')}. Take it off the list.`),
      '@type': 'stale-limitation',
    },
  }));
}

function deathCase(suiteName: string, how: string): Node {
  return {
    '@classname': suiteName,
    '@name': 'the target stays up',
    '@time': '0',
    error: { '@message': oneLine(how), '@type': 'died' },
  };
}

function findingText(finding: Finding, result: VerifyResult, options: ReportOptions): string {
  const { clause, source, rule } = finding;
  return printable(
    [
      `${clause}: ${rule}`,
      source.url === undefined ? source.title : `${source.title} <${source.url}>`,
      ...findingLines(finding, plain, commandOf(result, options)),
    ].join('\n'),
  );
}

function totals(cases: readonly Node[]): Node {
  const having = (name: string) => cases.filter((each) => name in each).length;
  return {
    '@tests': cases.length,
    '@failures': having('failure'),
    '@errors': having('error'),
    '@skipped': having('skipped'),
  };
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(3);
}
