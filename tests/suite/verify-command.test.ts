import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { command } from '../support/command.js';

const TARGETS = join(import.meta.dirname, 'support', 'targets');
const GENERATED = join(import.meta.dirname, '..', '..', 'generated', 'validators', 'wire.ts');

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'verify-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

const verify = (...words: readonly string[]) => command(['verify', ...words]);

const validator = `${GENERATED}#isGetImportTaskOutputWire`;

test('exits with 0 where the contract holds, and prints the same for the same seed', async () => {
  const run = () => verify('validator', validator, '--seed', '7', '--runs', '5');
  const [one, other] = [await run(), await run()];
  expect(one).toMatchObject({ code: 0, stderr: '' });
  expect(one.stdout).toMatch(/^HOLDS /m);
  const withoutTime = (text: string) => text.replace(/[\d.]+ s,/, '');
  expect(withoutTime(other.stdout)).toBe(withoutTime(one.stdout));
});

test('exits with 1 where it is broken; the command of the report replays the finding', async () => {
  const target = `${join(TARGETS, 'misbehaving.mjs')}#throws`;
  const report = join(folder, 'report.json');
  const broken = await verify(
    'validator',
    target,
    '--only',
    'GetImportTaskOutput.taskId#pattern',
    '--runs',
    '5',
    '--report',
    `json=${report}`,
  );
  expect(broken.code).toBe(1);
  const { findings } = JSON.parse(await readFile(report, 'utf8'));
  expect(broken.stdout).toContain(`--replay '${findings[0].replay}'`);
  const again = await verify('validator', target, '--replay', findings[0].replay, '--json');
  expect(again.code).toBe(1);
  expect(JSON.parse(again.stdout).findings).toMatchObject([
    { counterexample: findings[0].counterexample, replay: findings[0].replay },
  ]);
});

test('exits with 1 where the target hangs or ends its process', async () => {
  const run = (name: string) =>
    verify(
      'validator',
      `${join(TARGETS, 'misbehaving.mjs')}#${name}`,
      '--only',
      'GetImportTaskOutput.status#enum~limits',
      '--timeout',
      '400',
    );
  expect(await run('loops')).toMatchObject({ code: 1, stderr: '' });
  expect(await run('exits')).toMatchObject({ code: 1, stderr: '' });
});

test.each([
  [['validator', join(TARGETS, 'none.mjs')], /There is no module/],
  [['validator', `${join(TARGETS, 'nothing.mjs')}#two`], /has no export two/],
  [['validator', join(TARGETS, 'misbehaving.mjs')], /Say which/],
  [['client', join(TARGETS, 'throwing.mjs')], /cannot be loaded: RangeError: not today/],
  [['client', `${join(TARGETS, 'clients.mjs')}#plain`, '--operation', 'Nothing'], /no operation Nothing/],
  [['validator', validator, '--only', 'nothing'], /called nothing/],
  [['validator', validator, '--runs', '0'], /above 0/],
  [['validator', validator, '--replay', 'nonsense'], /token/],
  [['validator', validator, '--known', join(TARGETS, 'none.yaml')], /cannot be read/],
  [['validator', validator, '--limitation', 'nothing'], /no limitation named nothing/],
  [['validator', validator, '--report', 'paper=x'], /no report paper/],
  [['validator', validator, '--mode', 'lax'], /tolerant/],
])('exits with 2 and says what to do: %j', async (words, message) => {
  const ended = await verify(...words);
  expect(ended.code).toBe(2);
  expect(ended.stderr).toMatch(message);
});

test('takes limitations from a file', async () => {
  const known = join(folder, 'known.yaml');
  await writeFile(
    known,
    '- limitation: no-digits\n  clauses: [restJson1#integer-exact-large]\n  reason: It uses JSON.parse.\n',
  );
  const run = (...more: readonly string[]) =>
    verify(
      'client',
      `${join(TARGETS, 'clients.mjs')}#plain`,
      '--only',
      'integer-exact-large',
      '--runs',
      '20',
      ...more,
    );
  expect((await run()).code).toBe(1);
  const declared = await run('--known', known);
  expect(declared).toMatchObject({ code: 0, stderr: '' });
  expect(declared.stdout).toContain('no-digits: It uses JSON.parse.');
});
