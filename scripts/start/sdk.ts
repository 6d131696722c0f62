import { createRequire } from 'node:module';
import picocolors from 'picocolors';
import { bySeverity } from '../../tests/conformance/clauses.js';
import { type KnownFinding, terminalReport, type VerifyResult } from '../../tests/conformance/index.js';
import { findingLines } from '../../tests/conformance/reports/terminal-finding.js';
import { verifyDriver } from './driver.js';
import { colours, counted, type Part, type PartOptions } from './part.js';

const PACKAGE = '@aws-sdk/client-neptune-graph';
const FOLDER = 'tests/sdks/aws-sdk-js-v3';
const COMMAND = `npx neptune-contract verify client ${FOLDER}/client.ts --known ${FOLDER}/known.yaml`;
const paint = picocolors.createColors(colours);

/** The official client, through its public class. What is known of it is shown in full: it is what there is to see. */
export async function verifySdk(options: PartOptions): Promise<Part> {
  const result = await verifyDriver(FOLDER, options);
  console.log(paint.bold('What is known of it, with the smallest response that shows it'));
  console.log(`${knownLines(result.known).join('\n')}\n`);
  console.log(terminalReport(result, { colours, command: COMMAND }).trimEnd());
  const { version } = createRequire(import.meta.url)(`${PACKAGE}/package.json`) as { version: string };
  return { holds: result.holds, summary: [summaryLine(`${PACKAGE} ${version}`, result)] };
}

function knownLines(known: readonly KnownFinding[]): readonly string[] {
  const worstFirst = [...known].sort((one, other) => bySeverity(one.finding, other.finding));
  const names = [...new Set(worstFirst.map((each) => each.limitation))];
  return names.flatMap((name) => {
    const [first, ...others] = worstFirst.filter((each) => each.limitation === name);
    if (first === undefined) return [];
    const { finding } = first;
    return [
      '',
      `${finding.level} ${paint.bold(finding.clause)} ${finding.rule}`,
      ...findingLines(finding, paint, COMMAND),
      `      ${paint.dim('known as ')} ${name}`,
      ...(others.length === 0
        ? []
        : [`      ${paint.dim('besides  ')} ${counted(others.length, 'more finding')} of the kind`]),
    ];
  });
}

function summaryLine(name: string, { findings, known, stale, stats }: VerifyResult): string {
  const clauses = new Set(known.map((each) => each.finding.clause)).size;
  const contested = findings.filter((finding) => finding.contested !== undefined).length;
  return [
    `${name}: ${counted(stats.cases, 'case')}`,
    `${counted(findings.length - contested, 'new finding')}`,
    `${counted(known.length, 'known one')} under ${counted(clauses, 'clause')}`,
    `${counted(contested, 'contested one')}`,
    ...(stale.length === 0 ? [] : [`${counted(stale.length, 'limitation')} out of date`]),
  ].join(', ');
}
