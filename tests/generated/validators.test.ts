import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Contract, Mode } from '../../codegen/contract.js';
import { publicShapes } from '../../codegen/emitters/shapes.js';
import { namesOf } from '../../codegen/names.js';
import { type Arbitraries, arbitrariesOf, type Fault } from '../../codegen/runtime/arbitraries/index.js';
import type { ValidationResult } from '../../codegen/runtime/issues.js';
import { bundleSchema } from '../../codegen/runtime/json-schema.js';
import type { CompiledPackage } from '../support/compile.js';
import { contractOf, PATIENCE, packageOf, runsOf, sparing, TRIED } from '../support/contracts.js';
import { eachOf } from '../support/each-of.js';
import { naiveCheck } from '../support/naive-check.js';

type View = 'wire' | 'decoded';
interface Validators {
  readonly is: (value: unknown) => boolean;
  readonly validate: (value: unknown) => ValidationResult<unknown>;
  readonly assert: (value: unknown) => void;
  readonly standard: {
    readonly '~standard': { validate(value: unknown): { readonly issues?: readonly unknown[] } };
  };
}

const RUNS = runsOf(40);

describe.each(Object.entries(TRIED))('what is generated from the spec of %s', (_name, spec) => {
  let contract: Contract;
  let arbitraries: Arbitraries;
  let compiled: CompiledPackage;
  let generated: Record<string, unknown>;
  let schemas: Record<string, unknown>;

  beforeAll(async () => {
    contract = await contractOf(spec);
    arbitraries = arbitrariesOf(contract, { shared: true });
    compiled = await packageOf(contract);
    generated = await compiled.load('index.js');
    schemas = await compiled.load('schemas.js');
  });
  afterAll(() => compiled.remove());

  const of = (shape: string, view: View, mode: Mode): Validators => {
    const names = namesOf(contract);
    const named = <T>(prefix: string): T => generated[names.functionName(prefix, shape, view, mode)] as T;
    return {
      is: named('is'),
      validate: named('validate'),
      assert: named('assert'),
      standard: generated[`${names.typeName(shape, view, mode)}Schema`] as Validators['standard'],
    };
  };
  const shapes = (): readonly string[] => publicShapes(contract).map((shape) => shape.name);
  const everyKind: readonly (readonly [View, Mode])[] = [
    ['wire', 'strict'],
    ['wire', 'tolerant'],
    ['decoded', 'strict'],
    ['decoded', 'tolerant'],
  ];
  const valid = (shape: string, view: View, mode: Mode): fc.Arbitrary<unknown> =>
    view === 'wire' ? arbitraries.wireValue(shape, mode) : arbitraries.decodedValue(shape, mode);

  describe.each(everyKind)('%s, %s', (view, mode) => {
    test('every valid value is accepted', () => {
      eachOf(
        shapes(),
        (name) => name,
        (shape) => {
          const { is, validate, assert, standard } = of(shape, view, mode);
          fc.assert(
            fc.property(valid(shape, view, mode), (value) => {
              expect(validate(value)).toMatchObject({ valid: true });
              expect(is(value)).toBe(true);
              expect(standard['~standard'].validate(value)).toEqual({ value });
              assert(value);
            }),
            RUNS,
          );
        },
      );
    });

    test('every faulty value is refused, under the clause that it breaks and no other', {
      timeout: PATIENCE,
    }, () => {
      const due = sparing();
      eachOf(
        shapes(),
        (name) => name,
        (shape) => {
          const { is, validate, assert, standard } = of(shape, view, mode);
          for (const fault of due(arbitraries.faultsOf(shape, view, mode))) {
            refutes(fault, ({ value, path }) => {
              const result = validate(value);
              const issues = result.valid
                ? []
                : result.issues.map((issue) => ({ clause: issue.clause, path: issue.path }));
              expect(issues, fault.id).toEqual([{ clause: fault.clause, path }]);
              expect(is(value)).toBe(false);
              expect(standard['~standard'].validate(value).issues).toHaveLength(1);
              expect(() => assert(value)).toThrow(expect.objectContaining({ name: 'ContractError' }));
            });
          }
        },
      );
    });

    test('the reference implementation finds the same issues and notices in any value', () => {
      const due = sparing();
      eachOf(
        shapes(),
        (name) => name,
        (shape) => {
          const { is, validate } = of(shape, view, mode);
          const faults = due(arbitraries.faultsOf(shape, view, mode));
          const faulty =
            faults.length === 0
              ? fc.jsonValue()
              : fc.oneof(...faults.map((fault) => fault.arbitrary.map((planted) => planted.value)));
          fc.assert(
            fc.property(
              fc.oneof(valid(shape, view, 'tolerant'), faulty, fc.jsonValue(), fc.anything()),
              (value) => {
                const result = validate(value);
                const told = {
                  issues: result.valid
                    ? []
                    : result.issues.map(({ clause, path }) => `${clause} ${path}`).sort(),
                  notices: result.notices.map(({ clause, path }) => `${clause} ${path}`).sort(),
                };
                const naive = naiveCheck(contract, shape, view, mode, value);
                expect(told).toEqual({
                  issues: naive.issues.map(({ clause, path }) => `${clause} ${path}`).sort(),
                  notices: naive.notices.map(({ clause, path }) => `${clause} ${path}`).sort(),
                });
                expect(is(value)).toBe(result.valid);
              },
            ),
            { numRuns: 60 },
          );
        },
      );
    });

    test('no value makes a validator throw, or change it', () => {
      eachOf(
        shapes(),
        (name) => name,
        (shape) => {
          const { is, validate } = of(shape, view, mode);
          const found = contract.shapes.find(({ name }) => name === shape);
          const readsNothing =
            found?.kind === 'structure' && found.members.length === 0 && mode === 'tolerant';
          for (const value of readsNothing ? [] : trapped()) {
            expect(is(value)).toBe(false);
            expect(validate(value).valid).toBe(false);
          }
          for (const value of odd) {
            const right = naiveCheck(contract, shape, view, mode, value).issues.length === 0;
            expect(is(value), `${shape} ${String(value)}`).toBe(right);
            expect(validate(value).valid).toBe(right);
          }
          fc.assert(
            fc.property(valid(shape, view, mode), (value) => {
              const before = fc.stringify(value);
              validate(value);
              is(value);
              expect(fc.stringify(value)).toBe(before);
            }),
            { numRuns: 20 },
          );
        },
      );
    });
  });

  test('values that a reader has something to say about are accepted with that notice', {
    timeout: PATIENCE,
  }, () => {
    for (const mode of ['strict', 'tolerant'] as const) {
      eachOf(
        shapes(),
        (name) => name,
        (shape) => {
          const { validate } = of(shape, 'wire', mode);
          for (const told of arbitraries.noticesOf(shape, mode)) {
            refutes(told, ({ value, path }) => {
              const result = validate(value);
              expect(result.valid, told.id).toBe(true);
              expect(result.notices.map(({ clause, path: at }) => ({ clause, path: at }))).toEqual([
                { clause: told.clause, path },
              ]);
            });
          }
        },
      );
    }
  });

  test('tolerant accepts whatever strict accepts', () => {
    for (const view of ['wire', 'decoded'] as const) {
      eachOf(
        shapes(),
        (name) => name,
        (shape) => {
          const strict = of(shape, view, 'strict');
          const tolerant = of(shape, view, 'tolerant');
          fc.assert(
            fc.property(fc.oneof(valid(shape, view, 'strict'), valid(shape, view, 'tolerant')), (value) => {
              if (strict.is(value)) expect(tolerant.is(value)).toBe(true);
            }),
            RUNS,
          );
        },
      );
    }
  });

  test('ajv on our schemas and our validators agree on every value that JSON can write', {
    timeout: PATIENCE,
  }, () => {
    const ajv = new Ajv2020({
      strict: true,
      allowUnionTypes: true,
      strictRequired: false,
      ownProperties: true,
      validateFormats: true,
    });
    ajv.addFormat('int32', {
      type: 'number',
      validate: (n: number) => Number.isInteger(n) && Math.abs(n) <= 2 ** 31,
    });
    // A number beyond 2^53 - 1 may be another than the text said; ours say so, ajv cannot know.
    ajv.addFormat('int64', { type: 'number', validate: Number.isSafeInteger });
    ajv.addFormat('unixtime', { type: 'number', validate: Number.isFinite });
    ajv.addFormat('date-time', { type: 'string', validate: (text: string) => naiveDateTime(text) });
    for (const mode of ['strict', 'tolerant'] as const) {
      const definitions = schemas[`${mode}Definitions`] as Parameters<typeof bundleSchema>[0];
      const due = sparing();
      eachOf(
        shapes(),
        (name) => name,
        (shape) => {
          const { validate } = of(shape, 'wire', mode);
          const accepts = ajv.compile(bundleSchema(definitions, shape));
          const faulty = due(arbitraries.faultsOf(shape, 'wire', mode)).map((fault) =>
            fault.arbitrary.map((planted) => planted.value),
          );
          const any = fc.oneof(
            arbitraries.wireValue(shape, mode),
            arbitraries.wireValue(shape, 'tolerant'),
            ...faulty,
            fc.jsonValue(),
          );
          fc.assert(
            fc.property(any.filter(isPlainJson), (value) => {
              const result = validate(value);
              const theirs = accepts(value);
              if (result.valid) expect(theirs, JSON.stringify(accepts.errors)).toBe(true);
              else if (theirs)
                expect(result.issues.every((issue) => excusedInSchemas(contract, issue.clause, mode))).toBe(
                  true,
                );
            }),
            { numRuns: 120 },
          );
        },
      );
    }
  });
});

