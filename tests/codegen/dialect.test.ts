import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Contract, Member, Target } from '../../codegen/contract.js';
import { loadSpec } from '../../codegen/load.js';
import { lower } from '../../codegen/lower/index.js';
import type { Problem } from '../../codegen/problems.js';
import { document, folderOf, load, lowered, problemsOf, unwrap, withMembers } from './support.js';

async function memberOf(schema: string, schemas = '', version = '3.1.0'): Promise<Member | undefined> {
  const contract = unwrap(await lowered(withMembers(`a: ${schema}`, schemas).replace('3.1.0', version)));
  return shape(contract, 'Output')?.members[0];
}

function shape(contract: Contract, name: string) {
  const found = contract.shapes.find((each) => each.name === name);
  return found?.kind === 'structure' ? found : undefined;
}

const named =
  'B:\n  type: object\n  required: [x]\n  properties: { x: { type: string } }\nE: { type: string, enum: [p, q] }';

describe('a schema means', () => {
  const targets: readonly (readonly [string, Target])[] = [
    ["{ type: [string, 'null'] }", { kind: 'string', nullable: true }],
    ['{ type: [string], format: date-time }', { kind: 'timestamp', format: 'date-time' }],
    ["{ type: [string, 'null'], enum: [x, y] }", { kind: 'ref', name: 'OutputA' }],
    [
      "{ oneOf: [{ type: string, maxLength: 3 }, { type: 'null' }] }",
      { kind: 'string', maxLength: 3, nullable: true },
    ],
    [
      "{ anyOf: [{ $ref: '#/components/schemas/B' }, { type: 'null' }] }",
      { kind: 'ref', name: 'B', nullable: true },
    ],
    [
      "{ type: array, items: { type: [boolean, 'null'] } }",
      { kind: 'list', element: { kind: 'boolean', nullable: true } },
    ],
    ["{ allOf: [{ $ref: '#/components/schemas/B' }], description: Mine. }", { kind: 'ref', name: 'B' }],
    [
      '{ allOf: [{ type: string, minLength: 1 }, { minLength: 3, maxLength: 5 }] }',
      { kind: 'string', minLength: 3, maxLength: 5 },
    ],
    ['{ anyOf: [{ type: string }, { type: string, enum: [a] }] }', { kind: 'string' }],
    ['{ anyOf: [{ type: integer }, { type: number }] }', { kind: 'float', width: 64 }],
    ['{ const: 7, type: integer }', { kind: 'integer', width: 64, minimum: '7', maximum: '7' }],
    ['{ enum: [3, 1, 2] }', { kind: 'integer', width: 64, minimum: '1', maximum: '3' }],
    ['{ enum: [true, false] }', { kind: 'boolean' }],
    [
      '{ type: integer, exclusiveMinimum: 0, exclusiveMaximum: 10 }',
      { kind: 'integer', width: 64, minimum: '1', maximum: '9' },
    ],
    [
      '{ type: integer, exclusiveMaximum: 9007199254740993 }',
      { kind: 'integer', width: 64, maximum: '9007199254740992' },
    ],
    ['{ type: number, exclusiveMinimum: 0 }', { kind: 'float', width: 64, minimum: 5e-324 }],
    ['{ type: number, exclusiveMaximum: 1 }', { kind: 'float', width: 64, maximum: 1 - 2 ** -53 }],
    ['{ type: integer, format: int16 }', { kind: 'integer', width: 64, minimum: '-32768', maximum: '32767' }],
    ['{ type: string, format: uuid }', { kind: 'string' }],
    ['{ items: { type: string } }', { kind: 'list', element: { kind: 'string' } }],
    ["{ type: string, pattern: 'b' }", { kind: 'string', pattern: '^[\\s\\S]*b[\\s\\S]*$' }],
    ["{ type: string, pattern: '^a|b$' }", { kind: 'string', pattern: '^(?:a[\\s\\S]*|[\\s\\S]*b)$' }],
  ];
  test.each(targets)('%s', async (schema, target) => {
    expect((await memberOf(schema, named))?.target).toEqual(target);
  });

  test.each<[string, Target]>([
    ['{ type: integer, minimum: 0, exclusiveMinimum: true }', { kind: 'integer', width: 64, minimum: '1' }],
    ['{ type: string, nullable: true, enum: [a, null] }', { kind: 'ref', name: 'OutputA', nullable: true }],
    [
      "{ nullable: true, allOf: [{ $ref: '#/components/schemas/B' }] }",
      { kind: 'ref', name: 'B', nullable: true },
    ],
    [
      '{ allOf: [{ type: string, nullable: true, minLength: 1 }, { type: string, maxLength: 3 }] }',
      { kind: 'string', minLength: 1, maxLength: 3 },
    ],
    [
      '{ allOf: [{ type: string, nullable: true, minLength: 1 }, { type: string, nullable: true }] }',
      { kind: 'string', minLength: 1, nullable: true },
    ],
    [
      '{ nullable: true, allOf: [{ type: string, minLength: 1 }, { maxLength: 3 }] }',
      { kind: 'string', minLength: 1, maxLength: 3, nullable: true },
    ],
  ])('in 3.0: %s', async (schema, target) => {
    expect((await memberOf(schema, named, '3.0.3'))?.target).toEqual(target);
  });
});

