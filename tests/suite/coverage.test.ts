import { beforeAll, describe, expect, test } from 'vitest';
import type { Contract } from '../../codegen/contract.js';
import { arbitrariesOf } from '../../generated/runtime/arbitraries/index.js';
import { clientWorld } from '../conformance/checks/client/client-check.js';
import { clientChecks, clientRules } from '../conformance/checks/client/index.js';
import { validatorChecks } from '../conformance/checks/validator/index.js';
import { clientTarget, validatorTarget, verifyClient, verifyValidator } from '../conformance/index.js';
import { CHOICES, contractOf, SPECS } from '../support/contracts.js';
import { naiveCheck } from '../support/naive-check.js';

describe.each(Object.entries({ ...SPECS, menagerie: CHOICES }))('of the contract %s', (_, spec) => {
  let contract: Contract;
  beforeAll(async () => {
    contract = await contractOf(spec);
  });

  test('every rule for clients has its checks', () => {
    const rules = contract.clauses.flatMap((clause) =>
      clause.kind === 'protocol' && clause.role === 'client' ? [clause.rule] : [],
    );
    expect(rules.filter((rule) => !Object.hasOwn(clientRules, rule))).toEqual([]);
  });

  test('every clause of values has its checks in both modes', async () => {
    for (const { output } of contract.operations) {
      if (output === null) continue;
      for (const mode of ['strict', 'tolerant'] as const) {
        const judge = (value: unknown) => ({
          valid: naiveCheck(contract, output, 'wire', mode, value).issues.length === 0,
        });
        const result = await verifyValidator({
          contract,
          shape: output,
          mode,
          target: validatorTarget(judge),
          runs: 3,
          seed: 4,
        });
        expect(result.coverage.filter((each) => each.state === 'not-covered')).toEqual([]);
        expect(result.findings.filter((finding) => finding.level === 'MUST')).toEqual([]);
      }
    }
  });

  test('an id names one check', () => {
    const arbitraries = arbitrariesOf(contract);
    for (const { id, output } of contract.operations) {
      if (output === null) continue;
      const root = { kind: 'ref', name: output } as const;
      const sites = arbitraries.sitesOf(output);
      for (const view of ['wire', 'decoded'] as const) {
        for (const mode of ['strict', 'tolerant'] as const) {
          expectUnique(validatorChecks({ contract, arbitraries, root, mode, view, sites }));
        }
      }
      expectUnique(clientChecks(clientWorld(contract, id)));
    }
  });

  test('no clause for clients is a gap, and what is not tried is told with its reason', async () => {
    for (const { id, output } of contract.operations) {
      if (output === null) continue;
      const target = clientTarget(async () => Promise.reject(new Error('No.')));
      const result = await verifyClient({ contract, operation: id, target, runs: 1, seed: 4 });
      for (const clause of result.coverage) {
        if (clause.state === 'tested') expect(clause.cases).toBeGreaterThan(0);
        else expect(clause).toMatchObject({ gap: false, reason: expect.stringMatching(/\.$/) });
      }
    }
  });
});

test('a rule that the suite does not know is a gap', async () => {
  const contract = await contractOf(SPECS.task);
  const clause = {
    kind: 'protocol',
    id: 'p#brand-new',
    role: 'client',
    rule: 'brand-new',
    level: 'MUST',
    basis: 'protocol',
    source: '',
    title: 'New.',
  } as const;
  const target = clientTarget(async () => Promise.reject(new Error('No.')));
  const result = await verifyClient({
    contract: { ...contract, clauses: [...contract.clauses, clause] },
    only: ['valid-output'],
    runs: 1,
    target,
  });
  expect(result.coverage.at(-1)).toMatchObject({ clause: 'p#brand-new', state: 'not-covered', gap: true });
});

function expectUnique(checks: readonly { readonly id: string }[]): void {
  const ids = checks.map((check) => check.id);
  expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
}
