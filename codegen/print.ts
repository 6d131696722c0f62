import type { StatementStructures } from 'ts-morph';
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
 * ts-morph parses what it prints, which is most of its cost, and nobody asks for the tree. So it is given the
 * structures of all files at once, and of functions only the heads; text that is ready never passes through it.
 */
export function print(files: readonly EmittedFile[], heading: string): readonly GeneratedFile[] {
  const structures = files.flatMap((file) =>
    file.kind === 'text' ? [] : file.statements.filter((statement) => isStructure(statement)),
  );
  const texts = new Map(structures.map((structure, i) => [structure, i]));
  const printed = printAll(structures.map(headOf));
  return files.map((file) => {
    if (file.kind === 'text') return { path: file.path, text: file.text };
    const head = `// ${heading}\n\n/**\n * ${comment(file.doc).replaceAll('\n', '\n * ')}\n *\n * @module\n */\n`;
    let body = '';
    file.statements.forEach((statement, i) => {
      const text = isStructure(statement)
        ? withBody(statement, printed[texts.get(statement) ?? -1] ?? '')
        : statement;
      body += i === 0 ? text : `${separator(file.statements[i - 1], statement)}${text}`;
    });
    return { path: file.path, text: `${head}\n${spaced(body)}\n` };
  });
}

function isStructure(statement: Statement | undefined): statement is StatementStructures {
  return typeof statement === 'object';
}

function printAll(structures: readonly StatementStructures[]): readonly string[] {
  if (structures.length === 0) return [];
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
  const source = project.createSourceFile('printed.ts', { statements: [...structures] });
  return source.getStatements().map((statement) => statement.getFullText().trim());
}

/** The body of a function, where it is text. */
function bodyOf(structure: StatementStructures): string | null {
  if (structure.kind !== StructureKind.Function || !Array.isArray(structure.statements)) return null;
  const lines = structure.statements.filter((line) => typeof line === 'string');
  return lines.length === structure.statements.length ? lines.join('\n') : null;
}

function headOf(structure: StatementStructures): StatementStructures {
  return bodyOf(structure) === null ? structure : ({ ...structure, statements: [] } as StatementStructures);
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
