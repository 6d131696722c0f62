import { expect, test } from 'vitest';
import { lowered, problemsOf, unwrap, withMembers } from './support.js';

const B = "{ $ref: '#/components/schemas/B' }";
const schemas = 'B: { type: object, properties: { x: { type: string } } }';

test.each([
  ['allOf', `{ allOf: ${B} }`],
  ['allOf', '{ allOf: [false, { type: string }] }'],
  ['oneOf', '{ oneOf: [] }'],
  ['anyOf', `{ anyOf: { a: ${B} } }`],
  ['properties', '{ type: object, properties: [x, y] }'],
  ['required', '{ type: object, properties: { x: { type: string } }, required: x }'],
  ['nullable', "{ type: string, nullable: 'yes' }"],
  ['format', '{ type: string, format: 5 }'],
  ['discriminator', `{ oneOf: [${B}, { type: string }], discriminator: kind }`],
  ['a key of discriminator', `{ oneOf: [${B}, ${B}], discriminator: { propertyname: x } }`],
  ['a key of discriminator', `{ oneOf: [${B}, ${B}], discriminator: { propertyName: x, maping: {} } }`],
  ['mapping', `{ oneOf: [${B}, ${B}], discriminator: { propertyName: x, mapping: { a: 5 } } }`],
])('%s of another kind is a problem: %s', async (what, schema) => {
  const problems = problemsOf(await lowered(withMembers(`a: ${schema}`, schemas)));
  expect(problems).toContainEqual(expect.objectContaining({ code: 'wrong-value', what }));
});

test('a bound that is no number is a problem', async () => {
  const problems = problemsOf(await lowered(withMembers('a: { type: number, exclusiveMinimum: abc }')));
  expect(problems).toMatchObject([{ code: 'unsupported', what: 'The keyword exclusiveMinimum' }]);
});

test('what stands in an example is no schema', async () => {
  unwrap(await lowered(withMembers('a: { type: string, example: { allOf: 5, format: 3 } }', schemas)));
});
