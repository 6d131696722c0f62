import { IndentationText, NewLineKind, Project, QuoteKind } from 'ts-morph';
import type { EmittedFile, Statement } from './emitters/emitter.js';
import { comment } from './names.js';

/** A file that is ready to be written. */
export interface GeneratedFile {
  /** Relative to the output folder, with `/`. */
  readonly path: string;
  readonly text: string;
}

/** Emitted structures to text: the only place that holds a ts-morph project. Nothing is read from the disk. */
export function print(files: readonly EmittedFile[], heading: string): readonly GeneratedFile[] {
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
  return files.map((file) => {
    if (file.kind === 'text') return { path: file.path, text: file.text };
    const head = `// ${heading}\n\n/**\n * ${comment(file.doc).replaceAll('\n', '\n * ')}\n *\n * @module\n */\n`;
    const body = parts(file.statements).map((part) => {
      const source = project.createSourceFile(file.path, { statements: [...part] });
      const text = source.getFullText();
      project.removeSourceFile(source);
      return text;
    });
    return { path: file.path, text: `${head}\n${spaced(body.join('\n'))}\n` };
  });
}

/** ts-morph parses what it has printed, and a syntax tree takes some hundred times the memory of its text. */
const PART = 64;

function parts(statements: readonly Statement[]): readonly (readonly Statement[])[] {
  return Array.from({ length: Math.ceil(statements.length / PART) }, (_, index) =>
    statements.slice(index * PART, (index + 1) * PART),
  );
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
