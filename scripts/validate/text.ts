import pc from 'picocolors';
import type { Contract } from '../../generated/runtime/contract.js';
import { counted, oneLine, shortened } from '../../tests/conformance/reports/text.js';
import type { Capture } from './captures.js';
import { hintFor } from './hints.js';
import type { Finding, Yardstick } from './judge.js';
import { lineAt } from './lines.js';

/** A capture, and all that was found in it. */
export interface Judged {
  readonly capture: Capture;
  readonly findings: readonly Finding[];
}

/** What `--json` prints of a finding: stable names, and all that the text says. */
export interface FindingRecord {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 code units, as editors count. */
  readonly column: number;
  readonly severity: Finding['severity'];
  readonly clause: string | null;
  readonly level: string | null;
  readonly source: string | null;
  readonly path: string | null;
  readonly expected: string;
  readonly received: string;
  readonly hint: string | null;
}

export function recordOf(yardstick: Yardstick, { file, lines }: Capture, finding: Finding): FindingRecord {
  const { severity, clause, path, expected, received, span } = finding;
  const known = yardstick.contract.clauses.find(({ id }) => id === clause);
  const hint = hintFor(yardstick, finding);
  const source = known === undefined ? null : sourceText(yardstick.contract, known.source);
  const { line, start } = lineAt(lines, span.start);
  return {
    file,
    line,
    column: span.start - start + 1,
    severity,
    clause,
    level: known?.level ?? null,
    source,
    path,
    expected,
    received,
    hint,
  };
}

function sourceText({ sources }: Contract, id: string): string {
  const source = sources.find((each) => each.id === id);
  return source === undefined
    ? id
    : [source.title, source.url].filter((part) => part !== undefined).join(', ');
}

type Colours = ReturnType<typeof pc.createColors>;

/** A finding as compilers tell of one: the place, the excerpt with the place underlined, and where the rule is from. */
export function findingText(
  yardstick: Yardstick,
  capture: Capture,
  finding: Finding,
  colours: boolean,
): string {
  const c = pc.createColors(colours);
  const { file, line, column, severity, clause, level, source, path, expected, received, hint } = recordOf(
    yardstick,
    capture,
    finding,
  );
  const place = path === null || path === '' ? '' : `${oneLine(path)}: `;
  const paint = severity === 'error' ? c.red : c.yellow;
  const rule =
    clause === null
      ? null
      : `${clause} (${[level, titleOf(yardstick.contract, clause)].filter(Boolean).join('; ')})`;
  const details = [
    rule === null ? null : `${c.dim('clause')}  ${rule}`,
    source === null ? null : `${c.dim('source')}  ${source}`,
    hint === null ? null : `${c.dim('hint')}    ${oneLine(hint)}`,
  ];
  return [
    `${c.bold(`${file}:${line}:${column}`)}: ${paint(severity)}: ${place}expected ${oneLine(shortened(expected, 300))}, received ${oneLine(shortened(received, 200))}`,
    ...excerpt(capture, finding, c, paint),
    ...details.filter((each) => each !== null).map((each) => `  ${each}`),
    '',
    '',
  ].join('\n');
}

function titleOf({ clauses }: Contract, clause: string): string | undefined {
  return clauses.find(({ id }) => id === clause)?.title;
}

/** How much of a long line is shown on each side of the place. */
const AROUND = 44;

/** The line of the place, or the part of it around the place, and a mark under what it is about. */
function excerpt(
  { text, lines }: Capture,
  { span }: Finding,
  c: Colours,
  paint: (text: string) => string,
): readonly string[] {
  const { line, start: before } = lineAt(lines, span.start);
  const rest = text.slice(span.start).search(/[\r\n]|$/);
  const lineEnd = span.start + rest;
  const from = span.start - before > AROUND * 2 ? span.start - AROUND : before;
  const end = Math.min(span.end, lineEnd, span.start + AROUND * 2);
  const to = lineEnd - end > AROUND ? end + AROUND : lineEnd;
  const lead = `${from > before ? '…' : ''}${shown(text.slice(from, span.start))}`;
  const marked = shown(text.slice(span.start, end));
  const number = String(line);
  const gutter = ' '.repeat(number.length);
  return [
    c.dim(`  ${gutter} |`),
    `${c.dim(`  ${number} |`)} ${lead}${marked}${shown(text.slice(end, to))}${to < lineEnd ? '…' : ''}`,
    `${c.dim(`  ${gutter} |`)} ${' '.repeat(lead.length)}${paint('^'.repeat(Math.max(1, marked.length)))}`,
  ];
}

/** One column for each character, and nothing that a terminal would act on. */
function shown(text: string): string {
  return text.replace(/\t/g, ' ').replace(/[\p{Control}\p{Format}\p{Surrogate}\u2028\u2029]/gu, '·');
}

/** The last line: what was looked at, and what came of it. */
export function summaryText(judged: readonly Judged[], unread: number, colours: boolean): string {
  const c = pc.createColors(colours);
  const all = judged.flatMap(({ findings }) => findings);
  const errors = all.filter(({ severity }) => severity === 'error').length;
  const broken = judged.filter(({ findings }) =>
    findings.some(({ severity }) => severity === 'error'),
  ).length;
  const files = new Set(judged.map(({ capture }) => capture.file)).size;
  const what = `${counted(judged.length, 'response')}${files === judged.length ? '' : ` in ${counted(files, 'file')}`}`;
  const found = [
    counted(errors, 'error'),
    counted(all.length - errors, 'notice'),
    ...(unread === 0 ? [] : [`${counted(unread, 'file')} not read`]),
  ].join(', ');
  return broken === 0
    ? `${c.green('valid')}: ${what}, ${found}\n`
    : `${c.red('broken')}: ${broken} of ${what}; ${found}\n`;
}
