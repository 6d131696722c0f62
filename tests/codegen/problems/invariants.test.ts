import { document } from '../support.js';
import { expectProblems, type Row } from './rows.js';

const empty = 'Output: { type: object, properties: {} }';
const operation = (more: string, schemas = empty): string => document(schemas, more);
const invariant = (text: string): string =>
  operation(
    `x-invariants:\n  - ${text}`,
    'Output: { type: object, properties: { id: { type: string }, n: { type: integer } } }',
  );
const invariants: readonly Row[] = [
  [
    'an unknown parameter',
    invariant(
      "{ id: a, description: d, source: openapi, equal: ['$request.path.ID', '$response.body#/id'] }",
    ),
    'unknown-name',
    /id: a/,
    'member of the request "ID"',
  ],
  [
    'an unknown member',
    invariant(
      "{ id: a, description: d, source: openapi, equal: ['$request.path.id', '$response.body#/di'] }",
    ),
    'unknown-name',
    /id: a/,
    'Did you mean "id"',
  ],
  [
    'another expression',
    invariant("{ id: a, description: d, source: openapi, equal: ['$url', '$response.body#/id'] }"),
    'wrong-value',
    /id: a/,
    '$request.path.NAME',
  ],
  [
    'one side',
    invariant("{ id: a, description: d, source: openapi, equal: ['$request.path.id'] }"),
    'wrong-value',
    /id: a/,
    'two expressions',
  ],
  [
    'two of one side',
    invariant(
      "{ id: a, description: d, source: openapi, equal: ['$response.body#/id', '$response.body#/id'] }",
    ),
    'wrong-value',
    /id: a/,
    'one expression of the request',
  ],
  [
    'members of two types',
    invariant("{ id: a, description: d, source: openapi, equal: ['$request.path.id', '$response.body#/n'] }"),
    'wrong-value',
    /id: a/,
    'of one type',
  ],
  [
    'no source',
    invariant("{ id: a, description: d, equal: ['$request.path.id', '$response.body#/id'] }"),
    'missing',
    /id: a/,
    'source is missing',
  ],
  [
    'an unknown source',
    invariant("{ id: a, description: d, source: b, equal: ['$request.path.id', '$response.body#/id'] }"),
    'unknown-name',
    /id: a/,
    'source "b"',
  ],
];

expectProblems('an invariant', invariants);
