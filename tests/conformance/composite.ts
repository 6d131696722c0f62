import fc from 'fast-check';
import type { Arbitraries } from '../../generated/runtime/arbitraries/index.js';
import type { Contract, Target } from '../../generated/runtime/contract.js';
import { resolve } from './model.js';

/** How many levels of a recursive shape are filled. */
const FILLED = 4;

/**
 * Strictly valid values that reach the two ends of what may be there: nothing but the required members, or all
 * members, with some items in every list and map.
 */
export function composite(
  source: { readonly contract: Contract; readonly arbitraries: Arbitraries },
  target: Target,
  presence: 'required' | 'all',
  depth = 0,
): fc.Arbitrary<unknown> {
  const { contract, arbitraries } = source;
  // Null is a way out of what would hold itself for ever.
  if (target.nullable === true && depth >= FILLED) return arbitraries.targetValue(target, 'strict');
  const shape = resolve(contract, target);
  const inner = depth < FILLED ? presence : 'required';
  const into = (at: Target): fc.Arbitrary<unknown> => composite(source, at, inner, depth + 1);
  switch (shape.kind) {
    case 'structure': {
      const members = shape.members.filter((member) => member.required || inner === 'all');
      return fc
        .tuple(...members.map((member) => into(member.target)))
        .map((values) => Object.fromEntries(members.map((member, at) => [member.name, values[at]])));
    }
    case 'union':
      return inner === 'all'
        ? fc.oneof(
            ...shape.members.map((member) => into(member.target).map((value) => ({ [member.name]: value }))),
          )
        : arbitraries.targetValue(target, 'strict');
    case 'choice': {
      if (inner !== 'all') return arbitraries.targetValue(target, 'strict');
      const { tag } = shape;
      return fc.oneof(
        ...shape.options.map((option) =>
          into(option.target).map((value) =>
            tag === null
              ? value
              : Object.fromEntries([...Object.entries(value as object), [tag, option.tags[0]]]),
          ),
        ),
      );
    }
    case 'list':
      return inner === 'all' && shape.uniqueItems !== true
        ? fc.array(into(shape.element), {
            minLength: Math.max(1, shape.minItems ?? 0),
            maxLength: Math.min(Math.max(3, shape.minItems ?? 0), shape.maxItems ?? Number.POSITIVE_INFINITY),
          })
        : arbitraries.targetValue(target, 'strict');
    default:
      return arbitraries.targetValue(target, 'strict');
  }
}