/** A schema cannot count the members that are not null, nor ask for an own `__proto__`: ajv lets these pass. */
function excusedInSchemas(contract: Contract, clause: string, mode: Mode): boolean {
  if (clause.endsWith('#one-member')) return mode === 'tolerant';
  return clause.endsWith('.__proto__#required') && contract.clauses.some((each) => each.id === clause);
}

function refutes(
  fault: Fault,
  check: (planted: { readonly value: unknown; readonly path: string }) => void,
): void {
  fc.assert(fc.property(fault.arbitrary, check), { numRuns: 4 });
}

/** What no parser gives. */
const odd: readonly unknown[] = [
  undefined,
  null,
  Symbol('s'),
  () => 0,
  2n ** 64n,
  Number.NaN,
  Number.NEGATIVE_INFINITY,
  [],
];

/** Objects that throw when they are read. */
function trapped(): readonly unknown[] {
  const throwing = new Proxy(
    {},
    { get: () => fail(), has: () => fail(), ownKeys: () => fail(), getOwnPropertyDescriptor: () => fail() },
  );
  const revoked = Proxy.revocable({}, {});
  revoked.revoke();
  return [throwing, revoked.proxy];
}

function fail(): never {
  throw new Error('a trap was sprung');
}

function isPlainJson(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object' || value === null)
    return value === null || typeof value === 'string' || typeof value === 'boolean';
  // ajv leaves an own `__proto__` out of what a schema says of members.
  return !Object.hasOwn(value, '__proto__') && Object.values(value).every(isPlainJson);
}

