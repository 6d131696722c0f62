import { describe, expect, test } from 'vitest';
import { doubtOf } from '../../../codegen/patterns/linear.js';
import { parsePattern } from '../../../codegen/patterns/parse.js';

function doubt(source: string): string | null {
  new RegExp(source, 'u');
  return doubtOf(parsePattern(source))?.kind ?? null;
}

describe('a pattern', () => {
  test.each([
    '^t-[a-z0-9]{10}$',
    '^arn:aws[^:]*:iam::[0-9]{12}:(role|role/service-role)(/[A-Za-z0-9_+=,.@-]+)+$',
    '^(?!g-)[a-z][a-z0-9]*(-[a-z0-9]+)*$',
    '^(?!aws:)[a-zA-Z+-=._:/]+$',
    '^(?=.*[A-Z])(?=.*[0-9]).{8,}$',
    '^.+$',
    '^[\\s\\S]*[0-9]{3,}[\\s\\S]*$',
    '^(?=.*[a-z].*)(?=.*[0-9].*).+$',
    '^(?:[\\s\\S]*(?:a+|bc+)[\\s\\S]*)$',
    '^[\\s\\S]*abc[\\s\\S]*$',
    '^(?:[\\s\\S]*abc[\\s\\S]*|x[\\s\\S]*)$',
    '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$',
    '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$',
    '^(Any|Byte|Short|Int|Long|Float|Double|String|Bool|Boolean|Float\\[\\]|Double\\[\\])$',
    '^[^@]+@[^@]+$',
    '^.{1,65535}$',
    '^(a|b)*c$',
    '^(a*b)*$',
    '^(?:ab?c?)*$',
    '^a{0,20}a{0,20}$',
    '^[ab]*a[ab]{6}$',
    '^(?:a(?!bc))*$',
    '',
  ])('is linear: %s', (source) => expect(doubt(source)).toBeNull());

  test.each([
    '^(a+)+$',
    '^(a*)*$',
    '^(a|a)*b$',
    '^a*a*b$',
    '^(a|aa)+$',
    '^(a?b?)*c$',
    '^([a-z]+\\.?)+$',
    '^(\\w+\\s*)+$',
    '^.*.*=.*$',
    '^(a|b|ab)*c$',
    '^(?:a|a){20}b$',
    '^(a{0,40}){0,40}$',
    '^[a-z]{1,2000}[a-z]{1,2000}$',
    '^(?=(a+)+b)a$',
    '^[\\s\\S]*[a-z]+b[\\s\\S]*$',
    '^((a)?)*((a)?)*$',
  ])('can be read in more and more ways: %s', (source) => expect(doubt(source)).toBe('ambiguous'));

  test.each(['^a*(?!.*b)c$', '^(?:a(?=.*b))*$'])('looks ahead too often: %s', (source) => {
    expect(doubt(source)).toBe('lookahead');
  });

  test.each(['^(a)\\1$', '^\\p{L}$', '^(?<=a)b$', '^a\\b$', '^[\\p{L}]*(?:\\p{N}|a)$'])(
    'is refused: %s',
    (source) => {
      expect(doubt(source)).toBe('unsupported');
    },
  );

  test('that takes too long to prove is not taken for linear', () => {
    expect(doubt('^[ab]*a[ab]{40}$')).toBe('too-large');
  });
});
