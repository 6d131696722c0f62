import { readFile } from 'node:fs/promises';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { jsonReport, parseJsonReport, type VerifyResult } from '../conformance/index.js';
import { brokenResult, holdingResult, hostileResult } from './support/results.js';
import { BROKEN_RUNS } from './support/runs.js';

const schema: unknown = JSON.parse(
  await readFile(new URL('../conformance/report.schema.json', import.meta.url), 'utf8'),
);

/** The schema with nothing allowed beside what it names: what a report holds and the schema does not shows. */
function closed(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(closed);
  if (typeof part !== 'object' || part === null) return part;
  const inner = Object.fromEntries(Object.entries(part).map(([key, value]) => [key, closed(value)]));
  return 'properties' in inner && 'required' in inner ? { ...inner, additionalProperties: false } : inner;
}

const validate = new Ajv2020({ strict: true, strictTypes: false, strictRequired: false }).compile(
  closed(schema) as object,
);

function expectDescribed(results: readonly VerifyResult[]): void {
  const report: unknown = JSON.parse(jsonReport(results));
  expect(validate(report), JSON.stringify(validate.errors, null, 2)).toBe(true);
}

test('the schema describes all that a JSON report can hold', () => {
  expectDescribed([brokenResult]);
  expectDescribed([
    { ...holdingResult, view: 'decoded', shard: { index: 1, count: 2 }, stopped: true },
    hostileResult,
  ]);
});

test.each(Object.entries(BROKEN_RUNS))('the schema describes the report of a run on a %s', async (_, run) => {
  const result = await run();
  expect(result.findings.length).toBeGreaterThan(0);
  expectDescribed([result]);
  expect(parseJsonReport(jsonReport([result]), 'r.json')).toMatchObject([result]);
});

test('what is no report is refused by the schema and by the reader', () => {
  for (const value of [{}, { ...brokenResult, format: 2 }, { ...brokenResult, findings: [{}] }, 1, null])
    expect(validate(value)).toBe(false);
  const told = (text: string) => expect(() => parseJsonReport(text, 'r.json'));
  told('{').toThrow('r.json is no JSON.');
  for (const text of ['{}', '[]', 'null', '{"format":1}']) told(text).toThrow('r.json is no JSON report');
});
