import { document, withMembers } from '../support.js';
import { expectProblems, type Row } from './rows.js';

const empty = 'Output: { type: object, properties: {} }';
const sources: readonly Row[] = [
  [
    'an unknown source',
    document(empty, '', 'x-sources: { docs: { title: t, basis: documented } }\nx-source: doc'),
    'unknown-name',
    'x-source: doc',
    'Did you mean "docs"',
  ],
  [
    'an unknown rule',
    withMembers('a:\n  type: string\n  x-source: { patern: openapi }'),
    'wrong-value',
    'x-source: { patern: openapi }',
    'key of x-source is "patern"',
  ],
  [
    'an unknown source of a rule',
    withMembers('a:\n  type: string\n  x-source: { type: nope }'),
    'unknown-name',
    'x-source: { type: nope }',
    'There is no source "nope"',
  ],
  [
    'a source without a basis',
    document(empty, '', 'x-sources:\n  docs: { title: t }'),
    'missing',
    'docs: { title: t }',
    'basis of the source "docs"',
  ],
  [
    'a basis that is none',
    document(empty, '', 'x-sources:\n  docs: { title: t, basis: rumour }'),
    'wrong-value',
    'docs: { title: t, basis: rumour }',
    'documented or protocol or inferred',
  ],
  [
    'likely bounds from a document',
    withMembers('a:\n  type: integer\n  x-likely: { minimum: 0, source: openapi }'),
    'wrong-value',
    'x-likely: { minimum: 0, source: openapi }',
    'whose basis is inferred',
  ],
];

expectProblems('a source', sources);
