import { describe, expect, test } from 'vitest';
import { isGetImportTaskOutputWire } from '../../generated/validators/wire.js';
import {
  handlerServer,
  parseShard,
  registerServerSuite,
  registerValidatorSuite,
  type TestContext,
  type TestRunner,
  type ValidatorOptions,
  validatorTarget,
} from '../conformance/index.js';

type Run = (context?: TestContext) => Promise<void>;

function recorder(): { readonly runner: TestRunner; readonly tests: ReadonlyMap<string, Run> } {
  const tests = new Map<string, Run>();
  return {
    tests,
    runner: {
      describe: (_, define) => define(),
      test: (name, run) => tests.set(name.slice(0, name.indexOf(':')), run),
    },
  };
}

const nearly: ValidatorOptions = {
  target: validatorTarget((value) => isGetImportTaskOutputWire(value) || value === null, 'nearly'),
  seed: 1,
};

test('each clause is a test of a runner; a broken one fails with the report', async () => {
  const { runner, tests } = recorder();
  registerValidatorSuite(runner, nearly);
  expect(tests.size).toBeGreaterThan(50);
  await expect(tests.get('GetImportTaskOutput.status#required')?.()).resolves.toBe(undefined);
  await expect(tests.get('GetImportTaskOutput#type')?.()).rejects.toThrow(/An invalid value is accepted/);
});

test('shards of the tests have nothing in common and are the whole; only what is asked for is registered', () => {
  const named = (options: Partial<ValidatorOptions>): string[] => {
    const { runner, tests } = recorder();
    registerValidatorSuite(runner, { ...nearly, ...options });
    return [...tests.keys()];
  };
  const parts = ['1/3', '2/3', '3/3'].map((text) => named({ shard: parseShard(text) }));
  expect(parts.flat().sort()).toEqual([...named({})].sort());
  expect(named({ only: ['GetImportTaskOutput.taskId', 'closed'] }).sort()).toEqual(
    named({})
      .filter((clause) => /^GetImportTaskOutput\.taskId#|#closed$/.test(clause))
      .sort(),
  );
});

test('a server is run once, and what could not be tried is skipped with the reason, never passed', async () => {
  let requests = 0;
  const target = handlerServer(() => {
    requests += 1;
    return Response.json(
      { message: 'gone' },
      { status: 404, headers: { 'x-amzn-errortype': 'ResourceNotFoundException' } },
    );
  }, 'gone');
  const { runner, tests } = recorder();
  registerServerSuite(runner, {
    target,
    tasks: [{ input: { taskIdentifier: 't-0123456789' } }],
    seed: 1,
    runs: 5,
  });
  const outcomes = new Map<string, string>();
  for (const [clause, run] of tests) {
    const skip = (reason?: string) => outcomes.set(clause, `skipped: ${reason}`);
    outcomes.set(
      clause,
      await run({ skip }).then(
        () => outcomes.get(clause) ?? 'passed',
        (error: Error) => error.message,
      ),
    );
    if (outcomes.get(clause)?.startsWith('skipped') === true)
      await expect(run()).rejects.toThrow(/^Not tried: /);
  }
  const sent = requests;
  await tests
    .get('GetImportTask#status')?.()
    .catch(() => {});
  expect(requests).toBe(sent);
  expect(outcomes.get('GetImportTask#status')).toMatch(/BROKEN/);
  expect(outcomes.get('restJson1#error-name-header')).toBe('passed');
  expect([...outcomes.values()].some((outcome) => outcome.startsWith('skipped: Not tried: '))).toBe(true);
});

/** The binding as projects use it. */
registerValidatorSuite(
  { describe, test },
  {
    target: validatorTarget(isGetImportTaskOutputWire),
    only: ['GetImportTaskOutput.status'],
    runs: 10,
    seed: 1,
  },
);
