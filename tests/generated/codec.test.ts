import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Contract, Operation } from '../../codegen/contract.js';
import { namesOf } from '../../codegen/names.js';
import { type Arbitraries, arbitrariesOf } from '../../codegen/runtime/arbitraries/index.js';
import type { Decoded } from '../../codegen/runtime/decoding.js';
import type { HttpResponse } from '../../codegen/runtime/http.js';
import type { Result, ValidationResult } from '../../codegen/runtime/issues.js';
import { parseJson, stringifyJson } from '../../codegen/runtime/json.js';
import type { HttpRequest } from '../../codegen/runtime/requests.js';
import type { CompiledPackage } from '../support/compile.js';
import { contractOf, packageOf, runsOf, sparing, TRIED } from '../support/contracts.js';
import { eachOf } from '../support/each-of.js';
import { same } from '../support/same.js';

type AnyError = { readonly name: string; readonly status: number; readonly [member: string]: unknown };

interface Codec {
  readonly decode: (response: unknown) => Decoded<unknown, AnyError>;
  readonly encode: (output: unknown) => Result<HttpResponse>;
  readonly encodeError: (error: unknown) => Result<HttpResponse>;
  readonly encodeRequest: (input: unknown) => Result<HttpRequest>;
  readonly decodeRequest: (request: unknown) => Result<unknown> | undefined;
}

type Validate = (value: unknown) => ValidationResult<unknown>;

const RUNS = runsOf(100);

