import type { Members, Neutral } from './neutral.js';
import { keysOf, pointerOf } from './pointer.js';

export interface Difference {
  /** JSON Pointer in the wire value. */
  readonly path: string;
  /** undefined: nothing was to be there. */
  readonly expected: Neutral | undefined;
  readonly actual: Neutral | undefined;
}

/**
 * Where two neutral values part, outermost place first. An explicit null says the same as an absent member:
 * which of the two a language uses is its own affair.
 */
export function differences(
  expected: Neutral | undefined,
  actual: Neutral | undefined,
  keys: readonly (string | number)[] = [],
): readonly Difference[] {
  const here: readonly Difference[] = [{ path: pointerOf(keys), expected, actual }];
  if (isNothing(expected) || isNothing(actual)) return isNothing(expected) && isNothing(actual) ? [] : here;
  switch (expected.kind) {
    case 'structure':
      return actual.kind === 'structure' ? memberDifferences(expected.members, actual.members, keys) : here;
    case 'map':
      return actual.kind === 'map' ? memberDifferences(expected.entries, actual.entries, keys) : here;
    case 'list':
      return actual.kind === 'list' && actual.items.length === expected.items.length
        ? expected.items.flatMap((item, at) => differences(item, actual.items[at], [...keys, at]))
        : here;
    case 'union':
      return actual.kind === 'union' && actual.tag === expected.tag
        ? differences(expected.value, actual.value, [...keys, expected.tag])
        : here;
    default:
      return sameLeaf(expected, actual) ? [] : here;
  }
}

function isNothing(value: Neutral | undefined): value is undefined | { readonly kind: 'null' } {
  return value === undefined || value.kind === 'null';
}

function memberDifferences(
  expected: Members,
  actual: Members,
  keys: readonly (string | number)[],
): readonly Difference[] {
  const names = [...new Set([...expected, ...actual].map(([name]) => name))];
  return names.flatMap((name) => differences(member(expected, name), member(actual, name), [...keys, name]));
}

function member(members: Members, name: string): Neutral | undefined {
  return members.find(([each]) => each === name)?.[1];
}

function sameLeaf(expected: Neutral, actual: Neutral): boolean {
  if (expected.kind === 'float' && actual.kind === 'float') {
    return expected.value === actual.value || (Number.isNaN(expected.value) && Number.isNaN(actual.value));
  }
  if (expected.kind === 'document' && actual.kind === 'document') {
    return sameJson(expected.value, actual.value);
  }
  return JSON.stringify(expected) === JSON.stringify(actual);
}

function sameJson(one: unknown, other: unknown): boolean {
  if (typeof one !== 'object' || one === null || typeof other !== 'object' || other === null) {
    // biome-ignore lint/suspicious/noDoubleEquals: 1n and 1 are one number
    return typeof one === 'bigint' || typeof other === 'bigint' ? one == other : one === other;
  }
  const keys = Object.keys(one);
  return (
    Array.isArray(one) === Array.isArray(other) &&
    keys.length === Object.keys(other).length &&
    keys.every(
      (key) =>
        Object.hasOwn(other, key) &&
        sameJson((one as Record<string, unknown>)[key], (other as Record<string, unknown>)[key]),
    )
  );
}

/** The part of a neutral value at a place of the wire value that it came from. */
export function neutralAt(value: Neutral | undefined, pointer: string): Neutral | undefined {
  return keysOf(pointer).reduce<Neutral | undefined>((at, key) => {
    switch (at?.kind) {
      case 'structure':
        return member(at.members, key);
      case 'map':
        return member(at.entries, key);
      case 'list':
        return at.items[Number(key)];
      case 'union':
        return at.tag === key ? at.value : undefined;
      default:
        return undefined;
    }
  }, value);
}
