import fc from 'fast-check';
import type { StringShape } from '../../generated/runtime/contract.js';
import { codePoints } from '../../generated/runtime/values.js';

/** Texts that programs read as something else, clean up, or measure in a unit of their own. */
const TEXTS: readonly string[] = [
  '',
  ' ',
  ' padded ',
  '\t',
  'two\nlines',
  'two\r\nlines',
  'null',
  'undefined',
  'true',
  '0',
  '007',
  '1e5',
  'NaN',
  '2024-05-06T07:08:09Z',
  'https://example.com/a?b=c#d',
  '&amp;&#60;',
  '<b>&</b>',
  '%41%20%zz',
  'a+b c',
  '\\n\\u0041',
  `"'\`\${x}`,
  '{"a":1}',
  '$& $1 {0} %s',
  '../..',
  'a,b;c|d',
  '__proto__',
  'MiXeD cAsE',
  'café',
  'cafe\u0301',
  '\ufb01\u0130\u00df',
  '\u{1f600}\u{1f469}\u200d\u{1f680}',
  '\u202eright to left',
  '\ufeffmarked',
  '\u0000',
  '\u007f\u0085\u2028\u2029',
  '\u0663',
  'x'.repeat(256),
  'x'.repeat(1025),
  '\u{1f600}'.repeat(600),
  'x'.repeat(5000),
];

/** Such texts, as far as the shape's lengths allow them; null for shapes with a pattern, and where none is left. */
export function trickyTexts({ pattern, minLength, maxLength }: StringShape): fc.Arbitrary<string> | null {
  const fits = (text: string): boolean =>
    codePoints(text) >= (minLength ?? 0) && codePoints(text) <= (maxLength ?? Number.POSITIVE_INFINITY);
  const fitting = TEXTS.filter(fits);
  return pattern !== undefined || fitting.length === 0 ? null : fc.constantFrom(...fitting);
}
