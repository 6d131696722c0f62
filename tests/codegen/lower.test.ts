import { describe, expect, test } from 'vitest';
import type { Contract, Member, NamedShape } from '../../codegen/contract.js';
import { contractOf, SPECS } from '../support/contracts.js';
import { document, lowered, unwrap, withMembers } from './support.js';

async function memberOf(schema: string, schemas = ''): Promise<Member | undefined> {
  const contract = unwrap(await lowered(withMembers(`member: ${schema}`, schemas)));
  return membersOf(contract, 'Output')[0];
}

function shapeOf(contract: Contract, name: string): NamedShape | undefined {
  return contract.shapes.find((shape) => shape.name === name);
}

function membersOf(contract: Contract, name: string): readonly Member[] {
  const shape = shapeOf(contract, name);
  return shape !== undefined && 'members' in shape ? shape.members : [];
}

describe('a schema of a member becomes its target', () => {
  test.each([
    ['{ type: string }', { kind: 'string' }],
    ['{ type: [string] }', { kind: 'string' }],
    ['{ type: string, format: password }', { kind: 'string' }],
    ["{ type: string, pattern: '^a+$' }", { kind: 'string', pattern: '^a+$' }],
    [
      String.raw`{ type: string, pattern: '^\d[\w.]\D\W$' }`,
      { kind: 'string', pattern: '^[0-9][A-Za-z0-9_.][^0-9][^A-Za-z0-9_]$' },
    ],
    [
      String.raw`{ type: string, pattern: '^(a|b)\\d[[]\]$|^c$' }`,
      { kind: 'string', pattern: String.raw`^(a|b)\\d[[]\]$|^c$` },
    ],
    ['{ type: string, minLength: 1, maxLength: 9 }', { kind: 'string', minLength: 1, maxLength: 9 }],
    ['{ type: string, minLength: 0 }', { kind: 'string' }],
    ['{ type: integer }', { kind: 'integer', width: 64 }],
    ['{ type: integer, format: int64 }', { kind: 'integer', width: 64 }],
    [
      '{ type: integer, format: int32, minimum: -3, maximum: 3 }',
      { kind: 'integer', width: 32, minimum: '-3', maximum: '3' },
    ],
    ['{ type: integer, minimum: 0 }', { kind: 'integer', width: 64, minimum: '0' }],
    [
      '{ type: integer, minimum: -9223372036854775808, maximum: 9007199254740993 }',
      { kind: 'integer', width: 64, minimum: '-9223372036854775808', maximum: '9007199254740993' },
    ],
    ['{ type: integer, maximum: 1e3 }', { kind: 'integer', width: 64, maximum: '1000' }],
    ['{ type: number }', { kind: 'float', width: 64 }],
    ['{ type: number, format: double, minimum: -0.5 }', { kind: 'float', width: 64, minimum: -0.5 }],
    ['{ type: number, format: float, maximum: 1 }', { kind: 'float', width: 32, maximum: 1 }],
    ['{ type: number, format: unixtime }', { kind: 'timestamp', format: 'epoch-seconds' }],
    ['{ type: string, format: date-time }', { kind: 'timestamp', format: 'date-time' }],
    ['{ type: boolean }', { kind: 'boolean' }],
    ['{ type: string, format: byte }', { kind: 'blob' }],
    ['{ type: string, contentEncoding: base64 }', { kind: 'blob' }],
    ['{}', { kind: 'document' }],
    ['{ description: Anything. }', { kind: 'document' }],
    ['true', { kind: 'document' }],
    ['{ type: array, items: { type: boolean } }', { kind: 'list', element: { kind: 'boolean' } }],
    [
      '{ type: array, minItems: 1, maxItems: 2, uniqueItems: true, items: {} }',
      { kind: 'list', element: { kind: 'document' }, minItems: 1, maxItems: 2, uniqueItems: true },
    ],
    [
      '{ type: array, uniqueItems: false, minItems: 0, items: { type: array, items: { type: string } } }',
      { kind: 'list', element: { kind: 'list', element: { kind: 'string' } } },
    ],
    [
      '{ type: object, additionalProperties: { type: integer } }',
      { kind: 'map', key: { kind: 'string' }, value: { kind: 'integer', width: 64 } },
    ],
    [
      "{ type: object, minProperties: 1, maxProperties: 2, propertyNames: { pattern: '^a$' }, additionalProperties: true }",
      {
        kind: 'map',
        key: { kind: 'string', pattern: '^a$' },
        value: { kind: 'document' },
        minItems: 1,
        maxItems: 2,
      },
    ],
    ['{ type: object }', { kind: 'map', key: { kind: 'string' }, value: { kind: 'document' } }],
    ['{ type: object, properties: {} }', { kind: 'ref', name: 'OutputMember' }],
    ['{ type: object, additionalProperties: false }', { kind: 'ref', name: 'OutputMember' }],
    ['{ type: string, enum: [A] }', { kind: 'ref', name: 'OutputMember' }],
    [
      '{ type: array, items: { type: object, additionalProperties: { type: string, enum: [A] } } }',
      {
        kind: 'list',
        element: {
          kind: 'map',
          key: { kind: 'string' },
          value: { kind: 'ref', name: 'OutputMemberItemValue' },
        },
      },
    ],
  ])('%s', async (schema, target) => {
    expect((await memberOf(schema))?.target).toEqual(target);
  });

  test.each([
    ['a string', 'Named: { type: string, maxLength: 3 }', { kind: 'string', maxLength: 3 }],
    ['a structure', 'Named: { type: object, properties: {} }', { kind: 'ref', name: 'Named' }],
    ['an enum', 'Named: { type: string, enum: [A] }', { kind: 'ref', name: 'Named' }],
    ['a list', 'Named: { type: array, items: {} }', { kind: 'ref', name: 'Named' }],
    ['a map', 'Named: { type: object, additionalProperties: {} }', { kind: 'ref', name: 'Named' }],
    [
      'a reference',
      "Named: { $ref: '#/components/schemas/Other' }\nOther: { type: array, items: {} }",
      { kind: 'ref', name: 'Other' },
    ],
  ])('a reference to %s', async (_, schemas, target) => {
    expect((await memberOf("{ $ref: '#/components/schemas/Named' }", schemas))?.target).toEqual(target);
  });

  test('a reference to a schema that stands inside of another', async () => {
    const ref = "{ $ref: '#/components/schemas/Output/properties/first' }";
    const contract = unwrap(await lowered(withMembers(`first: { type: string, enum: [A] }\nsecond: ${ref}`)));
    expect(membersOf(contract, 'Output').map(({ target }) => target)).toEqual([
      { kind: 'ref', name: 'OutputFirst' },
      { kind: 'ref', name: 'OutputFirst' },
    ]);
  });
});

