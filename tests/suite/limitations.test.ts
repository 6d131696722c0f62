import { expect, test } from 'vitest';
import { contract } from '../../generated/contract.js';
import {
  clientTarget,
  type Limitation,
  limitationNamed,
  parseLimitations,
  verifyClient,
} from '../conformance/index.js';
import { carefulClient } from './support/careful-client.js';

const lossy = clientTarget(carefulClient(contract, { parse: JSON.parse, integer: Number }), 'lossy');
const exact = clientTarget(carefulClient(contract), 'exact');
const only = ['integer-exact', 'integer-exact-large'];

test('a declared limitation is listed as known and does not fail the run', async () => {
  const result = await verifyClient({
    target: lossy,
    only,
    seed: 1,
    limitations: [limitationNamed('js-number')],
  });
  expect(result.findings).toEqual([]);
  expect(result.known.map((each) => each.limitation)).toContain('js-number');
  expect(result).toMatchObject({ holds: true, stale: [] });
});

test('a limitation that covers one check leaves the others as they are', async () => {
  const limitation: Limitation = {
    limitation: 'one-count',
    covers: ['restJson1#integer-exact-large~ImportTaskDetails.statementCount'],
    reason: 'The column has no more room.',
  };
  const result = await verifyClient({ target: lossy, only, seed: 1, limitations: [limitation] });
  expect(result.known).toHaveLength(1);
  expect(result.findings.map((finding) => finding.check)).not.toContain(limitation.covers[0]);
  expect(result.holds).toBe(false);
});

test('a declared limitation that does not show fails the run', async () => {
  const result = await verifyClient({
    target: exact,
    only,
    seed: 1,
    limitations: [limitationNamed('js-number')],
  });
  expect(result.stale.map((each) => each.limitation)).toEqual(['js-number']);
  expect(result.holds).toBe(false);
});

test('a limitation whose checks were not run is not stale', async () => {
  const limitations = [limitationNamed('js-number')];
  const result = await verifyClient({
    target: exact,
    only: ['integer-exact'],
    runs: 10,
    seed: 1,
    limitations,
  });
  expect(result).toMatchObject({ stale: [], holds: true });
});

test('a limitation that covers nothing is a mistake', async () => {
  const limitation: Limitation = { limitation: 'x', covers: ['no-such-rule'], reason: 'None.' };
  await expect(verifyClient({ target: exact, only, limitations: [limitation] })).rejects.toThrow(
    /covers nothing that is tried/,
  );
});

test('the level decides what fails, and contested clauses never do', async () => {
  const target = clientTarget(
    carefulClient(contract, {
      attempts: () => 1,
      path: (template, label) => template.replace(/\{([^}]+)\}/, (_, name: string) => label(name)),
    }),
  );
  const run = (level: 'MUST' | 'SHOULD', ...rules: readonly string[]) =>
    verifyClient({ target, only: rules, runs: 5, seed: 1, level });
  expect(await run('MUST', 'throttling-retried')).toMatchObject({
    holds: true,
    findings: [{ level: 'SHOULD' }],
  });
  expect(await run('SHOULD', 'throttling-retried')).toMatchObject({ holds: false });
  expect(await run('SHOULD', 'request-empty-label')).toMatchObject({
    holds: true,
    findings: [{ level: 'SHOULD' }],
  });
});

test.each([
  ['- js-number', [limitationNamed('js-number')]],
  [
    '- limitation: a\n  clauses: [x#y, x#z]\n  reason: R.',
    [{ limitation: 'a', covers: ['x#y', 'x#z'], reason: 'R.' }],
  ],
  [
    '- limitation: a\n  clause: x#y\n  checks: [x#z~1]\n  reason: >-\n    Two\n    lines.',
    [{ limitation: 'a', covers: ['x#y', 'x#z~1'], reason: 'Two lines.' }],
  ],
  ['', []],
])('reads %j', (text, limitations) => {
  expect(parseLimitations(text, 'known.yaml')).toEqual(limitations);
});

test.each([
  ['a: b', /known.yaml: expected a list/],
  ['- 7', /entry 1/],
  ['- limitation: a\n  clauses: [x]', /`reason`/],
  ['- limitation: a\n  reason: R.', /`clauses` or `checks`/],
  ['- limitation: a\n  clause: x\n  reason: R.\n  because: x', /unknown key because/],
  ['- no-such-name', /no limitation named no-such-name/],
])('refuses %j', (text, message) => {
  expect(() => parseLimitations(text, 'known.yaml')).toThrow(message);
});
