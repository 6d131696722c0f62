import fc from 'fast-check';
import type { Site } from '../../../../generated/runtime/arbitraries/index.js';
import { checkId } from '../../check.js';
import { validatorClauses } from '../../clauses.js';
import { namedShape, type Resolved, resolve } from '../../model.js';
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
export function hostile(world: ValidatorWorld): readonly ValidatorCheck[] {
  if (world.view === 'decoded') return [];
  const { id: clause } = validatorClauses.hostile;
  return hostileKinds.flatMap((kind): readonly ValidatorCheck[] => {
    const { places, expect, filled } = hostility(world, kind);
    if (places.length === 0) return [];
    const { arbitraries, root, mode } = world;
    const planted = places.map((site) =>
      arbitraries.plant(
        root.name,
        site,
        mode,
        filled ? arbitraries.targetValue(site.target, 'strict') : fc.constant(null),
      ),
    );
    return [
      {
        id: checkId(clause, kind.replaceAll(' ', '-')),
        clause,
        title: `${kind.charAt(0).toUpperCase()}${kind.slice(1)}, in place of the value or somewhere in it.`,
        cases: fc
          .oneof(...planted)
          .map(({ value, path }): ValidatorCase => ({ value, hostile: { kind, path }, path, expect })),
        judge: judgeValidator,
      },
    ];
  });
}

/** Where a hostile value goes, whether there is something for it to be made of, and what must be said of it. */
function hostility(
  { contract, sites }: ValidatorWorld,
  kind: Hostile['kind'],
): { readonly places: readonly Site[]; readonly expect: ValidatorExpectation; readonly filled: boolean } {
  const kindOf = (site: Site): Resolved['kind'] => resolve(contract, site.target).kind;
  const typed = sites.filter(
    (site) => site.owner !== 'key' && !['document', 'integer', 'float'].includes(kindOf(site)),
  );
  const structures = typed.filter((site) => kindOf(site) === 'structure');
  switch (kind) {
    case 'symbol':
    case 'function':
    case 'bigint':
      return { places: typed, expect: { kind: 'refused', clause: null }, filled: false };
    case 'object without a prototype':
    case 'unknown member that is undefined':
      return { places: structures, expect: { kind: 'accepted', notice: null }, filled: true };
    case 'object that inherits its members':
      return {
        places: structures.filter((site) => hasRequired(resolve(contract, site.target))),
        expect: { kind: 'refused', clause: null },
        filled: true,
      };
    case 'member that is undefined':
      return {
        places: sites.filter(
          (site) =>
            site.owner === 'member' &&
            !site.required &&
            namedShape(contract, site.parent).kind === 'structure',
        ),
        expect: { kind: 'accepted', notice: null },
        filled: false,
      };
    default:
      return { places: typed, expect: { kind: 'judged' }, filled: false };
  }
}

function hasRequired(shape: Resolved): boolean {
  return shape.kind === 'structure' && shape.members.some((member) => member.required);
}

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