describe('what is said of a member', () => {
  const named =
    'Text: { type: string, description: A text. }\nThing: { type: object, description: A thing., properties: {} }';
  test.each([
    ['its description', '{ type: string, description: " Own. " }', { doc: 'Own.' }],
    ['nothing', '{ type: string }', { doc: '' }],
    [
      'its default, and where more is said',
      '{ type: string, description: Own., default: a"b, externalDocs: { url: https://a.example, description: The guide. } }',
      { doc: 'Own.\n\nDefault: "a\\"b".\n\nSee The guide. https://a.example' },
    ],
    [
      'a default alone',
      '{ type: integer, default: 9007199254740993 }',
      { doc: 'Default: 9007199254740993.' },
    ],
    [
      'a description beside a reference',
      "{ $ref: '#/components/schemas/Text', description: Own. }",
      { doc: 'Own.' },
    ],
    ['that of a simple schema', "{ $ref: '#/components/schemas/Text' }", { doc: 'A text.' }],
    ['not that of another shape', "{ $ref: '#/components/schemas/Thing' }", { doc: '' }],
    [
      'that it is deprecated',
      '{ type: string, deprecated: true }',
      { deprecated: 'The contract marks it as deprecated.' },
    ],
    ['its edition', '{ type: string, x-edition: next }', { edition: 'next' }],
  ])('%s', async (_, schema, wanted) => {
    expect(await memberOf(schema, named)).toMatchObject(wanted);
  });
});

