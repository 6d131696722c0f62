/**
 * Drives the AWS SDK for JavaScript v3 over the stdio protocol (tests/conformance/PROTOCOL.md): no endpoint but the
 * given, and single attempts, unless ATTEMPTS is `default`.
 */
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import { GetImportTaskCommand, NeptuneGraphClient } from '@aws-sdk/client-neptune-graph';

const { version } = createRequire(import.meta.url)('@aws-sdk/client-neptune-graph/package.json');

/** An output as JSON; what JSON has no type for, or would round, stands in its neutral form. */
function written(value) {
  if (typeof value === 'bigint') return { int: String(value) };
  if (typeof value === 'number') {
    if (!Number.isInteger(value)) return Number.isFinite(value) ? value : { float: String(value) };
    return Number.isSafeInteger(value) ? value : { int: String(BigInt(value)) };
  }
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(written);
  if (value instanceof Date) {
    return Number.isNaN(value.getTime()) ? { bad: 'Invalid Date' } : { ts: String(value.getTime()) };
  }
  if (value instanceof Uint8Array) return { bytes: Buffer.from(value).toString('base64') };
  const { $metadata, ...members } = value;
  return Object.fromEntries(Object.entries(members).map(([name, held]) => [name, written(held)]));
}

const before = Reflect.ownKeys(Object.prototype);

/** What is new on the prototype that all objects share; it is taken off again. */
function polluted() {
  const added = Reflect.ownKeys(Object.prototype).filter((key) => !before.includes(key));
  for (const key of added) Reflect.deleteProperty(Object.prototype, key);
  return added.map((key) => `Object.prototype.${String(key)}`);
}

/** One call by a client of its own, so that nothing is carried over from the call before. */
async function call(endpoint, input) {
  if (!endpoint) throw new TypeError('This driver calls no endpoint but the one it is given.');
  const client = new NeptuneGraphClient({
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'not-a-secret' },
    ...(process.env.ATTEMPTS === 'default' ? {} : { maxAttempts: 1 }),
  });
  try {
    return { output: written(await client.send(new GetImportTaskCommand(input))) };
  } catch (error) {
    const { $metadata = {}, $fault, $response, ...members } = Object(error);
    const { name, message = String(error) } = Object(error);
    const { httpStatusCode: status, requestId } = $metadata;
    return { error: { name, message, status, requestId, members: written(members) } };
  } finally {
    client.destroy();
  }
}

const self = {
  name: '@aws-sdk/client-neptune-graph',
  version,
  view: 'aws-sdk-js',
  limitations: ['js-number'],
};

for await (const line of createInterface({ input: process.stdin })) {
  const { hello, id, endpoint, input } = JSON.parse(line);
  const answer = hello ? { hello: self } : { id, ...(await call(endpoint, input)), polluted: polluted() };
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
