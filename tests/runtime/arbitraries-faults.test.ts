import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Contract, Mode } from '../../codegen/contract.js';
import { arbitrariesOf, type Fault, type ValueView } from '../../codegen/runtime/arbitraries/index.js';
import { parseJson, stringifyJson } from '../../codegen/runtime/json.js';
import { contractOf, SPECS, without } from '../support/contracts.js';
import { naiveCheck } from '../support/naive-check.js';
import { SAMPLER } from '../support/sampler.js';

const contracts = {
  sampler: SAMPLER,
  task: await contractOf(SPECS.task),
  orchard: await contractOf(SPECS.orchard),
};
const variants: readonly (readonly [ValueView, Mode])[] = [
  ['wire', 'strict'],
  ['wire', 'tolerant'],
  ['decoded', 'strict'],
  ['decoded', 'tolerant'],
];

describe.each(Object.entries(contracts))('%s', (name, contract) => {
  const arbitraries = arbitrariesOf(contract);
  const roots = contract.shapes.map((shape) => shape.name);

  test.each(variants)('each fault breaks its clause and no other (%s, %s)', (view, mode) => {
    for (const root of roots) {
      for (const fault of arbitraries.faultsOf(root, view, mode)) {
        each(fault, (value, path) => {
          expect(naiveCheck(contract, root, view, mode, value).issues).toEqual([
            { clause: fault.clause, path },
          ]);
        });
      }
    }
  });

  test.each(variants)('each notice is given alone, of valid values (%s, %s)', (view, mode) => {
    for (const root of roots) {
      for (const fault of arbitraries.noticesOf(root, mode, view)) {
        each(fault, (value, path) => {
          const verdict = naiveCheck(contract, root, view, mode, value);
          expect(verdict).toEqual({ issues: [], notices: [{ clause: fault.clause, path }] });
        });
      }
    }
  });

  test.each(['strict', 'tolerant'] as const)(
    'faults that travel as text break the same there (%s)',
    (mode) => {
      for (const root of roots) {
        for (const fault of arbitraries.faultsOf(root, 'wire', mode).filter((each) => each.json)) {
          each(fault, (value, path) => {
            const parsed = parseJson(stringifyJson(value));
            if (!parsed.ok) throw new Error(parsed.expected);
            const { issues } = naiveCheck(contract, root, 'wire', mode, parsed.value);
            expect(issues).toEqual([{ clause: fault.clause, path }]);
          });
        }
      }
    },
  );

  test.each(variants)('ids are unique and begin with the clause (%s, %s)', (view, mode) => {
    for (const root of roots) {
      const faults = arbitraries.faultsOf(root, view, mode);
      expect(new Set(faults.map((fault) => fault.id)).size).toBe(faults.length);
      for (const fault of faults) expect(fault.id.startsWith(`${fault.clause}/`)).toBe(true);
    }
  });

  test('every clause of a value has a fault or a notice', () => {
    const clauses = roots.flatMap((root) => [
      ...arbitraries.faultsOf(root, 'wire', 'strict').map((fault) => fault.clause),
      ...arbitraries.noticesOf(root, 'strict').map((fault) => fault.clause),
    ]);
    const covered = new Set(clauses);
    const missing = contract.clauses.filter((clause) => clause.kind === 'value' && !covered.has(clause.id));
    expect(missing.map((clause) => clause.id)).toEqual(UNBREAKABLE[name as keyof typeof contracts]);
  });

  test('what is no fault for a tolerant reader is a notice to it', () => {
    for (const root of roots) {
      const strict = arbitraries.faultsOf(root, 'wire', 'strict').map((fault) => fault.clause);
      const notices = new Set(arbitraries.noticesOf(root, 'tolerant').map((fault) => fault.clause));
      for (const clause of strict.filter((each) => /#(closed|enum)$/.test(each)))
        expect(notices).toContain(clause);
    }
  });

  test('a clause that is not there has no faults, and the others keep theirs', () => {
    const all = allFaults(contract);
    const clauses = [...new Set(all.map((fault) => fault.clause))];
    for (const clause of fc.sample(fc.constantFrom(...clauses), 4)) {
      const expected = all.filter((fault) => fault.clause !== clause).map((fault) => fault.id);
      expect(allFaults(without(contract, clause)).map((fault) => fault.id)).toEqual(expected);
    }
  });
});

function allFaults(contract: Contract): readonly Fault[] {
  const { faultsOf } = arbitrariesOf(contract);
  return contract.shapes.flatMap((shape) => faultsOf(shape.name, 'wire', 'strict'));
}

/** Bounds that are narrower than the width: whatever breaks the width breaks a bound as well. */
const UNBREAKABLE: Readonly<Record<keyof typeof contracts, readonly string[]>> = {
  sampler: ['Sample.percent#int32'],
  task: [],
  orchard: ['Harvest.oldScore#int32'],
};

describe('ways', () => {
  const { faultsOf } = arbitrariesOf(SAMPLER);

  const table: readonly (readonly [string, readonly string[]])[] = [
    [
      'Sample.id#type',
      ['null', 'boolean', 'number', 'array', 'object', 'in-a-list', 'function', 'symbol', 'bigint', 'boxed'],
    ],
    ['Sample.id#required', ['absent', 'undefined', 'inherited']],
    ['Sample#closed', ['extra', 'hostile', 'look-alike', 'ignored']],
    ['Choice#closed', ['extra', 'hostile', 'look-alike', 'ignored']],
    [
      'Sample.choice#one-member',
      ['empty', 'two-known', 'known-and-unknown', 'two-unknown', 'undefined-only'],
    ],
    ['Sample.note#min-length', ['by-one', 'empty', 'astral']],
    ['Sample.note#max-length', ['by-one', 'twice']],
    ['Sample.word#min-length', ['matching']],
    ['Sample.word#max-length', ['matching']],
    ['Sample.total#int64', ['next', 'wrapping', 'huge', 'unsafe-number']],
    ['Sample.count#int32', ['next', 'wrapping', 'huge']],
    ['Sample.count#integer', ['half', 'tiny', 'fraction']],
    ['Sample.at#timestamp', ['too-early', 'too-late', 'milliseconds']],
    ['Sample.day#timestamp', ['no-such-moment', 'incomplete', 'other-form', 'surrounded', 'out-of-range']],
    ['Sample.bytes#base64', ['alphabet', 'url-alphabet', 'padding', 'blank']],
    ['Sample.tags#unique-items', ['repeated', 'equal', 'reordered']],
    ['Sample.tags#max-items', ['by-one']],
    ['Sample.many#max-items', ['by-one', 'twice']],
    ['Sample.many#min-items', ['by-one', 'empty']],
  ];

  test.each(table)('%s', (clause, ways) => {
    const found = faultsOf('Sample', 'wire', 'strict').filter((fault) => fault.clause === clause);
    expect(found.map((fault) => fault.id.slice(clause.length + 1)).sort()).toEqual([...ways].sort());
  });

  test('enums are misspelt as prose misspells them', () => {
    expect(values('Sample.color#enum')).toEqual(
      expect.arrayContaining([
        '"dark_red"',
        '"DARK-RED"',
        '"DARKRED"',
        '"RED "',
        '"RED\\n"',
        '"D_ARK_RED"',
        '"RE"',
        '"toString"',
        '""',
      ]),
    );
  });

  test('patterns are missed by a hair', () => {
    const found = values('Sample.id#pattern').map((text) => JSON.parse(text) as string);
    const forms = [
      /^s-[a-z0-9]{4,6}\n$/,
      /^ s-[a-z0-9]{4,6}$/,
      /^[S]-[A-Z0-9]{4,6}$/,
      /^s-[a-z0-9]{3}$/,
      /^s-[a-z0-9]{7}$/,
      /[٣３]/,
      /\u{1f600}/u,
      /^a\ns-[a-z0-9]{4,6}\na$/,
      /^$/,
    ];
    for (const form of forms)
      expect(
        found.some((text) => form.test(text)),
        String(form),
      ).toBe(true);
  });

  function values(clause: string): readonly string[] {
    return faultsOf('Sample', 'wire', 'strict')
      .filter((fault) => fault.clause === clause)
      .flatMap((fault) => fc.sample(fault.arbitrary, { numRuns: 200, seed: 5 }))
      .map(({ value, path }) => stringifyJson(Reflect.get(Object(value), path.slice(1))));
  }
});

describe('shrinking', () => {
  test('leads to the fault in an otherwise minimal value', () => {
    const minimal = { id: 's-aaaa', color: 'RED', count: 0, total: 0, at: 0 };
    const table: readonly (readonly [string, object, string])[] = [
      ['Sample.count#integer/half', { ...minimal, count: 0.5 }, '/count'],
      ['Sample.id#required/absent', { color: 'RED', count: 0, total: 0, at: 0 }, '/id'],
      ['Sample.note#type/null', { ...minimal, note: null }, '/note'],
      ['Sample#closed/hostile', { ...minimal, ['__proto__']: null }, '/__proto__'],
      ['Sample.choice#one-member/empty', { ...minimal, choice: {} }, '/choice'],
      ['Tree.leaf#type/null', { ...minimal, tree: { leaf: null, children: [] } }, '/tree/leaf'],
    ];
    const faults = arbitrariesOf(SAMPLER).faultsOf('Sample', 'wire', 'strict');
    for (const [id, value, path] of table) {
      const fault = faults.find((each) => each.id === id);
      expect(fault, id).toBeDefined();
      if (fault === undefined) continue;
      const result = fc.check(fc.property(fault.arbitrary, () => false));
      expect(result.counterexample?.[0]).toEqual({ value, path });
    }
  });
});

function each(fault: Fault, holds: (value: unknown, path: string) => void): void {
  fc.assert(
    fc.property(fault.arbitrary, ({ value, path }) => holds(value, path)),
    { numRuns: 3 },
  );
}
