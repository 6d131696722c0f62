/** Whether a matcher that backtracks takes time in proportion to the text, whatever the text. */
import { add, automatonOf, type Counts } from './automaton.js';
import { lastCodePoint } from './ranges.js';
import type { Pattern, Ranges } from './syntax.js';

/** Why a pattern is not proven linear. */
export type Doubt =
  | { readonly kind: 'unsupported'; readonly source: string }
  /** A look-ahead without an end that is tried at more and more places of a longer text. */
  | { readonly kind: 'lookahead' }
  /** The beginning of a text that can be read in more and more ways the longer it gets. */
  | { readonly kind: 'ambiguous'; readonly example: string }
  /** The proof would take too long. */
  | { readonly kind: 'too-large' };

/** A text may be read in so many ways at once. */
const most = 100;

/** Steps of the proof. */
const patience = 1_000_000;

/**
 * Null where the pattern, which is tried at the start of a text, is proven linear: no beginning of any text can be read
 * in more than a fixed number of ways. All beginnings are gone through, those that can be read in the same ways as one.
 */
export function doubtOf(pattern: Pattern): Doubt | null {
  const source = unsupportedIn(pattern);
  if (source !== undefined) return { kind: 'unsupported', source };
  if (lookaheads(pattern, true) === null) return { kind: 'lookahead' };
  for (const part of [withoutRest(pattern), ...(lookaheads(pattern, true) ?? []).map(leastOf)]) {
    const doubt = ambiguity(part);
    if (doubt !== null) return doubt;
  }
  return null;
}

function ambiguity(pattern: Pattern): Doubt | null {
  const { positions, first, follow } = automatonOf(pattern);
  const { letters, takes } = alphabetOf(positions);
  const seen = new Set<string>();
  // The list grows while it is walked.
  const beginnings: { readonly next: Counts; readonly text: string }[] = [{ next: first, text: '' }];
  let steps = 0;
  for (const { next, text } of beginnings) {
    for (const [letter, example] of letters.entries()) {
      const ways = [...next].filter(([position]) => takes(position, letter));
      if (ways.length === 0) continue;
      if (ways.reduce((total, [, count]) => total + count, 0) > most)
        return { kind: 'ambiguous', example: text + example };
      const key = ways
        .sort(([a], [b]) => a - b)
        .map(String)
        .join(' ');
      if (seen.has(key)) continue;
      seen.add(key);
      const after = new Map<number, number>();
      for (const [position, count] of ways) {
        const followed = follow[position] ?? new Map<number, number>();
        for (const [to, more] of followed) add(after, to, count * more);
        steps += followed.size + 1;
      }
      if (steps > patience) return { kind: 'too-large' };
      beginnings.push({ next: after, text: text + example });
    }
    steps += next.size * letters.length;
    if (steps > patience) return { kind: 'too-large' };
  }
  return null;
}

interface Alphabet {
  /** One character for all those that no position tells apart. */
  readonly letters: readonly string[];
  readonly takes: (position: number, letter: number) => boolean;
}

function alphabetOf(positions: readonly Ranges[]): Alphabet {
  const keys = positions.map((ranges) => ranges.join(' '));
  const sets = new Map(keys.map((key, index) => [key, positions[index] ?? []]));
  const edges = [...sets.values()].flatMap((ranges) => ranges.flatMap(([a, b]) => [a, b + 1]));
  const letters = new Map<string, string>();
  for (const edge of new Set([0, ...edges])) {
    if (edge > lastCodePoint) continue;
    const takers = [...sets].filter(([, ranges]) => ranges.some(([a, b]) => a <= edge && edge <= b));
    const signature = takers.map(([key]) => key).join(';');
    if (takers.length > 0 && !letters.has(signature)) letters.set(signature, String.fromCodePoint(edge));
  }
  const bySet = new Map(
    [...sets.keys()].map((key) => [key, [...letters.keys()].map((all) => all.split(';').includes(key))]),
  );
  return {
    letters: [...letters.values()],
    takes: (position, letter) => bySet.get(keys[position] ?? '')?.[letter] === true,
  };
}

