import {
  GetImportTaskCommand,
  NeptuneGraphClient,
  type GetImportTaskOutput as SdkOutput,
} from '@aws-sdk/client-neptune-graph';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, expectTypeOf, test } from 'vitest';
import type { Contract } from '../../codegen/contract.js';
import { otherViews } from '../../codegen/emitters/views/view.js';
import { namesOf } from '../../codegen/names.js';
import { type Arbitraries, arbitrariesOf } from '../../codegen/runtime/arbitraries/index.js';
import type { Result } from '../../codegen/runtime/issues.js';
import { stringifyJson } from '../../codegen/runtime/json.js';
import type * as Generated from '../../generated/index.js';
import type { CompiledPackage } from '../support/compile.js';
import { CHOICES, contractOf, packageOf, SPECS } from '../support/contracts.js';
import { same } from '../support/same.js';

type Convert = (value: unknown) => Result<unknown>;

interface Loaded {
  readonly contract: Contract;
  readonly arbitraries: Arbitraries;
  readonly compiled: CompiledPackage;
  readonly generated: Record<string, unknown>;
}

async function load(spec: string): Promise<Loaded> {
  const own = await contractOf(spec);
  // A spec without a protocol of its own has no views to convert to.
  const contract = spec === CHOICES ? { ...own, views: (await contractOf(SPECS.orchard)).views } : own;
  const compiled = await packageOf(contract);
  return {
    contract,
    arbitraries: arbitrariesOf(contract),
    compiled,
    generated: await compiled.load('index.js'),
  };
}

describe.each(Object.entries({ ...SPECS, menagerie: CHOICES }))('the views of %s', (_name, spec) => {
  let loaded: Loaded;
  beforeAll(async () => {
    loaded = await load(spec);
  });
  afterAll(() => loaded.compiled.remove());

  const converters = () => {
    const { contract, generated } = loaded;
    const outputs = [...new Set(contract.operations.flatMap(({ output }) => output ?? []))];
    return otherViews(contract).flatMap((other) =>
      outputs.map((output) => {
        const name = namesOf(contract).typeName(output, 'decoded', 'tolerant');
        const to = generated[`to${other.suffix}${name}`] as Convert;
        const from = generated[`from${other.suffix}${name}`] as Convert;
        return { ...other, output, to, from };
      }),
    );
  };

  test('there is a view of each kind', () => {
    expect(otherViews(loaded.contract).map(({ view }) => view.unknownMember.kind)).toEqual(['pair', 'named']);
  });

  test('a view gives back what it was made from, or says which integer it cannot hold', () => {
    // What is in a document, or in an option that nobody knows, is nobody's business.
    const hasDocuments = /"kind":"(document|choice)"/.test(JSON.stringify(loaded.contract.shapes));
    for (const { view, output, to, from } of converters()) {
      fc.assert(
        fc.property(loaded.arbitraries.decodedValue(output, 'tolerant'), (value) => {
          const there = to(value);
          if (!there.ok) {
            expect(view.integer).toBe('number');
            expect(new Set(there.issues.map(({ code }) => code))).toEqual(new Set(['int64']));
            for (const { path } of there.issues) expect(typeof at(value, path)).toBe('bigint');
            return;
          }
          if (view.integer === 'number' && !hasDocuments) expect(bigintsIn(there.value)).toEqual([]);
          const back = from(there.value);
          if (!back.ok) throw new Error(back.issues.map(({ message }) => message).join('\n'));
          expect(same(back.value, value)).toBe(true);
        }),
        { numRuns: 100 },
      );
    }
  });

  test('what is printed as JSON survives it', () => {
    for (const { textual, output, to, from } of converters()) {
      if (!textual) continue;
      fc.assert(
        fc.property(loaded.arbitraries.decodedValue(output, 'strict'), (value) => {
          fc.pre(bigintsIn(value).length === 0 && numbersIn(value).every(Number.isFinite));
          const there = to(value);
          const back = from(there.ok ? JSON.parse(JSON.stringify(there.value)) : undefined);
          expect(back.ok && same(back.value, value)).toBe(true);
        }),
        { numRuns: 50 },
      );
    }
  });

  test('faults of the decoded value are faults of the conversion', () => {
    for (const { output, to } of converters()) {
      for (const fault of loaded.arbitraries.faultsOf(output, 'decoded', 'tolerant')) {
        for (const { value, path } of fc.sample(fault.arbitrary, 1)) {
          expect(to(value), fault.id).toMatchObject({
            ok: false,
            issues: expect.arrayContaining([expect.objectContaining({ clause: fault.clause, path })]),
          });
        }
      }
    }
  });

  test('nothing that comes in makes it throw', () => {
    const revoked = Proxy.revocable({}, {});
    revoked.revoke();
    for (const { to, from } of converters()) {
      for (const value of [
        revoked.proxy,
        new Proxy({}, { getOwnPropertyDescriptor: () => undefined, ownKeys: () => ['a', 'a'] }),
      ]) {
        expect(to(value).ok).toBe(false);
        expect(from(value).ok).toBe(false);
      }
      fc.assert(
        fc.property(
          fc.anything({ withBigInt: true, withDate: true, withNullPrototype: true, withTypedArray: true }),
          (value) => {
            expect(to(value).ok).toBe(false);
            expect(from(value).ok).toBe(false);
          },
        ),
      );
    }
  });
});