/** RFC 3339, by another road than the generated code takes. */
function naiveDateTime(text: string): boolean {
  const parts = /^(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d):(\d\d)(\.\d+)?([Zz]|[+-]\d\d:\d\d)$/.exec(text);
  if (parts === null) return false;
  const [, year, month, day, hour, minute, second, , zone = 'Z'] = parts;
  const days = new Date(Date.UTC(2000 + (Number(year) % 400), Number(month), 0)).getUTCDate();
  const minutes = /[Zz]/.test(zone) ? 0 : Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4));
  // The offset moves the year only where the moment lies on one of two days.
  const edge = Number(`${year}${month}${day}`);
  const late = Number(hour) * 60 + Number(minute) - minutes * (zone.startsWith('-') ? -1 : 1);
  const within =
    edge === 101
      ? false
      : edge === 10101
        ? late >= 0
        : edge === 99991231
          ? late < 1440
          : edge === 1231
            ? late >= 1440
            : edge > 10000;
  return (
    within &&
    Number(month) >= 1 &&
    Number(month) <= 12 &&
    Number(day) >= 1 &&
    Number(day) <= days &&
    Number(hour) < 24 &&
    Number(minute) < 60 &&
    Number(second) < 60 &&
    Number(zone.slice(1, 3) || 0) < 24 &&
    Number(zone.slice(4) || 0) < 60
  );
}
