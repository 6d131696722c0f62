/** Documents as others write them, with no keyword of ours: what is generated from them holds what they say. */
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Contract } from '../../codegen/contract.js';
import { publicShapes } from '../../codegen/emitters/shapes.js';
import { namesOf } from '../../codegen/names.js';
import { arbitrariesOf } from '../../codegen/runtime/arbitraries/index.js';
import { successesOf } from '../../codegen/runtime/http.js';
import type { ValidationResult } from '../../codegen/runtime/issues.js';
import { bundleSchema, type JsonSchema } from '../../codegen/runtime/json-schema.js';
import type { CompiledPackage } from '../support/compile.js';
import { contractOf, packageOf } from '../support/contracts.js';
import { naiveCheck } from '../support/naive-check.js';

const documents: readonly string[] = ['petstore-3.0.yaml', 'parcels-3.1.yaml'];
const views = ['wire', 'decoded'] as const;
const modes = ['strict', 'tolerant'] as const;
type Function = (...values: readonly unknown[]) => unknown;

describe.each(documents)('what is generated from %s', (file) => {
  let contract: Contract;
  let compiled: CompiledPackage;
  let generated: Record<string, Function>;
  let schemas: Record<string, unknown>;

  beforeAll(async () => {
    contract = await contractOf(join(import.meta.dirname, '..', 'fixtures', 'openapi', file));
    compiled = await packageOf(contract);
    generated = (await compiled.load('index.js')) as Record<string, Function>;
    schemas = await compiled.load('schemas.js');
  });
  afterAll(() => compiled.remove());

  const call = (name: string, ...values: readonly unknown[]): unknown => {
    const named = generated[name];
    if (named === undefined) throw new Error(`nothing is exported as ${name}`);
    return named(...values);
  };

  test.each(views.flatMap((view) => modes.map((mode) => [view, mode] as const)))(
    'takes what is valid and nothing else: %s, %s',
    (view, mode) => {
      const arbitraries = arbitrariesOf(contract);
      const names = namesOf(contract);
      for (const { name: shape } of publicShapes(contract)) {
        const validate = (value: unknown): ValidationResult<unknown> =>
          call(names.functionName('validate', shape, view, mode), value) as ValidationResult<unknown>;
        const is = (value: unknown): unknown => call(names.functionName('is', shape, view, mode), value);
        const valid =
          view === 'wire' ? arbitraries.wireValue(shape, mode) : arbitraries.decodedValue(shape, mode);
        fc.assert(
          fc.property(fc.oneof({ weight: 4, arbitrary: valid }, fc.jsonValue()), (value) => {
            const naive = naiveCheck(contract, shape, view, mode, value);
            const result = validate(value);
            const issues = result.valid ? [] : result.issues.map(({ clause, path }) => ({ clause, path }));
            expect(issues).toEqual(expect.arrayContaining([...naive.issues]));
            expect(issues).toHaveLength(naive.issues.length);
            expect(is(value)).toBe(result.valid);
          }),
          { numRuns: 40 },
        );
        for (const fault of arbitraries.faultsOf(shape, view, mode)) {
          fc.assert(
            fc.property(fault.arbitrary, ({ value, path }) => {
              const result = validate(value);
              const issues = result.valid ? [] : result.issues;
              expect(
                issues.map(({ clause, path: at }) => ({ clause, path: at })),
                fault.id,
              ).toEqual([{ clause: fault.clause, path }]);
              expect(is(value)).toBe(false);
            }),
            { numRuns: 3 },
          );
        }
      }
    },
  );

  test.each(modes)('agrees with ajv on the schemas: %s', (mode) => {
    const ajv = new Ajv2020({
      strict: true,
      allowUnionTypes: true,
      strictRequired: false,
      ownProperties: true,
    });
    ajv.addFormat('int32', true);
    ajv.addFormat('int64', { type: 'number', validate: Number.isSafeInteger });
    ajv.addFormat('date-time', true);
    const arbitraries = arbitrariesOf(contract);
    const definitions = schemas[`${mode}Definitions`] as Readonly<Record<string, JsonSchema>>;
    for (const { name: shape } of publicShapes(contract)) {
      const accepts = ajv.compile(bundleSchema(definitions, shape));
      const validate = namesOf(contract).functionName('validate', shape, 'wire', mode);
      const faults = arbitraries.faultsOf(shape, 'wire', mode).filter(({ json }) => json);
      const values = [
        arbitraries.wireValue(shape, mode),
        ...faults.map((fault) => fault.arbitrary.map(({ value }) => value)),
      ];
      fc.assert(
        fc.property(fc.oneof(...values).filter(isPlain), (value) => {
          const result = call(validate, value) as ValidationResult<unknown>;
          const clauses = result.valid ? [] : result.issues.map(({ clause }) => clause);
          // What our ajv does not look into, and __proto__, which it cannot ask for and takes for unique.
          if (
            clauses.some((clause) => clause.endsWith('#timestamp')) ||
            /__proto__/.test(`${clauses} ${JSON.stringify(value)}`)
          )
            return;
          expect(accepts(value), JSON.stringify(clauses)).toBe(result.valid);
        }),
        { numRuns: 100 },
      );
    }
  });

  test('gives an output and an input back that were encoded', () => {
    const arbitraries = arbitrariesOf(contract);
    const names = namesOf(contract);
    for (const operation of contract.operations) {
      const name = names.operationName(operation.id);
      if (operation.output !== null) {
        fc.assert(
          fc.property(arbitraries.decodedValue(operation.output, 'strict'), (value) => {
            const encoded = call(`encode${name}Output`, value) as { ok: boolean; value: object };
            expect(encoded.ok).toBe(true);
            for (const status of successesOf(operation)) {
              const decoded = call(`decode${name}Response`, { ...encoded.value, status });
              expect(decoded).toMatchObject({ kind: 'output', status, output: value });
            }
          }),
          { numRuns: 30 },
        );
      }
      const input = arbitraries
        .decodedValue(operation.input, 'strict')
        .filter((value) => !holdsNothing(value));
      fc.assert(
        fc.property(input, (value) => {
          const encoded = call(`encode${name}Request`, value) as { ok: boolean; value: unknown };
          // Not all text has a place in a path or a header.
          if (encoded.ok)
            expect(call(`decode${name}Request`, encoded.value)).toMatchObject({ ok: true, value });
        }),
        { numRuns: 30 },
      );
    }
  });

  test('gives an error back that was encoded, and keeps its members', () => {
    const arbitraries = arbitrariesOf(contract);
    for (const { id, errors } of contract.operations) {
      const name = namesOf(contract).operationName(id);
      for (const { shape, status, retry } of errors) {
        const isApart = contract.shapes.some(
          (each) =>
            each.name === shape &&
            each.kind === 'structure' &&
            each.members.some((member) => member.name === 'status'),
        );
        fc.assert(
          fc.property(arbitraries.decodedValue(shape, 'strict'), (members) => {
            const facts = { name: shape, status, retry };
            const error = isApart ? { ...facts, members } : { ...(members as object), ...facts };
            const encoded = call(`encode${name}Error`, error) as { ok: boolean; value: unknown };
            expect(encoded.ok).toBe(true);
            expect(call(`decode${name}Response`, encoded.value)).toMatchObject({ kind: 'error', error });
          }),
          { numRuns: 30 },
        );
      }
    }
  });

  test('knows errors by their statuses', () => {
    const names = namesOf(contract);
    for (const { id, errors } of contract.operations) {
      for (const { shape, status, also = [] } of errors) {
        const statuses = fc.oneof(
          fc.constant(status),
          ...also.map(({ first, last }) => fc.integer({ min: first, max: last })),
        );
        const exact = errors.flatMap((error) => (error.shape === shape ? [] : [error.status]));
        fc.assert(
          fc.property(
            statuses.filter((each) => !exact.includes(each)),
            arbitrariesOf(contract).wireValue(shape, 'strict'),
            (each, value) => {
              const response = { status: each, headers: {}, body: JSON.stringify(value) };
              expect(call(`decode${names.operationName(id)}Response`, response)).toMatchObject({
                kind: 'error',
                error: { name: shape, status: each },
              });
            },
          ),
          { numRuns: 10 },
        );
      }
    }
  });
});

/** An empty list in the query is not sent. */
function holdsNothing(input: unknown): boolean {
  return Object.values(input as object).some((value) => Array.isArray(value) && value.length === 0);
}

/** What JSON text can say, so that ajv sees what we see. */
function isPlain(value: unknown): boolean {
  if (typeof value === 'object' && value !== null) return Object.values(value).every(isPlain);
  return typeof value === 'string' || typeof value === 'boolean' || value === null || Number.isFinite(value);
}
