import { expect, test } from 'vitest';
import { contract } from '../../generated/contract.js';
import { sourcesBelow } from './support.js';

/**
 * The generator and the suite work for any contract: no name of this one is in them. Names of one English word are
 * searched for as whole words, all others within longer identifiers, too.
 */
const names = [
  ...contract.operations.map((operation) => operation.id),
  ...contract.shapes.flatMap((shape) => [
    shape.name,
    ...('members' in shape ? shape.members.map((member) => member.name) : []),
    ...('values' in shape ? shape.values.map(({ value }) => value) : []),
  ]),
];

/** Words of HTTP, of JSON Schema and of this code, which members happen to share. */
const english: ReadonlySet<string> = new Set(['status', 'format', 'source', 'message', 'reason']);

test.each(['codegen', 'tests/conformance'])('%s names nothing of the contract', (folder) => {
  const wanted = [...new Set(names)]
    .filter((name) => !english.has(name))
    .map((name) => ({ name, pattern: patternOf(name) }));
  const found = sourcesBelow(folder).flatMap(({ path, text }) =>
    text
      .split('\n')
      .flatMap((line, at) =>
        wanted
          .filter(({ pattern }) => pattern.test(line))
          .map(({ name }) => `${path}:${at + 1} names ${name}`),
      ),
  );
  expect(found).toEqual([]);
});

test('every word that is let pass is one of the contract', () => {
  expect([...english].filter((word) => !names.includes(word))).toEqual([]);
});

function patternOf(name: string): RegExp {
  const word = name.replaceAll('$', '\\$');
  const isOneWord = /^[A-Z]?[a-z]+$|^[A-Z]+$/.test(name);
  // The package is called after the service, so a hyphen belongs to a word.
  if (isOneWord) return new RegExp(`(?<![\\w$-])${word}(?![\\w$-])`);
  // A name of several words is also found within a longer identifier, but not within a longer word.
  return new RegExp(`${/^[a-z]/.test(name) ? '(?<![\\w$])' : ''}${word}(?![a-z])`);
}
