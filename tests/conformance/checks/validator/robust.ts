import fc from 'fast-check';
import { checkId } from '../../check.js';
import { validatorClauses } from '../../clauses.js';
import { resolve } from '../../model.js';
import { type Hostile, hostileKinds } from '../../targets/hostile.js';
import {
  judgeValidator,
  type ValidatorCase,
  type ValidatorCheck,
  type ValidatorExpectation,
  type ValidatorWorld,
} from './validator-check.js';

/** JSON of no particular shape: a verdict is due, whichever it is. */
export function verdicts({
  arbitraries,
  root,
  mode,
  view,
  sites,
}: ValidatorWorld): readonly ValidatorCheck[] {
  const { id: clause } = validatorClauses.verdict;
  const junk: fc.Arbitrary<unknown> = fc.oneof(
    fc.constantFrom<unknown>(null, true, 0, '', [], {}, [[]], [{}], { '': null }, 'x'.repeat(5000)),
    fc.jsonValue(),
  );
  const judged: ValidatorExpectation = { kind: 'judged' };
  const somewhere = sites.filter((site) => site.owner !== 'root' && site.owner !== 'key');
  return [
    {
      id: checkId(clause, 'any-json'),
      clause,
      title: 'JSON of any kind in place of the value.',
      cases: junk.map((value) => ({ value, hostile: null, path: null, expect: judged })),
      judge: judgeValidator,
    },
    ...(view === 'decoded' || somewhere.length === 0
      ? []
      : [
          {
            id: checkId(clause, 'any-json-within'),
            clause,
            title: 'JSON of any kind somewhere in the value.',
            cases: fc
              .oneof(...somewhere.map((site) => arbitraries.plant(root.name, site, mode, junk)))
              .map(({ value, path }): ValidatorCase => ({ value, hostile: null, path, expect: judged })),
            judge: judgeValidator,
          },
        ]),
  ];
}

/** What JavaScript can hold and JSON cannot write. */
export function hostile({
  contract,
  arbitraries,
  root,
  mode,
  view,
  sites,
}: ValidatorWorld): readonly ValidatorCheck[] {
  const { id: clause } = validatorClauses.hostile;
  const places = sites.filter((site) => {
    const { kind } = resolve(contract, site.target);
    return site.owner !== 'key' && !['document', 'integer', 'float'].includes(kind);
  });
  if (view === 'decoded') return [];
  const somewhere = fc.oneof(
    ...places.map((site) => arbitraries.plant(root.name, site, mode, fc.constant(null))),
  );
  return hostileKinds.map((kind) => ({
    id: checkId(clause, kind.replaceAll(' ', '-')),
    clause,
    title: `A ${kind} in place of the value, or somewhere in it.`,
    cases: somewhere.map(
      ({ value, path }): ValidatorCase => ({
        value,
        hostile: { kind, path },
        path,
        expect: typeless.includes(kind) ? { kind: 'refused', clause: null } : { kind: 'judged' },
      }),
    ),
    judge: judgeValidator,
  }));
}

/** Of no JSON type at all; the others are objects, if odd ones. */
const typeless: readonly Hostile['kind'][] = ['symbol', 'function', 'bigint'];

/** The same question twice. */
export function pure({ arbitraries, root, mode, view }: ValidatorWorld): readonly ValidatorCheck[] {
  const { id: clause } = validatorClauses.pure;
  const values =
    view === 'decoded' ? arbitraries.decodedValue(root.name, mode) : arbitraries.wireValue(root.name, mode);
  return [
    {
      id: checkId(clause, 'valid'),
      clause,
      title: 'A valid value, judged twice.',
      cases: values.map((value) => ({ value, hostile: null, path: null, expect: { kind: 'pure' } })),
      judge: judgeValidator,
    },
    {
      id: checkId(clause, 'any-json'),
      clause,
      title: 'JSON of any kind, judged twice.',
      cases: fc.jsonValue().map((value) => ({ value, hostile: null, path: null, expect: { kind: 'pure' } })),
      judge: judgeValidator,
    },
  ];
}
