import { base64ToBytes, bytesToBase64, isBase64 } from '../../generated/runtime/base64.js';
import type { Contract, Target } from '../../generated/runtime/contract.js';
import { memberOf, resolve } from './model.js';
import { optionOf } from './option-of.js';

/**
 * A decoded value in a form that no language or library owns, so that clients of all kinds can be compared.
 * Members that are absent are not there.
 */
export type Neutral =
  | { readonly kind: 'string'; readonly value: string }
  /** Decimal digits; -0 is 0. */
  | { readonly kind: 'integer'; readonly digits: string }
  | { readonly kind: 'float'; readonly value: number }
  /** Epoch milliseconds, cut and not rounded. */
  | { readonly kind: 'instant'; readonly milliseconds: number }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'bytes'; readonly base64: string }
  | { readonly kind: 'document'; readonly value: unknown }
  | { readonly kind: 'list'; readonly items: readonly Neutral[] }
  | { readonly kind: 'map'; readonly entries: Members }
  | { readonly kind: 'structure'; readonly members: Members }
  | { readonly kind: 'union'; readonly tag: string; readonly value: Neutral }
  | { readonly kind: 'unknown-union'; readonly tag: string }
  | { readonly kind: 'empty-union' }
  /** An explicit null where a value may be absent. */
  | { readonly kind: 'null' }
  /** What the model has no place for: the type that it wants, and what was there instead, in short. */
  | { readonly kind: 'bad'; readonly wanted: string; readonly was: string };

/** Entries rather than an object, so that `__proto__` is a name like any other. */
export type Members = readonly (readonly [string, Neutral])[];

/**
 * What becomes of a wire value, for one that decodes: valid in tolerant mode, or with required members missing.
 * Written against the protocol's documents and nothing else: no generated code decides what is right.
 */
export function neutralOf(contract: Contract, target: Target, value: unknown): Neutral {
  if (value === null && target.nullable === true) return { kind: 'null' };
  const shape = resolve(contract, target);
  switch (shape.kind) {
    case 'structure': {
      const members: [string, Neutral][] = [];
      for (const { name, target } of shape.members) {
        const held = ownValue(value, name);
        if (held !== undefined && held !== null) members.push([name, neutralOf(contract, target, held)]);
      }
      return { kind: 'structure', members };
    }
    case 'union': {
      const [entry] = entriesOf(value).filter(
        ([tag, held]) =>
          held !== undefined && held !== null && !contract.protocol.ignoredMembers.includes(tag),
      );
      if (entry === undefined) return { kind: 'empty-union' };
      const member = memberOf(shape, entry[0]);
      return member === undefined
        ? { kind: 'unknown-union', tag: entry[0] }
        : { kind: 'union', tag: member.name, value: neutralOf(contract, member.target, entry[1]) };
    }
    case 'choice': {
      const option = optionOf(contract, shape, value);
      return option === undefined ? { kind: 'document', value } : neutralOf(contract, option.target, value);
    }
    case 'list':
      return {
        kind: 'list',
        items: (value as readonly unknown[]).map((item) => neutralOf(contract, shape.element, item)),
      };
    case 'map':
      return {
        kind: 'map',
        entries: entriesOf(value).map(
          ([key, held]) => [key, neutralOf(contract, shape.value, held)] as const,
        ),
      };
    case 'enum':
    case 'string':
      return { kind: 'string', value: String(value) };
    case 'integer':
      return { kind: 'integer', digits: digitsOf(value as number | bigint) };
    case 'float':
      return { kind: 'float', value: Number(value) };
    case 'timestamp':
      return {
        kind: 'instant',
        milliseconds:
          shape.format === 'epoch-seconds' ? cutInstant(Number(value)) : cut(Date.parse(String(value))),
      };
    case 'boolean':
      return { kind: 'boolean', value: value === true };
    case 'blob':
      return { kind: 'bytes', base64: plainBase64(String(value)) };
    case 'document':
      return { kind: 'document', value };
  }
}

/** Of a whole number. */
export function digitsOf(value: number | bigint): string {
  // -0 has no digits of its own, and large numbers would be written with an exponent.
  return String(Number.isSafeInteger(value) ? Number(value) + 0 : BigInt(value));
}

/**
 * Epoch milliseconds of epoch seconds. A double that is the nearest one to a whole number of milliseconds means
 * that number (1.001 is 1001 ms, although 1.001 * 1000 is a little less); else what is finer is cut off.
 */
export function cutInstant(seconds: number): number {
  const nearest = Math.round(seconds * 1000);
  return nearest / 1000 === seconds ? cut(nearest) : cut(Math.trunc(seconds * 1000));
}

/** -0 is 0. */
function cut(milliseconds: number): number {
  return milliseconds + 0;
}

/** Several texts stand for the same bytes, as the bits that the last character has to spare say nothing. */
export function plainBase64(text: string): string {
  return isBase64(text) ? bytesToBase64(base64ToBytes(text)) : text;
}

function ownValue(value: unknown, key: string): unknown {
  return Object.hasOwn(value as object, key) ? (value as Record<string, unknown>)[key] : undefined;
}

function entriesOf(value: unknown): readonly (readonly [string, unknown])[] {
  return Object.entries(value as object);
}

/** The short JSON form that reports print and that drivers in other languages may answer with. */
export function neutralJson(value: Neutral): unknown {
  switch (value.kind) {
    case 'string':
      return /\p{Surrogate}/u.test(value.value) ? { utf16: utf16(value.value) } : value.value;
    case 'integer':
      return { int: value.digits };
    case 'float':
      return { float: String(value.value) };
    case 'instant':
      return { ts: String(value.milliseconds) };
    case 'boolean':
      return value.value;
    case 'bytes':
      return { bytes: value.base64 };
    case 'document':
      return { document: value.value };
    case 'list':
      return value.items.map(neutralJson);
    case 'map':
      return { map: objectOf(value.entries) };
    case 'structure':
      return objectOf(value.members);
    case 'union':
      return { union: value.tag, value: neutralJson(value.value) };
    case 'unknown-union':
      return { unknownUnion: value.tag };
    case 'empty-union':
      return { unionEmpty: true };
    case 'null':
      return null;
    case 'bad':
      return { bad: `${value.wanted}:${value.was}` };
  }
}

function objectOf(members: Members): unknown {
  return Object.fromEntries(members.map(([name, held]) => [name, neutralJson(held)]));
}

function utf16(text: string): string {
  return Array.from({ length: text.length }, (_, at) =>
    text.charCodeAt(at).toString(16).padStart(4, '0'),
  ).join('');
}
