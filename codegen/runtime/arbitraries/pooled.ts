import fc from 'fast-check';

/** How many values a pool holds, and how rarely a value is made anew all the same. */
const SIZE = 64;
const RARITY = 32;
/** Fixed, so that a case depends on the seed of its run alone, whatever was drawn before. */
const SEED = 1;

/**
 * An arbitrary that mostly gives one of a few values that it made beforehand, for what surrounds the thing that a case
 * is about: that is costly to make, and hardly matters. Shrinks as `inner` does. The values are shared, so nobody may
 * change them.
 */
export function pooled<T>(inner: fc.Arbitrary<T>): fc.Arbitrary<T> {
  return new Pooled(inner);
}

/** A class, because that is fast-check's extension point. */
class Pooled<T> extends fc.Arbitrary<T> {
  readonly #inner: fc.Arbitrary<T>;
  #pool: readonly fc.Value<T>[] = [];

  constructor(inner: fc.Arbitrary<T>) {
    super();
    this.#inner = inner;
  }

  override generate(random: fc.Random, biasFactor: number | undefined): fc.Value<T> {
    if (random.nextInt(1, RARITY) === 1) return this.#inner.generate(random, biasFactor);
    if (this.#pool.length === 0) this.#pool = valuesOf(this.#inner);
    return this.#pool[random.nextInt(0, SIZE - 1)] as fc.Value<T>;
  }

  override canShrinkWithoutContext(value: unknown): value is T {
    return this.#inner.canShrinkWithoutContext(value);
  }

  override shrink(value: T, context: unknown): fc.Stream<fc.Value<T>> {
    return this.#inner.shrink(value, context);
  }
}

/** Values with what their arbitrary needs to shrink them, which samples alone do not have. */
function valuesOf<T>(inner: fc.Arbitrary<T>): readonly fc.Value<T>[] {
  const taken: fc.Value<T>[] = [];
  fc.sample(new Taken(inner, taken), { seed: SEED, numRuns: SIZE });
  return taken;
}

class Taken<T> extends fc.Arbitrary<T> {
  readonly #inner: fc.Arbitrary<T>;
  readonly #taken: fc.Value<T>[];

  constructor(inner: fc.Arbitrary<T>, taken: fc.Value<T>[]) {
    super();
    this.#inner = inner;
    this.#taken = taken;
  }

  override generate(random: fc.Random, biasFactor: number | undefined): fc.Value<T> {
    const value = this.#inner.generate(random, biasFactor);
    this.#taken.push(value);
    return value;
  }

  override canShrinkWithoutContext(value: unknown): value is T {
    return this.#inner.canShrinkWithoutContext(value);
  }

  override shrink(value: T, context: unknown): fc.Stream<fc.Value<T>> {
    return this.#inner.shrink(value, context);
  }
}
