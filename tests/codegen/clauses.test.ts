import { describe, expect, test } from 'vitest';
import { inCode } from '../../codegen/lower/titles.js';
import { contractOf, SPECS } from '../support/contracts.js';
import { document, lowered, unwrap, withMembers } from './support.js';

describe('clauses', () => {
  const idsOf = async (schema: string, schemas = ''): Promise<readonly string[]> => {
    const contract = unwrap(await lowered(withMembers(`m: ${schema}`, schemas)));
    return contract.clauses.map(({ id }) => id).filter((id) => id.startsWith('Output.'));
  };

  test.each([
    ['{ type: string }', ['type']],
    [
      "{ type: string, pattern: '^a$', minLength: 1, maxLength: 2 }",
      ['type', 'pattern', 'min-length', 'max-length'],
    ],
    ['{ type: integer, format: int32 }', ['type', 'integer', 'int32']],
    ['{ type: integer, minimum: 0, maximum: 1 }', ['type', 'integer', 'int64', 'minimum', 'maximum']],
    ['{ type: number, minimum: 0, maximum: 1 }', ['type', 'minimum', 'maximum']],
    ['{ type: number, format: unixtime }', ['type', 'timestamp']],
    ['{ type: string, format: byte }', ['type', 'base64']],
    ['{ type: string, enum: [A] }', ['type', 'enum']],
    ['{}', []],
  ])('of %s', async (schema, rules) => {
    expect(await idsOf(schema)).toEqual(rules.map((rule) => `Output.m#${rule}`));
  });

  test('of lists and maps, inside and out', async () => {
    expect(
      await idsOf(
        '{ type: array, minItems: 1, uniqueItems: true, items: { type: object, maxProperties: 2, propertyNames: { maxLength: 3 }, additionalProperties: { type: string } } }',
      ),
    ).toEqual([
      ...['Output.m#type', 'Output.m#min-items', 'Output.m#unique-items'],
      ...['Output.m[]#type', 'Output.m[]#max-items', 'Output.m[]{key}#max-length', 'Output.m[]{}#type'],
    ]);
  });

  test('stop at a reference, and go on at what it leads to', async () => {
    const schemas = 'List: { type: array, maxItems: 3, items: { type: string } }';
    expect(await idsOf("{ $ref: '#/components/schemas/List' }", schemas)).toEqual([
      'Output.m#type',
      'Output.m#max-items',
    ]);
    const contract = unwrap(await lowered(withMembers("m: { $ref: '#/components/schemas/List' }", schemas)));
    expect(contract.clauses.map(({ id }) => id).filter((id) => id.startsWith('List'))).toEqual([
      ...['List#type', 'List#max-items', 'List[]#type'],
    ]);
  });

  test('are known by a sentence', async () => {
    const contract = await contractOf(SPECS.orchard);
    const titles = new Map(contract.clauses.map(({ id, title }) => [id, title]));
    expect(
      [
        'RecordHarvest#status',
        'RecordHarvest#content-type',
        'RecordHarvest#error:StaleHarvest',
        'Harvest#closed',
        'Harvest.orchardId#required',
        'Harvest.baskets#min-items',
        'Harvest.grid[][]#type',
        'Labels{key}#max-length',
        'Finding#closed',
        'Pest.seenIn#enum',
        'Oddities.#type',
        'Oddities.a/b~c#max-length',
      ].map((id) => titles.get(id)),
    ).toEqual([
      'A success of `RecordHarvest` has status 201.',
      'A success of `RecordHarvest` says that its body is application/json.',
      'The error `StaleHarvest` of `RecordHarvest` comes with status 409.',
      '`Harvest` has no members but the 16 documented ones.',
      '`orchardId` is always there.',
      '`baskets` has at least 1 element.',
      'Each element of each element of `grid` is a number.',
      'Each key of `Labels` has at most 8 characters.',
      '`Finding` has no tags but the 6 documented ones.',
      '`seenIn` is one of the 9 documented values.',
      '"" is a string.',
      '`a/b~c` has at most 3 characters.',
    ]);
  });
});

test.each([
  ['name', '`name`'],
  ['', '""'],
  [' ', '" "'],
  ['a`b', '`` a`b ``'],
])('the name %j is written %s', (name, written) => {
  expect(inCode(name)).toBe(written);
});

describe('a source', () => {
  const root = `x-sources:
  doc: { title: The documentation, basis: documented }
  model: { title: The model, basis: documented }
  wire: { title: The protocol, basis: protocol }
  guess: { title: A guess, basis: inferred }
x-source: doc`;
  const schemas = `Output:
  type: object
  required: [a, b, c]
  x-source: { required: model }
  properties:
    a: { type: integer, x-source: { int64: wire } }
    b: { type: integer, x-source: guess }
    c: { type: integer, x-source: { default: wire, required: guess } }
    d: { type: integer, x-likely: { minimum: 0, source: guess } }
    e: { $ref: '#/components/schemas/Far' }
    f: { $ref: '#/components/schemas/Far', x-source: wire }
    g: { type: array, x-source: wire, items: { type: array, items: { type: string, x-source: { type: guess } } } }
    h: { type: object, x-source: { required: wire }, required: [i], properties: { i: { type: string } } }
Far: { type: string, enum: [A], x-source: model }`;

  test.each([
    ['Output#type', 'doc'],
    ['Output#closed', 'doc'],
    ['Output.a#required', 'model'],
    ['Output.a#type', 'doc'],
    ['Output.a#int64', 'wire'],
    ['Output.b#required', 'model'],
    ['Output.b#type', 'guess'],
    ['Output.c#required', 'guess'],
    ['Output.c#type', 'wire'],
    ['Output.d#likely-minimum', 'guess'],
    ['Output.d#type', 'doc'],
    ['Output.e#enum', 'model'],
    ['Output.f#enum', 'wire'],
    ['Output.g[]#type', 'wire'],
    ['Output.g[][]#type', 'guess'],
    ['OutputH.i#required', 'wire'],
    ['OutputH.i#type', 'doc'],
    ['Far#enum', 'model'],
    ['GetThing#status', 'wire'],
    ['GetThing#content-type', 'model'],
    ['GetThingInput.id#type', 'model'],
  ])('of %s is %s', async (id, source) => {
    const text = document(schemas, 'x-source: { default: model, status: wire }', root);
    const contract = unwrap(await lowered(text));
    const clause = contract.clauses.find((each) => each.id === id);
    const basis = contract.sources.find((each) => each.id === source)?.basis;
    expect(clause).toMatchObject({ source, basis, level: basis === 'inferred' ? 'SHOULD' : 'MUST' });
  });
});
