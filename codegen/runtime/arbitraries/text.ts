import fc from 'fast-check';
import type { StringShape } from '../contract.js';
import { codePoints } from '../values.js';
import { withCorners } from './corners.js';
import { HOSTILE_NAMES } from './objects.js';

/*
 * Strings hold no lone surrogates: JSON can write them, but UTF-8 cannot carry them, so what becomes of one says
 * more about the transport than about the contract.
 */

/** Beyond this many code points no string is made for its length alone. */
export const LONGEST: number = 1 << 24;

/** At most this long are the strings that reach the upper limit of a valid site. */
const LONG = 1 << 16;

/** Beyond what buffers, columns and rules of thumb hold, for strings that have no limit. */
const UNLIMITED: readonly number[] = [256, 1025, 2049, 4097, 8193];

const TEXTS: readonly string[] = [
  ...HOSTILE_NAMES,
  ' ',
  '\n',
  '\u0000',
  'null',
  'true',
  '0x10',
  'NaN',
  '"\\',
  'e\u0301',
  '\u{1f469}\u200d\u{1f680}',
  '\u{10ffff}',
  '\ufeff',
  '\u2028',
  'ابج',
  '</script><!--',
  // What a careless step on the way takes for an escape, or for a value of its own.
  '&lt;&amp;&#65;',
  '%41%2F+',
  '\\u0041\\n',
  ' a ',
  '{"a":[1]}',
  '2025-01-01T00:00:00Z',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: text that breaks out of a careless template
  '`${a}`',
];

/** One code point; shrinks to `a`. */
const codePoint: fc.Arbitrary<string> = fc.oneof(
  { withCrossShrink: true },
  { weight: 1, arbitrary: fc.constant('a') },
  { weight: 12, arbitrary: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyzABCXYZ0123456789-_ ./:') },
  { weight: 2, arbitrary: fc.constantFrom(...'"\'\\<>&%{}$`\n\t\u0001\u007f') },
  { weight: 2, arbitrary: fc.constantFrom(...'éßıſ漢ب\u0301\u200d\ufeff\u2028') },
  { weight: 2, arbitrary: fc.constantFrom('\u{1f600}', '\u{1d7d8}', '\u{20000}', '\u{10ffff}') },
);

/** Strings of a length in code points, whatever they say; shrinks to as many `a` as must be. */
export function anyText(minLength: number, maxLength: number): fc.Arbitrary<string> {
  const corners = TEXTS.filter((text) => fits(text, minLength, maxLength));
  const longest = Math.max(minLength, Math.min(maxLength, LONG));
  const limited = minLength > 0 || maxLength <= LONG;
  return fc.oneof(
    { withCrossShrink: true },
    { weight: 1, arbitrary: fc.constant('a'.repeat(minLength)) },
    { weight: 6, arbitrary: fc.string({ unit: codePoint, minLength, maxLength: longest }) },
    ...(corners.length > 0 ? [{ weight: 2, arbitrary: fc.constantFrom(...corners) }] : []),
    limited
      ? { weight: 2, arbitrary: monotone(minLength, maxLength <= LONG ? maxLength : minLength) }
      : { weight: 1, arbitrary: monotone(0, UNLIMITED.at(-1) ?? 0, UNLIMITED) },
  );
}

/**
 * One code point many times, mostly as often as the limits allow. An astral code point is two UTF-16 units, so a
 * length that is counted in those is wrong by half.
 */
export function monotone(
  minLength: number,
  maxLength: number,
  corners: readonly number[] = [minLength, maxLength],
): fc.Arbitrary<string> {
  return fc
    .tuple(
      fc.constantFrom('a', '\u{1f600}', 'é', '\u{10ffff}', '\u0301'),
      withCorners(fc.integer({ min: minLength, max: maxLength }), corners, 2),
    )
    .map(([unit, length]) => unit.repeat(length));
}

export function fits(text: string, minLength: number, maxLength: number): boolean {
  const length = codePoints(text);
  return length >= minLength && length <= maxLength;
}

/** The lengths that a shape allows, in code points. */
export function lengthsOf(shape: StringShape): { readonly min: number; readonly max: number } {
  return { min: shape.minLength ?? 0, max: shape.maxLength ?? Number.POSITIVE_INFINITY };
}