/** The pattern but for what takes any rest of a text: where a matcher has come so far, it cannot fail any more. */
function withoutRest(pattern: Pattern): Pattern {
  if (pattern.kind === 'alternatives')
    return { ...pattern, alternatives: pattern.alternatives.map(withoutRest) };
  if (pattern.kind !== 'sequence') return isRest(pattern) ? { kind: 'sequence', parts: [] } : pattern;
  const last = pattern.parts.at(-1);
  if (last === undefined) return pattern;
  const before = pattern.parts.slice(0, -1);
  if (last.kind === 'end') return withoutRest({ ...pattern, parts: before });
  if (isRest(last)) return leastOf({ ...pattern, parts: before });
  return { ...pattern, parts: [...before, withoutRest(last)] };
}

/** The least that a pattern with any rest behind it has to find. */
function leastOf(pattern: Pattern): Pattern {
  switch (pattern.kind) {
    case 'repeat':
      return { ...pattern, maximum: pattern.minimum };
    case 'alternatives':
      return { ...pattern, alternatives: pattern.alternatives.map(leastOf) };
    case 'sequence': {
      const last = pattern.parts.at(-1);
      if (last === undefined) return pattern;
      const before = { ...pattern, parts: pattern.parts.slice(0, -1) };
      const least = leastOf(last);
      const isNothing = least.kind === 'repeat' && least.maximum === 0;
      return isNothing ? leastOf(before) : { ...before, parts: [...before.parts, least] };
    }
    default:
      return pattern;
  }
}

function isRest(pattern: Pattern): boolean {
  if (pattern.kind !== 'repeat' || pattern.minimum > 0 || pattern.maximum < Infinity) return false;
  const { pattern: inner } = pattern;
  return inner.kind === 'characters' && inner.ranges.join(' ') === `0,${lastCodePoint}`;
}

/**
 * The insides of the look-aheads of a pattern, which are matched like patterns of their own; null where one without an
 * end stands behind, or in, what has none.
 */
function lookaheads(pattern: Pattern, few: boolean): readonly Pattern[] | null {
  switch (pattern.kind) {
    case 'lookahead': {
      if (!few && !isBounded(pattern.pattern)) return null;
      const inner = lookaheads(pattern.pattern, few);
      return inner && [pattern.pattern, ...inner];
    }
    case 'sequence': {
      let sofar = few;
      return gathered(
        pattern.parts.map((part) => {
          const found = lookaheads(part, sofar);
          sofar &&= isBounded(part);
          return found;
        }),
      );
    }
    case 'alternatives':
      return gathered(pattern.alternatives.map((part) => lookaheads(part, few)));
    case 'repeat':
      return lookaheads(pattern.pattern, few && isBounded(pattern));
    case 'characters':
    case 'start':
    case 'end':
    case 'unsupported':
      return [];
  }
}

function gathered(lists: readonly (readonly Pattern[] | null)[]): readonly Pattern[] | null {
  return lists.includes(null) ? null : lists.flatMap((list) => list ?? []);
}

function isBounded(pattern: Pattern): boolean {
  switch (pattern.kind) {
    case 'repeat':
      return pattern.maximum < Infinity && isBounded(pattern.pattern);
    case 'sequence':
      return pattern.parts.every(isBounded);
    case 'alternatives':
      return pattern.alternatives.every(isBounded);
    case 'characters':
    case 'start':
    case 'end':
    case 'lookahead':
    case 'unsupported':
      return true;
  }
}

function unsupportedIn(pattern: Pattern): string | undefined {
  switch (pattern.kind) {
    case 'unsupported':
      return pattern.source;
    case 'sequence':
      return first(pattern.parts);
    case 'alternatives':
      return first(pattern.alternatives);
    case 'repeat':
    case 'lookahead':
      return unsupportedIn(pattern.pattern);
    case 'characters':
    case 'start':
    case 'end':
      return undefined;
  }
}

function first(patterns: readonly Pattern[]): string | undefined {
  return patterns.map(unsupportedIn).find((source) => source !== undefined);
}
