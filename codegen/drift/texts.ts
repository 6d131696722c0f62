/** Differences in words: one sentence each, a page of Markdown, and lines for a terminal. */
import type { Difference, DifferenceKind } from './difference.js';

const titles: Readonly<Record<DifferenceKind, (d: Difference) => string>> = {
  'operation-removed': ({ name }) => `the operation ${name} is gone`,
  'changed-request-line': ({ official }) => `requests are ${official}`,
  'changed-status': ({ official }) => `a success has status ${official}`,
  'changed-binding': ({ name, official }) => `${name} travels in another place (${official})`,
  'error-added': ({ name, official }) => `a new error ${name} (${official})`,
  'error-removed': ({ name }) => `the error ${name} is gone`,
  'changed-error-status': ({ name, official }) => `the error ${name} has status ${official}`,
  'changed-retry': ({ name, official }) => `whether to try again after ${name}: ${official}`,
  'enum-value-added': ({ name }) => `a new enum value ${name}`,
  'enum-value-removed': ({ name }) => `the enum value ${name} is gone`,
  'optional-member-added': ({ name, official }) => `a new optional member ${name} (${official})`,
  'required-member-added': ({ name, official }) => `a new required member ${name} (${official})`,
  'optional-member-removed': ({ name }) => `the optional member ${name} is gone`,
  'required-member-removed': ({ name }) => `the required member ${name} is gone`,
  'tag-added': ({ name, official }) => `a new member of the union, ${name} (${official})`,
  'tag-removed': ({ name }) => `the member ${name} of the union is gone`,
  'became-required': ({ name }) => `${name} became required`,
  'became-optional': ({ name }) => `${name} became optional`,
  'changed-type': ({ official }) => `another type: ${official}`,
  'width-narrowed': ({ official }) => `a smaller width: ${official}`,
  'width-widened': ({ official }) => `a larger width: ${official}`,
  narrowed: ({ name, official }) => `narrower: ${name} is ${official ?? 'none'}`,
  widened: ({ name, official }) => `wider: ${name} is ${official ?? 'none'}`,
  'changed-pattern': ({ official }) => `another pattern: ${official}`,
};

export function titleOfDifference(difference: Difference): string {
  return titles[difference.kind](difference);
}

/** Who is broken: `breaks clients and servers`, or `breaks nobody`. */
export function breakingText({ breaking }: Difference): string {
  const whom = [...(breaking.clients ? ['clients'] : []), ...(breaking.servers ? ['servers'] : [])];
  return whom.length === 0 ? 'breaks nobody' : `breaks ${whom.join(' and ')}`;
}

export function effectTexts({ effect }: Difference): readonly [string, string, string] {
  return [
    effect.producers ? 'no longer right' : 'still right',
    effect.consumers ? 'refuse it' : 'take it',
    effect.types ? 'no longer true' : 'still true',
  ];
}

export interface DriftHeader {
  readonly ours: string;
  readonly official: string;
}

export function markdownOf(differences: readonly Difference[], header: DriftHeader): string {
  const title = `# Drift: ${inline(header.ours)} against ${inline(header.official)}\n`;
  if (differences.length === 0) return `${title}\nNo difference.\n`;
  const rows = differences.map((difference) => {
    const [producers, consumers, types] = effectTexts(difference);
    const cells = [
      code(difference.clause),
      inline(titleOfDifference(difference)),
      difference.in.join(', '),
      code(difference.ours),
      code(difference.official),
      producers,
      consumers,
      types,
      breakingText(difference),
    ];
    return `| ${cells.join(' | ')} |`;
  });
  const columns = [
    ...['Clause', 'What', 'In', 'Ours', 'Official', 'Strict producers', 'Tolerant consumers', 'Types', ''],
  ];
  const head = `| ${columns.join(' | ')} |\n|${columns.map(() => '---').join('|')}|`;
  return `${title}\n${summaryOf(differences)}\n\n${head}\n${rows.join('\n')}\n`;
}

export function summaryOf(differences: readonly Difference[]): string {
  const { length } = differences;
  if (length === 0) return 'No difference.';
  const breaking = differences.filter(({ breaking: { clients, servers } }) => clients || servers).length;
  const breaks = breaking === 0 ? 'none of them breaking' : `${breaking} of them breaking`;
  return `${length} ${length === 1 ? 'difference' : 'differences'}, ${breaks}.`;
}

/** Text of a model between backticks in the cell of a table. */
function code(text: string | null): string {
  if (text === null) return '';
  const fence = text.includes('`') ? '``' : '`';
  const pad = fence === '``' ? ' ' : '';
  return `${fence}${pad}${oneLine(text).replaceAll('|', '\\|')}${pad}${fence}`;
}

function inline(text: string): string {
  return oneLine(text).replace(/[\\`*_{}[\]<>|#]/g, '\\$&');
}

/** Control characters would be obeyed by a terminal, and line breaks would end a row. */
export function oneLine(text: string): string {
  return text.replace(
    /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu,
    (character) => `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`,
  );
}
