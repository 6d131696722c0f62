import { decodeGetImportTaskResponse } from 'neptune-contract';
import { handlerServer, registerServerSuite } from 'neptune-contract/conformance';
import { describe, expect, test } from 'vitest';
import { app, tasks } from './app.js';

tasks.set('t-0123456789', {
  taskId: 't-0123456789',
  source: 's3://bucket/graph/',
  roleArn: 'arn:aws:iam::123456789012:role/import',
  status: 'SUCCEEDED',
});

registerServerSuite(
  { describe, test },
  {
    target: handlerServer((request) => app.fetch(request), 'app'),
    tasks: [{ input: { taskIdentifier: 't-0123456789' } }],
    runs: 10,
    seed: 1,
  },
);

test('a malformed identifier is refused by the schema', async () => {
  const response = await app.request('/importtasks/T-1');
  const { status, headers } = response;
  const body = await response.text();
  expect(decodeGetImportTaskResponse({ status, headers, body })).toMatchObject({
    kind: 'error',
    error: { name: 'ValidationException', reason: 'CONSTRAINT_VIOLATION' },
  });
});
