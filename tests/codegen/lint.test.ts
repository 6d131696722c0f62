import { describe, expect, test } from 'vitest';
import { lower } from '../../codegen/lower/index.js';
import { lint } from '../../codegen/lower/lint.js';
import { type Problem, problemText } from '../../codegen/problems.js';
import { indented, load, lowered, problemsOf, unwrap } from './support.js';

/** A document that is right but for what is put into it. */
function documentWith(parts: { readonly [part: string]: string | undefined }): string {
  return `openapi: 3.1.0
info: { title: Test, version: '1' }
paths:
  /things:
    get:
      operationId: GetThings
      parameters: [${parts.parameter ?? ''}]
      ${parts.operation ?? ''}
      responses:
        '200':
          description: There are some.
          ${parts.response ?? ''}
          content:
            application/json: { schema: { type: object, properties: {} } }
            ${parts.media ?? ''}
        ${parts.status ?? ''}
${parts.root ?? ''}
components:
${indented(parts.components ?? 'schemas: {}', 2)}
`;
}

/** Every place of a document where a schema may stand that nothing is generated from. */
const places: readonly (readonly [string, (schema: string) => string])[] = [
  [
    'a parameter that nothing refers to',
    (schema) => documentWith({ components: `parameters: { P: { name: p, in: query, schema: ${schema} } }` }),
  ],
  [
    'a response that nothing refers to',
    (schema) =>
      documentWith({
        components: `responses: { R: { description: d, content: { application/json: { schema: ${schema} } } } }`,
      }),
  ],
  [
    'a request body that nothing refers to',
    (schema) =>
      documentWith({
        components: `requestBodies: { B: { content: { application/json: { schema: ${schema} } } } }`,
      }),
  ],
  [
    'a header that nothing refers to',
    (schema) => documentWith({ components: `headers: { H: { schema: ${schema} } }` }),
  ],
  [
    'the definitions of a schema',
    (schema) =>
      documentWith({
        components: `schemas: { A: { type: object, properties: {}, $defs: { D: ${schema} } } }`,
      }),
  ],
  [
    'a member of an item of a schema that nothing refers to',
    (schema) =>
      documentWith({
        components: `schemas: { A: { type: array, items: { type: object, properties: { a: ${schema} } } } }`,
      }),
  ],
  [
    'a header of a response',
    (schema) => documentWith({ response: `headers: { X-A: { schema: ${schema} } }` }),
  ],
  [
    'another media type',
    (schema) => documentWith({ media: `application/vnd.x+json: { schema: ${schema} }` }),
  ],
  [
    'a redirect',
    (schema) =>
      documentWith({
        status: `'302': { description: d, content: { application/json: { schema: ${schema} } } }`,
      }),
  ],
  [
    'a callback',
    (schema) =>
      documentWith({
        operation: `callbacks: { c: { '{$url}': { post: { parameters: [{ name: p, in: query, schema: ${schema} }], responses: { '204': { description: d } } } } } }`,
      }),
  ],
  [
    'a webhook',
    (schema) =>
      documentWith({
        root: `webhooks: { w: { post: { requestBody: { content: { application/json: { schema: ${schema} } } }, responses: { '204': { description: d } } } } }`,
      }),
  ],
];

const faults: readonly (readonly [string, Problem['code'], string])[] = [
  ['{ type: strin }', 'wrong-value', 'type is "strin"'],
  ["{ type: [strin, 'null'] }", 'wrong-value', 'type is "strin"'],
  ['{ type: string, patern: "^a$" }', 'unknown-keyword', 'Did you mean "pattern"'],
  ['{ type: string, pattern: "(" }', 'pattern-invalid', 'no regular expression'],
  ['{ type: object, properties: { a: 5 } }', 'unsupported', 'no object'],
  ['{ type: object, properties: {}, required: a }', 'wrong-value', 'Required is "a"'],
];

describe.each(places)('in %s', (_, at) => {
  test('a sound schema is no problem', async () => {
    unwrap(await lowered(at('{ type: string, pattern: "^a$", readOnly: true, example: { type: strin } }')));
  });

  test.each(faults)('%s is a problem with its place', async (schema, code, says) => {
    const text = at(schema);
    const problems = problemsOf(await lowered(text));
    const told = problems.find((each) => each.code === code);
    expect(told, problems.map(problemText).join('\n')).toBeDefined();
    expect(told === undefined ? '' : problemText(told).toLowerCase()).toContain(says.toLowerCase());
    const line = text.split('\n').findIndex((each) => each.includes(schema)) + 1;
    expect(told?.line).toBe(line);
  });
});

describe('operation ids', () => {
  const operation = "operationId: GetThings, responses: { '204': { description: d } }";

  test.each([
    ['a callback', { operation: `callbacks: { c: { '{$url}': { post: { ${operation} } } } }` }],
    ['a webhook', { root: `webhooks: { w: { post: { ${operation} } } }` }],
  ])('of %s are not those of others', async (_, parts) => {
    const problems = problemsOf(await lowered(documentWith(parts)));
    expect(problems.map(({ code }) => code)).toEqual(['duplicate-operation']);
  });

  test('of a path that is referred to stand once', async () => {
    const text = `openapi: 3.1.0
info: { title: Test, version: '1' }
paths: { /a: { $ref: '#/components/pathItems/P' } }
components:
  pathItems: { P: { get: { ${operation} } } }
`;
    unwrap(await lowered(text));
  });
});

test('what the named operations do not need is not looked at', async () => {
  const faulty = documentWith({
    components:
      'parameters: { P: { name: p, in: query, schema: { type: strin } } }\nschemas: { S: { typ: string } }',
    root: "webhooks: { w: { post: { operationId: GetThings, responses: { '204': { description: d } } } } }",
  });
  const { root } = unwrap(await load(faulty));
  const problems: Problem[] = [];
  lint(
    root,
    (problem) => problems.push(problem),
    () => {},
  );
  expect(problems.map(({ code }) => code).sort()).toEqual([
    'duplicate-operation',
    'unknown-keyword',
    'wrong-value',
  ]);
  unwrap(lower(unwrap(await load(faulty)), { operations: ['GetThings'] }));
});

test('neither examples nor links nor extensions hold schemas', async () => {
  const data = '{ schema: { type: strin }, content: { x: { schema: 5 } } }';
  unwrap(
    await lowered(
      documentWith({
        response: `links: { L: { operationId: GetThings, parameters: { schema: a } } }`,
        components: `examples: { E: { value: ${data} } }\nx-mine: ${data}`,
      }),
    ),
  );
});
