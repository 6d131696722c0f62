import * as sdk from '@aws-sdk/client-neptune-graph';
import { describe, expect, test } from 'vitest';
import type { Contract, Member, NamedShape } from '../../codegen/contract.js';
import { type Difference, driftOf, officialOf, officialOfSdk } from '../../codegen/drift/index.js';
import { markdownOf, titleOfDifference } from '../../codegen/drift/texts.js';
import { contractOf, SPECS } from '../support/contracts.js';
import { LAKE } from './official/support.js';

const contract = await contractOf(LAKE);

/** What is found when the official model is the contract with one thing changed. */
function drifted(change: (contract: Contract) => Contract): readonly Difference[] {
  return driftOf(contract, officialOf(change(contract)));
}

function withShape(name: string, change: (shape: NamedShape) => NamedShape): (of: Contract) => Contract {
  return (of) => ({
    ...of,
    shapes: of.shapes.map((shape) => (shape.name === name ? change(shape) : shape)),
  });
}

function withMember(
  owner: string,
  name: string,
  change: (member: Member) => readonly Member[],
): (of: Contract) => Contract {
  return withShape(owner, (shape) =>
    'members' in shape
      ? { ...shape, members: shape.members.flatMap((each) => (each.name === name ? change(each) : [each])) }
      : shape,
  );
}

function withOperation(change: Partial<Contract['operations'][number]>): (of: Contract) => Contract {
  return (of) => ({
    ...of,
    operations: of.operations.map((each) => (each.id === 'MeasureLake' ? { ...each, ...change } : each)),
  });
}

const output = 'MeasureLakeOutput';
const optional: Member = { name: 'more', target: { kind: 'string' }, required: false, doc: '' };
const [measure] = contract.operations;
const enumWith =
  (...values: readonly string[]) =>
  (shape: NamedShape): NamedShape =>
    shape.kind === 'enum' ? { ...shape, values: values.map((value) => ({ value, doc: '' })) } : shape;

type Row = readonly [
  Difference['kind'],
  string,
  (of: Contract) => Contract,
  clients: boolean,
  servers: boolean,
];

const rows: readonly Row[] = [
  ['enum-value-added', 'Fish#enum', withShape('Fish', enumWith('PIKE', 'CARP', 'EEL')), false, false],
  ['enum-value-removed', 'Fish#enum', withShape('Fish', enumWith('PIKE')), false, true],
  [
    'optional-member-added',
    `${output}#closed`,
    withMember(output, 'old', (m) => [m, optional]),
    false,
    false,
  ],
  [
    'required-member-added',
    `${output}#closed`,
    withMember(output, 'old', (m) => [m, { ...optional, required: true }]),
    false,
    true,
  ],
  [
    'required-member-added',
    'MeasureLakeInput#closed',
    withMember('MeasureLakeInput', 'by', (m) => [m, { ...optional, required: true }]),
    true,
    false,
  ],
  ['optional-member-removed', `${output}.old#type`, withMember(output, 'old', () => []), false, true],
  ['required-member-removed', `${output}.name#required`, withMember(output, 'name', () => []), true, true],
  ['tag-added', 'Catch#closed', withMember('Catch', 'fish', (m) => [m, optional]), false, false],
  ['tag-removed', 'Catch.boot#type', withMember('Catch', 'boot', () => []), false, true],
  [
    'became-required',
    `${output}.old#required`,
    withMember(output, 'old', (m) => [{ ...m, required: true }]),
    false,
    true,
  ],
  [
    'became-optional',
    `${output}.name#required`,
    withMember(output, 'name', (m) => [{ ...m, required: false }]),
    true,
    false,
  ],
  [
    'changed-type',
    `${output}.old#type`,
    withMember(output, 'old', (m) => [{ ...m, target: { kind: 'string' } }]),
    true,
    true,
  ],
  [
    'width-narrowed',
    `${output}.volume#int64`,
    withMember(output, 'volume', (m) => [{ ...m, target: { kind: 'integer', width: 32 } }]),
    false,
    true,
  ],
  [
    'narrowed',
    `${output}.tide#maximum`,
    withMember(output, 'tide', (m) => [
      { ...m, target: { kind: 'integer', width: 32, minimum: '-128', maximum: '100' } },
    ]),
    false,
    true,
  ],
  [
    'widened',
    `${output}.tide#minimum`,
    withMember(output, 'tide', (m) => [{ ...m, target: { kind: 'integer', width: 32, maximum: '127' } }]),
    true,
    false,
  ],
  [
    'changed-pattern',
    `${output}.name#pattern`,
    withMember(output, 'name', (m) => [
      { ...m, target: { kind: 'string', pattern: '^b$', minLength: 2, maxLength: 20 } },
    ]),
    true,
    true,
  ],
  [
    'changed-status',
    'MeasureLake#status',
    withOperation({ http: { method: 'POST', path: '/lakes/{lake}/measurements', status: 200 } }),
    true,
    true,
  ],
  [
    'changed-request-line',
    'MeasureLake#status',
    withOperation({ http: { method: 'PUT', path: '/lakes/{lake}/measurements', status: 201 } }),
    true,
    true,
  ],
  [
    'error-removed',
    'MeasureLake#error:Dry',
    withOperation({ errors: measure?.errors.slice(1) ?? [] }),
    false,
    true,
  ],
  [
    'error-added',
    'MeasureLake#error:Wet',
    withOperation({ errors: [...(measure?.errors ?? []), { shape: 'Wet', status: 418, retry: 'never' }] }),
    false,
    false,
  ],
  [
    'changed-retry',
    'MeasureLake#error:Dry',
    withOperation({
      errors: measure?.errors.map((e) => (e.shape === 'Dry' ? { ...e, retry: 'transient' } : e)) ?? [],
    }),
    false,
    false,
  ],
  [
    'changed-error-status',
    'MeasureLake#error:Dry',
    withOperation({
      errors: measure?.errors.map((e) => (e.shape === 'Dry' ? { ...e, status: 410 } : e)) ?? [],
    }),
    false,
    true,
  ],
];

