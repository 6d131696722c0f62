import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contract } from '../../generated/contract.js';
import { isGetImportTaskOutputWire } from '../../generated/validators/wire.js';
import { type Check, holds, type Verdict } from '../conformance/check.js';
import {
  clientTarget,
  parseToken,
  validatorTarget,
  verifyClient,
  verifyValidator,
} from '../conformance/index.js';
import { inOrder, type RunPlan, runCheck, type Tried } from '../conformance/runner.js';
import { carefulClient } from './support/careful-client.js';

const plan: RunPlan = { seed: 7, runs: 200, path: null, deadline: Number.POSITIVE_INFINITY };

function checkOf(
  judge: (tried: number) => boolean,
  control?: (tried: number) => number | null,
): Check<number, number> {
  const verdict = (ok: boolean): Verdict =>
    ok ? holds : { kind: 'broken', summary: '', expected: '', actual: '' };
  return {
    id: 'x#y',
    clause: 'x#y',
    title: '',
    cases: fc.nat(1000),
    judge: (_, seen) => verdict(judge(seen)),
    ...(control === undefined ? {} : { control }),
  };
}

async function answered(tried: number): Promise<Tried<number>> {
  return { observation: tried, unanswered: false };
}

describe('a check', () => {
  test('that holds tries all its cases', async () => {
    expect(
      await runCheck(
        checkOf(() => true),
        answered,
        plan,
      ),
    ).toMatchObject({ cases: 200, broken: null, blocked: 0 });
  });

  test('that breaks gives the smallest case, and says that it fails again', async () => {
    const { broken } = await runCheck(
      checkOf((n) => n < 50),
      answered,
      plan,
    );
    expect(broken).toMatchObject({ smallest: 50, reproduced: true });
  });

  test('of an unsteady target says that the case does not fail again', async () => {
    const met = new Set<number>();
    const unsteady = async (tried: number): Promise<Tried<number>> => {
      const first = !met.has(tried);
      met.add(tried);
      return { observation: first ? tried : 0, unanswered: false };
    };
    const { broken } = await runCheck(
      checkOf((n) => n < 50),
      unsteady,
      plan,
    );
    expect(broken?.reproduced).toBe(false);
  });

  test('whose control fails as well blames nobody, and counts its cases as none', async () => {
    const outcome = await runCheck(
      checkOf(
        () => false,
        (n) => n,
      ),
      answered,
      plan,
    );
    expect(outcome).toMatchObject({ broken: null, cases: 200, blocked: 200 });
  });

  test('whose control passes is to blame', async () => {
    const { broken } = await runCheck(
      checkOf(
        (n) => n < 50,
        () => 0,
      ),
      answered,
      plan,
    );
    expect(broken?.smallest).toBe(50);
  });

  test('waits for few cases without an answer', async () => {
    let asked = 0;
    const silent = async (tried: number): Promise<Tried<number>> => {
      asked += 1;
      return { observation: tried, unanswered: true };
    };
    const { broken } = await runCheck(
      checkOf(() => false),
      silent,
      plan,
    );
    expect(asked).toBeLessThanOrEqual(3);
    expect(broken?.reproduced).toBe(null);
  });

  test('ends when the time is up, and says so', async () => {
    const outcome = await runCheck(
      checkOf(() => true),
      answered,
      { ...plan, deadline: 0 },
    );
    expect(outcome).toMatchObject({ cases: 0, interrupted: true });
  });

  test('that is replayed tries the one case', async () => {
    const first = await runCheck(
      checkOf((n) => n < 50),
      answered,
      plan,
    );
    const tried: number[] = [];
    const replayed = await runCheck(
      checkOf((n) => n < 50),
      async (n) => {
        tried.push(n);
        return answered(n);
      },
      { ...plan, path: first.broken?.path ?? '' },
    );
    expect(replayed.broken?.smallest).toBe(50);
    // Once to see it, once more to see it again.
    expect(tried).toEqual([50, 50]);
  });
});

test('jobs share their slots, and their results come in the order of the jobs', async () => {
  const busy = new Map<string, number>();
  const results = await inOrder([5, 1, 4, 2, 3], ['a', 'b'], async (job, slot) => {
    expect(busy.get(slot)).toBe(undefined);
    busy.set(slot, job);
    await new Promise((resolve) => setTimeout(resolve, job));
    busy.delete(slot);
    return job * 10;
  });
  expect(results).toEqual([50, 10, 40, 20, 30]);
});

describe('the same seed', () => {
  const forgetful = (value: unknown): boolean =>
    isGetImportTaskOutputWire(value) || (value as { attemptNumber?: unknown } | null)?.attemptNumber === 1.5;

  test('gives the same result for a validator, whatever runs at the same time', async () => {
    const run = (concurrency: number) =>
      verifyValidator({
        target: validatorTarget(forgetful),
        only: ['GetImportTaskOutput.attemptNumber'],
        seed: 9,
        concurrency,
      });
    const [one, other] = [await run(1), await run(3)];
    expect(one.findings.length).toBeGreaterThan(0);
    expect({ ...other, stats: null }).toEqual({ ...one, stats: null });
  });

  test('gives the same result for a client', async () => {
    const target = () =>
      clientTarget(carefulClient(contract, { enumValue: () => 'FAILED' }), 'always failed');
    const run = (concurrency: number) =>
      verifyClient({
        target: target(),
        only: ['open-enum', 'valid-output', 'wrong-json-type'],
        runs: 20,
        seed: 9,
        concurrency,
      });
    const [one, other] = [await run(1), await run(2)];
    expect(one.findings.length).toBeGreaterThan(1);
    expect({ ...other, stats: null }).toEqual({ ...one, stats: null });
  });
});

test('a replay token gives exactly its finding again', async () => {
  const target = clientTarget(carefulClient(contract, { unknownTag: () => ({}) }));
  const { findings } = await verifyClient({ target, only: ['unknown-union-tag-kept'], seed: 12 });
  const replay = parseToken(findings[0]?.replay ?? '');
  expect(replay).not.toBe(null);
  if (replay === null) return;
  const again = await verifyClient({ target, replay });
  expect(again.stats.cases).toBe(1);
  expect(
    again.findings.map(({ counterexample, actual, summary, replay: token }) => ({
      counterexample,
      actual,
      summary,
      token,
    })),
  ).toEqual(
    findings.map(({ counterexample, actual, summary, replay: token }) => ({
      counterexample,
      actual,
      summary,
      token,
    })),
  );
});

test('options that make no sense are told', async () => {
  const target = validatorTarget(isGetImportTaskOutputWire);
  const replay = { role: 'validator', check: 'no#such~check', seed: 1, path: '0' } as const;
  await expect(verifyValidator({ target, replay })).rejects.toThrow(/names the check no#such~check/);
  await expect(verifyValidator({ target, replay: { ...replay, role: 'client' } })).rejects.toThrow(
    /one of a client/,
  );
  await expect(verifyValidator({ target, only: ['no-such-rule'] })).rejects.toThrow(/called no-such-rule/);
  await expect(verifyValidator({ target, runs: 0 })).rejects.toThrow(/runs must be/);
  await expect(verifyValidator({ target, seed: 2 ** 40 })).rejects.toThrow(/seed must be/);
  await expect(
    verifyClient({ target: clientTarget(carefulClient(contract)), operation: 'None' }),
  ).rejects.toThrow(/no operation None/);
});
