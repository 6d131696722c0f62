import fc from 'fast-check';
import type { FloatShape, IntegerShape } from '../contract.js';
import { withCorners } from './corners.js';

/** Whole numbers as bigints: both ends belong to the range. */
export interface Range {
  readonly min: bigint;
  readonly max: bigint;
}

const POWERS = [7n, 8n, 15n, 16n, 31n, 32n, 53n, 63n].map((bits) => 2n ** bits);

/** Where integers of programs and formats end. */
const BOUNDARIES: readonly bigint[] = [
  0n,
  1n,
  -1n,
  100n,
  101n,
  ...POWERS.flatMap((power) => [power - 1n, power, power + 1n, -power - 1n, -power, -power + 1n]),
];

export function widthOf(shape: IntegerShape): Range {
  const half = 2n ** BigInt(shape.width - 1);
  return { min: -half, max: half - 1n };
}

/** What the contract enforces: the width, and the bounds within it. */
export function rangeOf(shape: IntegerShape): Range {
  return within(widthOf(shape), shape.minimum, shape.maximum);
}

/** What is likely besides. */
export function likelyRangeOf(shape: IntegerShape): Range {
  return within(rangeOf(shape), shape.likely?.minimum, shape.likely?.maximum);
}

/** Integers of a range, mostly those of `likely`, which lies in it. Shrinks to 0, or to what is nearest to it. */
export function integers(range: Range, likely: Range): fc.Arbitrary<number | bigint> {
  return fc
    .oneof(
      { weight: 3, arbitrary: withCorners(fc.bigInt({ ...likely }), boundariesIn(likely)) },
      ...(sameRange(range, likely)
        ? []
        : [{ weight: 1, arbitrary: withCorners(fc.bigInt({ ...range }), boundariesIn(range)) }]),
    )
    .map(exact);
}

/** All the boundaries in a range, its own ends among them. */
export function boundariesIn(range: Range): readonly bigint[] {
  const inside = [...BOUNDARIES, range.min, range.max].filter((each) => contains(range, each));
  return [...new Set(inside)];
}

export function contains(range: Range, value: bigint): boolean {
  return value >= range.min && value <= range.max;
}

/** As an exact reader of JSON gives it: a number where that is safe, else a bigint. */
export function exact(value: bigint): number | bigint {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}

/** A number as an exact reader of JSON gives it: whole ones beyond 2^53 - 1 as bigints, and no -0. */
export function asParsed(value: number): number | bigint {
  return Number.isInteger(value) && !Number.isSafeInteger(value) ? BigInt(value) : value + 0;
}

const FLOATS: readonly number[] = [
  0,
  1,
  -1,
  0.1,
  0.5,
  -0.5,
  1e-7,
  123456.789,
  5e-324,
  -5e-324,
  2 ** 31,
  2 ** 53 - 1,
  2 ** 53,
  1e22,
  -1e22,
  Number.MAX_VALUE,
];
const FLOATS_BEYOND_JSON: readonly number[] = [
  Number.NaN,
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
];

/** Finite numbers within the bounds. Shrinks towards 0. */
export function finiteFloats(shape: FloatShape): fc.Arbitrary<number> {
  const { minimum, maximum } = shape;
  const allowed = (value: number): boolean =>
    Number.isFinite(value) &&
    !(minimum !== undefined && value < minimum) &&
    !(maximum !== undefined && value > maximum);
  const narrow = shape.width === 32 ? Math.fround : (value: number): number => value;
  const bounds = [minimum, maximum].filter((bound) => bound !== undefined);
  const corners = [...FLOATS.map(narrow), ...bounds].filter(allowed);
  const everyday = [
    Math.max(minimum ?? -EVERYDAY, -EVERYDAY),
    Math.min(maximum ?? EVERYDAY, EVERYDAY),
  ] as const;
  return fc.oneof(
    ...(corners.length === 0 ? [] : [{ weight: 2, arbitrary: fc.constantFrom(...corners) }]),
    ...(everyday[0] <= everyday[1]
      ? [
          {
            weight: 3,
            arbitrary: doubles(...everyday)
              .map(narrow)
              .filter(allowed),
          },
        ]
      : []),
    { weight: 1, arbitrary: doubles(minimum, maximum).map(narrow).filter(allowed) },
  );
}

/** Most floats of programs are not larger. */
const EVERYDAY = 1e9;

function doubles(min: number | undefined, max: number | undefined): fc.Arbitrary<number> {
  return fc.double({
    noNaN: true,
    noDefaultInfinity: true,
    ...(min === undefined ? {} : { min }),
    ...(max === undefined ? {} : { max }),
  });
}

/** Floats as programs hold them: NaN and the infinities too, unless the shape is bounded. */
export function decodedFloats(shape: FloatShape, strings: boolean): fc.Arbitrary<number> {
  return isBounded(shape) || !strings
    ? finiteFloats(shape)
    : fc.oneof(
        { withCrossShrink: true },
        { weight: 5, arbitrary: finiteFloats(shape) },
        { weight: 1, arbitrary: fc.constantFrom(...FLOATS_BEYOND_JSON) },
      );
}

/** Floats as JSON: where the protocol has strings for what JSON cannot write, these too, unless the shape is bounded. */
export function wireFloats(shape: FloatShape, strings: boolean): fc.Arbitrary<number | bigint | string> {
  const numbers = finiteFloats(shape).map(asParsed);
  return !strings || isBounded(shape)
    ? numbers
    : fc.oneof(
        { withCrossShrink: true },
        { weight: 5, arbitrary: numbers },
        { weight: 1, arbitrary: fc.constantFrom(...FLOATS_BEYOND_JSON.map(String)) },
      );
}

/** NaN is neither within bounds nor beyond them, so bounded shapes do without. */
function isBounded(shape: FloatShape): boolean {
  return shape.minimum !== undefined || shape.maximum !== undefined;
}

function within(range: Range, minimum: string | undefined, maximum: string | undefined): Range {
  const min = minimum === undefined ? range.min : BigInt(minimum);
  const max = maximum === undefined ? range.max : BigInt(maximum);
  return { min: min > range.min ? min : range.min, max: max < range.max ? max : range.max };
}

function sameRange(a: Range, b: Range): boolean {
  return a.min === b.min && a.max === b.max;
}
