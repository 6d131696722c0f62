/** From text, or bytes, to decoded values: beside bare `JSON.parse`, exact parsers, and the SDK's own deserialiser. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import jsonBigint from 'json-bigint';
import { JSONParse } from 'json-with-bigint';
import { parse } from 'lossless-json';
import { interleaved, over, summary } from '../lib/measure.mjs';
import { DIST, ROOT } from '../lib/places.mjs';
import { taskTexts } from '../lib/values.mjs';

export const title = 'Decoding, one response';

export async function section({ rounds }) {
  const { decodeGetImportTaskResponse: decode } = await load('codec.js');
  const { validateGetImportTaskOutputWire: validate } = await load('validators/wire.js');
  const size = taskTexts.length;
  const encoder = new TextEncoder();
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const bytes = taskTexts.map((text) => encoder.encode(text));
  const responses = (bodies) =>
    bodies.map((body) => ({ status: 200, headers: { 'content-type': 'application/json' }, body }));
  const large = taskTexts.map((text) =>
    text.replace(/"statementCount":\d+/, '"statementCount":9223372036854775807'),
  );
  const exact = jsonBigint({ useNativeBigInt: true });

  const text = await interleaved(
    {
      'JSON.parse': over(taskTexts, (each) => (JSON.parse(each).taskId === '' ? 0 : 1), size),
      'JSON.parse, then validate': over(
        taskTexts,
        (each) => (validate(JSON.parse(each)).valid ? 1 : 0),
        size,
      ),
      ours: over(responses(taskTexts), (each) => (decode(each).kind === 'output' ? 1 : 0), size),
      'lossless-json': over(taskTexts, (each) => (parse(each).taskId === '' ? 0 : 1), size),
      'json-bigint': over(taskTexts, (each) => (exact.parse(each).taskId === '' ? 0 : 1), size),
      'json-with-bigint': over(taskTexts, (each) => (JSONParse(each).taskId === '' ? 0 : 1), size),
    },
    { rounds, size },
  );
  const binary = await interleaved(
    {
      'JSON.parse': over(bytes, (each) => (JSON.parse(decoder.decode(each)).taskId === '' ? 0 : 1), size),
      ours: over(responses(bytes), (each) => (decode(each).kind === 'output' ? 1 : 0), size),
    },
    { rounds, size },
  );
  const beyond = await interleaved(
    {
      'JSON.parse': over(large, (each) => (JSON.parse(each).taskId === '' ? 0 : 1), size),
      ours: over(responses(large), (each) => (decode(each).kind === 'output' ? 1 : 0), size),
      'lossless-json': over(large, (each) => (parse(each).taskId === '' ? 0 : 1), size),
      'json-bigint': over(large, (each) => (exact.parse(each).taskId === '' ? 0 : 1), size),
      'json-with-bigint': over(large, (each) => (JSONParse(each).taskId === '' ? 0 : 1), size),
    },
    { rounds, size },
  );
  const sdk = await sdkRow(decode, rounds);
  const row = (name, times) => ({
    row: name,
    base: 'JSON.parse',
    contenders: summary(times, 'JSON.parse'),
    out: [],
  });
  return {
    rows: [
      row('text', text),
      row('bytes', binary),
      row('text, an integer beyond 2^53', beyond),
      { row: 'response to output', base: 'ours', contenders: summary(sdk, 'ours'), out: [] },
    ],
    beyondValidating: within(text),
  };
}

/** What decoding takes beyond the validator's own time, which is what validating adds to parsing, as a ratio to parsing. */
function within(times) {
  const ratios = times.ours.map(
    (time, round) =>
      (time - (times['JSON.parse, then validate'][round] - times['JSON.parse'][round])) /
      times['JSON.parse'][round],
  );
  return Number(ratios.sort((a, b) => a - b)[ratios.length >> 1].toPrecision(3));
}

/** The SDK from the bytes of a response to its output, without a network: a handler that answers at once. */
async function sdkRow(decode, rounds) {
  const require = createRequire(join(ROOT, 'package.json'));
  const { NeptuneGraphClient, GetImportTaskCommand } = require('@aws-sdk/client-neptune-graph');
  const bytes = new TextEncoder().encode(taskTexts[0]);
  const { protocol } = new NeptuneGraphClient({
    region: 'us-east-1',
    endpoint: 'http://127.0.0.1:1',
    credentials: { accessKeyId: 'none', secretAccessKey: 'none' },
  }).config;
  const schema = new GetImportTaskCommand({ taskIdentifier: 't-0000000000' }).schema;
  const codec = protocol.getPayloadCodec().createDeserializer();
  const shape = Array.isArray(schema) ? schema[5] : schema.output;
  const response = { status: 200, headers: { 'content-type': 'application/json' }, body: bytes };
  const decodeOne = () => decode(response);
  const sdkOne = () => codec.read(shape, bytes);
  const read = await sdkOne();
  if (read.taskId === undefined) throw new Error('the SDK did not decode the response');
  return interleaved({ ours: decodeOne, 'the SDK': sdkOne }, { rounds });
}

function load(path) {
  return import(pathToFileURL(join(DIST, 'generated', path)).href);
}
