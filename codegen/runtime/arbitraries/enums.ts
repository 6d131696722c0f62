import fc from 'fast-check';
import type { Enum } from '../contract.js';
import { HOSTILE_NAMES } from './objects.js';
import { anyText } from './text.js';

/** A way to get a documented value wrong. */
export interface Misspelling {
  readonly way: string;
  readonly title: string;
  readonly of: (value: string) => readonly string[];
}

/** As documentation, other programs and careless readers spell values. */
export const MISSPELLINGS: readonly Misspelling[] = [
  { way: 'lower-case', title: 'in lower case', of: (value) => [value.toLowerCase()] },
  { way: 'upper-case', title: 'in upper case', of: (value) => [value.toUpperCase()] },
  { way: 'title-case', title: 'in title case', of: (value) => [titled(value)] },
  { way: 'trailing-space', title: 'with a space behind it', of: (value) => [`${value} `] },
  { way: 'leading-space', title: 'with a space before it', of: (value) => [` ${value}`] },
  { way: 'trailing-newline', title: 'with a line feed behind it', of: (value) => [`${value}\n`] },
  { way: 'prefix', title: 'cut short', of: (value) => [value.slice(0, -1)] },
  {
    way: 'suffix',
    title: 'with more behind it',
    of: (value) => [`${value}_`, `${value}S`, `${value}\u0000`],
  },
  { way: 'no-separators', title: 'without its separators', of: (value) => [value.replaceAll(/[_-]/g, '')] },
  { way: 'other-separators', title: 'with other separators', of: otherSeparators },
  { way: 'more-separators', title: 'with a separator more', of: moreSeparators },
];

/** Strings that misspell a documented value in one way; undefined where the way gives none. */
export function misspelt(shape: Enum, misspelling: Misspelling): fc.Arbitrary<string> | undefined {
  const known = new Set(shape.values.map((each) => each.value));
  const texts = shape.values.flatMap((each) => misspelling.of(each.value)).filter((text) => !known.has(text));
  return texts.length === 0 ? undefined : fc.constantFrom(...new Set(texts));
}

/** Names that every object inherits, which a look-up in an object takes for documented values. */
export function inheritedNames(shape: Enum): readonly string[] {
  return HOSTILE_NAMES.filter((name) => name !== '' && !shape.values.some((each) => each.value === name));
}

/** Any string that is no documented value, misspelt ones among them. Shrinks to the empty string, if that is none. */
export function unknownValues(shape: Enum): fc.Arbitrary<string> {
  const known = new Set(shape.values.map((each) => each.value));
  const misspellings = MISSPELLINGS.flatMap((each) => misspelt(shape, each) ?? []);
  return fc.oneof(
    { withCrossShrink: true },
    {
      weight: 1,
      arbitrary: fc.constantFrom('NEW_VALUE', ...inheritedNames(shape)).filter((text) => !known.has(text)),
    },
    { weight: 1, arbitrary: anyText(0, 20).filter((text) => !known.has(text)) },
    ...misspellings.map((arbitrary) => ({ weight: 1, arbitrary })),
  );
}

function titled(value: string): string {
  return value.slice(0, 1).toUpperCase() + value.slice(1).toLowerCase();
}

function otherSeparators(value: string): readonly string[] {
  return /[_-]/.test(value) ? [' ', '-', '_', '__'].map((each) => value.replaceAll(/[_-]/g, each)) : [];
}

/** `AB_C` becomes `A_B_C`. */
function moreSeparators(value: string): readonly string[] {
  return Array.from(
    { length: Math.max(0, value.length - 1) },
    (_, at) => `${value.slice(0, at + 1)}_${value.slice(at + 1)}`,
  ).filter((text) => !text.includes('__'));
}
