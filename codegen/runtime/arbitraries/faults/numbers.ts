import fc from 'fast-check';
import type { IntegerShape } from '../../contract.js';
import type { Kit } from '../kit.js';
import { asParsed, contains, exact, type Range, rangeOf, widthOf } from '../numbers.js';
import type { Site } from '../sites.js';
import { type Breakage, breaking, oneOf } from './breakage.js';

/** A number with a fraction, within all the bounds. */
export function fractionBreakages(kit: Kit, site: Site): readonly Breakage[] {
  const shape = kit.model.resolve(site.target);
  if (shape.kind !== 'integer') return [];
  const breaks = breaking(site, 'integer');
  const range = rangeOf(shape);
  const [min, max] = [Number(range.min), Number(range.max)];
  const inside = (value: number): boolean => !Number.isInteger(value) && value >= min && value <= max;
  const halves = [0.5, 1.5, -0.5, 99.5, 100.5, min + 0.5, max - 0.5, 2 ** 31 + 0.5, 2 ** 52 - 0.5];
  const tiny = [1e-7, -1e-7, 5e-324, 1 + Number.EPSILON, 0.1 + 0.2, 2 - Number.EPSILON, max - 1e-6];
  return [
    ...oneOf(halves.filter(inside)).map((values) =>
      breaks('half', 'is halfway between two integers', values),
    ),
    ...oneOf(tiny.filter(inside)).map((values) => breaks('tiny', 'has a tiny fraction', values)),
    ...(max > min ? [breaks('fraction', 'has a fraction', fractions(min, max))] : []),
  ];
}

/** With three decimals; shrinks to 0.001, or to what is nearest to it. */
function fractions(min: number, max: number): fc.Arbitrary<number> {
  const whole = fc.integer({ min: Math.max(min, -(2 ** 31)), max: Math.min(max, 2 ** 31) - 1 });
  return fc
    .tuple(whole, fc.integer({ min: 1, max: 999 }))
    .map(([value, thousandths]) => value + thousandths / 1000);
}

/** A whole number outside the width. Where a bound of the shape is broken by it too, that bound has faults of its own. */
export function widthBreakages(kit: Kit, site: Site): readonly Breakage[] {
  const shape = kit.model.resolve(site.target);
  if (shape.kind !== 'integer') return [];
  const width = widthOf(shape);
  const breaks = breaking(site, shape.width === 32 ? 'int32' : 'int64');
  const bounded = (value: bigint): boolean =>
    !(shape.minimum !== undefined && value < BigInt(shape.minimum)) &&
    !(shape.maximum !== undefined && value > BigInt(shape.maximum));
  const form = (value: bigint): number | bigint => inView(kit, shape, value);
  const near = [width.max + 1n, width.max + 2n, width.min - 1n, width.min - 2n].filter(bounded);
  const powers = [32n, 33n, 53n, 63n, 64n, 65n].map((bits) => 2n ** bits);
  const far = powers
    .flatMap((power) => [power - 1n, power, -power])
    .filter((each) => !contains(width, each) && bounded(each));
  const huge = [10n ** 21n, -(10n ** 21n), BigInt(Number.MAX_VALUE)].filter(bounded);
  return [
    ...oneOf(near.map(form)).map((values) => breaks('next', 'is the next integer outside the width', values)),
    ...oneOf(far.map(form)).map((values) => breaks('wrapping', 'wraps around to a valid integer', values)),
    ...oneOf(huge.map(form)).map((values) => breaks('huge', 'is a huge integer', values)),
    ...(shape.width === 64 ? unsafeNumbers(shape, breaks) : []),
  ];
}

/** Whole numbers that a double may have rounded; as text they come back as bigints, which are valid. */
function unsafeNumbers(shape: IntegerShape, breaks: ReturnType<typeof breaking>): readonly Breakage[] {
  const range = rangeOf(shape);
  const unsafe = [2 ** 53, 2 ** 53 + 2, 2 ** 62, -(2 ** 53), -(2 ** 63)].filter((each) =>
    contains(range, BigInt(each)),
  );
  return oneOf(unsafe).map((values) =>
    breaks('unsafe-number', 'is a number that may have lost digits', values, false),
  );
}

/** Below an enforced minimum, and within the width. */
export function minimumBreakages(kit: Kit, site: Site): readonly Breakage[] {
  const shape = kit.model.resolve(site.target);
  const breaks = breaking(site, 'minimum');
  if (shape.kind === 'integer' && shape.minimum !== undefined) {
    const below = under(BigInt(shape.minimum), widthOf(shape));
    return oneOf(below.map((value) => inView(kit, shape, value))).map((values) =>
      breaks('below', 'is below the minimum', values),
    );
  }
  if (shape.kind === 'float' && shape.minimum !== undefined) {
    const { minimum } = shape;
    const below = [minimum - 1, minimum - 1e-3, minimum * 2, -minimum, -1e300].filter(
      (value) => value < minimum,
    );
    return oneOf(below.map(inFloatView(kit))).map((values) =>
      breaks('below', 'is below the minimum', values),
    );
  }
  return [];
}

/** Above an enforced maximum, and within the width. */
export function maximumBreakages(kit: Kit, site: Site): readonly Breakage[] {
  const shape = kit.model.resolve(site.target);
  const breaks = breaking(site, 'maximum');
  if (shape.kind === 'integer' && shape.maximum !== undefined) {
    const above = over(BigInt(shape.maximum), widthOf(shape));
    return oneOf(above.map((value) => inView(kit, shape, value))).map((values) =>
      breaks('above', 'is above the maximum', values),
    );
  }
  if (shape.kind === 'float' && shape.maximum !== undefined) {
    const { maximum } = shape;
    const above = [maximum + 1, maximum + 1e-3, maximum * 2, -maximum, 1e300].filter(
      (value) => value > maximum,
    );
    return oneOf(above.map(inFloatView(kit))).map((values) =>
      breaks('above', 'is above the maximum', values),
    );
  }
  return [];
}

/** Some integers of a range below a bound, the next one first. */
export function under(bound: bigint, range: Range): readonly bigint[] {
  return distinct([bound - 1n, bound - 2n, bound - 1000n, -1n, range.min]).filter(
    (value) => value < bound && contains(range, value),
  );
}

/** Some integers of a range above a bound, the next one first. */
export function over(bound: bigint, range: Range): readonly bigint[] {
  return distinct([bound + 1n, bound + 2n, bound + 1000n, range.max]).filter(
    (value) => value > bound && contains(range, value),
  );
}

/** A program holds 32-bit integers as numbers, however large. */
export function inView(kit: Kit, shape: IntegerShape, value: bigint): number | bigint {
  return kit.view === 'decoded' && shape.width === 32 ? Number(value) : exact(value);
}

function inFloatView(kit: Kit): (value: number) => number | bigint {
  return kit.view === 'wire' ? asParsed : (value) => value;
}

function distinct(values: readonly bigint[]): readonly bigint[] {
  return [...new Set(values)];
}
