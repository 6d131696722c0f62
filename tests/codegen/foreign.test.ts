/** Documents that are not written for this generator: what says nothing of a value is told, and read over. */
import { describe, expect, test } from 'vitest';
import type { Contract } from '../../codegen/contract.js';
import { lower } from '../../codegen/lower/index.js';
import type { Problem } from '../../codegen/problems.js';
import { document, load, lowered, problemsOf, unwrap, withMembers } from './support.js';

const empty = 'Output: { type: object, properties: {} }';

async function read(
  text: string,
): Promise<{ readonly contract: Contract; readonly notes: readonly string[] }> {
  const notes: Problem[] = [];
  const contract = unwrap(lower(unwrap(await load(text)), { note: (problem) => notes.push(problem) }));
  return { contract, notes: notes.map((each) => (each.code === 'not-in-contract' ? each.what : each.code)) };
}

async function memberOf(schema: string, version = '3.1.0') {
  const found = await read(
    withMembers(`a: ${schema}`, 'B: { type: object, properties: {} }').replace('3.1.0', version),
  );
  const output = found.contract.shapes.find(({ name }) => name === 'Output');
  return { ...found, members: output?.kind === 'structure' ? output.members : [] };
}

describe('keywords that say nothing of the values of a type are told', () => {
  test.each([
    [
      '{ type: integer, minLength: 1 }',
      'The keyword minLength of a schema of type integer',
      { kind: 'integer', width: 64 },
    ],
    [
      '{ type: string, maximum: 3, maxLength: 2 }',
      'The keyword maximum of a schema of type string',
      { kind: 'string', maxLength: 2 },
    ],
    ['{ type: string, enum: [x], maxLength: 4 }', 'The keyword maxLength of an enum', { kind: 'ref' }],
    [
      '{ type: string, format: date-time, pattern: T }',
      'The keyword pattern of a date-time',
      { kind: 'timestamp' },
    ],
    [
      '{ type: object, properties: {}, maxProperties: 3 }',
      'The keyword maxProperties of an object with members of its own',
      { kind: 'ref' },
    ],
  ])('%s', async (schema, note, target) => {
    const { members, notes } = await memberOf(schema);
    expect(notes).toEqual([note]);
    expect(members[0]?.target).toMatchObject(target);
  });

  test('what stands beside a reference of 3.0, but for descriptions', async () => {
    const schema = "{ $ref: '#/components/schemas/B', type: string, maxLength: 3, description: Mine. }";
    const { members, notes } = await memberOf(schema, '3.0.3');
    expect(notes).toEqual(['The keyword type of a reference', 'The keyword maxLength of a reference']);
    expect(members).toMatchObject([{ target: { kind: 'ref', name: 'B' }, doc: 'Mine.' }]);
  });
});

test('a member that is only ever required holds any JSON, unless its name looks misspelt', async () => {
  const output = (required: string): string =>
    document(`Output: { type: object, required: [${required}], properties: { name: { type: string } } }`);
  const { contract } = await read(output('else'));
  expect(contract.shapes.find(({ name }) => name === 'Output')).toMatchObject({
    members: [{ name: 'name' }, { name: 'else', required: true, target: { kind: 'document' } }],
  });
  expect(problemsOf(await lowered(output('nmae'))).map(({ code }) => code)).toEqual(['unknown-name']);
});

test('the name of what an operation is asked with is one that nothing else has', async () => {
  const { contract } = await read(
    document(`${empty}\nGetThingInput: { type: object, properties: { x: {} } }`),
  );
  expect(contract.operations[0]?.input).toBe('GetThingRequest');
  const both = `${empty}\nGetThingInput: { type: string }\nGetThingRequest: { type: string }`;
  expect((await read(document(both))).contract.operations[0]?.input).toBe('GetThingInput2');
});

describe('responses', () => {
  const answers = (more: string): string =>
    document(empty).replace('responses:', `responses:\n        ${more}`);
  const content = (type: string, schema: string): string =>
    `{ description: d, content: { ${type}: { schema: ${schema} } } }`;

  test.each([
    ['a text', content('application/json', '{ type: string }')],
    ['any JSON', content('application/json', '{}')],
    ['no JSON', content('text/plain', '{ type: string }')],
  ])('errors whose body is %s are unmodelled', async (_, response) => {
    const { contract, notes } = await read(answers(`'404': ${response}`));
    expect(contract.operations[0]?.errors).toEqual([]);
    expect(notes).toContain('The error 404, whose body is no object,');
  });

  test('a success that is no JSON has no output', async () => {
    const { contract, notes } = await read(document(empty).replace('application/json', 'application/pdf'));
    expect(contract.operations[0]?.output).toBeNull();
    expect(notes).toEqual(['A body of application/pdf']);
  });

  test.each([
    ['the same reference', content('application/json', "{ $ref: '#/components/schemas/Output' }")],
    ['the same schema', content('application/json', '{ type: object, properties: {} }')],
  ])('several successes with %s are one', async (_, response) => {
    const { contract } = await read(answers(`'202': ${response}`));
    const { http, output } = contract.operations[0] ?? {};
    expect({ ...http, output }).toMatchObject({ status: 202, also: [200] });
    expect(contract.clauses.find(({ id }) => id === 'GetThing#status')?.title).toContain('202 or 200');
  });
});

describe('shorthands of patterns are written out', () => {
  test.each([
    [String.raw`^\s$`, [' ', '\t', '\u00a0', '\u2028', '\ufeff'], ['a', '\u180e', '\u0085', '']],
    [String.raw`^\S$`, ['a', '\u0085'], [' ', '\n']],
    [String.raw`^[\s-]$`, [' ', '-'], ['a']],
  ])('%s', async (pattern, valid, invalid) => {
    const { members } = await memberOf(`{ type: string, pattern: '${pattern}' }`);
    const { target } = members[0] ?? {};
    const found = target?.kind === 'string' ? (target.pattern ?? '') : '';
    expect(found).not.toMatch(/\\[sS]/);
    for (const text of valid) expect(text).toMatch(new RegExp(found, 'u'));
    for (const text of invalid) expect(text).not.toMatch(new RegExp(found, 'u'));
  });
});
