import fc from 'fast-check';

/**
 * An arbitrary that also gives the corners, one time in `rarity`, and shrinks them as `inner` shrinks its own
 * values; so a corner is the start of a search, not its end. Every corner is a value that `inner` could give.
 */
export function withCorners<T>(inner: fc.Arbitrary<T>, corners: readonly T[], rarity = 3): fc.Arbitrary<T> {
  return corners.length === 0 ? inner : new Corners(inner, corners, rarity);
}

/** A class, because that is fast-check's extension point. */
class Corners<T> extends fc.Arbitrary<T> {
  readonly #inner: fc.Arbitrary<T>;
  readonly #corners: readonly T[];
  readonly #rarity: number;

  constructor(inner: fc.Arbitrary<T>, corners: readonly T[], rarity: number) {
    super();
    this.#inner = inner;
    this.#corners = corners;
    this.#rarity = rarity;
  }

  override generate(random: fc.Random, biasFactor: number | undefined): fc.Value<T> {
    if (random.nextInt(1, this.#rarity) > 1) return this.#inner.generate(random, biasFactor);
    return new fc.Value(this.#corners[random.nextInt(0, this.#corners.length - 1)] as T, undefined);
  }

  override canShrinkWithoutContext(value: unknown): value is T {
    return this.#inner.canShrinkWithoutContext(value);
  }

  override shrink(value: T, context: unknown): fc.Stream<fc.Value<T>> {
    return this.#inner.shrink(value, context);
  }
}
