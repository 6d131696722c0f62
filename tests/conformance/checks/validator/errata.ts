import fc from 'fast-check';
import type { ErratumExample } from '../../../../generated/runtime/contract.js';
import { parseJson } from '../../../../generated/runtime/json.js';
import { checkId } from '../../check.js';
import { validatorClauses } from '../../clauses.js';
import { memberOf, namedShape, resolve } from '../../model.js';
import { keysOf } from '../../pointer.js';
import {
  judgeValidator,
  type ValidatorCase,
  type ValidatorCheck,
  type ValidatorWorld,
} from './validator-check.js';

/** Where the documentation contradicts itself, what holds is tried by its examples. */
export function errata(world: ValidatorWorld): readonly ValidatorCheck[] {
  const { contract, arbitraries, root, mode, view, sites } = world;
  if (view === 'decoded') return [];
  return contract.errata.flatMap((erratum) =>
    erratum.examples.flatMap((example, at): readonly ValidatorCheck[] => {
      const id = siteAt(world, example);
      const site = sites.find((each) => each.id === id);
      if (site === undefined) return [];
      const breaks = mode === 'strict' ? example.strict : example.tolerant;
      const clause = breaks ?? example.notice ?? validatorClauses.accepts.id;
      const parsed = parseJson(example.json);
      if (!parsed.ok) return [];
      return [
        {
          id: checkId(clause, `erratum-${erratum.id}-${at + 1}`),
          clause,
          title: `${erratum.title} (${example.path} = ${example.json})`,
          cases: arbitraries.plant(root.name, site, mode, fc.constant(parsed.value)).map(
            ({ value }): ValidatorCase => ({
              value,
              hostile: null,
              path: null,
              expect:
                breaks === null
                  ? { kind: 'accepted', notice: mode === 'tolerant' ? example.notice : null }
                  : { kind: 'refused', clause: breaks },
            }),
          ),
          judge: judgeValidator,
        },
      ];
    }),
  );
}

/** The site that an example's pointer leads to; undefined where it leads nowhere in the model. */
function siteAt({ contract }: ValidatorWorld, example: ErratumExample): string | undefined {
  return keysOf(example.path).reduce<string | undefined>((site, key) => {
    if (site === undefined) return undefined;
    const [shapeName = '', memberName] = site.split('.');
    const owner = namedShape(contract, shapeName);
    if (owner.kind !== 'structure' && owner.kind !== 'union') return undefined;
    const target = memberName === undefined ? undefined : memberOf(owner, memberName)?.target;
    const shape = target === undefined ? owner : resolve(contract, target);
    return (shape.kind === 'structure' || shape.kind === 'union') && memberOf(shape, key)
      ? `${shape.name}.${key}`
      : undefined;
  }, example.shape);
}
