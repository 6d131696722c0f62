import type { Choice, Contract, Target, Union, View } from '../../generated/runtime/contract.js';
import { neutralAt } from './compare.js';
import { memberOf, type Resolved, resolve } from './model.js';
import { cutInstant, digitsOf, type Neutral, plainBase64 } from './neutral.js';
import { keysOf, pointerOf } from './pointer.js';
import type { Seen } from './seen.js';

/**
 * What a client returned, in neutral form. Every view that the contract lists is recognised by its look: a Date,
 * epoch seconds or ISO 8601 text; a number or a bigint; the unknown member of a union as its own key, as a name or
 * as a pair. Members that the model does not have are passed over, wherever they are.
 */
export function observed(contract: Contract, target: Target, seen: Seen): Neutral {
  if (seen.kind === 'null') return { kind: 'null' };
  const shape = resolve(contract, target);
  return observedShape(contract, shape, seen) ?? { kind: 'bad', wanted: shape.kind, was: inShort(seen) };
}

/** What `neutralAt` finds at a place of what {@link observed} gives, without looking at all the rest. */
export function observedAt(
  contract: Contract,
  target: Target,
  seen: Seen,
  pointer: string,
): Neutral | undefined {
  const keys = keysOf(pointer);
  let at: { readonly target: Target; readonly seen: Seen } | undefined = { target, seen };
  for (const [depth, key] of keys.entries()) {
    // Which of its options a value takes is only known from all of it.
    if (resolve(contract, at.target).kind === 'choice')
      return neutralAt(observed(contract, at.target, at.seen), pointerOf(keys.slice(depth)));
    at = within(contract, at.target, at.seen, key);
    if (at === undefined) return undefined;
  }
  return observed(contract, at.target, at.seen);
}

function within(
  contract: Contract,
  target: Target,
  seen: Seen,
  key: string,
): { readonly target: Target; readonly seen: Seen } | undefined {
  const shape = resolve(contract, target);
  switch (shape.kind) {
    case 'structure': {
      const member = memberOf(shape, key);
      const held = entry(seen, key);
      return member === undefined || held === undefined || held.kind === 'undefined'
        ? undefined
        : { target: member.target, seen: held };
    }
    case 'union': {
      const member = memberOf(shape, key);
      const [only, second] = setMembers(contract, seen);
      return member === undefined || only?.[0] !== key || second !== undefined
        ? undefined
        : { target: member.target, seen: only[1] };
    }
    case 'map': {
      const held = entry(seen, key);
      return held && { target: shape.value, seen: held };
    }
    case 'list': {
      const held = seen.kind === 'list' ? seen.items[Number(key)] : undefined;
      return held && { target: shape.element, seen: held };
    }
    default:
      return undefined;
  }
}

/** undefined for what the shape has no place for. */
function observedShape(contract: Contract, shape: Resolved, seen: Seen): Neutral | undefined {
  switch (shape.kind) {
    case 'structure': {
      if (seen.kind !== 'object') return undefined;
      const members: [string, Neutral][] = [];
      for (const { name, target } of shape.members) {
        const held = entry(seen, name);
        if (held !== undefined && held.kind !== 'undefined')
          members.push([name, observed(contract, target, held)]);
      }
      return { kind: 'structure', members };
    }
    case 'union':
      return seen.kind === 'object' ? observedUnion(contract, shape, seen) : undefined;
    case 'choice':
      return observedChoice(contract, shape, seen);
    case 'list':
      return seen.kind === 'list'
        ? { kind: 'list', items: seen.items.map((item) => observed(contract, shape.element, item)) }
        : undefined;
    case 'map':
      return seen.kind === 'object'
        ? {
            kind: 'map',
            entries: seen.entries.map(([key, held]) => [key, observed(contract, shape.value, held)] as const),
          }
        : undefined;
    case 'document':
      return { kind: 'document', value: jsonOf(seen) };
    default:
      return observedLeaf(shape, seen);
  }
}

type Leaf = Exclude<Resolved['kind'], 'structure' | 'union' | 'choice' | 'list' | 'map' | 'document'>;

function observedLeaf(shape: Extract<Resolved, { kind: Leaf }>, seen: Seen): Neutral | undefined {
  switch (shape.kind) {
    case 'enum':
    case 'string':
      return seen.kind === 'string' ? seen : undefined;
    case 'boolean':
      return seen.kind === 'boolean' ? seen : undefined;
    case 'integer':
      if (seen.kind === 'bigint') return { kind: 'integer', digits: seen.digits };
      return seen.kind === 'number' && Number.isInteger(seen.value)
        ? { kind: 'integer', digits: digitsOf(seen.value) }
        : undefined;
    case 'float':
      if (seen.kind === 'string' && ['NaN', 'Infinity', '-Infinity'].includes(seen.value)) {
        return { kind: 'float', value: Number(seen.value) };
      }
      return seen.kind === 'number' ? { kind: 'float', value: seen.value } : undefined;
    case 'timestamp':
      return observedInstant(seen);
    case 'blob':
      if (seen.kind === 'bytes') return seen;
      return seen.kind === 'string' ? { kind: 'bytes', base64: plainBase64(seen.value) } : undefined;
  }
}

