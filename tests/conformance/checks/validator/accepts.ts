import fc from 'fast-check';
import type { Site } from '../../../../generated/runtime/arbitraries/index.js';
import type { IntegerShape, Mode, StringShape } from '../../../../generated/runtime/contract.js';
import { checkId } from '../../check.js';
import { validatorClauses } from '../../clauses.js';
import { composite } from '../../composite.js';
import { namedShape, resolve } from '../../model.js';
import { withoutValueAt } from '../../pointer.js';
import { parsed } from '../../tame.js';
import { trickyTexts } from '../../texts.js';
import {
  inView,
  judgeValidator,
  modeIn,
  type ValidatorCase,
  type ValidatorCheck,
  type ValidatorWorld,
} from './validator-check.js';

/** Valid values, whole ones: at the least, at the most, and any. */
export function acceptsWhole(world: ValidatorWorld): readonly ValidatorCheck[] {
  const { contract, arbitraries, root, mode, view } = world;
  const seen = (values: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
    values.map((value) => inView(world, parsed(contract, root, value)));
  const any = (of: Mode): fc.Arbitrary<unknown> =>
    view === 'decoded'
      ? arbitraries.decodedValue(root.name, of)
      : arbitraries.wireValue(root.name, of).map((value) => parsed(contract, root, value));
  const families: readonly (readonly [string, string, fc.Arbitrary<unknown>])[] = [
    ['minimal', 'Nothing but the required members.', seen(composite(world, root, 'required'))],
    ['full', 'All members at once.', seen(composite(world, root, 'all'))],
    ['any', 'Any valid value.', any(mode)],
    ['strict', 'Any value that the contract documents.', any('strict')],
  ];
  return families.map(([variant, title, values]) => ({
    id: checkId(validatorClauses.accepts.id, variant),
    clause: validatorClauses.accepts.id,
    title,
    cases: values.map((value) => accepted(value, null)),
    judge: judgeValidator,
  }));
}

/**
 * Valid values at one place, those at the limits of a clause above all. Where the rest of the value is refused too,
 * the clause is not to blame.
 */
export function acceptsAtSites(world: ValidatorWorld): readonly ValidatorCheck[] {
  const { contract, arbitraries, root, sites } = world;
  const mode = modeIn(world);
  return sites.flatMap((site) =>
    contract.clauses.flatMap((clause): readonly ValidatorCheck[] => {
      if (clause.kind !== 'value' || clause.site !== site.id || site.owner === 'root' || site.owner === 'key')
        return [];
      const values = valuesAtLimit(world, site, clause.rule);
      if (values === null) return [];
      return [
        {
          id: checkId(clause.id, 'limits'),
          clause: clause.id,
          title: `${site.id} is valid, at the limits of the rule.`,
          cases: arbitraries.plant(root.name, site, mode, values).map(({ value, path }) => {
            const whole = parsed(contract, root, value);
            return {
              ...accepted(inView(world, whole), path),
              ...(isOptional(world, site) ? { plain: inView(world, withoutValueAt(whole, path)) } : {}),
            };
          }),
          control: (tried) => ('plain' in tried ? { ...tried, value: tried.plain } : null),
          judge: judgeValidator,
        },
      ];
    }),
  );
}

/** Whether the value is as valid without what stands there. */
function isOptional({ contract }: ValidatorWorld, { owner, parent, required }: Site): boolean {
  return owner === 'member' && !required && namedShape(contract, parent).kind === 'structure';
}

/** 64-bit integers as an exact reader of JSON gives them. */
export function acceptsBigints(world: ValidatorWorld): readonly ValidatorCheck[] {
  const { contract, arbitraries, root, sites } = world;
  const mode = modeIn(world);
  return sites.flatMap((site) => {
    const shape = resolve(contract, site.target);
    if (shape.kind !== 'integer' || shape.width === 32) return [];
    const large = within(shape, [2n ** 53n, 2n ** 53n + 1n, -(2n ** 53n) - 1n, 2n ** 63n - 1n, -(2n ** 63n)]);
    if (large.length === 0) return [];
    return [
      {
        id: checkId(validatorClauses.bigint.id, site.id),
        clause: validatorClauses.bigint.id,
        title: `${site.id} is a bigint beyond 2^53 - 1.`,
        cases: arbitraries
          .plant(root.name, site, mode, fc.constantFrom(...large))
          .map(({ value, path }) => accepted(inView(world, value), path)),
        judge: judgeValidator,
      },
    ];
  });
}

function accepted(value: unknown, path: string | null): ValidatorCase {
  return { value, hostile: null, path, expect: { kind: 'accepted', notice: null } };
}

/** Valid values that a clumsy form of the rule would refuse; null for rules that have no such values. */
function valuesAtLimit(world: ValidatorWorld, site: Site, rule: string): fc.Arbitrary<unknown> | null {
  const { contract, arbitraries } = world;
  const shape = resolve(contract, site.target);
  const any = arbitraries.targetValue(site.target, modeIn(world));
  switch (rule) {
    case 'enum':
      return shape.kind === 'enum' ? fc.constantFrom(...shape.values.map((each) => each.value)) : null;
    case 'one-member':
      return composite(world, site.target, 'all');
    case 'min-length':
      return shape.kind === 'string' ? textsOfLength(shape, shape.minLength) : null;
    case 'max-length':
      return shape.kind === 'string' ? textsOfLength(shape, shape.maxLength) : null;
    case 'int32':
      return shape.kind === 'integer'
        ? limits(shape, [0n, 1n, -1n, 2n ** 31n - 1n, -(2n ** 31n), 2n ** 16n, 2n ** 15n])
        : null;
    case 'int64':
      return shape.kind === 'integer'
        ? limits(shape, [
            0n,
            1n,
            -1n,
            2n ** 31n,
            -(2n ** 31n) - 1n,
            2n ** 32n,
            2n ** 53n - 1n,
            -(2n ** 53n) + 1n,
          ])
        : null;
    case 'integer':
      return shape.kind === 'integer' && within(shape, [0n]).length > 0
        ? fc.constantFrom<unknown>(0, -0)
        : null;
    case 'timestamp':
      return shape.kind === 'timestamp' && shape.format === 'epoch-seconds'
        ? fc.constantFrom(
            0,
            1,
            0.5,
            1.001,
            -1,
            -62_135_596_800,
            253_402_300_799,
            253_402_300_799.999,
            1_735_689_600.123_456,
          )
        : any;
    case 'type': {
      const texts = shape.kind === 'string' ? trickyTexts(shape) : null;
      return texts === null ? any : fc.oneof(any, texts);
    }
    case 'pattern':
    case 'minimum':
    case 'maximum':
    case 'base64':
    case 'min-items':
    case 'max-items':
    case 'unique-items':
      return any;
    default:
      return null;
  }
}

function within({ minimum, maximum }: IntegerShape, values: readonly bigint[]): readonly bigint[] {
  return values.filter(
    (value) =>
      !(minimum !== undefined && value < BigInt(minimum)) &&
      !(maximum !== undefined && value > BigInt(maximum)),
  );
}

function limits(shape: IntegerShape, values: readonly bigint[]): fc.Arbitrary<number> | null {
  const allowed = within(shape, values).map(Number);
  return allowed.length === 0 ? null : fc.constantFrom(...allowed);
}

/** Of exactly the length in code points: plain letters, and pairs of surrogates, which are one code point each. */
function textsOfLength(shape: StringShape, length: number | undefined): fc.Arbitrary<string> | null {
  if (length === undefined || shape.pattern !== undefined) return null;
  const half = Math.floor(length / 2);
  return fc.constantFrom(
    'a'.repeat(length),
    '\u{1f600}'.repeat(length),
    'é'.repeat(length),
    'a'.repeat(half) + '\u{1d11e}'.repeat(length - half),
  );
}
