import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Contract, Mode, Operation } from '../../codegen/contract.js';
import { arbitrariesOf } from '../../codegen/runtime/arbitraries/index.js';
import { errorName, type HttpResponse, header } from '../../codegen/runtime/http.js';
import { readExactJson } from '../../codegen/runtime/json-body.js';
import { contractOf, SPECS } from '../support/contracts.js';
import { naiveCheck } from '../support/naive-check.js';
import { SAMPLER } from '../support/sampler.js';

const contracts = {
  sampler: SAMPLER,
  task: await contractOf(SPECS.task),
  orchard: await contractOf(SPECS.orchard),
};
const modes: readonly Mode[] = ['strict', 'tolerant'];

describe.each(Object.entries(contracts))('%s', (_, contract) => {
  const arbitraries = arbitrariesOf(contract);
  const failing = contract.operations.filter((operation) => operation.errors.length > 0);

  test.each(modes)('successes are what the operation promises (%s)', (mode) => {
    for (const operation of contract.operations) {
      check(arbitraries.responses(operation.id, mode), (response) => {
        expect(response.status).toBe(operation.http.status);
        if (operation.output === null) {
          expect(response.body).toBe('');
        } else {
          expect(header(response.headers, 'content-type')?.toLowerCase()).toMatch(
            contract.protocol.contentType,
          );
          expect(naiveCheck(contract, operation.output, 'wire', mode, bodyOf(response)).issues).toEqual([]);
        }
      });
    }
  });

  test.each(modes)('errors say which they are (%s)', (mode) => {
    for (const operation of failing) {
      check(arbitraries.errorResponses(operation.id, mode), ({ error, response, value }) => {
        const body = bodyOf(response);
        expect(errorName(contract.protocol, response.headers, body)).toBe(error);
        expect(response.status).toBe(operation.errors.find((each) => each.shape === error)?.status);
        expect(naiveCheck(contract, error, 'wire', mode, value).issues).toEqual([]);
        expect(body).toMatchObject(Object(value));
      });
    }
  });

  test('strict errors have the bare name, in the header where there is one', () => {
    for (const { id } of failing) {
      check(arbitraries.errorResponses(id, 'strict'), ({ error, response, value }) => {
        const { errorNameHeader, errorNameMembers } = contract.protocol;
        if (errorNameHeader !== null) expect(response.headers[errorNameHeader]).toBe(error);
        else expect(Reflect.get(Object(bodyOf(response)), errorNameMembers[0] ?? '')).toBe(error);
        if (errorNameHeader !== null) expect(bodyOf(response)).toEqual(value);
      });
    }
  });

  test.each(modes)('faulty values break their clause in the body (%s)', (mode) => {
    for (const { operation, fault } of faults(contract, mode, 'value')) {
      const shape = fault.error ?? operation.output ?? '';
      check(
        fault.arbitrary,
        ({ response, path }) => {
          const { issues } = naiveCheck(contract, shape, 'wire', mode, bodyOf(response));
          expect(issues).toEqual([{ clause: fault.clause, path }]);
        },
        2,
      );
    }
  });

  test.each(modes)('faulty texts are no JSON, each in its way (%s)', (mode) => {
    for (const { fault } of faults(contract, mode, 'text')) {
      check(fault.arbitrary, ({ response, path }) => {
        const body = readExactJson(response.body);
        expect(body.ok).toBe(false);
        expect(path).toBe('');
        const rule = fault.clause.slice(fault.clause.indexOf('#') + 1);
        if (!body.ok && rule.startsWith('undecodable'))
          expect(rule).toBe(`undecodable-success-${body.fault}`);
      });
    }
  });

  test.each(modes)('faulty exchanges have a good body (%s)', (mode) => {
    for (const { operation, fault } of faults(contract, mode, 'exchange')) {
      check(fault.arbitrary, ({ response }) => {
        const { status } = response;
        const name = errorName(contract.protocol, response.headers, bodyOf(response, {}));
        const expected =
          operation.errors.find((each) => each.shape === fault.error)?.status ?? operation.http.status;
        const type = header(response.headers, 'content-type')?.toLowerCase() ?? '';
        const good = {
          status: status === expected,
          name: fault.error === null || name === fault.error,
          type: operation.output === null || type.startsWith(contract.protocol.contentType),
        };
        expect(Object.values(good).filter((each) => !each)).toHaveLength(1);
      });
    }
  });

  test.each(modes)('ids of faults are unique, and all clauses are there (%s)', (mode) => {
    const clauses = new Set(contract.clauses.map((clause) => clause.id));
    for (const { id } of contract.operations) {
      const all = arbitraries.responseFaultsOf(id, mode);
      expect(new Set(all.map((fault) => fault.id)).size).toBe(all.length);
      for (const fault of all) expect(clauses).toContain(fault.clause);
    }
  });
});

test('an operation that is not there', () => {
  expect(() => arbitrariesOf(SAMPLER).responses('Nothing', 'strict')).toThrow(
    new RangeError('The contract has no operation named "Nothing".'),
  );
});

test('an operation without errors', () => {
  const operations = SAMPLER.operations.map((operation) => ({ ...operation, errors: [] }));
  expect(() => arbitrariesOf({ ...SAMPLER, operations }).errorResponses('GetSample', 'strict')).toThrow(
    new RangeError('The operation GetSample has no errors.'),
  );
});

function faults(contract: Contract, mode: Mode, part: 'value' | 'text' | 'exchange') {
  const all = contract.operations.map((operation: Operation) =>
    arbitrariesOf(contract)
      .responseFaultsOf(operation.id, mode)
      .filter((fault) => fault.part === part)
      .map((fault) => ({ operation, fault })),
  );
  return all.flat();
}

function check<T>(arbitrary: fc.Arbitrary<T>, holds: (value: T) => void, numRuns = 30): void {
  fc.assert(fc.property(arbitrary, holds), { numRuns });
}

function bodyOf(response: HttpResponse, empty?: unknown): unknown {
  if (response.body === '') return empty;
  const body = readExactJson(response.body);
  if (!body.ok) throw new Error(body.expected);
  return body.value;
}
