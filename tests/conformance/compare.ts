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
  const found: Difference[] = [];
  collect(expected, actual, [...keys], found);
  return found;
}

/** Whether there are none. */
export function same(expected: Neutral | undefined, actual: Neutral | undefined): boolean {
  return differences(expected, actual).length === 0;
}

/** `keys` is where the two stand, and is again as it was afterwards. */
function collect(
  expected: Neutral | undefined,
  actual: Neutral | undefined,
  keys: (string | number)[],
  found: Difference[],
): void {
  if (!sameHere(expected, actual)) {
    found.push({ path: pointerOf(keys), expected, actual });
    return;
  }
  const into = (key: string | number, one: Neutral | undefined, other: Neutral | undefined): void => {
    keys.push(key);
    collect(one, other, keys, found);
    keys.pop();
  };
  if (expected?.kind === 'structure' && actual?.kind === 'structure') {
    eachMember(expected.members, actual.members, into);
  } else if (expected?.kind === 'map' && actual?.kind === 'map') {
    eachMember(expected.entries, actual.entries, into);
  } else if (expected?.kind === 'list' && actual?.kind === 'list') {
    for (const [at, item] of expected.items.entries()) into(at, item, actual.items[at]);
  } else if (expected?.kind === 'union' && actual?.kind === 'union') {
    into(expected.tag, expected.value, actual.value);
  }
}

/** Whether two values are the same but for what they hold. */
function sameHere(expected: Neutral | undefined, actual: Neutral | undefined): boolean {
  if (isNothing(expected) || isNothing(actual)) return isNothing(expected) && isNothing(actual);
  switch (expected.kind) {
    case 'structure':
    case 'map':
    case 'empty-union':
      return actual.kind === expected.kind;
    case 'list':
      return actual.kind === 'list' && actual.items.length === expected.items.length;
    case 'union':
    case 'unknown-union':
      return actual.kind === expected.kind && actual.tag === expected.tag;
    case 'string':
    case 'boolean':
      return actual.kind === expected.kind && actual.value === expected.value;
    case 'float':
      return (
        actual.kind === 'float' &&
        (actual.value === expected.value || (Number.isNaN(actual.value) && Number.isNaN(expected.value)))
      );
    case 'integer':
      return actual.kind === 'integer' && actual.digits === expected.digits;
    case 'instant':
      return actual.kind === 'instant' && actual.milliseconds === expected.milliseconds;
    case 'bytes':
      return actual.kind === 'bytes' && actual.base64 === expected.base64;
    case 'document':
      return actual.kind === 'document' && sameJson(expected.value, actual.value);
    case 'bad':
      return actual.kind === 'bad' && actual.wanted === expected.wanted && actual.was === expected.was;
  }
}

function isNothing(value: Neutral | undefined): value is undefined | { readonly kind: 'null' } {
  return value === undefined || value.kind === 'null';
}

/** In the order of what was expected; behind it what nobody expected. */
function eachMember(
  expected: Members,
  actual: Members,
  visit: (name: string, expected: Neutral | undefined, actual: Neutral | undefined) => void,
): void {
  for (const [name, held] of expected) visit(name, held, member(actual, name));
  for (const [name, held] of actual) if (member(expected, name) === undefined) visit(name, undefined, held);
}

function member(members: Members, name: string): Neutral | undefined {
  for (const [each, held] of members) if (each === name) return held;
  return undefined;
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
