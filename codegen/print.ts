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
  let body = '';
  let before: Statement | undefined;
  for (const statement of file.statements) {
    if (before !== undefined) body += separator(before, statement);
    body += isStructure(statement) ? (printed.next().value ?? '') : statement;
    before = statement;
  }
  return { path: file.path, text: `${head}\n${spaced(body)}\n` };
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

/** Between two statements of one file. */
function separator(before: Statement | undefined, after: Statement): string {
  const close = (statement: Statement | undefined): boolean =>
    !isStructure(statement) || statement.kind === StructureKind.ImportDeclaration;
  return close(before) && close(after) && isStructure(before) === isStructure(after) ? '\n' : '\n\n';
}

/** One blank line before each documented declaration and never two. */
function spaced(body: string): string {
  return body
    .replace(
      /([^\n])\n(\/\*\*|export (?:type|interface|const|function) )/g,
      (all, before: string, next: string) => (before === '/' ? all : `${before}\n\n${next}`),
    )
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