test('shapes stand in the order of the document, those without a name after the shape around them', async () => {
  const contract = unwrap(
    await lowered(`openapi: 3.1.0
info: { title: Test, version: '1' }
components:
  schemas:
    Z: { type: object, properties: { b-c: { type: object, properties: { d: { type: string, enum: [A] } } } } }
    Simple: { type: string }
    A: { type: string, enum: [A] }
paths:
  /a:
    post:
      operationId: send-it
      requestBody:
        required: true
        content: { application/json: { schema: { type: object, properties: { e: { type: string, enum: [A] } } } } }
      responses:
        '200': { description: ok, content: { application/json: { schema: { type: object, properties: {} } } } }
        '400': { description: no, content: { application/json: { schema: { type: object, properties: {} } } } }
`),
  );
  expect(contract.shapes.map(({ name }) => name)).toEqual([
    ...['SendItInput', 'SendItInputE', 'SendItOutput', 'SendItError400', 'Z', 'ZBC', 'ZBCD', 'A'],
  ]);
});

describe('an operation', () => {
  test('has an input of its parameters and the members of its body', async () => {
    const contract = await contractOf(SPECS.orchard);
    const input = membersOf(contract, 'RecordHarvestInput');
    expect(input.map(({ name, required, binding }) => [name, required, binding?.in, binding?.name])).toEqual([
      ['orchardId', true, 'path', 'orchardId'],
      ['harvest-no', true, 'path', 'harvest-no'],
      ['dry-run', false, 'query', 'dry-run'],
      ['season', true, 'query', 'season'],
      ['x-surveyor', false, 'header', 'x-surveyor'],
      ['picked', true, undefined, undefined],
      ['baskets', true, undefined, undefined],
      ['remark', false, undefined, undefined],
    ]);
  });

  test('has its success, its errors and its invariants', async () => {
    const [record, forget, get] = (await contractOf(SPECS.orchard)).operations;
    expect(record).toMatchObject({
      id: 'RecordHarvest',
      http: { method: 'POST', path: '/orchards/{orchardId}/harvests/{harvest-no}', status: 201 },
      input: 'RecordHarvestInput',
      output: 'Harvest',
      errors: [
        { shape: 'OrchardNotFound', status: 404, retry: 'never' },
        { shape: 'StaleHarvest', status: 409, retry: 'never' },
        { shape: 'OrchardLocked', status: 409, retry: 'transient' },
        { shape: 'TooManyBaskets', status: 429, retry: 'throttling' },
      ],
      invariants: [
        { clause: 'RecordHarvest#invariant:same-orchard', request: 'orchardId', response: 'orchardId' },
      ],
    });
    expect(forget).toMatchObject({ http: { method: 'DELETE', status: 204 }, output: null });
    expect(get).toMatchObject({ output: 'Tree', errors: [], invariants: [] });
  });

  test.each([
    [404, 'never'],
    [429, 'throttling'],
    [500, 'transient'],
    [503, 'transient'],
  ])('lets an error with status %i be retried as is usual', async (status, retry) => {
    const response = `{ description: no, content: { application/json: { schema: { type: object, properties: {} } } } }`;
    const text = withMembers('a: {}').replace('responses:', `responses:\n        '${status}': ${response}`);
    expect(unwrap(await lowered(text)).operations[0]?.errors).toEqual([
      { shape: `GetThingError${status}`, status, retry },
    ]);
  });

  test('takes the place of the body that is called as its input would be', async () => {
    const body =
      "requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/GetThingInput' } } } }";
    const contract = unwrap(
      await lowered(
        document(
          'Output: { type: object, properties: {} }\nGetThingInput: { type: object, required: [a], properties: { a: { type: string, enum: [A] } } }',
          body,
        ),
      ),
    );
    expect(contract.shapes.map(({ name }) => name)).toEqual(['GetThingInput', 'GetThingInputA', 'Output']);
    expect(membersOf(contract, 'GetThingInput').map(({ name }) => name)).toEqual(['id', 'a']);
  });
});

