import type { Pattern, Ranges } from './syntax.js';

/** Numbers by the positions they belong to. */
export type Counts = ReadonlyMap<number, number>;

/**
 * The position automaton of a pattern, with the number of ways there are from one position to the next. A way of a
 * matcher that backtracks is a way here; `^`, `$` and look-ahead are taken to hold, so that there may be more here.
 */
export interface Automaton {
  /** What each position takes. */
  readonly positions: readonly Ranges[];
  readonly first: Counts;
  readonly follow: readonly Counts[];
}

interface Fragment {
  readonly first: Counts;
  readonly last: Counts;
  /** The ways to match nothing. */
  readonly empty: number;
}

/** Repeats are unrolled up to so many positions; those beyond are taken as endless, which has more ways. */
const unrolled = 1000;

/** Enough to tell that there are too many, whatever they are multiplied with. */
const countless = 1e6;

/** Glushkov's construction, in which each count is a number of ways. */
export function automatonOf(pattern: Pattern): Automaton {
  const positions: Ranges[] = [];
  const follow: Map<number, number>[] = [];
  const nothing: Fragment = { first: new Map(), last: new Map(), empty: 1 };

  const connect = (last: Counts, first: Counts): void => {
    for (const [from, ways] of last) {
      const next = follow[from];
      if (next !== undefined) for (const [to, more] of first) add(next, to, ways * more);
    }
  };

  const sequence = (left: Fragment, right: Fragment): Fragment => {
    connect(left.last, right.first);
    return {
      first: sum(left.first, right.first, left.empty),
      last: sum(right.last, left.last, right.empty),
      empty: Math.min(left.empty * right.empty, countless),
    };
  };

  const build = (part: Pattern): Fragment => {
    switch (part.kind) {
      case 'characters': {
        const position = positions.push(part.ranges) - 1;
        follow.push(new Map());
        const only: Counts = new Map([[position, 1]]);
        return { first: only, last: only, empty: 0 };
      }
      case 'sequence':
        return part.parts.map(build).reduce(sequence, nothing);
      case 'alternatives':
        return part.alternatives.map(build).reduce((left, right) => ({
          first: sum(left.first, right.first, 1),
          last: sum(left.last, right.last, 1),
          empty: Math.min(left.empty + right.empty, countless),
        }));
      case 'repeat':
        return repeat(part.pattern, part.minimum, part.maximum);
      case 'start':
      case 'end':
      case 'lookahead':
      case 'unsupported':
        return nothing;
    }
  };

  const repeat = (inner: Pattern, minimum: number, maximum: number): Fragment => {
    const copies = maximum === Infinity ? minimum + 1 : maximum;
    if (copies * sizeOf(inner) > unrolled) return endless(inner);
    // An iteration that is not needed and matches nothing is none.
    let optional = maximum === Infinity ? endless(inner) : nothing;
    for (let n = minimum; n < maximum && maximum !== Infinity; n++) {
      optional = { ...sequence({ ...build(inner), empty: 0 }, optional), empty: 1 };
    }
    let needed = nothing;
    for (let n = 0; n < minimum; n++) needed = sequence(needed, build(inner));
    return sequence(needed, optional);
  };

  const endless = (inner: Pattern): Fragment => {
    const once = build(inner);
    connect(once.last, once.first);
    return { ...once, empty: 1 };
  };

  const { first } = build(pattern);
  return { positions, first, follow };
}

/** How many positions a pattern has, where every repeat is unrolled. */
function sizeOf(pattern: Pattern): number {
  switch (pattern.kind) {
    case 'characters':
      return 1;
    case 'sequence':
      return pattern.parts.reduce((size, part) => size + sizeOf(part), 0);
    case 'alternatives':
      return pattern.alternatives.reduce((size, part) => size + sizeOf(part), 0);
    case 'repeat': {
      const copies = pattern.maximum === Infinity ? pattern.minimum + 1 : pattern.maximum;
      const inner = sizeOf(pattern.pattern);
      return inner * copies > unrolled ? inner : inner * copies;
    }
    case 'start':
    case 'end':
    case 'lookahead':
    case 'unsupported':
      return 0;
  }
}

function sum(left: Counts, right: Counts, times: number): Counts {
  if (times === 0) return left;
  const found = new Map(left);
  for (const [position, ways] of right) add(found, position, ways * times);
  return found;
}

export function add(counts: Map<number, number>, position: number, ways: number): void {
  counts.set(position, Math.min((counts.get(position) ?? 0) + ways, countless));
}
