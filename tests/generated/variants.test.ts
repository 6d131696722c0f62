/** The codec and the views of contracts that differ from ours where protocols and views may differ. */
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import type { Contract, Member, NamedShape, View } from '../../codegen/contract.js';
import { decodedValue } from '../../codegen/runtime/arbitraries/index.js';
import type { Decoded } from '../../codegen/runtime/decoding.js';
import type { HttpResponse } from '../../codegen/runtime/http.js';
import type { Result } from '../../codegen/runtime/issues.js';
import type { HttpRequest } from '../../codegen/runtime/requests.js';
import type { CompiledPackage } from '../support/compile.js';
import { contractOf, packageOf, SPECS } from '../support/contracts.js';
import { same } from '../support/same.js';

let compiled: CompiledPackage | undefined;
afterEach(() => compiled?.remove());

async function generated(contract: Contract): Promise<Record<string, (value: unknown) => unknown>> {
  compiled = await packageOf(contract);
  return (await compiled.load('index.js')) as Record<string, (value: unknown) => unknown>;
}

/** The contract with the members of one shape changed. */
function withMembers(
  contract: Contract,
  name: string,
  change: (members: readonly Member[]) => readonly Member[],
): Contract {
  const changed = (shape: NamedShape): NamedShape =>
    shape.name === name && (shape.kind === 'structure' || shape.kind === 'union')
      ? { ...shape, members: change(shape.members) }
      : shape;
  return { ...contract, shapes: contract.shapes.map(changed) };
}

describe('a protocol without headers for errors', () => {
  test('names them in the body', async () => {
    const contract = await contractOf(SPECS.task);
    const protocol = { ...contract.protocol, errorNameHeader: null, requestIdHeader: null };
    const { encodeGetImportTaskError, decodeGetImportTaskResponse } = await generated({
      ...contract,
      protocol,
    });
    const error = {
      name: 'ValidationException',
      status: 400,
      retry: 'never',
      message: 'm',
      reason: 'BAD_REQUEST',
    };
    const encoded = encodeGetImportTaskError?.(error) as Result<HttpResponse>;
    expect(encoded).toMatchObject({ ok: true, value: { headers: { 'content-type': 'application/json' } } });
    if (encoded.ok) {
      expect(JSON.parse(String(encoded.value.body))).toMatchObject({ __type: 'ValidationException' });
      expect(decodeGetImportTaskResponse?.(encoded.value)).toMatchObject({
        kind: 'error',
        error,
        issues: [],
      });
    }
  });
});

describe('a protocol without strings for floats', () => {
  test('cannot write NaN, and says so', async () => {
    const contract = await contractOf(SPECS.orchard);
    const protocol = { ...contract.protocol, floatStrings: false };
    const { encodeGetTreeOutput, decodeGetTreeResponse } = await generated({ ...contract, protocol });
    expect(encodeGetTreeOutput?.({ id: '', height: Number.NaN })).toMatchObject({
      ok: false,
      issues: [{ path: '/height' }],
    });
    const encoded = encodeGetTreeOutput?.({ id: '', height: 1e300 }) as Result<HttpResponse>;
    expect(encoded.ok && decodeGetTreeResponse?.(encoded.value)).toMatchObject({ output: { height: 1e300 } });
  });
});

describe('other views', () => {
  const views: readonly View[] = [
    { name: 'bare', title: 'Bare', timestamp: 'date', unknownMember: { kind: 'tag' }, integer: 'exact' },
    {
      name: 'seconds',
      title: 'Seconds',
      timestamp: 'epoch-seconds',
      unknownMember: { kind: 'named', key: 'other' },
      integer: 'number',
    },
  ];

  test.each(Object.entries(SPECS))('of %s give back what they were made from', async (_, spec) => {
    const contract = await contractOf(spec);
    const all = { ...contract, views: [...contract.views, ...views] };
    const converters = await generated(all);
    for (const output of new Set(contract.operations.flatMap((operation) => operation.output ?? []))) {
      for (const view of ['Bare', 'Seconds']) {
        fc.assert(
          fc.property(decodedValue(contract, output, 'tolerant'), (value) => {
            const there = converters[`to${view}${output}`]?.(value) as Result<unknown>;
            if (!there.ok) {
              expect(view).toBe('Seconds');
              expect(there.issues.every(({ code }) => code === 'int64')).toBe(true);
              return;
            }
            const back = converters[`from${view}${output}`]?.(there.value) as Result<unknown>;
            expect(back.ok && same(back.value, value)).toBe(true);
          }),
          { numRuns: 50 },
        );
      }
    }
  });
});