test('allOf is one structure, references and their own allOf included', async () => {
  const contract = unwrap(
    await lowered(
      document(`Output:
  allOf:
    - $ref: '#/components/schemas/Middle'
    - { properties: { z: { maxLength: 9 } }, required: [z] }
Middle: { allOf: [{ $ref: '#/components/schemas/Base' }, { type: object, properties: { y: { type: integer } } }] }
Base: { type: object, required: [x], properties: { x: { type: string }, z: { type: string, minLength: 2 } }, additionalProperties: false }`),
    ),
  );
  expect(shape(contract, 'Output')?.members).toMatchObject([
    { name: 'x', required: true },
    { name: 'z', required: true, target: { kind: 'string', minLength: 2, maxLength: 9 } },
    { name: 'y', required: false },
  ]);
});

test('constants with descriptions are an enum that is described', async () => {
  const text = withMembers('a: { oneOf: [{ const: A, description: First. }, { const: B, title: Second }] }');
  const found = unwrap(await lowered(text)).shapes.find(({ kind }) => kind === 'enum');
  expect(found).toMatchObject({
    values: [
      { value: 'A', doc: 'First.' },
      { value: 'B', doc: 'Second' },
    ],
  });
});

test('an object that takes any other member is not closed', async () => {
  const text = document('Output: { type: object, properties: { a: {} }, additionalProperties: true }');
  expect(unwrap(await lowered(text)).clauses.map(({ id }) => id)).not.toContain('Output#closed');
});

test('recursive schemas, and references into the middle of others, have names', async () => {
  const text = document(`Output:
  type: object
  properties:
    next: { $ref: '#/components/schemas/Output' }
    other: { $ref: '#/components/schemas/Other' }
    inner: { $ref: '#/components/schemas/Other/properties/deep' }
Other:
  type: object
  properties:
    back: { $ref: '#/components/schemas/Output' }
    deep: { type: object, properties: { on: { $ref: '#/components/schemas/Other/properties/deep' } } }`);
  const contract = unwrap(await lowered(text));
  expect(contract.shapes.map(({ name }) => name)).toEqual(['GetThingInput', 'Output', 'Other', 'OtherDeep']);
});

