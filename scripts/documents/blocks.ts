import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../codegen/package-root.js';

/** What stands between two fences in a document. */
export interface Block {
  /** From the root of the repository, with `/`. */
  readonly document: string;
  /** Of its first fence, from 1. */
  readonly line: number;
  /** Empty where the fence names none. */
  readonly language: string;
  readonly text: string;
}

/** The blocks of a document, in their order. */
export function blocksOf(document: string): readonly Block[] {
  const text = readFileSync(join(packageRoot(), document), 'utf8');
  return [...text.matchAll(/^```([\w-]*)\n(.*?)^```$/gms)].map(
    ({ 1: language = '', 2: body = '', index }) => ({
      document,
      line: text.slice(0, index).split('\n').length,
      language,
      text: body.trimEnd(),
    }),
  );
}

/** What a console shows: a command, and the lines that it printed. A command goes on where `>` stands before the line. */
export interface Shown {
  readonly command: string;
  readonly printed: readonly string[];
}

export function shownIn({ text }: Block): readonly Shown[] {
  return text
    .split(/^\$ /m)
    .slice(1)
    .map((part) => {
      const lines = part.trimEnd().split('\n');
      const end = lines.findIndex((line, at) => at > 0 && !line.startsWith('>'));
      const [first = '', ...more] = end < 0 ? lines : lines.slice(0, end);
      const command = [first, ...more.map((line) => line.replace(/^> ?/, ''))].join('\n');
      return { command, printed: end < 0 ? [] : lines.slice(end) };
    });
}

/** Text without what differs from run to run: times, counts, ports. */
export function steady(text: string): string {
  return text
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'TIME')
    .replace(/[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} [\d:]{8} GMT/g, 'DATE')
    .replace(/(127\.0\.0\.1|localhost):\d+/g, '$1:PORT')
    .replace(/[\d,]+ cases in (\d+) checks, [\d.]+ s/g, 'N cases in $1 checks, N s')
    .replace(/[ \t]+$/gm, '');
}
