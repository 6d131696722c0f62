import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fixedPattern, matchesBody } from '../../codegen/emitters/validators/fixed-patterns.js';

const FIXED: readonly (readonly [pattern: string, characters: string])[] = [
  ['^t-[a-z0-9]{10}$', 't-az09A'],
  ['^[A-Z][0-9]$', 'AZ09a'],
  ['^abc$', 'abcd'],
  ['^a[bc]{2}d{3}[^x]$', 'abcdx'],
  ["^it's \\\\ \\n[\\u00e9-\\ud7ff]$", "it's \\\né퟿"],
  ['^$', 'a'],
];

test.each(FIXED)('a loop takes what %s takes, and nothing else', (pattern, characters) => {
  const fixed = fixedPattern(pattern);
  if (pattern.includes('[^x]')) return expect(fixed).toBeUndefined();
  const matches = new Function('text', matchesBody(fixed ?? []).join('\n')) as (text: string) => boolean;
  const expression = new RegExp(pattern, 'u');
  const near = fc
    .array(fc.constantFrom(...characters, '\n', '🍎', '\ud800'), { maxLength: 14 })
    .map((each) => each.join(''));
  const right = fc.stringMatching(expression);
  fc.assert(
    fc.property(
      fc.oneof(
        right,
        near,
        right.map((text) => `${text}\n`),
        right.map((text) => text.slice(1)),
      ),
      (text) => {
        expect(matches(text)).toBe(expression.test(text));
      },
    ),
  );
});

test.each([
  '^a+$',
  '^a{1,2}$',
  '^a|b$',
  '^(?=a)a$',
  'a',
  '^.$',
  '^[a-z]{33}$',
  '^(ab){2}$',
  '^[\\ud7ff-\\ue000]$',
])('the expression stays where %s says more than one character after the other', (pattern) => {
  expect(fixedPattern(pattern)).toBeUndefined();
});
