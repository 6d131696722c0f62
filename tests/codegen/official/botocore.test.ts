import { describe, expect, test } from 'vitest';
import { problemText } from '../../../codegen/problems.js';
import { problemsOf, unwrap } from '../support.js';
import { contractOfModel } from './support.js';

const model = {
  version: '2.0',
  metadata: { apiVersion: '2025-01-01', protocol: 'rest-json', serviceFullName: 'Lakes', serviceId: 'Lake' },
  operations: {
    MeasureLake: {
      name: 'MeasureLake',
      http: { method: 'POST', requestUri: '/lakes/{lake}', responseCode: 201 },
      input: { shape: 'MeasureLakeRequest' },
      output: { shape: 'MeasureLakeResponse' },
      errors: [{ shape: 'Dry' }, { shape: 'Busy' }],
      documentation: '<p>Measures.</p>',
    },
  },
  shapes: {
    MeasureLakeRequest: {
      type: 'structure',
      required: ['LakeName'],
      members: {
        LakeName: { shape: 'Name', location: 'uri', locationName: 'lake' },
        Token: { shape: 'String', location: 'header', locationName: 'X-Token', idempotencyToken: true },
        Depth: { shape: 'Depth', locationName: 'depth' },
      },
    },
    MeasureLakeResponse: {
      type: 'structure',
      members: {
        catch: { shape: 'Catch' },
        at: { shape: 'Moment' },
        count: { shape: 'Long' },
        fish: { shape: 'FishList' },
      },
    },
    Name: { type: 'string', min: 2, max: 20, pattern: 'a|b[|]*' },
    String: { type: 'string' },
    Depth: { type: 'integer', box: true, min: 0, max: 11000 },
    Long: { type: 'long' },
    Moment: { type: 'timestamp', timestampFormat: 'iso8601' },
    Fish: { type: 'string', enum: ['PIKE', 'CARP'], max: 4 },
    FishList: { type: 'list', member: { shape: 'Fish' }, min: 1 },
    Catch: { type: 'structure', union: true, members: { fish: { shape: 'Fish' } } },
    Dry: {
      type: 'structure',
      members: { message: { shape: 'String' } },
      error: { httpStatusCode: 409, senderFault: true },
      exception: true,
    },
    Busy: {
      type: 'structure',
      members: { message: { shape: 'String' } },
      exception: true,
      fault: true,
      retryable: { throttling: true },
    },
  },
};

describe('a service model of botocore', () => {
  test('becomes the contract that it states', async () => {
    const contract = unwrap(await contractOfModel(JSON.stringify(model)));
    expect(contract.operations).toMatchObject([
      {
        id: 'MeasureLake',
        doc: 'Measures.',
        http: { method: 'POST', path: '/lakes/{lake}', status: 201 },
        errors: [
          { shape: 'Dry', status: 409, retry: 'never' },
          { shape: 'Busy', status: 500, retry: 'throttling' },
        ],
      },
    ]);
    const shape = (name: string): unknown => contract.shapes.find((each) => each.name === name);
    expect(shape('MeasureLakeInput')).toMatchObject({
      members: [
        {
          name: 'lake',
          required: true,
          // Patterns there are for the whole text.
          target: { pattern: '^(?:a|b[|]*)$', minLength: 2, maxLength: 20 },
        },
        { name: 'X-Token', binding: { in: 'header' } },
        { name: 'depth', target: { width: 32, minimum: '0', maximum: '11000' } },
      ],
    });
    expect(shape('MeasureLakeResponse')).toMatchObject({
      members: [
        { target: { name: 'Catch' } },
        { target: { kind: 'timestamp', format: 'date-time' } },
        { target: { width: 64 } },
        { target: { name: 'FishList' } },
      ],
    });
    expect(shape('Catch')).toMatchObject({ kind: 'union' });
    expect(shape('FishList')).toMatchObject({ minItems: 1 });
  });

  test.each([
    ['another protocol', { metadata: { ...model.metadata, protocol: 'json' } }, /The protocol awsJson1_1/],
    [
      'JSON in a header',
      {
        shapes: {
          ...model.shapes,
          MeasureLakeRequest: {
            ...model.shapes.MeasureLakeRequest,
            members: { Token: { shape: 'String', location: 'header', locationName: 'X', jsonvalue: true } },
          },
        },
      },
      /The trait jsonvalue cannot be expressed/,
    ],
  ])('%s is a problem', async (_, change, wanted) => {
    const problems = problemsOf(await contractOfModel(JSON.stringify({ ...model, ...change })));
    expect(problems.map(problemText).join('\n')).toMatch(wanted);
  });
});
