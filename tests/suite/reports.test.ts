import { expect, test } from 'vitest';
import { contract } from '../../generated/contract.js';
import {
  clientTarget,
  jsonReport,
  terminalReport,
  validatorTarget,
  verifyClient,
  verifyValidator,
} from '../conformance/index.js';
import { carefulClient } from './support/careful-client.js';
import { brokenResult } from './support/results.js';

const lossy = clientTarget(
  carefulClient(contract, { parse: JSON.parse, integer: Number }),
  'lossy.ts#client',
);

test('the terminal report has all that is needed to see a finding, and to see it again', async () => {
  const result = await verifyClient({ target: lossy, only: ['integer-exact-large'], seed: 1 });
  const report = terminalReport(result, { command: 'npx neptune-contract verify client lossy.ts#client' });
  expect(report).toContain('lossy.ts#client as a client of GetImportTask');
  expect(report).toContain('MUST restJson1#integer-exact-large');
  expect(report).toContain('simple-types.rst');
  expect(report).toMatch(/expected +\{"int":"9007199254740993"\}/);
  expect(report).toMatch(/actual +\{"int":"9007199254740992"\}/);
  expect(report).toMatch(/response +200 · Content-Type: application\/json/);
  expect(report).toMatch(/"timeElapsedSeconds":9007199254740993/);
  expect(report).toContain(
    "npx neptune-contract verify client lossy.ts#client --replay 'client/restJson1%23integer-exact-large~",
  );
  expect(report).toContain('BROKEN 3 findings at MUST or above');
  expect(report).not.toContain('\u001b');
});

test('colours come where they are asked for', async () => {
  const result = await verifyClient({ target: lossy, only: ['integer-exact-large'], runs: 5, seed: 1 });
  expect(terminalReport(result, { colours: true })).toContain('\u001b[31m');
});

test('text of a target cannot act on the terminal', async () => {
  const nasty = '\u001b[2J\u001b]0;title\u0007\u202e';
  const target = clientTarget(
    async () => Promise.reject(Object.assign(new Error(nasty), { name: nasty })),
    nasty,
  );
  const result = await verifyClient({ target, only: ['valid-output'], runs: 1, seed: 1 });
  expect(terminalReport(result)).not.toMatch(/[\u001b\u0007\u202e]/);
});

test('the JSON report is the result', async () => {
  const result = await verifyValidator({
    target: validatorTarget(() => true, 'all'),
    only: ['GetImportTaskOutput.taskId'],
    runs: 5,
    seed: 1,
  });
  expect(JSON.parse(jsonReport([result]))).toMatchObject(result);
  expect(JSON.parse(jsonReport([result, result]))).toHaveLength(2);
});

test('behaviours are told and fail nothing', async () => {
  const target = clientTarget(carefulClient(contract), 'careful');
  const result = await verifyClient({
    target,
    only: ['duplicate-member', 'fractional-integer'],
    runs: 10,
    seed: 1,
    level: 'INFO',
  });
  expect(result).toMatchObject({ holds: true, findings: [] });
  expect(
    result.behaviours.flatMap((each) => each.seen.map(({ behaviour, towards }) => [behaviour, towards])),
  ).toEqual(
    expect.arrayContaining([
      ['takes the last', null],
      ['rejects', 'fraction'],
    ]),
  );
  expect(terminalReport(result)).toMatch(/duplicate-member +takes the last/);
});

test('a decoded validator and a shard are told of, a place that the summary does not name, and code where it is asked for', async () => {
  const result = await verifyValidator({
    target: validatorTarget(() => true, 'src/all.ts#all'),
    view: 'decoded',
    shard: { index: 1, count: 2 },
    only: ['pattern'],
    runs: 5,
    seed: 1,
  });
  expect(result).toMatchObject({ view: 'decoded', shard: { index: 1, count: 2 } });
  const report = terminalReport(result, { snippets: true });
  expect(report).toContain('tolerant, decoded values, shard 1/2');
  expect(report).toMatch(/ {6}at +\/\w+\n/);
  expect(report).toMatch(/a test for vitest:\n +import /);
  expect(report).toContain("view: 'decoded'");
  expect(terminalReport(result)).not.toContain('vitest');
});

test('bytes that are no text are shown as bytes', async () => {
  const target = clientTarget(
    carefulClient(contract, { text: (bytes) => new TextDecoder().decode(bytes) }),
    'loose',
  );
  const result = await verifyClient({ target, only: ['undecodable-success-not-utf8'], runs: 3, seed: 1 });
  expect(terminalReport(result)).toMatch(/response .*\n.*\\x[0-9a-f]{2}.*\n +\(not UTF-8: \\xNN is a byte\)/);
});

test('what is known counts as found', () => {
  expect(terminalReport(brokenResult)).toMatch(
    /BROKEN 1 finding at MUST or above, .* 1 known, .*1 clause without any/,
  );
});
