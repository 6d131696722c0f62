import { expect, test } from 'vitest';
import { document, lowered, problemsOf, withMembers } from '../support.js';
import { expectProblems, type Row } from './rows.js';

/** Says that a document is written for this generator, in which nothing is read over. */
const forUs = (text: string): string =>
  text.replace(
    'paths:',
    'x-protocol: { name: p, contentType: application/json, views: [{ name: v, title: t, timestamp: date, integer: exact, unknownMember: { kind: named } }] }\npaths:',
  );

const simple: readonly Row[] = [
  [
    'a misspelt keyword',
    withMembers("a:\n  type: string\n  patern: '^a$'"),
    'unknown-keyword',
    "patern: '^a$'",
    'Did you mean "pattern"',
  ],
  [
    'an unknown keyword',
    withMembers('a:\n  type: string\n  zzzzzz: 1'),
    'unknown-keyword',
    'zzzzzz: 1',
    'Remove it',
  ],
  [
    'a keyword of another type',
    forUs(withMembers('a:\n  type: string\n  minimum: 1')),
    'misplaced-keyword',
    'minimum: 1',
    'an integer schema, or a number schema',
  ],
  [
    'an unknown type',
    withMembers('a:\n  type: strng'),
    'wrong-value',
    'type: strng',
    'not one of object, array, string',
  ],
  [
    'several types',
    withMembers('a:\n  type: [string, integer]'),
    'unsupported',
    'type: [string, integer]',
    'Write one type',
  ],
  ['the type null', withMembers("a:\n  type: 'null'"), 'unsupported', "type: 'null'", 'Leave the member out'],
  ['a length without a type', withMembers('a:\n  minLength: 1'), 'missing', 'a:', 'Add type: string'],
  ['false', withMembers('a: false'), 'unsupported', 'a: false', 'Write a schema'],
  ...['not: {}', 'if: {}', 'patternProperties: {}', 'dependentRequired: {}'].map(
    (keyword): Row => [
      keyword,
      withMembers(`a:\n  type: object\n  properties: {}\n  ${keyword}`),
      'unsupported',
      keyword,
      `The keyword ${keyword.split(':')[0]}`,
    ],
  ),
  [
    'exclusiveMinimum',
    withMembers("a:\n  type: integer\n  exclusiveMinimum: '0'"),
    'unsupported',
    "exclusiveMinimum: '0'",
    'Write minimum',
  ],
  [
    'multipleOf',
    withMembers('a:\n  type: integer\n  multipleOf: 2'),
    'unsupported',
    'multipleOf: 2',
    'Remove it',
  ],
  [
    'a rule beside a reference',
    forUs(withMembers("a:\n  $ref: '#/components/schemas/Output'\n  minProperties: 1")).replace(
      '3.1.0',
      '3.0.3',
    ),
    'misplaced-keyword',
    'minProperties: 1',
    'on a reference',
  ],
  [
    'a format of strings',
    withMembers('a:\n  type: string\n  format: datetime'),
    'unknown-name',
    'format: datetime',
    'Did you mean "date-time"',
  ],
  [
    'a format of integers',
    withMembers('a:\n  type: integer\n  format: uint64'),
    'unsupported',
    'type: integer',
    'int32 or int64',
  ],
  [
    'a format of numbers',
    withMembers('a:\n  type: number\n  format: doubel'),
    'unknown-name',
    'format: doubel',
    'Did you mean "double"',
  ],
  [
    'another encoding',
    withMembers('a:\n  type: string\n  contentEncoding: base32'),
    'unsupported',
    'type: string',
    'base64',
  ],
  [
    'an enum of integers',
    withMembers('a:\n  type: integer\n  enum: [1, 3]'),
    'unsupported',
    'type: integer',
    'minimum and maximum',
  ],
  [
    'an open object with members',
    withMembers('a:\n  type: object\n  properties: {}\n  additionalProperties: { type: string }'),
    'unsupported',
    'type: object',
    'a map',
  ],
  ['a list of nothing', withMembers('a:\n  type: array'), 'missing', 'a:', 'items: {} takes any value'],
  [
    'keys that are no strings',
    withMembers('a:\n  type: object\n  propertyNames: { type: integer }'),
    'unsupported',
    'propertyNames: { type: integer }',
    'under propertyNames',
  ],
  [
    'a length that is none',
    withMembers('a:\n  type: string\n  minLength: -1'),
    'wrong-value',
    'minLength: -1',
    'an integer of at least 0',
  ],
  [
    'a length that is text',
    withMembers("a:\n  type: string\n  maxLength: '3'"),
    'wrong-value',
    "maxLength: '3'",
    'is "3", not an integer',
  ],
  [
    'lengths that exclude each other',
    withMembers('a:\n  type: string\n  minLength: 3\n  maxLength: 2'),
    'bounds',
    'maxLength: 2',
    'lower bound 3 is above the upper bound 2',
  ],
  [
    'bounds that exclude each other',
    withMembers('a:\n  type: integer\n  minimum: 9007199254740993\n  maximum: 9007199254740992'),
    'bounds',
    'maximum: 9007199254740992',
    '9007199254740993',
  ],
  [
    'floats that exclude each other',
    withMembers('a:\n  type: number\n  minimum: 1\n  maximum: 0.5'),
    'bounds',
    'maximum: 0.5',
    '0.5',
  ],
  [
    'counts that exclude each other',
    withMembers('a:\n  type: array\n  items: {}\n  minItems: 2\n  maxItems: 1'),
    'bounds',
    'maxItems: 1',
    'No value fits',
  ],
  [
    'a bound beyond the width',
    withMembers('a:\n  type: integer\n  format: int32\n  maximum: 2147483648'),
    'wrong-value',
    'maximum: 2147483648',
    'an integer of 32 bits',
  ],
  [
    'a bound with a fraction',
    withMembers('a:\n  type: integer\n  minimum: 0.5'),
    'wrong-value',
    'minimum: 0.5',
    'an integer',
  ],
  [
    'a broken pattern',
    withMembers("a:\n  type: string\n  pattern: '^(a$'"),
    'pattern-invalid',
    "pattern: '^(a$'",
    'Unterminated group',
  ],
  [
    'a pattern that u refuses',
    withMembers(String.raw`a: { type: string, pattern: '^\-$' }`),
    'pattern-invalid',
    /pattern/,
    'Invalid escape',
  ],
  ...['^(a+)+$', '^(a|a)*b$', '^a*a*b$', '[a-z]+b'].map(
    (pattern): Row => [
      `the slow pattern ${pattern}`,
      withMembers(`a: { type: string, pattern: '${pattern}' }`),
      'pattern-slow',
      /pattern/,
      'can be read in ever more ways',
    ],
  ),
  [
    'a pattern that nobody can judge',
    withMembers("a: { type: string, pattern: '^[ab]*a[ab]{40}$' }"),
    'pattern-slow',
    /pattern/,
    'Nobody can tell how long',
  ],
  [
    'a backreference',
    withMembers(String.raw`a: { type: string, pattern: '^(a|b)\1$' }`),
    'pattern-unsupported',
    /pattern/,
    'Write it without backreferences',
  ],
  [
    'a pattern of letters of any language',
    withMembers(String.raw`a: { type: string, pattern: '^\p{L}$' }`),
    'pattern-unicode',
    /pattern/,
    'not the same in all languages',
  ],
  [
    'a negated class in a class',
    withMembers(String.raw`a: { type: string, pattern: '^[\W]$' }`),
    'pattern-unicode',
    /pattern/,
    'Write the characters out',
  ],
];

expectProblems('a schema', simple);

test('all problems are found in one go, each once', async () => {
  const text = document(
    `Output: { type: object, required: [b], properties: { a: { $ref: '#/components/schemas/Text' }, c: { $ref: '#/components/schemas/Text' } } }
Text: { type: string, pattern: '(', minLength: 2, maxLength: 1 }`,
    'x-source-of: 1',
  );
  const problems = problemsOf(await lowered(text));
  expect(problems.map(({ code }) => code).sort()).toEqual([
    ...['bounds', 'pattern-invalid', 'unknown-keyword', 'unknown-name'],
  ]);
});
