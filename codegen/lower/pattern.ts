import { type Tree, textOf } from '../load/tree.js';
import { doubtOf } from '../patterns/linear.js';
import { parsePattern } from '../patterns/parse.js';
import { problemAt, type Report } from '../problems.js';
import { readText } from './read.js';

/**
 * A pattern that means the same to every reader: it compiles with the flag `u`, is anchored at both ends, and its
 * classes are written out (`\d`, `\w` and `\s` mean more, or less, than that in some languages). No text makes a
 * matcher that backtracks take more than linear time.
 */
export function readPattern(tree: Tree | undefined, report: Report): string | undefined {
  const pattern = readText(tree, 'pattern', report);
  if (tree === undefined || pattern === undefined || !compiles(tree, report)) return undefined;
  let portable = true;
  const written = writtenOut(pattern, (escaped) => {
    portable = false;
    report(problemAt(tree.place, { code: 'pattern-unicode', pattern, escape: escaped }));
  });
  const whole = anchored(written);
  if (portable) checkTime(whole, pattern, tree, report);
  return whole;
}

/** Whether it is a regular expression at all; text that is none is a problem. */
export function compiles(tree: Tree | undefined, report: Report): boolean {
  const pattern = textOf(tree);
  if (tree === undefined || pattern === undefined) return true;
  try {
    new RegExp(pattern, 'u');
    return true;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const reason = message.slice(message.lastIndexOf(': ') + 1).trim();
    report(problemAt(tree.place, { code: 'pattern-invalid', pattern, reason }));
    return false;
  }
}

function checkTime(whole: string, pattern: string, tree: Tree, report: Report): void {
  const doubt = doubtOf(parsePattern(whole));
  if (doubt === null) return;
  if (doubt.kind === 'unsupported') {
    report(problemAt(tree.place, { code: 'pattern-unsupported', pattern, part: doubt.source }));
    return;
  }
  const example = doubt.kind === 'ambiguous' ? doubt.example : null;
  report(problemAt(tree.place, { code: 'pattern-slow', pattern, example }));
}

/** JSON Schema searches a text for its pattern; what it may find before and after is written out. */
function anchored(pattern: string): string {
  const arms = alternatives(pattern);
  if (arms.every((arm) => isOpen(arm) === null)) return pattern;
  const whole = arms.map((arm) => {
    const open = isOpen(arm);
    const inner = arm.slice(open?.start === true ? 0 : 1, open?.end === true ? arm.length : -1);
    return `${open?.start === true ? anything : ''}${inner}${open?.end === true ? anything : ''}`;
  });
  return whole.length === 1 ? `^${whole[0]}$` : `^(?:${whole.join('|')})$`;
}

const anything = '[\\s\\S]*';

/** The ends at which an alternative may match a part of the text; null where it matches the whole one. */
function isOpen(alternative: string): { readonly start: boolean; readonly end: boolean } | null {
  const start = !alternative.startsWith('^');
  const end = !/^(?:[^\\]|\\.)*\$$/su.test(alternative);
  return start || end ? { start, end } : null;
}

const digits = '0-9';
const word = 'A-Za-z0-9_';
/** ECMA-262: WhiteSpace and LineTerminator. */
const space = String.raw`\t-\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff`;

/** What is written out, and whether it stands for all but that. */
const shorthands: Readonly<Record<string, readonly [ranges: string, negated: boolean]>> = {
  '\\d': [digits, false],
  '\\D': [digits, true],
  '\\w': [word, false],
  '\\W': [word, true],
  '\\s': [space, false],
  '\\S': [space, true],
};

/** The pattern with the ranges in place of `\d`, `\w` and `\s`. */
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
    const [ranges, negated] = shorthands[escaped] ?? [undefined, false];
    if (/^\\[pP]$/u.test(escaped) || (inClass && negated)) refuse(escaped);
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
