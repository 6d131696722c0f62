import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Contract } from '../../../codegen/contract.js';
import { importModel } from '../../../codegen/import.js';
import { protocolPath } from '../../../codegen/official.js';
import { problemText } from '../../../codegen/problems.js';
import { plainText } from '../../../codegen/smithy/plain-text.js';
import { contractOf } from '../../support/contracts.js';
import { folderOf, problemsOf, unwrap } from '../support.js';
import { contractOfModel, type Json, LAKE, lake } from './support.js';

function membersOf(contract: Contract, name: string): Record<string, unknown> {
  const shape = contract.shapes.find((each) => each.name === name);
  if (shape === undefined || !('members' in shape)) throw new Error(`no structure ${name}`);
  return Object.fromEntries(shape.members.map((member) => [member.name, member]));
}

describe('a Smithy model', () => {
  test('has operations of the service and of its resources, with their errors', async () => {
    const { operations, title, version } = await contractOf(LAKE);
    expect({ title, version }).toEqual({ title: 'Lakes', version: '2025-01-01' });
    expect(operations).toMatchObject([
      {
        id: 'MeasureLake',
        doc: 'Measures a lake & says so.\n- Depth\n- Wind',
        http: { method: 'POST', path: '/lakes/{lake}/measurements', status: 201 },
        errors: [
          { shape: 'Dry', status: 409, retry: 'never' },
          { shape: 'Frozen', status: 409, retry: 'transient' },
          { shape: 'Busy', status: 500, retry: 'throttling' },
        ],
      },
      // A success of bytes has nothing to decode.
      { id: 'GetBoat', output: null },
      { id: 'SinkBoat', doc: 'Deprecated.', output: null },
    ]);
  });

  test('binds the members of an input, under their names on the wire', async () => {
    expect(membersOf(await contractOf(LAKE), 'MeasureLakeInput')).toMatchObject({
      lake: { required: true, binding: { in: 'path' }, target: { minLength: 2, maxLength: 20 } },
      units: { binding: { in: 'query' }, target: { kind: 'ref', name: 'Units' } },
      since: { target: { kind: 'timestamp', format: 'date-time' } },
      tag: { binding: { in: 'query' }, target: { name: 'Words' } },
      'X-Token': { required: false, binding: { in: 'header' } },
      by: { required: true },
      depth: { target: { kind: 'integer', width: 32, minimum: '0', maximum: '11000' } },
    });
  });

  test('has shapes of every kind, mixins and applied traits in place', async () => {
    const contract = await contractOf(LAKE);
    const members = membersOf(contract, 'MeasureLakeOutput');
    expect(Object.keys(members).slice(0, 3)).toEqual(['name', 'note', 'measured']);
    expect(members).toMatchObject({
      name: { required: true, target: { pattern: '^[A-Za-z0-9__\\-]+$' } },
      // biome-ignore lint/suspicious/noTemplateCurlyInString: hostile text that has to stay text
      note: { doc: '*/ ${alert(1)} stays words <b>' },
      measured: { target: { kind: 'timestamp', format: 'epoch-seconds' } },
      volume: { target: { width: 64 } },
      warmth: { target: { kind: 'float', width: 32 } },
      level: { target: { kind: 'integer', width: 32 } },
      tide: { target: { minimum: '-128', maximum: '127' } },
      photo: { target: { kind: 'blob' } },
      extra: { target: { kind: 'document' } },
      fish: { target: { name: 'Fish' } },
      old: { deprecated: expect.any(String) },
    });
    const shape = (name: string): unknown => contract.shapes.find((each) => each.name === name);
    expect(shape('Units')).toMatchObject({
      values: [
        { value: 'm', doc: 'Metres.' },
        { value: 'ft', doc: 'Feet.' },
      ],
    });
    expect(shape('Fish')).toMatchObject({ values: [{ value: 'PIKE' }, { value: 'CARP' }] });
    expect(shape('Inlets')).toMatchObject({ kind: 'map', key: { minLength: 2 }, minItems: 1 });
    expect(shape('InletList')).toMatchObject({ kind: 'list', uniqueItems: true });
    expect(shape('Catch')).toMatchObject({ kind: 'union' });
  });

  test('gives the operations that are asked for, and what they need', async () => {
    const contract = unwrap(await contractOfModel(lake(), ['SinkBoat']));
    expect(contract.operations.map(({ id }) => id)).toEqual(['SinkBoat']);
    expect(contract.shapes.map(({ name }) => name)).toEqual(['SinkBoatInput', 'Busy']);
  });

  test('that was imported says the same', async () => {
    for (const operations of [[], ['MeasureLake']]) {
      const folder = await folderOf({});
      await mkdir(join(folder, 'protocols'));
      await copyFile(protocolPath(), join(folder, 'protocols', 'rest-json-1.yaml'));
      await writeFile(join(folder, 'lake.yaml'), unwrap(await importModel(LAKE, { operations })));
      const imported = await contractOf(join(folder, 'lake.yaml'));
      expect(imported).toEqual(unwrap(await contractOfModel(lake(), operations)));
    }
  });

  test('can be imported without its words', async () => {
    const text = unwrap(await importModel(LAKE, { descriptions: false }));
    expect(text).not.toMatch(/Metres|says so|stays words/);
    expect(text).toContain('description: Success.');
  });
});

