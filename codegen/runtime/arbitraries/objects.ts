import fc from 'fast-check';
import { setOwn } from '../values.js';

/** A member of an object to come. */
export type Entry = readonly [name: string, value: unknown];

/**
 * Names that code which reads or writes objects carelessly takes for its own: they are inherited by every plain
 * object, or change it when assigned.
 */
export const HOSTILE_NAMES: readonly string[] = [
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'valueOf',
  'prototype',
  'length',
  'toJSON',
  'then',
  '__defineGetter__',
  '0',
  '',
  'a/b~c',
];

/** How an object is laid out: members in their order, in the reverse order, or without a prototype. */
export type Layout = 'ordered' | 'reversed' | 'bare';

export const layout: fc.Arbitrary<Layout> = fc.constantFrom<Layout>(
  'ordered',
  'ordered',
  'ordered',
  'reversed',
  'bare',
);

/** An object with the entries as own members, `__proto__` too. A later entry of the same name replaces an earlier one. */
export function assemble(entries: readonly Entry[], form: Layout = 'ordered'): Record<string, unknown> {
  const object: Record<string, unknown> = form === 'bare' ? Object.create(null) : {};
  for (const [name, value] of form === 'reversed' ? entries.toReversed() : entries) {
    setOwn(object, name, value);
  }
  return object;
}
