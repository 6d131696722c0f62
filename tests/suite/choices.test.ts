import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Contract, ErrorBinding } from '../../codegen/contract.js';
import { namesOf } from '../../codegen/names.js';
import { arbitrariesOf } from '../../codegen/runtime/arbitraries/index.js';
import type { Decoded } from '../../codegen/runtime/decoding.js';
import { stringifyJson } from '../../codegen/runtime/json.js';
import { differences } from '../conformance/compare.js';
import { comesUnder, errorUnder } from '../conformance/model.js';
import { neutralOf } from '../conformance/neutral.js';
import { observed } from '../conformance/observe.js';
import { see } from '../conformance/seen.js';
import type { CompiledPackage } from '../support/compile.js';
import { CHOICES, contractOf, packageOf } from '../support/contracts.js';

describe('values of several forms', () => {
  let contract: Contract;
  let compiled: CompiledPackage;

  beforeAll(async () => {
    contract = await contractOf(CHOICES);
    compiled = await packageOf(contract);
  }, 60_000);
  afterAll(() => compiled.remove());

  test('are seen in what the generated client returns as the suite reads them itself', async () => {
    const generated = await compiled.load('index.js');
    const arbitraries = arbitrariesOf(contract);
    for (const { id, output, http } of contract.operations) {
      if (output === null) continue;
      const name = namesOf(contract).operationName(id);
      const decode = generated[`decode${name}Response`] as (response: unknown) => Decoded<unknown, unknown>;
      const target = { kind: 'ref', name: output } as const;
      fc.assert(
        fc.property(arbitraries.wireValue(output, 'tolerant'), (wire) => {
          const decoded = decode({ status: http.status, headers: {}, body: stringifyJson(wire) });
          if (decoded.kind !== 'output') throw new Error(decoded.kind);
          const seen = observed(contract, target, see(decoded.output));
          expect(differences(neutralOf(contract, target, wire), seen)).toEqual([]);
        }),
        { numRuns: 300 },
      );
    }
  });
});

test('an error comes under its own status, and those under which it comes as well', () => {
  const error = (shape: string, status: number, also: ErrorBinding['also'] = []): ErrorBinding => ({
    shape,
    status,
    also,
    retry: 'never',
  });
  const wide = error('Wide', 400, [{ first: 400, last: 499 }]);
  const own = error('Own', 404);
  expect([400, 404, 499, 500].map((status) => comesUnder(wide, status))).toEqual([true, true, true, false]);
  expect([400, 404, 410, 500].map((status) => errorUnder([wide, own], status)?.shape)).toEqual([
    'Wide',
    'Own',
    'Wide',
    undefined,
  ]);
});
