import { document, withMembers } from '../support.js';
import { expectProblems, type Row } from './rows.js';

const empty = 'Output: { type: object, properties: {} }';
const operation = (more: string, schemas = empty): string => document(schemas, more);
const protocol =
  'x-protocol: { name: p, contentType: application/json, views: [{ name: v, title: t, timestamp: date, integer: exact, unknownMember: { kind: named } }] }';
const extensions: readonly Row[] = [
  [
    'one of ours misspelt',
    withMembers('a:\n  type: string\n  x-sorce: a'),
    'unknown-keyword',
    'x-sorce: a',
    'Did you mean "x-source"',
  ],
  [
    'a foreign one',
    document(empty, '', `x-logo: a\n${protocol}`),
    'unknown-keyword',
    'x-logo: a',
    'Ours are x-protocol, x-sources',
  ],
  [
    'one on an operation',
    operation('x-invariant: []'),
    'unknown-keyword',
    'x-invariant: []',
    'Did you mean "x-invariants"',
  ],
  [
    'one of a schema, on an operation',
    operation('x-likely: {}'),
    'misplaced-keyword',
    'x-likely: {}',
    'It belongs on a schema',
  ],
  [
    'one of the document, on a schema',
    withMembers('a:\n  type: string\n  x-errata: []'),
    'misplaced-keyword',
    'x-errata: []',
    'It belongs on the document',
  ],
  [
    'one in info',
    document(empty, '', protocol).replace("version: '1' }", "version: '1', x-a: 1 }"),
    'unknown-keyword',
    /^info:/,
    '"x-a"',
  ],
  [
    'one of an enum, on a string',
    withMembers('a:\n  type: string\n  x-enum-descriptions: {}'),
    'misplaced-keyword',
    'x-enum-descriptions: {}',
    'an enum',
  ],
  [
    'one on a response',
    document(empty, '', protocol).replace(
      'description: It is there.',
      'description: It is there.\n          x-b: 1',
    ),
    'unknown-keyword',
    'x-b: 1',
    'Ours are x-source',
  ],
];

expectProblems('an extension', extensions);
