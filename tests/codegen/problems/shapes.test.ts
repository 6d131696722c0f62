import { document, withMembers } from '../support.js';
import { expectProblems, type Row } from './rows.js';

const empty = 'Output: { type: object, properties: {} }';
const enumOf = (more: string): string =>
  document(`Output: { type: object, properties: {} }\nE:\n  type: string\n  enum: [A, B]\n  ${more}`);
const union = (more: string): string =>
  document(`${empty}\nU:\n  type: object\n  x-tagged-union: { unknown-member: OTHER }\n${more}`);
const shapes: readonly Row[] = [
  [
    'a required member that is not there',
    document('Output:\n  type: object\n  required:\n    - taskid\n  properties: { taskId: {} }'),
    'unknown-name',
    '- taskid',
    'Did you mean "taskId"',
  ],
  [
    'a member required twice',
    document('Output:\n  type: object\n  required:\n    - a\n    - a\n  properties: { a: {} }'),
    'duplicate-value',
    '- a',
    'required has "a" twice',
  ],
  [
    'an enum value twice',
    document(`${empty}\nE:\n  type: string\n  enum:\n    - A\n    - B\n    - A`),
    'duplicate-value',
    '- A',
    'enum has "A" twice',
  ],
  [
    'an enum value that is no string',
    document(`${empty}\nE:\n  type: string\n  enum:\n    - 1`),
    'wrong-value',
    '- 1',
    'not a string',
  ],
  [
    'an enum without values',
    document(`${empty}\nE:\n  type: string\n  enum: []`),
    'wrong-value',
    'enum: []',
    'at least one value',
  ],
  [
    'a description of no value',
    enumOf('x-enum-descriptions:\n    A: a\n    B: b\n    C: c'),
    'unknown-name',
    'C: c',
    'no enum value "C"',
  ],
  [
    'a value without a description',
    enumOf('x-enum-descriptions: { A: a }'),
    'missing',
    'x-enum-descriptions: { A: a }',
    'Describe every value',
  ],
  [
    'an edition of no value',
    enumOf('x-enum-editions: { AA: next }'),
    'unknown-name',
    'x-enum-editions: { AA: next }',
    'no enum value "AA"',
  ],
  [
    'a union without bounds',
    union('  properties: { a: {} }\n  maxProperties: 1'),
    'missing',
    'U:',
    'minProperties: 1',
  ],
  [
    'a union of two',
    union('  properties: { a: {} }\n  minProperties: 1\n  maxProperties: 2'),
    'wrong-value',
    'maxProperties: 2',
    'is 2, not 1',
  ],
  [
    'a union of none',
    union('  properties: {}\n  minProperties: 1\n  maxProperties: 1'),
    'missing',
    'U:',
    'one for each tag',
  ],
  [
    'a union with required members',
    union('  properties: { a: {} }\n  required: [a]\n  minProperties: 1\n  maxProperties: 1'),
    'misplaced-keyword',
    'required: [a]',
    'on a tagged union',
  ],
  [
    'a union whose tag is the unknown one',
    union('  properties:\n    OTHER: {}\n  minProperties: 1\n  maxProperties: 1'),
    'reserved-member',
    'OTHER: {}',
    'unknown member',
  ],
  [
    'two names for unknown members',
    union(
      '  properties: { a: {} }\n  minProperties: 1\n  maxProperties: 1\nV: { type: object, minProperties: 1, maxProperties: 1, properties: { a: {} }, x-tagged-union: { unknown-member: ELSE } }',
    ),
    'unknown-member-disagrees',
    /^V:/,
    '"ELSE" here and "OTHER" elsewhere',
  ],
  [
    'an edition on a shape',
    document(`${empty}\nE:\n  type: string\n  x-edition: next`),
    'misplaced-keyword',
    'x-edition: next',
    'the schema of a member',
  ],
  [
    'likely bounds without a source',
    withMembers('a:\n  type: integer\n  x-likely: { minimum: 0 }'),
    'missing',
    'x-likely: { minimum: 0 }',
    'source of x-likely',
  ],
  [
    'a name that looks like a site',
    document(
      `${empty}\nA: { type: object, properties: { b: {type: string} } }\nA.b: { type: string, enum: [a] }`,
    ),
    'clause-collision',
    'openapi: 3.1.0',
    '"A.b#type"',
  ],
  [
    'a reference to no schema',
    withMembers("a:\n  $ref: '#/info'"),
    'ref-kind',
    "$ref: '#/info'",
    'a schema under components/schemas',
  ],
  [
    'a member that the protocol takes',
    withMembers('kind: {}').replace(
      'paths:',
      'x-protocol: { name: p, contentType: application/json, ignoredMembers: [kind], views: [{ name: v, title: t, timestamp: date, integer: exact, unknownMember: { kind: named } }] }\npaths:',
    ),
    'reserved-member',
    'kind: {}',
    'ignore',
  ],
];

expectProblems('a shape', shapes);