describe('a document without keywords of ours', () => {
  test('has a protocol, views and a source', async () => {
    const contract = await contractOf(SPECS.orchard.replace('orchard.openapi.yaml', 'plain.openapi.json'));
    expect(contract.edition).toBe('base');
    expect(contract.protocol).toMatchObject({ contentType: 'application/json', errorNameHeader: null });
    expect(contract.views.map(({ name }) => name)).toEqual(['wire', 'decoded']);
    expect(contract.sources).toEqual([{ id: 'openapi', title: 'Notes', basis: 'documented' }]);
    expect(contract.operations).toMatchObject([
      { id: 'readNote', input: 'ReadNoteInput', output: 'ReadNoteOutput' },
    ]);
    expect(contract.clauses.every(({ level }) => level === 'MUST')).toBe(true);
  });

  test('may have unions all the same', async () => {
    const union =
      '{ type: object, minProperties: 1, maxProperties: 1, x-tagged-union: { unknown-member: OTHER }, properties: { a: {} } }';
    const contract = unwrap(await lowered(withMembers(`u: ${union}`)));
    expect(contract.views.map(({ unknownMember }) => unknownMember)).toContainEqual({
      kind: 'named',
      key: 'OTHER',
    });
  });
});

test('a later edition says so of what it adds', async () => {
  const contract = await contractOf(SPECS.orchard, 'later');
  expect(contract.edition).toBe('later');
  expect(shapeOf(contract, 'Season')).toMatchObject({
    values: expect.arrayContaining([{ value: 'WINTER', doc: 'Snow.', edition: 'later' }]),
  });
  expect(membersOf(contract, 'Tree').find(({ name }) => name === 'leaves')?.edition).toBe('later');
});

test('the protocol comes with clauses, and their sources', async () => {
  const contract = await contractOf(SPECS.task);
  const clauses = contract.clauses.filter((clause) => clause.kind === 'protocol');
  expect(clauses.length).toBeGreaterThan(50);
  for (const clause of clauses) {
    expect(clause.id).toBe(`${contract.protocol.name}#${clause.rule}`);
    expect(contract.sources.find(({ id }) => id === clause.source)?.basis).toBe(clause.basis);
  }
});

describe.each(Object.entries(SPECS))('in the contract of %s', (_, spec) => {
  test('ids of clauses are unique, and their sites and sources are there', async () => {
    const contract = await contractOf(spec);
    expect(new Set(contract.clauses.map(({ id }) => id)).size).toBe(contract.clauses.length);
    const shapes = new Set(contract.shapes.map(({ name }) => name));
    const sources = new Set(contract.sources.map(({ id }) => id));
    for (const clause of contract.clauses) {
      expect(sources).toContain(clause.source);
      if (clause.kind !== 'value') continue;
      expect(clause.id).toBe(`${clause.site}#${clause.rule}`);
      expect(shapes).toContain(/^[A-Za-z0-9_]+/.exec(clause.site)?.[0]);
    }
  });

  test('everything that is referred to by name is there', async () => {
    const contract = await contractOf(spec);
    const names = new Set(contract.shapes.map(({ name }) => name));
    const referred = JSON.stringify(contract.shapes).matchAll(/\{"kind":"ref","name":"([^"]*)"\}/g);
    for (const [, name] of referred) expect(names).toContain(name);
    for (const { input, output, errors } of contract.operations) {
      for (const name of [input, output, ...errors.map(({ shape }) => shape)])
        if (name !== null) expect(names).toContain(name);
    }
  });

  test('there is nothing but JSON, and it is the same twice', async () => {
    const contract = await contractOf(spec);
    expect(JSON.parse(JSON.stringify(contract))).toEqual(contract);
    expect(JSON.stringify(await contractOf(spec))).toBe(JSON.stringify(contract));
  });
});