describe('an operation', () => {
  const get = (responses: string): string => `openapi: 3.0.3
info: { title: Test, version: '1' }
paths:
  /pets/{pet-id}/toys:
    get:
      parameters: [{ name: pet-id, in: path, required: true, schema: { type: string } }]
      responses:
${responses}
components:
  schemas: { Error: { type: object, properties: { text: { type: string } } } }`;
  const error =
    "{ description: d, content: { application/problem+json: { schema: { $ref: '#/components/schemas/Error' } } } }";

  test('without an id is called after its path, and its errors come under ranges', async () => {
    const text = get(
      `        '204': { description: d }\n        '404': ${error}\n        5XX: ${error}\n        '409': { description: d }\n        default: ${error}`,
    );
    const [operation] = unwrap(await lowered(text)).operations;
    expect(operation).toMatchObject({
      id: 'GetPetsByPetIdToys',
      output: null,
      errors: [
        {
          shape: 'Error',
          status: 404,
          also: [
            { first: 500, last: 599 },
            { first: 400, last: 599 },
          ],
        },
        { shape: 'GetPetsByPetIdToysError409', status: 409 },
      ],
    });
  });

  test('may answer with a list', async () => {
    const list = '{ type: array, items: { type: string } }';
    const text = get(`        '200': { description: d, content: { '*/*': { schema: ${list} } } }`);
    const contract = unwrap(await lowered(text));
    expect(contract.operations[0]?.output).toBe('GetPetsByPetIdToysOutput');
    expect(contract.shapes.at(-2)).toMatchObject({ kind: 'list', element: { kind: 'string' } });
  });

  test('that is named comes with what it needs and no more', async () => {
    const text = document(
      "Output: { type: object, properties: { a: { $ref: '#/components/schemas/A' } } }\nA: { type: string, enum: [x] }\nB: { type: integer, format: uint64 }",
    );
    const loaded = unwrap(await load(text));
    expect(lower(loaded)).toMatchObject({ ok: false });
    const contract = unwrap(lower(loaded, { operations: ['GetThing'] }));
    expect(contract.shapes.map(({ name }) => name)).toEqual(['GetThingInput', 'Output', 'A']);
    expect(problemsOf(lower(loaded, { operations: ['GetThink'] }))).toMatchObject([
      { code: 'unknown-name', name: 'GetThink', suggestion: 'GetThing' },
      // Without its operation nothing needs it.
    ]);
  });

  test('tells what of it is not in the contract', async () => {
    const text = document(
      'Output: { type: object, properties: { a: { type: string, format: email, readOnly: true } } }',
      'callbacks: {}',
    ).replace(
      'description: It is there.',
      'description: It is there.\n          headers: { X-A: { schema: {} } }\n          links: {}',
    );
    const notes: Problem[] = [];
    unwrap(lower(unwrap(await load(text)), { note: (problem) => notes.push(problem) }));
    expect(notes.map((note) => ('what' in note ? note.what : ''))).toEqual([
      ...['The keyword callbacks', 'The keyword links', 'The response header X-A'],
      ...['The keyword readOnly', 'The format "email"'].reverse(),
    ]);
  });
});

describe('schemas that hold themselves', () => {
  const ref = (name: string): string => `{ $ref: '#/components/schemas/${name}' }`;

  test.each([
    [
      'beside a description',
      `N: { type: object, properties: { n: { allOf: [${ref('N')}, { description: d }] } } }`,
    ],
    ['beside a type', `N: { type: object, properties: { n: { allOf: [${ref('N')}], type: object } } }`],
    [
      'with a type beside the reference',
      `N: { type: object, properties: { n: { $ref: '#/components/schemas/N', type: object } } }`,
    ],
  ])('%s are references', async (_, schemas) => {
    const contract = unwrap(await lowered(withMembers(`a: ${ref('N')}`, schemas)));
    expect(shape(contract, 'N')?.members[0]?.target).toMatchObject({ kind: 'ref', name: 'N' });
  });

  test('and have a part of an heir in common with it are of the heir', async () => {
    const schemas = `T: { type: object, properties: { c: { type: array, items: ${ref('T')} } } }
H: { allOf: [${ref('T')}, { type: object, properties: { n: { type: string }, c: { type: array, items: ${ref('H')} } } }] }`;
    const contract = unwrap(await lowered(withMembers(`a: ${ref('H')}`, schemas)));
    expect(shape(contract, 'H')?.members.find(({ name }) => name === 'c')?.target).toMatchObject({
      kind: 'list',
      element: { kind: 'ref', name: 'H' },
    });
  });

  test('by a list of heirs are that choice', async () => {
    const heir = (name: string): string =>
      `${name}: { allOf: [${ref('P')}, { type: object, properties: { ${name.toLowerCase()}: { type: string } } }] }`;
    const schemas = `P: { type: object, required: [k], properties: { k: { type: string } }, discriminator: { propertyName: k }, oneOf: [${ref('C')}, ${ref('D')}] }
${heir('C')}
${heir('D')}`;
    const contract = unwrap(await lowered(withMembers(`a: ${ref('P')}`, schemas)));
    expect(contract.shapes.find(({ name }) => name === 'P')).toMatchObject({ kind: 'choice', tag: 'k' });
    expect(
      shape(contract, 'C')
        ?.members.map(({ name }) => name)
        .sort(),
    ).toEqual(['c', 'k']);
  });

  test('the heirs of an heir are heirs as well', async () => {
    const heir = (name: string, of: string): string =>
      `${name}: { allOf: [${ref(of)}, { type: object, properties: { ${name.toLowerCase()}: { type: string } } }] }`;
    const schemas = `P: { type: object, required: [k], properties: { k: { type: string } }, discriminator: { propertyName: k } }
${heir('E', 'C')}
${heir('C', 'P')}`;
    const contract = unwrap(await lowered(withMembers(`a: ${ref('P')}`, schemas)));
    expect(contract.shapes.find(({ name }) => name === 'P')).toMatchObject({
      kind: 'choice',
      options: [{ target: { name: 'E' } }, { target: { name: 'C' } }],
    });
  });

  test.each([
    ['allOf', `A: { allOf: [${ref('A')}] }`],
    ['oneOf', `A: { oneOf: [${ref('A')}] }`],
    ['anyOf', `A: { anyOf: [${ref('A')}, { type: 'null' }] }`],
    ['a detour', `A: { allOf: [${ref('B')}] }\nB: ${ref('A')}`],
  ])('and nothing else, by %s, are a problem', async (_, schemas) => {
    const problems = problemsOf(await lowered(withMembers(`a: ${ref('A')}`, schemas)));
    expect(problems.map(({ code }) => code)).toContain('ref-cycle');
  });

  test('in what is merged again and again are a problem', async () => {
    const schemas = `N: { type: object, properties: { n: { allOf: [${ref('N')}, { required: [n] }] } } }`;
    const problems = problemsOf(await lowered(withMembers(`a: ${ref('N')}`, schemas)));
    expect(problems.map(({ code }) => code)).toContain('endless-merge');
  });
});

