import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Contract, Mode, ValueClause } from '../../codegen/contract.js';
import { codec } from '../../codegen/emitters/codec.js';
import type { Emission, Emitter } from '../../codegen/emitters/emitter.js';
import { publicShapes } from '../../codegen/emitters/shapes.js';
import { validators } from '../../codegen/emitters/validators/index.js';
import { namesOf } from '../../codegen/names.js';
import { print } from '../../codegen/print.js';
import { sitesOf } from '../../codegen/runtime/arbitraries/index.js';
import type { ValidationResult } from '../../codegen/runtime/issues.js';
import { stringifyJson } from '../../codegen/runtime/json.js';
import { runtimeFiles } from '../../codegen/runtime-files.js';
import { isUsageError, validatorTarget, verifyValidator } from '../conformance/index.js';
import { type CompiledPackage, compile } from '../support/compile.js';
import { contractOf, SPECS, without } from '../support/contracts.js';

type Validate = (value: unknown) => ValidationResult<unknown>;

/** What no clause changes is compiled once, and every mutant refers to it. */
let shared: CompiledPackage;
beforeAll(async () => {
  const files = await runtimeFiles('Generated.');
  shared = await compile(files.map((file) => ({ ...file, path: `runtime/${file.path}` })));
});
afterAll(() => shared.remove());

/** The files of the wire that some emitters make. */
async function emitted(contract: Contract, emitters: readonly Emitter[]): Promise<CompiledPackage> {
  const emission: Emission = { contract, names: namesOf(contract), bundled: {}, runtime: [] };
  const files = emitters
    .flatMap((emitter) => emitter(emission))
    .filter((file) => !file.path.includes('/decoded-strict'));
  const mutant = await compile(files.map((file) => print(file, 'Generated.')));
  await symlink(join(shared.folder, 'runtime'), join(mutant.folder, 'runtime'), 'dir');
  return mutant;
}

/** The shapes whose values have a clause's site, nearest first, and the mode in which it is enforced or told of. */
function placesOf(contract: Contract, clause: ValueClause): readonly (readonly [string, Mode])[] {
  const holder = publicShapes(contract)
    .map((shape) => ({
      name: shape.name,
      site: sitesOf(contract, shape.name).find((site) => site.id === clause.site),
    }))
    .flatMap(({ name, site }) => (site === undefined ? [] : [{ name, steps: site.steps.length }]))
    .sort((a, b) => a.steps - b.steps)[0]?.name;
  return holder === undefined
    ? []
    : [
        [holder, 'strict'],
        [holder, 'tolerant'],
      ];
}

async function isCaught(
  contract: Contract,
  clause: ValueClause,
  shape: string,
  mode: Mode,
  validate: Validate,
): Promise<boolean> {
  const result = await verifyValidator({
    contract,
    shape,
    mode,
    target: validatorTarget(validate, 'mutant'),
    only: [clause.id],
    runs: 40,
    seed: 7,
  }).catch((error: unknown) => {
    // The mode and view may have nothing that depends on the clause alone.
    if (isUsageError(error)) return { findings: [] };
    throw error;
  });
  return result.findings.some((finding) => finding.clause === clause.id);
}

describe('a contract that lacks one clause', () => {
  let contract: Contract;
  beforeAll(async () => {
    contract = await contractOf(SPECS.task);
  });

  test('makes a validator that the suite catches, whichever clause it is', { timeout: 240_000 }, async () => {
    const survivors: string[] = [];
    for (const clause of contract.clauses) {
      if (clause.kind !== 'value') continue;
      const mutant = await emitted(without(contract, clause.id), [validators]);
      const caught = await anyOf(placesOf(contract, clause), async ([shape, mode]) => {
        const names = namesOf(contract);
        const file = await mutant.load(`validators/wire${mode === 'strict' ? '-strict' : ''}.js`);
        return isCaught(
          contract,
          clause,
          shape,
          mode,
          file[names.functionName('validate', shape, 'wire', mode)] as Validate,
        );
      });
      if (!caught) survivors.push(clause.id);
      await mutant.remove();
    }
    expect(survivors).toEqual([]);
  });

  test('makes a decoder that the suite catches, whichever clause of a response it is', {
    timeout: 240_000,
  }, async () => {
    const survivors: string[] = [];
    for (const operation of contract.operations) {
      const roots = [
        ...(operation.output === null ? [] : [operation.output]),
        ...operation.errors.map((error) => error.shape),
      ];
      for (const root of roots) {
        const sites = new Set(sitesOf(contract, root).map((site) => site.id));
        for (const clause of contract.clauses) {
          if (clause.kind !== 'value' || !sites.has(clause.site)) continue;
          const mutant = await emitted(without(contract, clause.id), [validators, codec]);
          const decode = (await mutant.load('codec.js'))[
            `decode${namesOf(contract).operationName(operation.id)}Response`
          ] as Decode;
          if (
            !(await isCaught(
              contract,
              clause,
              root,
              'tolerant',
              decoding(contract, operation.id, root, decode),
            ))
          )
            survivors.push(clause.id);
          await mutant.remove();
        }
      }
    }
    expect(survivors).toEqual([]);
  });
});

type Decode = (response: { status: number; headers: Record<string, string>; body: string }) =>
  | { kind: 'output'; notices: ValidationResult<unknown>['notices'] }
  | {
      kind: 'error';
      issues: ValidationResult<unknown>['notices'];
      notices: ValidationResult<unknown>['notices'];
    }
  | {
      kind: 'undecodable';
      issues: ValidationResult<unknown>['notices'];
      notices?: ValidationResult<unknown>['notices'];
    };

/** A decoder seen as a validator: what it makes of a response with the value for its body. */
function decoding(contract: Contract, operationId: string, root: string, decode: Decode): Validate {
  const operation = contract.operations.find((each) => each.id === operationId);
  const error = operation?.errors.find((each) => each.shape === root);
  const header = contract.protocol.errorNameHeader;
  return (value) => {
    const decoded = decode({
      status: error?.status ?? operation?.http.status ?? 200,
      headers: error === undefined || header === null ? {} : { [header]: root },
      body: stringifyJson(value),
    });
    const issues = decoded.kind === 'output' ? [] : decoded.issues;
    const notices = decoded.notices ?? [];
    return issues.length === 0 ? { valid: true, value, notices } : { valid: false, issues, notices };
  };
}

async function anyOf<T>(list: readonly T[], holds: (each: T) => Promise<boolean>): Promise<boolean> {
  for (const each of list) if (await holds(each)) return true;
  return false;
}
