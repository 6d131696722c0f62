import type { StatementStructures } from 'ts-morph';
import { docBlock } from './emitters/declare.js';
import type { EmittedFile, Statement } from './emitters/emitter.js';
import { indent } from './emitters/lines.js';
import { comment } from './names.js';
import { IndentationText, NewLineKind, Project, QuoteKind, StructureKind } from './ts-morph.js';

/** A file that is ready to be written. */
export interface GeneratedFile {
  /** Relative to the output folder, with `/`. */
  readonly path: string;
  readonly text: string;
}

/**
 * Emitted structures to text: the only place that holds a ts-morph project. Nothing is read from the disk.
 *
 * ts-morph parses what it prints, which is most of its cost, and nobody asks for the tree. So it is given many
 * structures at once, though not so many that their trees fill the memory, and without what is text already: their
 * documentation, and the bodies of functions. Text that is ready never passes through it.
 */
export function print(file: EmittedFile, heading: string): GeneratedFile {
  if (file.kind === 'text') return { path: file.path, text: file.text };
  const printed = printAll(file.statements.filter(isStructure)).values();
  const head = `// ${heading}\n\n/**\n * ${comment(file.doc).replaceAll('\n', '\n * ')}\n *\n * @module\n */\n`;
  // Joined at once: a text that is put together bit by bit, and rewritten as a whole, takes its size several times.
  const parts = [`${head}\n`];
  let before: Printed | undefined;
  for (const statement of file.statements) {
    const text = spaced(isStructure(statement) ? (printed.next().value ?? '') : statement);
    if (before !== undefined) parts.push(between(before, { statement, text }));
    parts.push(text.trim());
    before = { statement, text };
  }
  parts.push('\n');
  return { path: file.path, text: parts.join('') };
}

/** A statement and what became of it, with the line breaks around it. */
interface Printed {
  readonly statement: Statement;
  readonly text: string;
}

/** How many structures a project holds: beyond this, more at once cost no less. */
const BATCH = 1000;

function isStructure(statement: Statement | undefined): statement is StatementStructures {
  return typeof statement === 'object';
}

function printAll(structures: readonly StatementStructures[]): readonly string[] {
  const batches = Array.from({ length: Math.ceil(structures.length / BATCH) }, (_, i) =>
    structures.slice(i * BATCH, (i + 1) * BATCH),
  );
  return batches.flatMap(printBatch);
}

function printBatch(structures: readonly StatementStructures[]): readonly string[] {
  const project = new Project({
    useInMemoryFileSystem: true,
    skipLoadingLibFiles: true,
    skipAddingFilesFromTsConfig: true,
    manipulationSettings: {
      indentationText: IndentationText.TwoSpaces,
      quoteKind: QuoteKind.Single,
      newLineKind: NewLineKind.LineFeed,
      useTrailingCommas: true,
    },
  });
  const source = project.createSourceFile('printed.ts', { statements: structures.map(bare) });
  const heads = source.getStatements().map((statement) => statement.getFullText().trim());
  return structures.map((structure, i) => docsOf(structure) + withBody(structure, heads[i] ?? ''));
}

/** The documentation before a declaration. */
function docsOf(structure: StatementStructures): string {
  if (!('docs' in structure)) return '';
  return (structure.docs ?? [])
    .map((doc) => (typeof doc === 'string' ? doc : doc.description))
    .map((text) => docBlock(typeof text === 'string' ? text.trim() : ''))
    .join('');
}

/** The body of a function, where it is text. */
function bodyOf(structure: StatementStructures): string | null {
  if (structure.kind !== StructureKind.Function || !Array.isArray(structure.statements)) return null;
  const lines = structure.statements.filter((line) => typeof line === 'string');
  return lines.length === structure.statements.length ? lines.join('\n') : null;
}

/** What is left to ts-morph. */
function bare(structure: StatementStructures): StatementStructures {
  const undocumented = 'docs' in structure ? { ...structure, docs: [] } : structure;
  return bodyOf(structure) === null
    ? undocumented
    : ({ ...undocumented, statements: [] } as StatementStructures);
}

function withBody(structure: StatementStructures, head: string): string {
  const body = bodyOf(structure);
  if (body === null || body === '') return head;
  return head.replace(/\{\s*\}$/, () => `{\n${indent(body.trimEnd().split('\n')).join('\n')}\n}`);
}

/** The line breaks between two statements of one file. */
function between(before: Printed, after: Printed): string {
  const close = ({ statement }: Printed): boolean =>
    !isStructure(statement) || statement.kind === StructureKind.ImportDeclaration;
  const isClose =
    close(before) && close(after) && isStructure(before.statement) === isStructure(after.statement);
  const isBare = isClose && !before.text.endsWith('\n') && !after.text.startsWith('\n');
  return isBare && !(DECLARATION.test(after.text) && !before.text.endsWith('/')) ? '\n' : '\n\n';
}

const DECLARATION = /^(?:\/\*\*|export (?:type|interface|const|function) )/;

/** One blank line before each documented declaration and never two. */
function spaced(text: string): string {
  return text
    .replace(
      /([^\n/])\n(?=\/\*\*|export (?:type|interface|const|function) )/g,
      (_, before: string) => `${before}\n\n`,
    )
    .replace(/\n{3,}/g, '\n\n');
}
