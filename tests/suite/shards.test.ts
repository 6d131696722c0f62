import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contract } from '../../generated/contract.js';
import { isGetImportTaskOutputWire } from '../../generated/validators/wire.js';
import {
  clientTarget,
  type Finding,
  jsonReport,
  type Limitation,
  mergedShards,
  parseJsonReport,
  parseShard,
  type RunOptions,
  type VerifyResult,
  validatorTarget,
  verifyClient,
  verifyValidator,
} from '../conformance/index.js';
import { dealt } from '../conformance/shard.js';
import { carefulClient } from './support/careful-client.js';

test('the shards of a list have nothing in common, are the whole together, and keep units together', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(20)), fc.integer({ min: 1, max: 9 }), (list, count) => {
      const parts = Array.from({ length: count }, (_, at) =>
        dealt(list, { index: at + 1, count }, (each) => String(each % 10)),
      );
      expect(parts.flat().sort()).toEqual([...list].sort());
      const units = parts.map((part) => new Set(part.map((each) => each % 10)));
      expect(units.flatMap((each) => [...each]).length).toBe(new Set(list.map((each) => each % 10)).size);
    }),
  );
});

test.each(['0/3', '4/3', '1/0', '1', 'a/b', '1/2/3', ''])('%j is no shard', (text) => {
  expect(() => parseShard(text)).toThrow(/2\/8/);
});

const careful = carefulClient(contract);

const roles: readonly (readonly [string, (options: RunOptions) => Promise<VerifyResult>])[] = [
  [
    'a validator',
    (options) => verifyValidator({ ...options, target: validatorTarget(() => true, 'yes'), mode: 'strict' }),
  ],
  [
    'a client',
    (options) =>
      verifyClient({
        ...options,
        target: clientTarget(async (endpoint, input) => {
          const output = await careful(endpoint, input);
          return JSON.parse(JSON.stringify(output, (_, value) => (typeof value === 'bigint' ? 0 : value)));
        }, 'careless'),
      }),
  ],
];

describe.each(roles)('%s', (_, verify) => {
  const options: RunOptions = { seed: 11, runs: 4, timeout: 1000 };
  const COUNT = 3;
  const id = ({ check, summary, replay }: Finding): string => `${check}: ${summary} ${replay}`;

  test('is found in shards what is found in one run, each check once', async () => {
    const whole = await verify(options);
    const parts: VerifyResult[] = [];
    for (let index = 1; index <= COUNT; index++)
      parts.push(await verify({ ...options, shard: { index, count: COUNT } }));
    expect(whole.findings.length).toBeGreaterThanOrEqual(COUNT);
    expect(parts.flatMap(({ findings }) => findings.map(id)).sort()).toEqual(whole.findings.map(id).sort());
    expect(parts.reduce((sum, { stats }) => sum + stats.checks, 0)).toBe(whole.stats.checks);
    for (const { coverage } of parts) {
      expect(coverage.filter((each) => each.state === 'not-covered' && each.gap)).toEqual([]);
    }
    const left = parts[0]?.coverage.filter(
      (each) => each.state === 'not-covered' && each.reason === 'In another shard.',
    );
    expect(left?.length).toBeGreaterThan(0);
    // In any order, and after a journey as JSON.
    const read = parts.toReversed().flatMap((part) => parseJsonReport(jsonReport([part]), 'part.json'));
    expect(withoutTime(mergedShards(read))).toEqual(
      withoutTime(parseJsonReport(jsonReport([whole]), 'r.json')),
    );
    expect(() => mergedShards(parts.slice(1))).toThrow(/1\/3 is not among the reports/);
    expect(() => mergedShards([...parts, ...parts.slice(0, 1)])).toThrow(/1\/3 is there twice/);
    expect(mergedShards([whole, whole])).toEqual([whole, whole]);
  });
});

function withoutTime(results: readonly VerifyResult[]): unknown {
  return results.map((result) => ({ ...result, stats: { ...result.stats, milliseconds: 0 } }));
}

test('a limitation is out of date only where all that it covers was in the shard', async () => {
  const limitation: Limitation = {
    limitation: 'never-seen',
    covers: ['GetImportTaskOutput.taskId', 'GetImportTaskOutput.graphId'],
    reason: 'for this test',
  };
  const target = validatorTarget(isGetImportTaskOutputWire);
  const verify = (options: RunOptions) =>
    verifyValidator({ target, seed: 1, runs: 2, limitations: [limitation], ...options });
  expect((await verify({})).stale).toEqual([limitation]);
  expect((await verify({ shard: { index: 1, count: 2 } })).stale).toEqual([]);
  expect((await verify({ only: ['GetImportTaskOutput.taskId'] })).stale).toEqual([]);
});
