import picocolors from 'picocolors';
import { BASELINE } from '../baseline.js';
import { fails } from '../clauses.js';
import type { Behaviour, ClauseCoverage, Finding, KnownFinding, VerifyResult } from '../result.js';
import { NOT_SELECTED } from '../selection.js';
import { IN_ANOTHER_SHARD } from '../shard.js';
import { type VerdictWord, verdictWord } from '../verdict-word.js';
import { snippetsOf } from './snippets.js';
import { findingLines, snippetLines } from './terminal-finding.js';
import { counted, indented, printable } from './text.js';

export type Colours = ReturnType<typeof picocolors.createColors>;

/** How the report is printed. */
export interface TerminalOptions {
  /** Default false. */
  readonly colours?: boolean;
  /** The command that ran the suite, without its options for one case: `--replay …` is put behind it. */
  readonly command?: string;
  /** Whether the first finding of each clause is shown as code, too. Default false. */
  readonly snippets?: boolean;
}

/** A report for people: findings by clause, worst first, with all that is needed to see why and to see it again. */
export function terminalReport(result: VerifyResult, options: TerminalOptions = {}): string {
  const paint = picocolors.createColors(options.colours ?? false);
  const sections = [
    header(result, paint),
    ...findingSections(result, paint, options),
    ...(result.known.length === 0 ? [] : [knownSection(result.known, paint)]),
    ...(result.stale.length === 0 ? [] : [staleSection(result, paint)]),
    ...(result.behaviours.length === 0 ? [] : [behaviourSection(result.behaviours, paint)]),
    coverageSection(result.coverage, paint),
    verdict(result, paint),
  ];
  return `${sections.join('\n\n')}\n`;
}

function header(result: VerifyResult, paint: Colours): string {
  const { role, target, subject, mode, view, edition, seed, shard, stats } = result;
  const words = [
    `${paint.bold(printable(target))} as a ${role} of ${subject}`,
    ...(role === 'validator' ? [mode] : []),
    ...(view === 'decoded' ? ['decoded values'] : []),
    ...(edition === 'base' ? [] : [`edition ${edition}`]),
    ...(shard === undefined ? [] : [`shard ${shard.index}/${shard.count}`]),
  ];
  return [
    words.join(', '),
    paint.dim(
      `${counted(stats.cases, 'case')} in ${counted(stats.checks, 'check')}, ${(stats.milliseconds / 1000).toFixed(1)} s, seed ${seed}`,
    ),
  ].join('\n');
}

function findingSections(result: VerifyResult, paint: Colours, options: TerminalOptions): readonly string[] {
  const clauses = [...new Set(result.findings.map(({ clause }) => clause))];
  return clauses.map((clause) => {
    const [first, ...others] = result.findings.filter((finding) => finding.clause === clause);
    return first === undefined ? '' : clauseSection(first, others, result, paint, options);
  });
}

function clauseSection(
  first: Finding,
  others: readonly Finding[],
  result: VerifyResult,
  paint: Colours,
  { command = result.command ?? '', snippets = false }: TerminalOptions,
): string {
  const { level, clause, rule, source, contested } = first;
  return [
    `${levelMark(first, paint)} ${paint.bold(clause)}`,
    indented(rule, 2),
    paint.dim(indented(source.url === undefined ? source.title : `${source.title} <${source.url}>`, 2)),
    ...(contested === undefined
      ? []
      : [paint.dim(indented(`Contested, so it fails no run: ${contested}`, 2))]),
    ...findingLines(first, paint, command),
    ...(snippets ? snippetLines(snippetsOf(first, result, { command: () => command }), paint) : []),
    ...(others.length === 0
      ? []
      : [indented(paint.dim(`The same clause, ${level}, is broken in ${others.length} more:`), 2)]),
    ...others
      .slice(0, MOST_OTHERS)
      .map((other) =>
        indented(
          `${paint.red('✗')} ${printable(`${other.title} ${other.summary}`)}\n    ${paint.dim(`--replay '${other.replay}'`)}`,
          2,
        ),
      ),
    ...(others.length > MOST_OTHERS
      ? [indented(paint.dim(`and ${others.length - MOST_OTHERS} more, which the JSON report has in full`), 2)]
      : []),
  ].join('\n');
}

/** Findings of one clause that are told in one line each. */
const MOST_OTHERS = 3;

function levelMark({ level, contested }: Finding, paint: Colours): string {
  if (contested !== undefined) return paint.dim(`${level}?`);
  return level === 'MUST' ? paint.red(paint.bold(level)) : paint.yellow(level);
}

function knownSection(known: readonly KnownFinding[], paint: Colours): string {
  const names = [...new Set(known.map((each) => each.limitation))];
  return [
    paint.bold('Declared limitations'),
    ...names.map((name) => {
      const covered = known.filter((each) => each.limitation === name);
      const clauses = [...new Set(covered.map((each) => each.finding.clause))].join(', ');
      return indented(
        `${paint.cyan('≈')} ${name}: ${covered[0]?.reason}\n    ${paint.dim(`${counted(covered.length, 'finding')} under ${clauses}`)}`,
        2,
      );
    }),
  ].join('\n');
}

