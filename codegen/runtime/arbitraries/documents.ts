import fc from 'fast-check';
import { asParsed, finiteFloats, integers } from './numbers.js';
import { assemble, HOSTILE_NAMES, layout } from './objects.js';
import { anyText } from './text.js';

const INT64 = { min: -(2n ** 63n), max: 2n ** 63n - 1n };

const floats = finiteFloats({ kind: 'float', width: 64 }).map(asParsed);

/** Strings, numbers (whole ones beyond 2^53 - 1 as bigints) and booleans. */
const scalar: fc.Arbitrary<unknown> = fc.oneof(
  { withCrossShrink: true },
  { weight: 3, arbitrary: anyText(0, 12) },
  { weight: 2, arbitrary: integers(INT64, { min: -1000n, max: 1000n }) },
  { weight: 1, arbitrary: floats },
  { weight: 2, arbitrary: fc.boolean() },
);

const names = fc.oneof(anyText(0, 6), fc.constantFrom(...HOSTILE_NAMES));

/** Any JSON value but null, two levels deep at most; null stands only inside. Shrinks to the empty string. */
export const presentJson: fc.Arbitrary<unknown> = nested(2);

/** Any JSON value; shrinks to null. */
export const json: fc.Arbitrary<unknown> = fc.oneof(
  { withCrossShrink: true },
  { weight: 1, arbitrary: fc.constant(null) },
  { weight: 4, arbitrary: presentJson },
);

function nested(depth: number): fc.Arbitrary<unknown> {
  if (depth === 0) return scalar;
  const inner = fc.oneof(
    { withCrossShrink: true },
    { weight: 1, arbitrary: fc.constant(null) },
    { weight: 5, arbitrary: nested(depth - 1) },
  );
  return fc.oneof(
    { withCrossShrink: true },
    { weight: 4, arbitrary: scalar },
    { weight: 1, arbitrary: fc.array(inner, { maxLength: 3 }) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.array(fc.tuple(names, inner), { maxLength: 3 }), layout)
        .map(([entries, form]) => assemble(entries, form)),
    },
  );
}
