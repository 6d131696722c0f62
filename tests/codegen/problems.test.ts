import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nearest } from '../../codegen/nearest.js';
import {
  type Place,
  type Problem,
  type ProblemDetail,
  problemAt,
  problemText,
} from '../../codegen/problems.js';

const place: Place = { file: 'spec/a.yaml', line: 3, column: 7, pointer: '/a/b' };

type Details = {
  readonly [Code in ProblemDetail['code']]: Omit<Extract<ProblemDetail, { code: Code }>, 'code'>;
};

/** One of each, with the text of a document wherever there can be some. */
function details(text: string): Details {
  return {
    unreadable: { reason: 'there is no such file' },
    'not-utf8': { offset: 3 },
    syntax: { reason: text },
    'duplicate-key': { key: text },
    'alias-limit': { limit: 3 },
    'alias-cycle': { alias: text },
    'too-deep': { limit: 3 },
    'not-json': { what: text },
    'not-openapi': { version: text },
    openapi: { reason: text },
    'unknown-edition': { edition: text, editions: ['base', text] },
    'edition-mismatch': { edition: text, applied: text },
    'overlay-invalid': { reason: text },
    'overlay-extends': { extends: text },
    'overlay-path': { target: text, reason: text },
    'overlay-no-match': { target: text },
    'overlay-primitive': { target: text },
    'overlay-incompatible': { target: text, reason: text },
    'ref-malformed': { ref: text, reason: text },
    'ref-url': { ref: text },
    'ref-outside': { ref: text },
    'ref-missing-file': { ref: text, reason: 'there is no such file' },
    'ref-missing-pointer': { ref: text, missing: text },
    'ref-cycle': { ref: text },
    'ref-kind': { ref: text, expected: 'a schema' },
    'all-of-cycle': { ref: text },
    'endless-merge': { ref: text },
    'ref-limit': { ref: text, limit: 3 },
    'choice-limit': { limit: 3 },
    'not-in-contract': { what: text },
    'unknown-keyword': { keyword: text, owner: 'a schema', suggestion: text, ours: [] },
    'misplaced-keyword': { keyword: text, owner: 'a schema', belongs: 'an operation' },
    unsupported: { what: text, instead: 'Remove it' },
    'name-collision': { name: text, other: { ...place, file: text }, instead: 'Rename it' },
    'clause-collision': { clause: text },
    'reserved-member': { name: text, reason: text },
    'duplicate-operation': { id: text, other: { ...place, file: text } },
    'unknown-name': { what: 'source', name: text, suggestion: text },
    'wrong-value': { what: 'a key', expected: 'a string', received: text },
    missing: { what: 'type', instead: 'Add it' },
    'duplicate-value': { what: 'enum', value: text },
    bounds: { lower: '3', upper: '2' },
    'pattern-invalid': { pattern: text, reason: text },
    'pattern-unicode': { pattern: text, escape: text },
    'pattern-unsupported': { pattern: text, part: text },
    'pattern-slow': { pattern: text, example: text },
    'label-without-parameter': { label: text, path: text },
    'parameter-without-label': { parameter: text, path: text },
    'unknown-member-disagrees': { key: text, other: text },
  };
}

function problems(text: string, at = place): readonly Problem[] {
  return Object.entries(details(text)).map(([code, detail]) =>
    problemAt(at, { code, ...detail } as ProblemDetail),
  );
}

describe('every problem', () => {
  test.each(problems('some text').map((problem) => [problem.code, problem] as const))(
    '%s is worded',
    (_, problem) => {
      expect(problemText(problem)).toMatch(/^spec\/a\.yaml:3:7 {2}[A-Za-z"].* \(#\/a\/b\)\. [A-Z].*\.$/);
    },
  );

  test('is one line of text that a terminal can show, whatever the document says', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        for (const problem of problems(text, { ...place, file: text, pointer: `/${text}` })) {
          expect(problemText(problem)).not.toMatch(/[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u);
        }
      }),
      { numRuns: 50 },
    );
  });

  test('shows long texts shortened', () => {
    for (const problem of problems('x'.repeat(5_000)).filter(({ code }) => code === 'duplicate-key')) {
      expect(problemText(problem).length).toBeLessThan(300);
    }
  });
});

describe('the nearest word', () => {
  test.each([
    ['patern', ['pattern', 'format'], 'pattern'],
    ['fromat', ['pattern', 'format'], 'format'],
    ['X-SOURCE', ['x-sources', 'x-source'], 'x-source'],
    ['zebra', ['pattern', 'format'], null],
    ['a', ['b'], 'b'],
    ['a', ['bc'], null],
    ['', ['a'], 'a'],
    ['word', [], null],
  ])('to %j of %j is %j', (word, candidates, wanted) => {
    expect(nearest(word, candidates)).toBe(wanted);
  });

  test('is the word itself, where it is among them', () => {
    fc.assert(
      fc.property(fc.string(), fc.array(fc.string()), (word, others) => {
        expect(nearest(word, [...others, word])?.toLowerCase()).toBe(word.toLowerCase());
      }),
    );
  });
});
