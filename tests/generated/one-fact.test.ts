import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Contract } from '../../codegen/contract.js';
import { generate } from '../../codegen/pipeline.js';
import type { GeneratedFile } from '../../codegen/print.js';
import { problemText } from '../../codegen/problems.js';
import { faultsOf, wireValue } from '../../codegen/runtime/arbitraries/index.js';
import type { ValidationResult } from '../../codegen/runtime/issues.js';
import { validatorTarget, verifyValidator } from '../conformance/index.js';
import { compile } from '../support/compile.js';
import { SPECS } from '../support/contracts.js';

let folder: string;
let before: Built;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'one-fact-'));
  before = await built((spec) => spec);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

interface Built {
  readonly contract: Contract;
  readonly files: readonly GeneratedFile[];
}

/** What is generated from a copy of the spec's folder in which one text was put for another. */
async function built(edit: (spec: string) => string): Promise<Built> {
  const copy = await mkdtemp(join(folder, 'spec-'));
  await cp(dirname(SPECS.task), copy, { recursive: true });
  const file = join(copy, 'get-import-task.openapi.yaml');
  await writeFile(file, edit(await readFile(file, 'utf8')));
  const generated = await generate(file);
  if (!generated.ok) throw new Error(generated.problems.map(problemText).join('\n'));
  return generated.value;
}

function replaced(from: string, to: string): (spec: string) => string {
  return (spec) => {
    expect(spec.split(from), `the spec says ${JSON.stringify(from)} once`).toHaveLength(2);
    return spec.replace(from, to);
  };
}

const facts = [
  {
    fact: 'one more value of an enum',
    edit: (spec: string): string =>
      replaced(
        '        - CANCELLED\n',
        '        - CANCELLED\n        - PAUSED\n',
      )(spec.replace(/^( +)CANCELLED: /m, '$1PAUSED: It waits for a person.\n$1CANCELLED: ')),
    newlyValid: { status: 'PAUSED' },
    newlyInvalid: undefined,
  },
  {
    fact: 'another pattern',
    edit: replaced('pattern: ^g-[a-z0-9]{10}$', 'pattern: ^graph-[0-9]+$'),
    newlyValid: { graphId: 'graph-7' },
    newlyInvalid: { graphId: 'g-0123456789' },
  },
  {
    fact: 'a member that is required now',
    edit: replaced(
      'required: [taskId, source, roleArn, status]',
      'required: [taskId, source, roleArn, status, statusReason]',
    ),
    newlyValid: undefined,
    newlyInvalid: {},
  },
] as const;

describe.each(facts)('$fact in the spec', ({ edit, newlyValid, newlyInvalid }) => {
  const minimal = {
    taskId: 't-0123456789',
    source: 's3://b',
    roleArn: 'arn:aws:iam::012345678901:role/r',
    status: 'FAILED',
  };
  let after: Built;
  beforeAll(async () => {
    after = await built(edit);
  });

  test('changes the types, schemas, validators, arbitraries and the contract, and nothing that is not about it', () => {
    const changed = after.files
      .filter((file) => before.files.find((each) => each.path === file.path)?.text !== file.text)
      .map((file) => file.path);
    expect(changed).toEqual(
      expect.arrayContaining([
        'contract.ts',
        'schemas.ts',
        'schemas/openapi.json',
        'types.ts',
        'validators/wire-strict.ts',
      ]),
    );
    expect(changed.filter((path) => path.startsWith('runtime/'))).toEqual([]);
  });

  test('changes what validators and decoders take, and what the arbitraries make', async () => {
    const packages = await Promise.all(
      [before, after].map(async (each) => ({ ...each, code: await compile(each.files) })),
    );
    const [old, now] = await Promise.all(
      packages.map(async ({ contract, code }) => {
        const index = await code.load('index.js');
        const validate = index.validateGetImportTaskOutputWireStrict as (
          value: unknown,
        ) => ValidationResult<unknown>;
        const decode = index.decodeGetImportTaskResponse as (response: unknown) => {
          kind: string;
          notices?: readonly unknown[];
        };
        const decoded = (value: object): string => {
          const result = decode({ status: 200, headers: {}, body: JSON.stringify({ ...minimal, ...value }) });
          return `${result.kind} with ${result.notices?.length ?? 0} notices`;
        };
        return { contract, validate, decoded };
      }),
    );
    if (old === undefined || now === undefined) throw new Error('nothing was compiled');
    if (newlyValid !== undefined) {
      expect(old.validate({ ...minimal, ...newlyValid }).valid).toBe(false);
      expect(now.validate({ ...minimal, ...newlyValid }).valid).toBe(true);
      expect(now.decoded(newlyValid)).toBe('output with 0 notices');
      expect(old.decoded(newlyValid)).not.toBe('output with 0 notices');
    }
    if (newlyInvalid !== undefined) {
      expect(old.validate({ ...minimal, ...newlyInvalid }).valid).toBe(true);
      expect(now.validate({ ...minimal, ...newlyInvalid }).valid).toBe(false);
      expect(now.decoded(newlyInvalid)).toMatch(/^undecodable/);
    }
    fc.assert(
      fc.property(
        wireValue(now.contract, 'GetImportTaskOutput', 'strict'),
        (value) => now.validate(value).valid,
      ),
      { numRuns: 50 },
    );
    const ways = (contract: Contract): readonly string[] =>
      faultsOf(contract, 'GetImportTaskOutput', 'wire', 'strict').map((fault) => fault.id);
    const made = fc.sample(wireValue(now.contract, 'GetImportTaskOutput', 'strict'), 300);
    expect(
      made.some((value) => !old.validate(value).valid) ||
        ways(old.contract).length !== ways(now.contract).length,
    ).toBe(true);
    await Promise.all(packages.map(({ code }) => code.remove()));
  });

  test('makes the suite find a validator of the spec as it was', async () => {
    const code = await compile(before.files);
    const { validateGetImportTaskOutputWireStrict: validate } = await code.load('index.js');
    const result = await verifyValidator({
      contract: after.contract,
      mode: 'strict',
      target: validatorTarget(validate as (value: unknown) => unknown, 'as it was'),
      seed: 1,
      runs: 10,
    });
    expect(result.holds).toBe(false);
    await code.remove();
  });
});

test('the same spec gives the same bytes, whatever the locale and the time zone', async () => {
  const again = await built((spec) => spec);
  expect(again.files).toEqual(before.files);
});

test('line endings of the spec make no difference', async () => {
  const again = await built((spec) => spec.replaceAll('\n', '\r\n'));
  expect(again.files).toEqual(before.files);
});