describe.each(Object.entries(TRIED))('the codec of %s', (_name, spec) => {
  let contract: Contract;
  let arbitraries: Arbitraries;
  let compiled: CompiledPackage;
  let generated: Record<string, unknown>;

  beforeAll(async () => {
    contract = await contractOf(spec);
    arbitraries = arbitrariesOf(contract);
    compiled = await packageOf(contract);
    generated = await compiled.load('index.js');
  });
  afterAll(() => compiled.remove());

  const codecOf = (operation: Operation): Codec => {
    const name = namesOf(contract).operationName(operation.id);
    return {
      decode: generated[`decode${name}Response`] as Codec['decode'],
      encode: generated[`encode${name}Output`] as Codec['encode'],
      encodeError: generated[`encode${name}Error`] as Codec['encodeError'],
      encodeRequest: generated[`encode${name}Request`] as Codec['encodeRequest'],
      decodeRequest: generated[`decode${name}Request`] as Codec['decodeRequest'],
    };
  };
  const validate = (shape: string, view: 'wire' | 'decoded'): Validate =>
    generated[namesOf(contract).functionName('validate', shape, view, 'tolerant')] as Validate;
  const withOutput = (): readonly { readonly operation: Operation; readonly output: string }[] =>
    contract.operations.flatMap((operation) =>
      operation.output === null ? [] : [{ operation, output: operation.output }],
    );

  const idOf = ({ operation }: { readonly operation: Operation }): string => operation.id;

  test('decoding what was encoded gives it back', () => {
    eachOf(withOutput(), idOf, ({ operation, output }) => {
      const { decode, encode } = codecOf(operation);
      fc.assert(
        fc.property(arbitraries.decodedValue(output, 'tolerant'), (value) => {
          const encoded = encode(value);
          if (!encoded.ok) throw new Error(encoded.issues.map((issue) => issue.message).join('\n'));
          const decoded = decode(encoded.value);
          expect(decoded).toMatchObject({ kind: 'output' });
          if (decoded.kind === 'output') expect(same(decoded.output, value)).toBe(true);
        }),
        RUNS,
      );
    });
  });

  test('every valid response decodes to a valid output, with the notices of its body', () => {
    eachOf(withOutput(), idOf, ({ operation, output }) => {
      const { decode } = codecOf(operation);
      fc.assert(
        fc.property(arbitraries.responses(operation.id, 'tolerant'), (response) => {
          const decoded = decode(response);
          expect(decoded).toMatchObject({ kind: 'output' });
          if (decoded.kind !== 'output') return;
          const ofBody = validate(output, 'wire')(wireOf(response));
          const ofOutput = validate(output, 'decoded')(decoded.output);
          expect(decoded.notices.map(places)).toEqual(ofBody.notices.map(places));
          expect(ofOutput.valid).toBe(true);
          // Nothing got through that the contract does not know, but for the tags of unions and choices.
          const extra = ofOutput.notices.filter(
            ({ clause }) => clause.endsWith('#closed') && !isUnion(clause),
          );
          expect(extra).toEqual([]);
        }),
        RUNS,
      );
    });
  });

  const isUnion = (clause: string): boolean =>
    contract.shapes.some(
      ({ kind, name }) => (kind === 'union' || kind === 'choice') && clause === `${name}#closed`,
    );

  test('decoding twice gives the same, and text the same as bytes', () => {
    eachOf(withOutput(), idOf, ({ operation, output }) => {
      const { decode } = codecOf(operation);
      const { status } = operation.http;
      fc.assert(
        fc.property(arbitraries.wireValue(output, 'tolerant'), (wire) => {
          const body = stringifyJson(wire);
          const text = decode({ status, headers: {}, body });
          expect(same(text, decode({ status, headers: {}, body }))).toBe(true);
          expect(same(text, decode({ status, headers: {}, body: new TextEncoder().encode(body) }))).toBe(
            true,
          );
        }),
        RUNS,
      );
    });
  });

  test('every fault of a value is found, under its own clause and path', () => {
    const due = sparing();
    eachOf(withOutput(), idOf, ({ operation, output }) => {
      const { decode } = codecOf(operation);
      const { status } = operation.http;
      for (const fault of due(arbitraries.faultsOf(output, 'wire', 'tolerant'))) {
        for (const { value, path } of fc.sample(fault.arbitrary, 3)) {
          const body = stringifyJson(value);
          // JSON has no NaN and no undefined: what cannot travel is no fault of a response.
          if (!same(wireOf({ status, headers: {}, body }), value)) continue;
          const decoded = decode({ status, headers: {}, body });
          expect(decoded, `${fault.id}: ${body}`).toMatchObject({
            kind: 'undecodable',
            issues: expect.arrayContaining([expect.objectContaining({ clause: fault.clause, path })]),
          });
        }
      }
    });
  });

  test('faults of a decoded value keep it from being encoded', () => {
    const due = sparing();
    eachOf(withOutput(), idOf, ({ operation, output }) => {
      const { encode } = codecOf(operation);
      for (const fault of due(arbitraries.faultsOf(output, 'decoded', 'tolerant'))) {
        fc.assert(
          fc.property(fault.arbitrary, ({ value, path }) => {
            const encoded = encode(value);
            expect(encoded.ok, fault.id).toBe(false);
            if (!encoded.ok) {
              expect(encoded.issues).toContainEqual(expect.objectContaining({ clause: fault.clause, path }));
            }
          }),
          { numRuns: 5 },
        );
      }
    });
  });

  test('a cut body is undecodable, at the place where it was cut', () => {
    eachOf(withOutput(), idOf, ({ operation, output }) => {
      const { decode } = codecOf(operation);
      const { status } = operation.http;
      fc.assert(
        fc.property(
          arbitraries.wireValue(output, 'strict'),
          fc.double({ min: 0, max: 1, noNaN: true }),
          (wire, part) => {
            const whole = stringifyJson(wire);
            const body = whole.slice(0, Math.floor(part * (whole.length - 1)));
            const decoded = decode({ status, headers: {}, body });
            expect(decoded.kind).toBe('undecodable');
            if (decoded.kind !== 'undecodable') return;
            expect(decoded.position?.offset).toBeLessThanOrEqual(body.length);
            expect(decoded.issues).toHaveLength(1);
            const ids = contract.clauses.map((clause) => clause.id);
            expect(ids).toContain(decoded.issues[0]?.clause);
          },
        ),
        RUNS,
      );
    });
  });

  test('error responses in every form give their error, its members and its facts', () => {
    eachOf(
      contract.operations.filter(({ errors }) => errors.length > 0),
      ({ id }) => id,
      (operation) => {
        const { decode } = codecOf(operation);
        fc.assert(
          fc.property(arbitraries.errorResponses(operation.id, 'tolerant'), ({ error, response }) => {
            const decoded = decode(response);
            const binding = operation.errors.find(({ shape }) => shape === error);
            expect(decoded).toMatchObject({
              kind: 'error',
              error: { name: error, status: response.status, retry: binding?.retry },
              issues: [],
            });
            if (decoded.kind === 'error') expect(validate(error, 'decoded')(decoded.error).valid).toBe(true);
          }),
          RUNS,
        );
      },
    );
  });

  test('an error that was encoded comes back', () => {
    eachOf(
      contract.operations,
      ({ id }) => id,
      (operation) => {
        const { decode, encodeError } = codecOf(operation);
        for (const { shape, status, retry } of operation.errors) {
          const ids = contract.protocol.requestIdHeader === null ? [] : ['a-b', '0123'];
          const requestId = fc.constantFrom(undefined, ...ids);
          fc.assert(
            fc.property(arbitraries.decodedValue(shape, 'tolerant'), requestId, (members, id) => {
              const facts = { name: shape, status, retry, ...(id === undefined ? {} : { requestId: id }) };
              const error = { ...(members as object), ...facts };
              const encoded = encodeError(error);
              expect(encoded.ok).toBe(true);
              const decoded = encoded.ok ? decode(encoded.value) : undefined;
              expect(same(decoded, { kind: 'error', error, issues: [], notices: decoded?.notices })).toBe(
                true,
              );
            }),
            RUNS,
          );
        }
      },
    );
  });

  test('nothing but the status of success ever gives data', () => {
    eachOf(withOutput(), idOf, ({ operation, output }) => {
      const { decode } = codecOf(operation);
      const others = fc.integer({ min: 100, max: 599 }).filter((status) => status !== operation.http.status);
      fc.assert(
        fc.property(others, arbitraries.wireValue(output, 'strict'), (status, wire) => {
          const decoded = decode({ status, headers: {}, body: stringifyJson(wire) });
          expect(decoded).toMatchObject({ kind: 'error', error: { status } });
        }),
        RUNS,
      );
    });
  });

  test('decoding a request that was encoded gives its input back', () => {
    eachOf(
      contract.operations,
      ({ id }) => id,
      (operation) => {
        const { encodeRequest, decodeRequest } = codecOf(operation);
        fc.assert(
          fc.property(arbitraries.decodedValue(operation.input, 'tolerant'), (input) => {
            const request = encodeRequest(input);
            if (!request.ok) {
              // Only what a label or a header cannot hold: no line break, no blank at an end, nothing beyond ASCII.
              for (const { expected } of request.issues)
                expect(expected).toMatch(/segment of a path|(query|header) can hold/);
              return;
            }
            const { path, ...rest } = request.value;
            expect(path).toMatch(/^[\x21-\x7e]+$/);
            expect(new URL(path, 'http://host').href).toBe(`http://host${path}`);
            const decoded = decodeRequest({ ...rest, path });
            expect(decoded?.ok === true && same(decoded.value, input)).toBe(true);
            expect(decodeRequest({ ...rest, path, method: 'TRACE' })).toBeUndefined();
            expect(decodeRequest({ ...rest, path: `/more${path}` })).toBeUndefined();
          }),
          RUNS,
        );
      },
    );
  });

  test('faults of an input keep it from being sent', () => {
    const due = sparing();
    eachOf(
      contract.operations,
      ({ id }) => id,
      (operation) => {
        const { encodeRequest } = codecOf(operation);
        for (const fault of due(arbitraries.faultsOf(operation.input, 'decoded', 'tolerant'))) {
          for (const { value, path } of fc.sample(fault.arbitrary, 2)) {
            expect(encodeRequest(value), fault.id).toMatchObject({
              ok: false,
              issues: expect.arrayContaining([expect.objectContaining({ clause: fault.clause, path })]),
            });
          }
        }
      },
    );
  });

  test('nothing that comes in makes it throw', () => {
    const anything = fc.anything({
      withBigInt: true,
      withDate: true,
      withMap: true,
      withNullPrototype: true,
      withTypedArray: true,
    });
    const status = fc.oneof(anything, fc.constantFrom(200, 201, 404));
    const responses = fc.oneof(anything, fc.record({ status, headers: anything, body: anything }));
    eachOf(
      contract.operations,
      ({ id }) => id,
      (operation) => {
        const { decode, encode, encodeError, encodeRequest, decodeRequest } = codecOf(operation);
        const survives = (value: unknown): void => {
          expect(['output', 'error', 'undecodable']).toContain(decode(value).kind);
          if (operation.output !== null) encode(value);
          encodeError(value);
          encodeRequest(value);
          decodeRequest(value);
        };
        fc.assert(fc.property(responses, survives), RUNS);
        for (const value of hostile()) {
          survives(value);
          for (const status of [operation.http.status, 404]) {
            survives({ status, headers: value, body: '{}' });
            survives({ status, headers: {}, body: value });
          }
        }
      },
    );
  });
});

function wireOf({ body }: HttpResponse): unknown {
  const text = typeof body === 'string' ? body : new TextDecoder('utf-8', { ignoreBOM: true }).decode(body);
  const parsed = parseJson(text);
  if (!parsed.ok) throw new Error(text);
  return parsed.value;
}

function places({ clause, path }: { readonly clause: string; readonly path: string }): readonly string[] {
  return [clause, path];
}

/** Objects that throw from whatever is asked of them. */
function hostile(): readonly unknown[] {
  const fail = (): never => {
    throw new Error('hostile');
  };
  const traps: ProxyHandler<object> = {
    get: fail,
    has: fail,
    ownKeys: fail,
    getOwnPropertyDescriptor: fail,
    getPrototypeOf: fail,
  };
  const revoked = Proxy.revocable({}, {});
  revoked.revoke();
  return [
    new Proxy({}, traps),
    new Proxy([], traps),
    revoked.proxy,
    Object.defineProperty({ status: 200 }, 'body', { get: fail, enumerable: true }),
    { status: 200, headers: { get: fail }, body: '{}' },
    { status: 404, headers: new Proxy({}, traps), body: '{}' },
    { name: 'Error', status: 400, retry: 'never', message: '', body: fail },
  ];
}