describe('drift', () => {
  test('there is none between a contract and itself', () => {
    expect(drifted((same) => same)).toEqual([]);
  });

  test.each(rows)('%s at %s', (kind, clause, change, clients, servers) => {
    const [difference, ...others] = drifted(change);
    expect(others).toEqual([]);
    expect(difference).toMatchObject({ kind, clause, breaking: { clients, servers } });
    if (difference !== undefined) expect(titleOfDifference(difference)).not.toMatch(/null|undefined/);
  });

  test('an operation that is gone breaks everybody', () => {
    const found = drifted((of) => ({ ...of, operations: of.operations.slice(1) }));
    expect(found).toMatchObject([
      { kind: 'operation-removed', in: ['request', 'response'], breaking: { clients: true, servers: true } },
    ]);
  });

  test('what is in requests and in responses breaks both who send it', () => {
    const found = drifted(withShape('Units', enumWith('m')));
    expect(found).toMatchObject([
      { name: 'ft', in: ['request', 'response'], breaking: { clients: true, servers: true } },
    ]);
  });

  test('text of a model stays in its cell', () => {
    const hostile = '|`\n<script>\u202e';
    const found = drifted(withShape('Fish', enumWith('PIKE', 'CARP', hostile)));
    const page = markdownOf(found, { ours: 'a', official: 'b' });
    expect(page.split('\n').filter((line) => line.includes('script'))).toHaveLength(1);
    expect(page).not.toContain('\u202e');
  });
});

describe('drift against the installed SDK', () => {
  const official = officialOfSdk('sdk', sdk as unknown as Record<string, unknown>);
  if (official === null) throw new Error('the SDK has no schemas');

  test('is what a later edition adds to the documented one', async () => {
    const names = driftOf(await contractOf(SPECS.task), official).map(({ name }) => name);
    expect([...names].sort()).toEqual(['DELETED', 'NTRIPLES', 'PARQUET', 'parquetType']);
  });

  test('is none over the latest edition', async () => {
    expect(driftOf(await contractOf(SPECS.task, 'latest'), official)).toEqual([]);
  });

  test('sees what the SDK has no more', async () => {
    const task = await contractOf(SPECS.task, 'latest');
    const more = {
      ...task,
      operations: task.operations.map((each) => ({ ...each, http: { ...each.http, status: 202 } })),
      shapes: task.shapes.map((shape) =>
        shape.kind === 'structure' && shape.name === task.operations[0]?.output
          ? { ...shape, members: [...shape.members, optional] }
          : shape,
      ),
    };
    expect(driftOf(more, official).map(({ kind }) => kind)).toEqual([
      'changed-status',
      'optional-member-removed',
    ]);
  });
});
