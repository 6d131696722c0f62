import type { Tree } from '../load/tree.js';
import { problemAt, type Report } from '../problems.js';
import { readText } from './read.js';

/**
 * A pattern that means the same to every reader: it compiles with the flag `u`, matches whole strings only, and its
 * classes are of ASCII characters, written out (`\d` and `\w` mean more than that in some languages).
 */
export function readPattern(tree: Tree | undefined, report: Report): string | undefined {
  const pattern = readText(tree, 'pattern', report);
  if (tree === undefined || pattern === undefined) return undefined;
  try {
    new RegExp(pattern, 'u');
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const reason = message.slice(message.lastIndexOf(': ') + 1).trim();
    report(problemAt(tree.place, { code: 'pattern-invalid', pattern, reason }));
    return undefined;
  }
  if (!alternatives(pattern).every(isAnchored))
    report(problemAt(tree.place, { code: 'pattern-unanchored', pattern }));
  return writtenOut(pattern, (escaped) =>
    report(problemAt(tree.place, { code: 'pattern-unicode', pattern, escape: escaped })),
  );
}

const digits = '0-9';
const word = 'A-Za-z0-9_';

/** The pattern with the ranges in place of `\d` and `\w`. */
function writtenOut(pattern: string, refuse: (escaped: string) => void): string {
  let written = '';
  let inClass = false;
  for (let index = 0; index < pattern.length; index++) {
    const character = pattern[index] ?? '';
    if (character !== '\\') {
      if (character === '[') inClass = true;
      else if (character === ']') inClass = false;
      written += character;
      continue;
    }
    const escaped = `\\${pattern[++index] ?? ''}`;
    const ranges = { '\\d': digits, '\\D': digits, '\\w': word, '\\W': word }[escaped];
    const negated = escaped === '\\D' || escaped === '\\W';
    if (/^\\[pPsS]$/u.test(escaped) || (inClass && negated)) refuse(escaped);
    if (ranges === undefined || (inClass && negated)) written += escaped;
    else if (inClass) written += ranges;
    else written += negated ? `[^${ranges}]` : `[${ranges}]`;
  }
  return written;
}

/** The alternatives at the top: `^a|b$` is two, neither of them anchored at both ends. */
function alternatives(pattern: string): readonly string[] {
  const found: string[] = [];
  let depth = 0;
  let inClass = false;
  let start = 0;
  for (let index = 0; index < pattern.length; index++) {
    const character = pattern[index];
    if (character === '\\') index++;
    else if (inClass) inClass = character !== ']';
    else if (character === '[') inClass = true;
    else if (character === '(') depth++;
    else if (character === ')') depth--;
    else if (character === '|' && depth === 0) {
      found.push(pattern.slice(start, index));
      start = index + 1;
    }
  }
  return [...found, pattern.slice(start)];
}

function isAnchored(alternative: string): boolean {
  return alternative.startsWith('^') && /^(?:[^\\]|\\.)*\$$/su.test(alternative);
}
