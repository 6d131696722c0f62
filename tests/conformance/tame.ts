import type { Contract, IntegerShape, StringShape, Target } from '../../generated/runtime/contract.js';
import { setOwn } from '../../generated/runtime/values.js';
import { memberOf, type Resolved, resolve } from './model.js';
import { optionOf } from './option-of.js';
import { valueAt, withValueAt } from './pointer.js';

type Leaf = Exclude<Resolved, { kind: 'structure' | 'union' | 'choice' | 'list' | 'map' }>;

/**
 * Values without what has a check of its own, so that one broken rule does not make the checks of all others fail:
 * no integer beyond 2^53 - 1, no timestamp that is not a multiple of a quarter of a second, no half of a surrogate
 * pair, no text so long that its length would be the point. They stay valid. What `spared` says is passed on untouched.
 */
export function calm(
  contract: Contract,
  target: Target,
  value: unknown,
  spared: (value: unknown) => boolean = () => false,
): unknown {
  return mapLeaves(contract, target, value, spared, (shape, leaf) => {
    switch (shape.kind) {
      case 'integer':
        return typeof leaf === 'bigint' ? nearZero(shape, leaf) : leaf;
      case 'timestamp':
        return typeof leaf === 'number' ? Math.floor(leaf * 4) / 4 : leaf;
      case 'string':
        return typeof leaf === 'string'
          ? whole(shape.pattern === undefined ? brief(shape, leaf) : leaf)
          : leaf;
      case 'enum':
        return typeof leaf === 'string' ? whole(leaf) : leaf;
      default:
        return leaf;
    }
  });
}

function whole(text: string): string {
  // The first test costs next to nothing, and most texts have no surrogates at all.
  return /[\ud800-\udfff]/.test(text) ? text.replace(/\p{Surrogate}/gu, '\u{fffd}') : text;
}

/** In UTF-16 units. */
const BRIEF = 80;

function brief({ minLength = 0 }: StringShape, text: string): string {
  return text.length <= Math.max(BRIEF, 2 * minLength)
    ? text
    : [...text.slice(0, 2 * Math.max(BRIEF, minLength))].slice(0, Math.max(BRIEF, minLength)).join('');
}

/** Valid values that JSON.parse could have made: no bigint where a number will do. */
export function parsed(contract: Contract, target: Target, value: unknown): unknown {
  if (!holdsBigint(value)) return value;
  return mapLeaves(
    contract,
    target,
    value,
    () => false,
    (shape, leaf) => (shape.kind === 'integer' && typeof leaf === 'bigint' ? nearZero(shape, leaf) : leaf),
  );
}

/** The same of all that surrounds a place; what stands there is the point of the case. */
export function parsedAround(contract: Contract, target: Target, value: unknown, path: string): unknown {
  const around = parsed(contract, target, value);
  if (around === value) return value;
  const held = valueAt(value, path);
  return held === undefined ? around : withValueAt(around, path, held);
}

function holdsBigint(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return typeof value === 'bigint';
  for (const key in value) if (holdsBigint((value as Record<string, unknown>)[key])) return true;
  return false;
}

/** An integer that is safe as a number, if the bounds allow one. */
function nearZero(shape: IntegerShape, value: bigint): number | bigint {
  const near = BigInt.asIntN(53, value);
  const { minimum, maximum } = shape;
  const within =
    !(minimum !== undefined && near < BigInt(minimum)) && !(maximum !== undefined && near > BigInt(maximum));
  return within ? Number(near) : value;
}

function mapLeaves(
  contract: Contract,
  target: Target,
  value: unknown,
  spared: (value: unknown) => boolean,
  change: (shape: Leaf, leaf: unknown) => unknown,
): unknown {
  const shape = resolve(contract, target);
  const into = (inner: Target, held: unknown): unknown => mapLeaves(contract, inner, held, spared, change);
  if (spared(value)) return value;
  switch (shape.kind) {
    case 'structure':
    case 'union':
      if (Array.isArray(value)) return value;
      return changed(value, (name, held) => {
        const member = memberOf(shape, name);
        return member === undefined ? held : into(member.target, held);
      });
    case 'choice': {
      const option = optionOf(contract, shape, value);
      return option === undefined ? value : into(option.target, value);
    }
    case 'map':
      return changed(value, (_, held) => into(shape.value, held));
    case 'list':
      return Array.isArray(value) ? changed(value, (_, held) => into(shape.element, held)) : value;
    default:
      return change(shape, value);
  }
}

/** The value itself where nothing in it changes, which is what mostly happens. */
function changed(value: unknown, change: (name: string, held: unknown) => unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  let copy: object | null = null;
  for (const name of Object.keys(value)) {
    const held = (value as Record<string, unknown>)[name];
    const next = change(name, held);
    if (Object.is(next, held)) continue;
    copy ??= Array.isArray(value) ? [...value] : { ...value };
    setOwn(copy, name, next);
  }
  return copy ?? value;
}