describe('parameters of every kind', () => {
  const parameters: readonly Member[] = [
    {
      name: 'words',
      target: { kind: 'list', element: { kind: 'string' } },
      required: false,
      doc: '',
      binding: { in: 'query', name: 'w' },
    },
    {
      name: 'counts',
      target: { kind: 'list', element: { kind: 'integer', width: 64 } },
      required: false,
      doc: '',
      binding: { in: 'header', name: 'X-Counts' },
    },
    {
      name: 'since',
      target: { kind: 'timestamp', format: 'epoch-seconds' },
      required: false,
      doc: '',
      binding: { in: 'query', name: 'since' },
    },
    {
      name: 'until',
      target: { kind: 'timestamp', format: 'date-time' },
      required: false,
      doc: '',
      binding: { in: 'header', name: 'x-until' },
    },
    {
      name: 'share',
      target: { kind: 'float', width: 64 },
      required: false,
      doc: '',
      binding: { in: 'query', name: 'share' },
    },
    {
      name: 'seal',
      target: { kind: 'blob' },
      required: false,
      doc: '',
      binding: { in: 'query', name: 'seal' },
    },
    {
      name: 'flag',
      target: { kind: 'boolean' },
      required: false,
      doc: '',
      binding: { in: 'header', name: 'x-flag' },
    },
  ];

  test('come back from a request', async () => {
    const contract = withMembers(await contractOf(SPECS.orchard), 'GetTreeInput', (members) => [
      ...members,
      ...parameters,
    ]);
    const { encodeGetTreeRequest, decodeGetTreeRequest } = await generated(contract);
    const input = {
      treeId: 'a/b c%é',
      words: ['a,b', '', 'c&d=e'],
      counts: [1, 9007199254740993n],
      since: new Date(1500),
      until: new Date(1000),
      share: Number.NEGATIVE_INFINITY,
      seal: Uint8Array.of(255, 254),
      flag: false,
    };
    const request = encodeGetTreeRequest?.(input) as Result<HttpRequest>;
    expect(request).toEqual({
      ok: true,
      value: {
        method: 'GET',
        path: '/trees/a%2Fb%20c%25%C3%A9?w=a%2Cb&w=&w=c%26d%3De&since=1.5&share=-Infinity&seal=%2F%2F4%3D',
        headers: { 'x-counts': '1, 9007199254740993', 'x-until': '1970-01-01T00:00:01Z', 'x-flag': 'false' },
        body: '',
      },
    });
    if (request.ok) expect(decodeGetTreeRequest?.(request.value)).toEqual({ ok: true, value: input });
    fc.assert(
      fc.property(decodedValue(contract, 'GetTreeInput', 'tolerant'), (value) => {
        const sent = encodeGetTreeRequest?.(value) as Result<HttpRequest>;
        const read = sent.ok ? (decodeGetTreeRequest?.(sent.value) as Result<unknown>) : undefined;
        if (read === undefined) return;
        // An empty list is not sent, and so is absent.
        const { words, counts, ...rest } = value as { words?: unknown[]; counts?: unknown[] };
        const expected = {
          ...rest,
          ...(words?.length ? { words } : {}),
          ...(counts?.length ? { counts } : {}),
        };
        expect(read.ok && same(read.value, expected)).toBe(true);
      }),
    );
  });
});

test('members may have the names of whatever the code uses', async () => {
  const names =
    `wire value view path found own isSet setOwn mapValues below unknownTag exactNumber defined protocol
    ignoredMembers treeFromWire treeToWire Tree Object Date undefined arguments await valueOf hasOwnProperty __proto__
    __defineGetter__ isPrototypeOf prototype then toJSON treeFromWire2`.split(/\s+/);
  const members = names.map(
    (name, i): Member => ({ name, target: { kind: 'string' }, required: i % 2 === 0, doc: '' }),
  );
  const contract = withMembers(await contractOf(SPECS.orchard), 'Pest', () => members);
  const { encodeGetTreeOutput, decodeGetTreeResponse, toTextTree, fromTextTree } = await generated(contract);
  fc.assert(
    fc.property(decodedValue(contract, 'Pest', 'tolerant'), (pest) => {
      const tree = { id: '', height: 1, finding: { pest } };
      const encoded = encodeGetTreeOutput?.(tree) as Result<HttpResponse>;
      const decoded = encoded.ok
        ? (decodeGetTreeResponse?.(encoded.value) as Decoded<unknown, unknown>)
        : undefined;
      expect(decoded?.kind === 'output' && same(decoded.output, tree)).toBe(true);
      const view = toTextTree?.(tree) as Result<unknown>;
      const back = view.ok ? (fromTextTree?.(view.value) as Result<unknown>) : undefined;
      expect(back?.ok === true && same(back.value, tree)).toBe(true);
    }),
  );
});

test('a document that lets itself be read only so many times is no crash', async () => {
  const { encodeRecordHarvestOutput, toTextHarvest } = await generated(await contractOf(SPECS.orchard));
  const odd = { ['__proto__']: 'aa', 'a-b': '', class: true };
  const baskets = [{ fruit: 'APPLE', weight: 1 }];
  const harvest = { orchardId: 'o-abc', total: 1, recordedAt: new Date(0), baskets, odd };
  for (let times = 0; times < 8; times++) {
    let left = times;
    const annex = Object.defineProperty({}, 'a', {
      enumerable: true,
      get: () => {
        if (left-- <= 0) throw new Error('enough');
        return 1;
      },
    });
    expect(encodeRecordHarvestOutput?.({ ...harvest, annex })).toHaveProperty('ok');
    left = times;
    expect(toTextHarvest?.({ ...harvest, annex })).toHaveProperty('ok');
  }
});