const members = (shapes: Json): Json => shapes['example.lake#MeasureLakeOutput']?.['members'] as Json;
const traits = (json: Json | undefined): Json => (json as Json)['traits'] as Json;

const rows: readonly (readonly [string, (shapes: Json) => void, RegExp])[] = [
  [
    'another protocol',
    (shapes) => {
      traits(shapes['example.lake#Lake'])['aws.protocols#awsJson1_1'] = {} as Json;
      delete traits(shapes['example.lake#Lake'])['aws.protocols#restJson1'];
    },
    /The protocol awsJson1_1 cannot be expressed.*Give a service of restJson1/,
  ],
  ['no service', (shapes) => delete shapes['example.lake#Lake'], /A service of the model is missing/],
  [
    'a shape that is not there',
    (shapes) => {
      (members(shapes)['fish'] as Json)['target'] = 'example.lake#Fis' as unknown as Json;
    },
    /There is no shape "example.lake#Fis".*Did you mean "example.lake#Fish"/,
  ],
  [
    'a sparse list',
    (shapes) => {
      traits(shapes['example.lake#Words'])['smithy.api#sparse'] = {} as Json;
    },
    /The trait sparse cannot be expressed/,
  ],
  [
    'headers by a prefix',
    (shapes) => {
      const input = shapes['example.lake#MeasureLakeInput']?.['members'] as Json;
      traits(input['token'])['smithy.api#httpPrefixHeaders'] = 'x-' as unknown as Json;
    },
    /The trait httpPrefixHeaders cannot be expressed.*httpHeader/,
  ],
  [
    'a misspelt trait',
    (shapes) => {
      traits(shapes['example.lake#Name'])['smithy.api#lenght'] = {} as Json;
    },
    /"lenght" is no keyword of Smithy.*Did you mean "length"/,
  ],
  [
    'a number of any width',
    (shapes) => {
      (members(shapes)['volume'] as Json)['target'] = 'smithy.api#BigInteger' as unknown as Json;
    },
    /A bigInteger as a value cannot be expressed/,
  ],
  [
    'a timestamp as HTTP has it',
    (shapes) => {
      traits(members(shapes)['printed'])['smithy.api#timestampFormat'] = 'http-date' as unknown as Json;
    },
    /A timestamp in the form "http-date" cannot be expressed/,
  ],
  [
    'two members of one name on the wire',
    (shapes) => {
      (members(shapes)['volume'] as Json)['traits'] = { 'smithy.api#jsonName': 'tide' } as unknown as Json;
    },
    /The name "tide" is taken already/,
  ],
  [
    'a label for several segments',
    (shapes) => {
      (traits(shapes['example.lake#GetBoat'])['smithy.api#http'] as Json)['uri'] =
        '/boats/{boat+}' as unknown as Json;
    },
    /A label for several segments cannot be expressed/,
  ],
  [
    'an operation without HTTP',
    (shapes) => delete traits(shapes['example.lake#GetBoat'])['smithy.api#http'],
    /How GetBoat travels over HTTP is missing|how GetBoat travels over HTTP is missing/,
  ],
  [
    'a type that Smithy has not',
    (shapes) => {
      (shapes['example.lake#Depth'] as Json)['type'] = 'int' as unknown as Json;
    },
    /Type is "int", not a type of Smithy|type is "int", not a type of Smithy/,
  ],
];

describe('what a contract cannot say of a model is a problem with its place', () => {
  test.each(rows)('%s', async (_, change, wanted) => {
    const problems = problemsOf(await contractOfModel(lake(change)));
    const texts = problems.map(problemText);
    expect(texts.filter((text) => wanted.test(text))).not.toEqual([]);
    for (const text of texts) expect(text).toMatch(/model\.json:\d+:\d+ {2}.*\(#\/|model\.json:1:1 /);
  });

  test('an operation that is not there', async () => {
    const problems = problemsOf(await contractOfModel(lake(), ['GetBoot']));
    expect(problems.map(problemText).join('\n')).toMatch(/There is no operation "GetBoot".*"GetBoat"/);
  });

  test('only of the operations that are asked for', async () => {
    const broken = lake((shapes) => delete traits(shapes['example.lake#GetBoat'])['smithy.api#http']);
    expect((await contractOfModel(broken, ['SinkBoat'])).ok).toBe(true);
  });
});

test.each([
  ['<p>One</p><p>two  three</p>', 'One\ntwo three'],
  ['<ul> <li> <p>a</p> </li><li>b</li></ul>', '- a\n- b'],
  ['a &lt;b&gt; &#x41;&#66; &nope; &#xD800;', 'a <b> AB &nope; &#xD800;'],
  ['x < y and y > z <!-- gone -->', 'x < y and y > z'],
  ['<a href="javascript:alert(1)">link</a> <script', 'link <script'],
])('%j in plain words', (html, words) => {
  expect(plainText(html)).toBe(words);
});
