import {
  GetImportTaskCommand,
  type GetImportTaskInput,
  type GetImportTaskOutput,
  NeptuneGraphClient,
} from '@aws-sdk/client-neptune-graph';

/**
 * One call of the AWS SDK for JavaScript v3, as a program makes it, but for a single attempt.
 * A client of its own for each call: no connection, retry quota or clock correction is carried over.
 */
export default async function getImportTask(
  endpoint: string,
  input: GetImportTaskInput,
): Promise<GetImportTaskOutput> {
  // Without an endpoint the SDK would turn to the real service.
  if (endpoint === '') throw new TypeError('This driver calls no endpoint but the one it is given.');
  const client = new NeptuneGraphClient({
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'not-a-secret' },
    maxAttempts: 1,
  });
  try {
    return await client.send(new GetImportTaskCommand(input));
  } finally {
    client.destroy();
  }
}
