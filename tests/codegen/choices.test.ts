import { describe, expect, test } from 'vitest';
import type { Choice, Contract } from '../../codegen/contract.js';
import { problemText } from '../../codegen/problems.js';
import { lowered, problemsOf, unwrap, withMembers } from './support.js';

const SCHEMAS = `
Cat: { type: object, required: [kind, lives], properties: { kind: { type: string }, lives: { type: integer } } }
Dog: { type: object, required: [kind, tricks], properties: { kind: { type: string }, tricks: { type: string } } }
Fox: { type: object, required: [kind], properties: { kind: { const: fox }, den: { type: string } } }
Hen: { type: object, required: [kind], properties: { kind: { type: string, enum: [hen, cock] } } }
Tool: { type: object, required: [made], properties: { made: { type: string } }, discriminator: { propertyName: made, mapping: { axe: Axe } } }
Saw: { allOf: [{ $ref: '#/components/schemas/Tool' }, { type: object, properties: { teeth: { type: integer } } }] }
Axe: { allOf: [{ $ref: '#/components/schemas/Tool' }], properties: { edge: { type: string } } }
Mole: { type: object, properties: { depth: { type: integer } } }
Stone: { type: object, required: [kind], properties: { kind: { type: integer } } }`;

const ref = (name: string): string => `{ $ref: '#/components/schemas/${name}' }`;

async function contractOf(member: string): Promise<Contract> {
  return unwrap(await lowered(withMembers(`a: ${member}`, SCHEMAS)));
}

async function choiceOf(member: string): Promise<Choice> {
  const { shapes } = await contractOf(member);
  const found = shapes.find((shape) => shape.kind === 'choice');
  if (found?.kind !== 'choice') throw new Error('there is no choice');
  return found;
}

const tags = ({ tag, options }: Choice): unknown => [
  tag,
  Object.fromEntries(options.map((option) => [option.name, option.tags])),
];

describe('a choice is told', () => {
  test.each<[string, string, unknown]>([
    [
      'by a discriminator, whose texts are the names of the schemas',
      `{ oneOf: [${ref('Cat')}, ${ref('Dog')}], discriminator: { propertyName: kind } }`,
      ['kind', { Cat: ['Cat'], Dog: ['Dog'] }],
    ],
    [
      'by a discriminator with a mapping, to references or names',
      `{ anyOf: [${ref('Cat')}, ${ref('Dog')}], discriminator: { propertyName: kind, mapping: { c: Cat, d: '#/components/schemas/Dog', k: Cat } } }`,
      ['kind', { Cat: ['c', 'k'], Dog: ['d'] }],
    ],
    [
      'by what a required member in common can hold',
      `{ oneOf: [${ref('Fox')}, ${ref('Hen')}] }`,
      ['kind', { Fox: ['fox'], Hen: ['hen', 'cock'] }],
    ],
    [
      'by a discriminator of what its alternatives are made of',
      ref('Tool'),
      ['made', { Saw: ['Saw'], Axe: ['axe'] }],
    ],
    ['by required members', `{ oneOf: [${ref('Cat')}, ${ref('Dog')}] }`, [null, { Cat: [], Dog: [] }]],
    [
      'by types',
      `{ anyOf: [{ type: string }, { type: boolean }, ${ref('Mole')}, { type: array, items: { type: string } }] }`,
      [null, { string: [], boolean: [], Mole: [], list: [] }],
    ],
    [
      'by members that are said beside the alternatives',
      `{ type: object, required: [x], properties: { x: { type: string } }, oneOf: [{ title: One, required: [b], properties: { b: {} } }, { title: Two, required: [c], properties: { c: {} } }] }`,
      [null, { OutputAOne: [], OutputATwo: [] }],
    ],
  ])('%s', async (_, member, expected) => {
    expect(tags(await choiceOf(member))).toEqual(expected);
  });
});

test('null among the alternatives makes the member nullable, and is none of them', async () => {
  const { shapes } = await contractOf(`{ oneOf: [${ref('Cat')}, ${ref('Dog')}, { type: 'null' }] }`);
  const output = shapes.find(({ name }) => name === 'Output');
  expect(output).toMatchObject({ members: [{ target: { kind: 'ref', nullable: true } }] });
});

test('the clauses of a choice are of its own and of what its options hold', async () => {
  const { clauses } = await contractOf(
    '{ oneOf: [{ type: string, maxLength: 3 }, { type: integer, format: int32 }] }',
  );
  const ids = clauses.map(({ id }) => id).filter((id) => id.startsWith('OutputA'));
  expect(ids).toEqual([
    'OutputA#option',
    'OutputA.string#max-length',
    'OutputA.integer#integer',
    'OutputA.integer#int32',
  ]);
});

describe('what nothing tells apart is a problem, with a way out:', () => {
  test.each<[string, string, RegExp]>([
    [
      'two texts',
      '{ oneOf: [{ type: string }, { type: string, format: byte }] }',
      /Alternatives that cannot be told apart \(string and blob\)/,
    ],
    ['two numbers', '{ oneOf: [{ type: integer }, { type: number, minimum: 3 }] }', /told apart/],
    [
      'two objects, one of which has nothing of its own',
      `{ oneOf: [${ref('Cat')}, ${ref('Mole')}] }`,
      /\(Cat and Mole\).*required member that the others do not have/,
    ],
    [
      'an object and a map',
      `{ oneOf: [${ref('Cat')}, { type: object, additionalProperties: { type: string } }] }`,
      /\(Cat and map\)/,
    ],
    ['anything among others', '{ oneOf: [{ type: string }, {}] }', /document as an alternative/],
    [
      'a choice in a choice',
      `{ oneOf: [{ type: string }, { title: X, oneOf: [{ type: boolean }, { type: integer }] }] }`,
      /OutputAX as an alternative/,
    ],
    [
      'a oneOf beside an anyOf',
      `{ oneOf: [{ type: string }, { type: integer }], anyOf: [{ type: boolean }, { type: integer }] }`,
      /A oneOf beside an anyOf/,
    ],
    [
      'a text for two alternatives',
      `{ oneOf: [${ref('Cat')}, ${ref('Dog')}], discriminator: { propertyName: kind, mapping: { Dog: Cat } } }`,
      /discriminator.*Dog/,
    ],
    [
      'a mapping to none of them',
      `{ oneOf: [${ref('Cat')}, ${ref('Dog')}], discriminator: { propertyName: kind, mapping: { c: Catt } } }`,
      /alternative.*Catt.*Cat/,
    ],
    [
      'a member that one does not have',
      `{ oneOf: [${ref('Cat')}, ${ref('Mole')}], discriminator: { propertyName: kind } }`,
      /"kind", which the discriminator names, as a member of Mole/,
    ],
    [
      'a member that is no text',
      `{ oneOf: [${ref('Cat')}, ${ref('Stone')}], discriminator: { propertyName: kind } }`,
      /"kind" of Stone, which does not take "Stone"/,
    ],
    [
      'a constant that is another',
      `{ oneOf: [${ref('Cat')}, ${ref('Fox')}], discriminator: { propertyName: kind } }`,
      /"kind" of Fox, which does not take "Fox"/,
    ],
  ])('%s', async (_, member, expected) => {
    const found = problemsOf(await lowered(withMembers(`a: ${member}`, SCHEMAS)));
    expect(found.map(problemText).join('\n')).toMatch(expected);
  });
});