function observedInstant(seen: Seen): Neutral | undefined {
  const milliseconds =
    seen.kind === 'date'
      ? seen.milliseconds
      : seen.kind === 'number'
        ? cutInstant(seen.value)
        : seen.kind === 'string' && /^[-+]?\d{4,6}-\d\d-\d\d[T ]/.test(seen.value)
          ? Date.parse(seen.value)
          : Number.NaN;
  return Number.isNaN(milliseconds) ? undefined : { kind: 'instant', milliseconds: milliseconds + 0 };
}

type SeenObject = Extract<Seen, { kind: 'object' }>;

/** The members of a union that count. */
function setMembers(contract: Contract, seen: Seen): SeenObject['entries'] {
  return seen.kind !== 'object'
    ? []
    : seen.entries.filter(
        ([tag, held]) =>
          held.kind !== 'undefined' &&
          held.kind !== 'null' &&
          !contract.protocol.ignoredMembers.includes(tag),
      );
}

function observedUnion(contract: Contract, shape: Union, seen: SeenObject): Neutral {
  const set = setMembers(contract, seen);
  const [only, second] = set;
  if (only === undefined) return { kind: 'empty-union' };
  if (second !== undefined) {
    return { kind: 'bad', wanted: 'union', was: `members ${set.map(([tag]) => tag).join(', ')}` };
  }
  const [tag, held] = only;
  const member = memberOf(shape, tag);
  if (member !== undefined) return { kind: 'union', tag, value: observed(contract, member.target, held) };
  return {
    kind: 'unknown-union',
    tag: contract.views.map((view) => namedTag(view, tag, held)).find(isString) ?? tag,
  };
}

/**
 * With a tag the option that it names, or the object as it is; else the first that the value looks like. Only an object
 * that has its required members looks like a structure.
 */
function observedChoice(contract: Contract, shape: Choice, seen: Seen): Neutral | undefined {
  if (shape.tag !== null) {
    const text = entry(seen, shape.tag);
    const option = shape.options.find(({ tags }) => text?.kind === 'string' && tags.includes(text.value));
    if (option !== undefined) return observed(contract, option.target, seen);
    return seen.kind === 'object' ? { kind: 'document', value: jsonOf(seen) } : undefined;
  }
  const several = shape.options.length;
  const looks = shape.options.filter(({ target }) => {
    const held = resolve(contract, target);
    if (held.kind !== 'structure' || several === 1) return true;
    return held.members.every(({ name, required }) => !required || entry(seen, name) !== undefined);
  });
  return looks.map(({ target }) => observed(contract, target, seen)).find(({ kind }) => kind !== 'bad');
}

/** The tag that a view writes down for a member it does not know. */
function namedTag({ unknownMember }: View, key: string, held: Seen): string | undefined {
  if (unknownMember.kind === 'tag' || unknownMember.key !== key) return undefined;
  const name = unknownMember.kind === 'pair' ? held.kind === 'list' && held.items[0] : entry(held, 'name');
  return name && name.kind === 'string' ? name.value : undefined;
}

function isString(value: string | undefined): value is string {
  return value !== undefined;
}

function entry(seen: Seen, name: string): Seen | undefined {
  if (seen.kind === 'object') for (const [each, held] of seen.entries) if (each === name) return held;
  return undefined;
}

function jsonOf(seen: Seen): unknown {
  switch (seen.kind) {
    case 'null':
      return null;
    case 'string':
    case 'number':
    case 'boolean':
      return seen.value;
    case 'bigint':
      return BigInt(seen.digits);
    case 'list':
      return seen.items.map(jsonOf);
    case 'object':
      return Object.fromEntries(seen.entries.map(([name, held]) => [name, jsonOf(held)]));
    default:
      return undefined;
  }
}

const SHOWN = 60;

/** One line that says what was there. */
export function inShort(seen: Seen): string {
  switch (seen.kind) {
    case 'string':
      return JSON.stringify(seen.value.length > SHOWN ? `${seen.value.slice(0, SHOWN)}…` : seen.value);
    case 'number':
    case 'boolean':
      return Object.is(seen.value, -0) ? '-0' : String(seen.value);
    case 'bigint':
      return `${seen.digits}n`;
    case 'date':
      return Number.isNaN(seen.milliseconds) ? 'Invalid Date' : new Date(seen.milliseconds).toISOString();
    case 'bytes':
      return `bytes ${seen.base64}`;
    case 'list':
      return `a list of ${seen.items.length}`;
    case 'object':
      return seen.entries.length === 0
        ? '{}'
        : `an object with ${seen.entries.map(([name]) => name).join(', ')}`;
    case 'other':
      return seen.text;
    default:
      return seen.kind;
  }
}
