import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parsePattern } from '../../../codegen/patterns/parse.js';
import type { Pattern } from '../../../codegen/patterns/syntax.js';

/** Where a match that begins at an index may end: the meaning of a pattern, told as plainly as possible. */
function ends(pattern: Pattern, text: readonly string[], from: number): ReadonlySet<number> {
  switch (pattern.kind) {
    case 'alternatives':
      return union(pattern.alternatives.map((each) => ends(each, text, from)));
    case 'sequence':
      return pattern.parts.reduce<ReadonlySet<number>>(
        (starts, part) => endsFrom(part, text, starts),
        new Set([from]),
      );
    case 'characters': {
      const point = text[from]?.codePointAt(0);
      const holds = point !== undefined && pattern.ranges.some(([a, b]) => a <= point && point <= b);
      return new Set(holds ? [from + 1] : []);
    }
    case 'repeat': {
      const found = new Set<number>(pattern.minimum === 0 ? [from] : []);
      let starts: ReadonlySet<number> = new Set([from]);
      for (let n = 1; n <= Math.min(pattern.maximum, pattern.minimum + text.length + 1); n++) {
        starts = endsFrom(pattern.pattern, text, starts);
        if (n >= pattern.minimum) for (const end of starts) found.add(end);
      }
      return found;
    }
    case 'start':
      return new Set(from === 0 ? [from] : []);
    case 'end':
      return new Set(from === text.length ? [from] : []);
    case 'lookahead':
      return new Set(ends(pattern.pattern, text, from).size > 0 === pattern.negative ? [] : [from]);
    case 'unsupported':
      throw new Error(pattern.source);
  }
}

function endsFrom(
  pattern: Pattern,
  text: readonly string[],
  starts: ReadonlySet<number>,
): ReadonlySet<number> {
  return union([...starts].map((start) => ends(pattern, text, start)));
}

function union(sets: readonly ReadonlySet<number>[]): ReadonlySet<number> {
  return new Set(sets.flatMap((set) => [...set]));
}

function matches(pattern: Pattern, text: string): boolean {
  const points = [...text];
  return points.concat('').some((_, from) => ends(pattern, points, from).size > 0);
}

const sources: readonly string[] = [
  ...['', 'a', 'a|', '^$', '^a$|b', '(?:)', '()', 'a*', 'a+?', 'a??', 'a{2}', 'a{2,}', 'a{0,2}?', '(ab|a)*c'],
  ...[
    '[]',
    '[^]',
    '[a-c]',
    '[^a-c]',
    '[]|a',
    '[a-]',
    '[-a]',
    '[a\\-c]',
    '[\\]]',
    '[\\d-]',
    '[^\\w]',
    '[\\b]',
  ],
  ...['.', '\\d', '\\D', '\\w', '\\W', '\\s', '\\S', '\\n', '\\0', '\\x61', '\\u0061', '\\u{1F600}', '\\cJ'],
  ...[
    '\\ud83d\\ude00',
    '[\\ud83d\\ude00-\\ud83d\\ude02]',
    '\\ud83d',
    '\\ud83d\\u0061',
    '😀+',
    '[😀a]',
    '\\/',
  ],
  ...['(?=a)a', '^(?!ab)[ab]+$', '(?<name>a)b', '(a(b(c)?)?)?$', '\\^\\$\\.\\*\\{', '^(?:a|b){2,3}$', '[.*]'],
];

const texts = fc.string({
  unit: fc.constantFrom(...[...'abcd-]^$.*{09_ \n\t\b\0/🙃😀\ud83d\ude00\u2028é'], '\ud83d'),
  maxLength: 6,
});

describe('a regular expression that is parsed', () => {
  test.each(sources)('means what the engine has it mean: %s', (source) => {
    const pattern = parsePattern(source);
    const expression = new RegExp(source, 'u');
    fc.assert(
      fc.property(texts, (text) => matches(pattern, text) === expression.test(text)),
      { numRuns: 300 },
    );
  });

  test.each([
    '\\p{L}',
    '[\\p{L}a]',
    '\\P{Lu}',
    '\\b',
    '\\B',
    '(?<=a)b',
    '(?<!a)b',
    '(a)\\1',
    '(?<n>a)\\k<n>',
  ])('has a part that is not supported: %s', (source) => {
    new RegExp(source, 'u');
    expect(JSON.stringify(parsePattern(source))).toContain('"unsupported"');
  });
});