function staleSection({ stale }: VerifyResult, paint: Colours): string {
  return [
    paint.red(paint.bold('Known, and no longer to be found')),
    ...stale.map(({ limitation, covers, reason }) =>
      indented(
        limitation === BASELINE
          ? `${paint.red('✗')} ${covers.join(', ')}: ${reason}`
          : `${paint.red('✗')} ${limitation}: nothing found under ${covers.join(', ')}. Take it off the list.`,
        2,
      ),
    ),
  ].join('\n');
}

/** One line for each clause and behaviour: what it was seen towards, and how often. */
function behaviourSection(behaviours: readonly Behaviour[], paint: Colours): string {
  const clauses = [...new Set(behaviours.map((each) => each.clause))];
  return [
    paint.bold('Where the sources leave it open'),
    ...clauses.flatMap((clause) => {
      const seen = behaviours.filter((each) => each.clause === clause).flatMap((each) => each.seen);
      const rule = clause.slice(clause.indexOf('#') + 1);
      return [...new Set(seen.map((each) => each.behaviour))].map((behaviour, at) => {
        const same = seen.filter((each) => each.behaviour === behaviour);
        const towards = [...new Set(same.map((each) => each.towards))]
          .filter((each) => each !== null)
          .join(', ');
        const cases = same.reduce((sum, each) => sum + each.cases, 0);
        const name = (at === 0 ? rule : '').padEnd(RULE_WIDTH);
        return `  ${name} ${printable(behaviour)} ${paint.dim(`${towards === '' ? '' : `${towards} `}(${cases})`)}`;
      });
    }),
  ].join('\n');
}

const RULE_WIDTH = 24;

function coverageSection(coverage: readonly ClauseCoverage[], paint: Colours): string {
  const tested = coverage.filter((each) => each.state === 'tested');
  const open = coverage.filter((each) => each.state === 'not-covered');
  const reasons = [...new Set(open.map((each) => each.reason))];
  return [
    `${paint.bold('Clauses')} ${tested.length} of ${coverage.length} tried`,
    ...reasons.map((reason) => {
      const about = open.filter((each) => each.reason === reason);
      if (reason === NOT_SELECTED || reason === IN_ANOTHER_SHARD)
        return indented(`${reason} ${paint.dim(counted(about.length, 'clause'))}`, 2);
      const gap = about.some((each) => each.gap) ? paint.red('gap: ') : '';
      return indented(`${gap}${reason} ${paint.dim(namesOf(about.map(({ clause }) => clause)))}`, 2);
    }),
  ].join('\n');
}

/** All of them by name; what stands before the `#` once for all its rules. */
function namesOf(clauses: readonly string[]): string {
  const before = (clause: string): string => clause.slice(0, clause.indexOf('#'));
  const rule = (clause: string): string => clause.slice(clause.indexOf('#') + 1);
  return [...new Set(clauses.map(before))]
    .map(
      (name) =>
        `${name}#${clauses
          .filter((each) => before(each) === name)
          .map(rule)
          .join(',')}`,
    )
    .join(' ');
}

function verdict(result: VerifyResult, paint: Colours): string {
  const { stopped, died, findings, known, stale, level, coverage, stats } = result;
  const failing = findings.filter((each) => each.contested === undefined && fails(each.level, level)).length;
  const broken = new Set([...findings, ...known.map(({ finding }) => finding)].map(({ clause }) => clause));
  const passing = coverage.filter((each) => each.state === 'tested' && !broken.has(each.clause)).length;
  const counts = [
    `${counted(failing, 'finding')} at ${level} or above`,
    ...(findings.length === failing ? [] : [`${findings.length - failing} below or contested`]),
    ...(known.length === 0 ? [] : [`${known.length} known`]),
    ...(stale.length === 0 ? [] : [`${stale.length} known that ${stale.length === 1 ? 'is' : 'are'} gone`]),
    `${counted(passing, 'clause')} without any`,
  ];
  const why = stopped === true ? 'The run was stopped' : 'The time was up';
  const late =
    stats.interrupted && died === undefined ? paint.yellow(`\n${why} before all checks were through.`) : '';
  return `${painted(verdictWord(result), paint)} ${counts.join(', ')}${late}`;
}

function painted(word: VerdictWord, paint: Colours): string {
  switch (word) {
    case 'DIED':
    case 'BROKEN':
      return paint.red(paint.bold(word));
    case 'STOPPED':
    case 'NOTHING TRIED':
      return paint.yellow(paint.bold(word));
    case 'HOLDS':
      return paint.green(paint.bold(word));
  }
}
