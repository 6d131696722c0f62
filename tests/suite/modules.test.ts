import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import {
  type Opened,
  openClientModule,
  openValidatorModule,
  targetProblemText,
  verifyClient,
  verifyValidator,
} from '../conformance/index.js';

/** These run what `npm run build` made: a thread cannot run TypeScript. */
const TARGETS = join(import.meta.dirname, 'support', 'targets');
const open: { readonly close: () => Promise<void> }[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((target) => target.close()));
});

async function opened<Target extends { readonly close: () => Promise<void> }>(
  opening: Promise<Opened<Target>>,
): Promise<Target> {
  const result = await opening;
  if (!result.ok) throw new Error(targetProblemText(result.problem));
  open.push(result.target);
  return result.target;
}

describe('a validator on a thread of its own', () => {
  /** Accepts each status: the one check in which all of these validators misbehave, and sooner than in any other. */
  const only = ['GetImportTaskOutput.status#enum~limits'];

  test.each([
    ['loops', 'It gives no answer.', /nothing within 400 ms/],
    ['neverSettles', 'It gives no answer.', /nothing within 400 ms/],
    ['exits', 'It comes down.', /exit code 3/],
    ['throwsLater', 'It comes down.', /TypeError: too late/],
    ['rejectsAside', 'It comes down.', /TypeError: aside/],
    ['throws', 'It throws instead of giving a verdict.', /TypeError: at once/],
  ])('%s: %s', async (name, summary, actual) => {
    const target = await opened(openValidatorModule(`${join(TARGETS, 'misbehaving.mjs')}#${name}`));
    const result = await verifyValidator({ target, only, seed: 2, timeout: 400 });
    expect(result.holds).toBe(false);
    const [finding] = result.findings;
    expect(finding?.summary).toBe(summary);
    expect(finding?.actual).toMatch(actual);
    expect(JSON.stringify(finding?.counterexample)).toContain('FAILED');
    // The target was started again: the cases after that are answered.
    const after = await verifyValidator({ target, only: ['validator#verdict~any-json'], runs: 5, seed: 2 });
    expect(after.findings).toEqual([]);
  });

  test('prints what it likes', async () => {
    const target = await opened(openValidatorModule(`${join(TARGETS, 'misbehaving.mjs')}#prints`));
    const result = await verifyValidator({ target, only, runs: 50, seed: 2 });
    expect(result.findings).toEqual([]);
  });

  test('several at a time', async () => {
    const target = await opened(openValidatorModule(join(TARGETS, 'only-one.ts')));
    const run = (concurrency: number) =>
      verifyValidator({
        target,
        only: ['GetImportTaskOutput#type', 'GetImportTaskOutput.taskId'],
        runs: 20,
        seed: 3,
        concurrency,
      });
    const [one, other] = [await run(1), await run(4)];
    expect(one.findings.length).toBeGreaterThan(0);
    expect({ ...other, stats: null }).toEqual({ ...one, stats: null });
  });
});

describe('a client on a thread of its own', () => {
  test('that ends its process where the answer is bad comes down, case by case', async () => {
    const target = await opened(openClientModule(`${join(TARGETS, 'clients.mjs')}#exits`));
    const result = await verifyClient({
      target,
      only: ['undecodable-success-not-json', 'valid-output'],
      runs: 10,
      seed: 1,
    });
    expect(result.findings.map((finding) => finding.clause)).toContain(
      'restJson1#undecodable-success-not-json',
    );
    expect(result.findings[0]?.actual).toMatch(/exit code 1/);
    expect(result.coverage.filter((each) => each.state === 'tested')).toHaveLength(2);
  });

  test('that loops is ended', async () => {
    const target = await opened(openClientModule(`${join(TARGETS, 'clients.mjs')}#hangs`));
    const result = await verifyClient({
      target,
      only: ['restJson1#valid-output~minimal'],
      runs: 100,
      seed: 1,
      timeout: 500,
    });
    expect(result.findings[0]).toMatchObject({ summary: 'The call does not end.', reproduced: null });
  });

  test('answers through its thread as it would without', async () => {
    const target = await opened(openClientModule(`${join(TARGETS, 'clients.mjs')}#plain`));
    const result = await verifyClient({
      target,
      only: ['valid-output', 'integer-exact-large'],
      runs: 20,
      seed: 1,
    });
    expect(new Set(result.findings.map((finding) => finding.clause))).toEqual(
      new Set(['restJson1#integer-exact-large']),
    );
  });
});

describe('a module', () => {
  test.each([
    ['only-one.ts', /only-one.ts#takesObjects$/],
    ['schema.mjs', /schema.mjs$/],
    ['schema.mjs#other', /schema.mjs#other$/],
  ])('%s is opened', async (specifier, name) => {
    const target = await opened(openValidatorModule(join(TARGETS, specifier)));
    expect(target.name).toMatch(name);
  });

  test.each([
    ['no-such-file.mjs', /There is no module .*no-such-file.mjs/],
    ['schema.mjs#nothing', /has no export nothing\. It exports default, other\./],
    ['misbehaving.mjs', /several exports that could be meant.*misbehaving.mjs#loops/],
    ['misbehaving.mjs#notCallable', /export notCallable of .* is no validator/],
    ['nothing.mjs', /exports no validator .* It exports one\./],
    ['throwing.mjs', /cannot be loaded: RangeError: not today/],
    ['exiting.mjs', /came down while it was loaded/],
  ])('%s is told to be unfit', async (specifier, message) => {
    const result = await openValidatorModule(join(TARGETS, specifier));
    expect(result.ok ? '' : targetProblemText(result.problem)).toMatch(message);
  });

  test('that is a package is found from the current folder', async () => {
    const result = await openClientModule('no-such-package-of-that-name');
    expect(result.ok ? '' : result.problem.code).toBe('no-module');
  });
});
