import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { ROOT } from '../support/command.js';

const BENCH = join(ROOT, 'scripts', 'bench');
const load = (name: string) => import(pathToFileURL(join(BENCH, 'lib', name)).href);
const { missed } = await load('goals.mjs');
const { markdown } = await load('markdown.mjs');
const { optionsOf } = await load('options.mjs');
const goals = JSON.parse(readFileSync(join(BENCH, 'goals.json'), 'utf8'));

const MEASURED = { nanoseconds: 1, ratio: 1, low: 1, high: 1 };
const rowOf = (row: string) => ({ row, contenders: { ours: MEASURED, 'by hand': MEASURED } });
const rows = goals.ratios.flatMap(({ section, row }: { readonly section: string; readonly row: string }) =>
  section === 'validators' ? [rowOf(row)] : [],
);
const RESULTS = {
  validators: { rows },
  polluted: { rows },
  second: { rows },
  'second-polluted': { rows },
  start: { rows: [rowOf('start')] },
  decoding: { beyondValidating: 1 },
  size: {
    sizes: Object.fromEntries(Object.keys(goals.sizes).map((name) => [name, { gzipped: 1 }])),
  },
};

describe('the goals', () => {
  test('hold where all is measured, and ask nothing of what did not run', () => {
    expect(missed(goals, RESULTS)).toEqual([]);
    expect(missed(goals, {})).toEqual([]);
  });

  test.each<readonly [object, readonly string[]]>([
    [{ validators: { rows: rows.slice(1) } }, [`validators: ${rows[0].row}: ours was not measured`]],
    [{ polluted: { rows: [] } }, ['polluted: no row was measured']],
    [
      { second: { rows: [{ row: 'accept', contenders: { ajv: MEASURED } }] } },
      ['second: accept: ours was not measured'],
    ],
    [{ start: {} }, ['start: start: ours was not measured']],
    [{ decoding: { rows: [] } }, ['decoding: what it takes beyond validating was not measured']],
    [{ size: { sizes: {} } }, Object.keys(goals.sizes).map((name) => `size: ${name} was not measured`)],
  ])('are missed where their section ran without them: %j', (results, expected) => {
    expect(missed(goals, results)).toEqual(expected);
  });
});

test('who is wrong is marked in each section of the same contract, with all that passes', () => {
  const contenders = [
    { name: 'ours', missed: [], refused: 0, threw: 0 },
    { name: 'by hand', missed: ['A.a#type', 'A.b#enum'], refused: 0, threw: 0 },
  ];
  const agreement = { valid: 1, invalid: 2, contenders };
  const page: string = markdown({
    ...{ date: '', machine: {}, versions: {}, missed: [] },
    results: {
      validators: { title: 'First', rows, agreement },
      polluted: { title: 'Second', rows },
      second: { title: 'Third', rows },
    },
  });
  expect(page).toContain('| by hand | 0 | 0 | 2: A.a#type, A.b#enum |');
  const [, first, second, third] = page.split(/^## /m);
  expect([first, second, third].map((part) => part?.includes('| by hand ✗ |'))).toEqual([true, true, false]);
});

test('a part is never kept as the whole', () => {
  expect(optionsOf(['--only', 'size,start'])).toMatchObject({ chosen: ['size', 'start'], save: false });
  expect(optionsOf(['--save'])).toMatchObject({ save: true, rounds: 15 });
  expect(optionsOf(['--save', '--only', 'size'])).toEqual({
    wrong: expect.stringContaining('leave out --only'),
  });
  expect(optionsOf(['--only', 'sizes'])).toHaveProperty('wrong');
});

test('a campaign of any size runs in a process of its own', () => {
  const campaign = join(BENCH, 'lib', 'campaign.mjs');
  const { cases, megabytes } = JSON.parse(
    execFileSync(process.execPath, [campaign, '160'], { encoding: 'utf8' }),
  );
  expect(cases).toBeGreaterThan(50);
  expect(megabytes).toBeGreaterThan(10);
});
