import fc from 'fast-check';
import { codePoints } from '../values.js';
import { fits } from './text.js';

/** Fixed, so that what an arbitrary can do depends on the contract alone. */
const SEED = 1;
const SAMPLES = 24;

/** Code points that a class may let in where one would not expect them. */
const SPICES = ['\u{1f600}', '\n', ' ', 'é', '٣', '/', ':', '-', '_', 'A', '\u0000'];

/** The longest piece that is repeated or removed to change a string's length. */
const PIECE = 8;

/**
 * Strings that match a pattern and have a length in code points; shrinks to one short, plain example. Throws a
 * RangeError where it finds none, or where the pattern uses what fast-check cannot generate (look-around, but for `(?!…)`).
 */
export function matching(pattern: string, minLength: number, maxLength: number): fc.Arbitrary<string> {
  const expression = new RegExp(pattern, 'u');
  const valid = (text: string): boolean => expression.test(text) && fits(text, minLength, maxLength);
  const fitting = generated(expression, pattern)
    .map((text) => fitted(expression, text, minLength, maxLength))
    .filter(valid);
  const minimal = plainest(fitting, valid, pattern);
  const spiced = fc
    .tuple(fitting, fc.nat({ max: 255 }), fc.constantFrom(...SPICES), fc.boolean())
    .map(([text, at, spice, replaces]) => {
      const points = [...text];
      const changed = points.toSpliced(at % (points.length + 1), replaces ? 1 : 0, spice).join('');
      return valid(changed) ? changed : text;
    });
  const longest = Number.isFinite(maxLength) ? resized(expression, minimal, maxLength) : undefined;
  return fc.oneof(
    { withCrossShrink: true },
    { weight: 1, arbitrary: fc.constant(minimal) },
    { weight: 6, arbitrary: fitting },
    { weight: 2, arbitrary: spiced },
    ...(longest === undefined ? [] : [{ weight: 1, arbitrary: fc.constant(longest) }]),
  );
}

/** A string of just this length that still matches, made from one that does; undefined where none is found. */
export function resized(expression: RegExp, text: string, length: number): string | undefined {
  const points = [...text];
  if (points.length === length) return text;
  return points.length < length ? grown(expression, points, length) : cut(expression, points, length);
}

/** Values of a fixed seed, to learn whether an arbitrary gives any of some kind. */
export function probe<T>(arbitrary: fc.Arbitrary<T>, runs: number = SAMPLES): readonly T[] {
  return fc.sample(arbitrary, { seed: SEED, numRuns: Math.max(SAMPLES, runs) });
}

function generated(expression: RegExp, pattern: string): fc.Arbitrary<string> {
  try {
    // What must not follow only takes texts away: they are left out afterwards, as long as others are left.
    const source = withoutRefusals(expression.source);
    const wider = fc.stringMatching(new RegExp(source, 'u'));
    if (source === expression.source) return wider;
    if (probe(wider).some((text) => expression.test(text)))
      return wider.filter((text) => expression.test(text));
    throw new Error('hardly any text is left');
  } catch (cause) {
    throw new RangeError(`No strings can be made for the pattern ${pattern}.`, { cause });
  }
}

/** The pattern without what must not follow, `(?!…)`. */
function withoutRefusals(source: string): string {
  let kept = '';
  let depth = 0;
  for (const [part] of source.matchAll(/\\.|\[(?:\\.|[^\]\\])*\]|\(\?!|./gsu)) {
    if (part.startsWith('(') && (depth > 0 || part.length > 1)) depth++;
    if (depth === 0) kept += part;
    if (part === ')' && depth > 0) depth--;
  }
  return kept;
}

function fitted(expression: RegExp, text: string, minLength: number, maxLength: number): string {
  const length = codePoints(text);
  if (length < minLength) return resized(expression, text, minLength) ?? text;
  if (length > maxLength) return resized(expression, text, maxLength) ?? text;
  return text;
}

/** Repeats one piece as often as the length needs. */
function grown(expression: RegExp, points: readonly string[], length: number): string | undefined {
  const missing = length - points.length;
  for (let size = 1; size <= Math.min(PIECE, points.length); size++) {
    if (missing % size !== 0) continue;
    for (let at = points.length - size; at >= 0; at--) {
      const piece = points.slice(at, at + size).join('');
      const text = points.slice(0, at).join('') + piece.repeat(missing / size) + points.slice(at).join('');
      if (expression.test(text)) return text;
    }
  }
  return undefined;
}

/** Takes pieces away, one after the other, while the rest still matches. */
function cut(expression: RegExp, points: readonly string[], length: number): string | undefined {
  let rest = points;
  while (rest.length > length) {
    const shorter = withoutPiece(expression, rest, rest.length - length);
    if (shorter === undefined) return undefined;
    rest = shorter;
  }
  return rest.join('');
}

function withoutPiece(
  expression: RegExp,
  points: readonly string[],
  most: number,
): readonly string[] | undefined {
  for (let size = 1; size <= Math.min(PIECE, most); size++) {
    for (let at = points.length - size; at >= 0; at--) {
      const shorter = points.toSpliced(at, size);
      if (expression.test(shorter.join(''))) return shorter;
    }
  }
  return undefined;
}

/** A short valid string, with as many plain characters as the pattern allows. */
function plainest(
  arbitrary: fc.Arbitrary<string>,
  valid: (text: string) => boolean,
  pattern: string,
): string {
  const never = fc.property(arbitrary, () => false);
  const shrunk = fc.check(never, { seed: SEED, numRuns: 1 }).counterexample?.[0];
  if (typeof shrunk !== 'string') throw new RangeError(`No strings can be made for the pattern ${pattern}.`);
  const points = [...shrunk];
  for (const at of points.keys()) {
    const plain = ['a', '0'].find((each) => valid(points.with(at, each).join('')));
    if (plain !== undefined) points[at] = plain;
  }
  return points.join('');
}