describe('what cannot be expressed is a problem:', () => {
  test.each<[string, string, string]>([
    ['a part of itself', "{ allOf: [{ $ref: '#/components/schemas/C' }] }", 'all-of-cycle'],
    ['types that exclude each other', '{ allOf: [{ type: string }, { type: integer }] }', 'unsupported'],
    [
      'alternatives that nothing tells apart',
      '{ oneOf: [{ type: string, maxLength: 3 }, { type: string, minLength: 5 }] }',
      'unsupported',
    ],
    ['only null', "{ oneOf: [{ type: 'null' }] }", 'unsupported'],
  ])('%s', async (_, schema, code) => {
    const part = (name: string, of: string): string =>
      `${name}: { properties: { ${name}: { type: string } }, allOf: [{ $ref: '#/components/schemas/${of}' }] }`;
    const schemas = `${part('C', 'D')}\n${part('D', 'C')}`;
    const problems = problemsOf(
      await lowered(withMembers(`a: ${schema}`, code === 'all-of-cycle' ? schemas : '')),
    );
    expect(problems.map((problem) => problem.code)).toContain(code);
  });

  test('a required member that only answers have, in a request', async () => {
    const body =
      'requestBody: { required: true, content: { application/json: { schema: { type: object, required: [b], properties: { b: { type: string, readOnly: true } } } } } }';
    const text = document('Output: { type: object, properties: {} }', body);
    expect(problemsOf(await lowered(text))).toMatchObject([{ code: 'unsupported' }]);
  });
});

test('references leave the folder of the spec only where that is allowed', async () => {
  const folder = await folderOf({
    'spec/api.yaml': document("Output: { $ref: '../shared/schemas.yaml#/Output' }"),
    'shared/schemas.yaml': "Output: { type: object, properties: { a: { $ref: '../other.yaml#/A' } } }",
    'other.yaml': 'A: { type: string }',
  });
  const spec = join(folder, 'spec', 'api.yaml');
  const codes = async (...allowRefs: readonly string[]): Promise<readonly string[]> =>
    problemsOf(await loadSpec(spec, { allowRefs: allowRefs.map((path) => join(folder, path)) })).map(
      ({ code }) => code,
    );
  expect(await codes()).toEqual(['ref-outside']);
  expect(await codes('shared')).toEqual(['ref-outside']);
  expect(await codes('shared', 'other.yaml')).toEqual([]);
  expect(await codes('.')).toEqual([]);
});
