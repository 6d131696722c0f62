import type { Cell, CellFinding, Matrix, MatrixClient, MatrixRow } from './matrix.js';

/** The matrix as Markdown. What clients said stands in code, so that none of it is taken for markup. */
export function matrixText(matrix: Matrix): string {
  const { clients, clauses, contract, seed } = matrix;
  const binding = clauses.filter(({ level }) => level !== 'INFO');
  const open = clauses.filter(({ level }) => level === 'INFO');
  return [
    '# What real clients do with a response',
    `Written by \`npm run sdks\`: each client, by its driver in the folder of its name, against the contract of ${contract.title} ${contract.version} (edition ${contract.edition}), with the seed ${seed}.`,
    table([
      ['client', 'version', 'cases a check'],
      ...clients.map(({ name, version, runs }) => [name, version ?? '', String(runs)]),
    ]),
    '✓ holds · ✗ does not, see below · (✗) does not, and the sources leave room for it · – not tried, see below',
    table([
      ['clause', 'level', ...clients.map(({ name }) => name), 'source'],
      ...binding.map((row) => [
        ruleOf(row),
        row.level,
        ...clients.map(({ id }) => mark(row, row.cells[id])),
        sourceText(row),
      ]),
    ]),
    '## Where the specification is silent',
    table([
      ['clause', ...clients.map(({ name }) => name)],
      ...open.map((row) => [ruleOf(row), ...clients.map(({ id }) => behaviourText(row.cells[id]))]),
    ]),
    '## What does not hold',
    'Each with the smallest response on which it shows.',
    ...binding.flatMap((row) => rowText(row, clients)),
    '## What was not tried',
    ...notTried(matrix),
    '',
  ].join('\n\n');
}

/** The rule alone: the protocol is the same in all rows. */
function ruleOf({ clause }: MatrixRow): string {
  return clause.slice(clause.indexOf('#') + 1);
}

function mark({ contested }: MatrixRow, cell: Cell | undefined): string {
  switch (cell?.state) {
    case 'holds':
      return '✓';
    case 'differs':
      return contested === undefined ? '✗' : '(✗)';
    case 'observed':
      return cell.behaviours.join(', ');
    default:
      return '–';
  }
}

function behaviourText(cell: Cell | undefined): string {
  switch (cell?.state) {
    case 'observed':
      return cell.behaviours.join('<br>');
    case 'differs':
      return cell.findings.map(({ actual }) => code(shortened(actual))).join('<br>');
    default:
      return '–';
  }
}

function rowText(row: MatrixRow, clients: readonly MatrixClient[]): readonly string[] {
  const parts = clients.flatMap((client) => {
    const cell = row.cells[client.id];
    return cell?.state === 'differs' ? findingsText(client, cell.findings) : [];
  });
  if (parts.length === 0) return [];
  const contested = row.contested === undefined ? [] : [`Contested: ${row.contested}`];
  return [`### ${ruleOf(row)}`, `${row.title} (${row.level}; ${sourceText(row)})`, ...contested, ...parts];
}

/** The first in full; the others are the same thing at other places. */
function findingsText(client: MatrixClient, findings: readonly CellFinding[]): readonly string[] {
  const [first, ...others] = findings;
  if (first === undefined) return [];
  const reasons = client.limitations
    .filter(({ limitation }) => findings.some((each) => each.limitation === limitation))
    .map(({ reason }) => reason);
  const { response } = first;
  const body = 'text' in response.body ? response.body.text : `(base64) ${response.body.base64}`;
  const head = [`HTTP ${response.status}`, ...response.headers.map(([name, value]) => `${name}: ${value}`)];
  return [
    [
      `**${client.name}**: ${first.summary}${reasons.length === 0 ? '' : ` ${reasons.join(' ')}`}`,
      `Expected ${code(shortened(first.expected))}, and got ${code(shortened(first.actual))}.`,
      ...(others.length === 0
        ? []
        : [`Also: ${others.map(({ check }) => code(check.slice(check.indexOf('#') + 1))).join(', ')}.`]),
    ].join(' '),
    fenced([...head, ...(response.delivery === '' ? [] : [`(${response.delivery})`]), '', body].join('\n')),
  ];
}

function notTried({ clauses, clients }: Matrix): readonly string[] {
  const lines = clients.flatMap(({ id, name }) =>
    clauses.flatMap((row) => {
      const cell = row.cells[id];
      return cell?.state === 'not-tried' ? [`- ${name}, ${ruleOf(row)}: ${cell.reason}`] : [];
    }),
  );
  return [lines.length === 0 ? 'Nothing.' : lines.join('\n')];
}

function sourceText({ source }: MatrixRow): string {
  return source.url === undefined ? source.title : `[${source.title}](${source.url})`;
}

function table(rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  const [head = [], ...body] = rows;
  return [line(head), `|${'---|'.repeat(head.length)}`, ...body.map(line)].join('\n');
}

const SHOWN = 200;

function shortened(text: string): string {
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
}

function code(text: string): string {
  const fence = '`'.repeat(longestRun(text) + 1);
  const padding = text.startsWith('`') || text.endsWith('`') ? ' ' : '';
  return `${fence}${padding}${text.replaceAll(/\s+/g, ' ')}${padding}${fence}`;
}

function fenced(text: string): string {
  const fence = '`'.repeat(Math.max(3, longestRun(text) + 1));
  // A carriage return in a file of text is lost on the way through a checkout.
  return `${fence}\n${text.replaceAll('\r\n', '\n')}\n${fence}`;
}

function longestRun(text: string): number {
  return Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
}
