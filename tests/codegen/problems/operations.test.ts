import { document } from '../support.js';
import { expectProblems, type Row } from './rows.js';

const empty = 'Output: { type: object, properties: {} }';
const operation = (more: string, schemas = empty): string => document(schemas, more);
const content = (schema: string): string =>
  `{ description: d, content: { application/json: { schema: ${schema} } } }`;
const responses = (more: string, schemas = empty): string =>
  document(schemas).replace('responses:', `responses:\n        ${more}`);
const protocol =
  'x-protocol: { name: p, contentType: application/json, views: [{ name: v, title: t, timestamp: date, integer: exact, unknownMember: { kind: named } }] }\n';
const operations: readonly Row[] = [
  [
    'an operationId twice',
    document(empty).replace(
      'paths:',
      "paths:\n  /b:\n    get: { operationId: GetThing, responses: { '204': { description: d } } }",
    ),
    'duplicate-operation',
    'operationId: GetThing',
    'taken already',
  ],
  [
    'a path with a query',
    document(empty).replace('/things/{id}:', '/things/{id}?all=true:'),
    'wrong-value',
    '/things/{id}?all=true:',
    'A path is "/things/{id}?all=true"',
  ],
  [
    'a path with an open brace',
    document(empty).replace(
      'paths:',
      "paths:\n  '/b/{': { get: { operationId: B, responses: { '204': { description: d } } } }",
    ),
    'wrong-value',
    /^'\/b\/\{'/,
    'names in braces',
  ],
  [
    'a path that differs in the name of a label alone',
    document(empty).replace(
      'paths:',
      "paths:\n  /things/{b}: { get: { operationId: B, parameters: [{ name: b, in: path, required: true, schema: { type: string } }], responses: { '204': { description: d } } } }",
    ),
    'name-collision',
    '/things/{id}:',
    'told by its place',
  ],
  [
    'a header twice, in another case',
    document(empty).replace(
      'parameters:',
      'parameters:\n        - { name: X-A, in: header, schema: { type: string } }\n        - { name: x-a, in: header, schema: { type: string } }',
    ),
    'name-collision',
    /name: x-a/,
    'upper and lower case',
  ],
  [
    'a label without a parameter',
    document(empty).replace('/things/{id}:', '/things/{id}/{other}:'),
    'label-without-parameter',
    'get:',
    '"other"',
  ],
  [
    'a parameter without a label',
    document(empty).replace('/things/{id}:', '/things:'),
    'parameter-without-label',
    /name: id/,
    '"id"',
  ],
  [
    'a label twice',
    document(empty).replace('/things/{id}:', '/things/{id}/{id}:'),
    'duplicate-value',
    'get:',
    'twice',
  ],
  [
    'a cookie',
    document(empty).replace('parameters:', 'parameters:\n        - { name: c, in: cookie, schema: {} }'),
    'unsupported',
    /name: c/,
    'A parameter in cookie',
  ],
  [
    'an object in the query',
    document(empty).replace(
      'parameters:',
      'parameters:\n        - { name: c, in: query, schema: { type: object } }',
    ),
    'unsupported',
    /name: c/,
    'A parameter of this type',
  ],
  [
    'a list in a header',
    document(empty).replace(
      'parameters:',
      'parameters:\n        - { name: c, in: header, schema: { type: array, items: { type: string } } }',
    ),
    'unsupported',
    /name: c/,
    'A parameter of this type',
  ],
  [
    'another style',
    document(empty).replace(
      'parameters:',
      'parameters:\n        - { name: c, in: query, style: pipeDelimited, schema: { type: string } }',
    ),
    'unsupported',
    /name: c/,
    'Write form',
  ],
  [
    'two members of one name',
    document(empty).replace(
      'parameters:',
      'parameters:\n        - { name: id, in: query, schema: { type: string } }',
    ),
    'name-collision',
    /in: path/,
    'parameters and members of the body share one structure',
  ],
  [
    'a body of XML',
    operation('requestBody: { content: { application/xml: { schema: {} } } }'),
    'unsupported',
    /^requestBody/,
    'under application/json',
  ],
  ['no success', document(empty).replace("'200'", "'301'"), 'missing', 'responses:', 'success of GetThing'],
  ['two successes', responses("'201': { description: d }"), 'unsupported', /^'20\d'/, 'A second success'],
  [
    'an output that is any JSON',
    document(empty.replace('{ type: object, properties: {} }', '{}')),
    'unsupported',
    /schema/,
    'An output that is no object, list or enum',
  ],
  [
    'an error without a body',
    responses("'404': { description: d }").replace('paths:', `${protocol}paths:`),
    'missing',
    /^'404'/,
    'a client knows an error by its name',
  ],
  [
    'an error that is a string, where errors have names',
    responses(`'404': ${content('{ type: string }')}`).replace('paths:', `${protocol}paths:`),
    'unsupported',
    /^'404'/,
    'An error that is no structure',
  ],
  [
    'one of errors without a name',
    responses(`'404': ${content('{ oneOf: [{ type: object, properties: {} }] }')}`),
    'unsupported',
    /^'404'/,
    'An error without a name',
  ],
  [
    'two errors that nothing tells apart',
    responses(
      `'404': ${content("{ oneOf: [{ $ref: '#/components/schemas/A' }, { $ref: '#/components/schemas/B' }] }")}`,
      `${empty}\nA: { type: object, properties: {} }\nB: { type: object, properties: {} }`,
    ),
    'unsupported',
    'get:',
    'tells them apart',
  ],
  [
    'a wrong retry',
    document(`${empty}\nA: { type: object, properties: {}, x-error: { retry: maybe } }`),
    'wrong-value',
    /^A:/,
    'never or transient or throttling',
  ],
  [
    'a response of another type than that of the protocol',
    document(empty).replace('application/json', 'text/html').replace('paths:', `${protocol}paths:`),
    'unsupported',
    /text\/html/,
    'A response of text/html',
  ],
];

expectProblems('an operation', operations);