describe('beside the AWS SDK for JavaScript', () => {
  let loaded: Loaded;
  let generated: typeof Generated;
  beforeAll(async () => {
    loaded = await load(SPECS.task);
    generated = loaded.generated as unknown as typeof Generated;
  });
  afterAll(() => loaded.compiled.remove());

  test('a strict view is a value of its type', () => {
    expectTypeOf<Generated.GetImportTaskOutputAwsSdkJsStrict>().toExtend<SdkOutput>();
  });

  test('the view is what the SDK makes of the same response', async () => {
    await fc.assert(
      fc.asyncProperty(loaded.arbitraries.wireValue('GetImportTaskOutput', 'strict'), async (wire) => {
        fc.pre(bigintsIn(wire).length === 0 && isWholeMilliseconds(wire));
        const body = stringifyJson(wire);
        const decoded = generated.decodeGetImportTaskResponse({ status: 200, headers: {}, body });
        if (decoded.kind !== 'output') throw new Error(body);
        const { $metadata, ...held } = await sdkOutput(body);
        const view = generated.toAwsSdkJsGetImportTaskOutput(decoded.output);
        expect(view.ok && same(view.value, held)).toBe(true);
        const back = generated.fromAwsSdkJsGetImportTaskOutput({ ...held, $metadata });
        expect(back.ok && same(back.value, decoded.output)).toBe(true);
      }),
      { numRuns: 50 },
    );
  });

  test('an unknown member of a union is a pair', async () => {
    const neptune = undefined;
    const held = await sdkOutput(
      '{"taskId":"t-0123456789","source":"","roleArn":"arn:aws:iam::123456789012:role/R","status":"LATER","importOptions":{"later":{"a":1}}}',
    );
    expect(held.importOptions).toEqual({ $unknown: ['later', { a: 1 }], neptune });
    expect(generated.fromAwsSdkJsGetImportTaskOutput(held)).toMatchObject({
      ok: true,
      value: { importOptions: { SDK_UNKNOWN_MEMBER: { name: 'later' } }, status: 'LATER' },
    });
    expect(generated.toAwsSdkJsImportOptions({ SDK_UNKNOWN_MEMBER: { name: 'later' } })).toEqual({
      ok: true,
      value: { $unknown: ['later', undefined] },
    });
  });

  test('the CLI prints instants as text', () => {
    const details = {
      status: '',
      startTime: new Date(1735689600125),
      timeElapsedSeconds: 9007199254740993n,
      progressPercentage: 0,
      errorCount: 0,
      statementCount: 0,
      dictionaryEntryCount: 0,
    };
    const printed = { ...details, startTime: '2025-01-01T00:00:00.125Z' };
    expect(generated.toCliImportTaskDetails(details)).toEqual({ ok: true, value: printed });
    const elsewhere = { ...printed, startTime: '2025-01-01T01:00:00.125000+01:00' };
    expect(generated.fromCliImportTaskDetails(elsewhere)).toEqual({ ok: true, value: details });
    expect(generated.fromCliImportTaskDetails({ ...printed, startTime: 'yesterday' })).toMatchObject({
      ok: false,
      issues: [{ clause: 'ImportTaskDetails.startTime#timestamp', path: '/startTime' }],
    });
    expect(generated.toAwsSdkJsImportTaskDetails(details)).toMatchObject({
      ok: false,
      issues: [
        {
          clause: 'ImportTaskDetails.timeElapsedSeconds#int64',
          path: '/timeElapsedSeconds',
          received: '9007199254740993',
        },
      ],
    });
  });
});

async function sdkOutput(body: string) {
  const response = {
    statusCode: 200,
    headers: { 'content-type': 'application/json' },
    body: new TextEncoder().encode(body),
  };
  const client = new NeptuneGraphClient({
    region: 'us-east-1',
    endpoint: 'http://localhost',
    credentials: { accessKeyId: 'none', secretAccessKey: 'none' },
    requestHandler: { handle: async () => ({ response }) },
  });
  return client.send(new GetImportTaskCommand({ taskIdentifier: 't-0123456789' }));
}

/** What a JSON Pointer points to. */
function at(value: unknown, path: string): unknown {
  const names = path.split('/').slice(1);
  return names.reduce<unknown>((held, name) => {
    const key = name.replaceAll('~1', '/').replaceAll('~0', '~');
    return (held as Record<string, unknown>)[key];
  }, value);
}

function leavesOf(value: unknown): readonly unknown[] {
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(leavesOf) : [value];
}

/** Those that no number holds. */
function bigintsIn(value: unknown): readonly unknown[] {
  return leavesOf(value).filter((leaf) => typeof leaf === 'bigint' && !Number.isSafeInteger(Number(leaf)));
}

function numbersIn(value: unknown): readonly number[] {
  return leavesOf(value).filter((leaf) => typeof leaf === 'number');
}

/** The SDK rounds what is finer than a millisecond, where the protocol says to cut it off. */
function isWholeMilliseconds(wire: unknown): boolean {
  const { importTaskDetails } = wire as { importTaskDetails?: { startTime: number } };
  const seconds = importTaskDetails?.startTime ?? 0;
  return Math.round(seconds * 1000) / 1000 === seconds;
}
