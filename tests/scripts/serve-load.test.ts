import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { memoryOf } from '../../scripts/serve-load/memory.js';
import { polled, whatIsWrong } from '../../scripts/serve-load/pollers.js';
import { served } from '../../scripts/serve-load/served.js';
import { GROWTH, type Seen, verdictOf } from '../../scripts/serve-load/verdict.js';

const ID = 't-0123456789';
const LEAST = {
  taskId: ID,
  source: 's3://bucket/key',
  roleArn: 'arn:aws:iam::123456789012:role/loader',
  status: 'IMPORTING',
};

test.each<readonly [number, object | string, RegExp | null]>([
  [200, LEAST, null],
  [429, { message: 'slow' }, /^status 429$/],
  [200, '{"taskId"', /^no JSON: /],
  [200, { ...LEAST, status: 'DONE' }, /DONE/],
  [200, { ...LEAST, taskId: 't-another000' }, /^the answer of t-another000$/],
])('an answer is judged: %j %j', (status, body, wrong) => {
  const why = whatIsWrong(ID, { status, body: typeof body === 'string' ? body : JSON.stringify(body) });
  if (wrong === null) expect(why).toBe(null);
  else expect(why).toMatch(wrong);
});

const RIGHT: Seen = {
  polls: { count: 1000, wrong: 0, shown: [] },
  verify: { runs: 1, cases: 100, findings: [] },
  memory: { start: 60, middle: 120, end: 120 + GROWTH },
};

test.each<readonly [string, Partial<Seen>, boolean]>([
  ['nothing', {}, true],
  ['a wrong answer', { polls: { count: 9, wrong: 1, shown: ['t-x: status 500'] } }, false],
  ['no answer at all', { polls: { count: 0, wrong: 0, shown: [] } }, false],
  ['a finding', { verify: { runs: 1, cases: 9, findings: ['restJson1#x: it is so'] } }, false],
  ['memory that grows', { memory: { ...RIGHT.memory, end: 121 + GROWTH } }, false],
])('the verdict on %s', (_, seen, holds) => {
  const verdict = verdictOf({ ...RIGHT, ...seen });
  expect(verdict.holds).toBe(holds);
  for (const each of [...(seen.polls?.shown ?? []), ...(seen.verify?.findings ?? [])])
    expect(verdict.text).toContain(each);
});

test('memory in the middle and at the end is that of several samples', () => {
  const samples = Array.from({ length: 100 }, (_, at) => at);
  expect(memoryOf(samples)).toEqual({ start: 0, middle: 50, end: 95 });
  expect(memoryOf([7])).toEqual({ start: 7, middle: 7, end: 7 });
});

test('a service of its own answers all pollers right, and wrong answers are counted', async () => {
  const { url, ids, pid, end } = await served(60);
  onTestFinished(end);
  expect(pid).toBeGreaterThan(0);
  expect(new Set(ids).size).toBe(ids.length);
  const right = await polled(url, ids, 20, performance.now() + 500);
  expect(right).toMatchObject({ wrong: 0, shown: [] });
  expect(right.count).toBeGreaterThan(0);

  const server = createServer((_, response) => response.end(JSON.stringify(LEAST)));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close().closeAllConnections());
  const { port } = server.address() as AddressInfo;
  const wrong = await polled(`http://127.0.0.1:${port}`, ['t-another000'], 2, performance.now() + 200);
  expect(wrong.wrong).toBe(wrong.count);
  expect(wrong.shown[0]).toBe(`t-another000: the answer of ${ID}`);
});
