import fc from 'fast-check';
import type { Contract, StringShape } from '../../contract.js';
import type { Kit } from '../kit.js';
import { probe, resized } from '../patterns.js';
import type { Site } from '../sites.js';
import { anyText, fits, LONGEST, lengthsOf, monotone } from '../text.js';
import { type Breakage, breaking } from './breakage.js';
import { MUTATIONS, type Mutation } from './mutations.js';

/** Every so many code points a mutation tries its place, so that long strings do not make it slow. */
const PLACES = 64;

/** A string of a permitted length does not match: valid ones changed in one place, and unrelated ones. */
export function patternBreakages(kit: Kit, site: Site): readonly Breakage[] {
  const shape = kit.model.resolve(site.target);
  if (shape.kind !== 'string' || shape.pattern === undefined) return [];
  const breaks = breaking(site, 'pattern');
  const expression = new RegExp(shape.pattern, 'u');
  const { min, max } = lengthsOf(shape);
  const wrong = (text: string): boolean => fits(text, min, max) && !expression.test(text);
  const unrelated = anyText(min, Math.min(max, Math.max(min, 40))).filter(wrong);
  const valid = kit.text(shape);
  const samples = probe(valid);
  const others = patternedStrings(kit.model.contract)
    .filter((other) => other.pattern !== shape.pattern)
    .flatMap((other) => {
      const texts = textsOf(kit, other);
      return texts !== null && probe(texts).some(wrong) ? [texts.filter(wrong)] : [];
    });
  return [
    ...MUTATIONS.flatMap((mutation) => {
      const mutated = mutatedTexts(valid, samples, mutation, wrong);
      return mutated === undefined ? [] : [breaks(mutation.way, mutation.title, mutated)];
    }),
    ...(min === 0 && wrong('') ? [breaks('empty', 'is empty', fc.constant(''))] : []),
    ...(probe(anyText(min, Math.min(max, Math.max(min, 40)))).some(wrong)
      ? [breaks('unrelated', 'is an unrelated text', unrelated)]
      : []),
    ...(others.length > 0
      ? [breaks('other', 'is what another pattern of the contract takes', fc.oneof(...others))]
      : []),
  ];
}

/** One string shape for each pattern, in the order of the contract. */
function patternedStrings({ shapes }: Contract): readonly StringShape[] {
  const targets = shapes.flatMap((shape): readonly { readonly kind: string }[] => {
    switch (shape.kind) {
      case 'structure':
      case 'union':
        return shape.members.map(({ target }) => target);
      case 'list':
        return [shape.element];
      case 'map':
        return [shape.key, shape.value];
      default:
        return [shape];
    }
  });
  const strings = targets.filter((each): each is StringShape => each.kind === 'string');
  return [...new Map(strings.map((each) => [each.pattern, each] as const)).values()].filter(
    ({ pattern }) => pattern !== undefined,
  );
}

/** null where no strings can be made for the pattern: then a shape that is not asked for is of no use either. */
function textsOf(kit: Kit, shape: StringShape): fc.Arbitrary<string> | null {
  try {
    return kit.text(shape);
  } catch {
    return null;
  }
}

/** Undefined where the mutation makes none of the samples wrong in just this respect. */
function mutatedTexts(
  valid: fc.Arbitrary<string>,
  samples: readonly string[],
  mutation: Mutation,
  wrong: (text: string) => boolean,
): fc.Arbitrary<string> | undefined {
  const candidates = (text: string): readonly string[] => {
    const points = [...text];
    const every = Math.max(1, Math.ceil(points.length / PLACES));
    return mutation.of(points, every).filter(wrong);
  };
  if (!samples.some((text) => candidates(text).length > 0)) return undefined;
  return fc
    .tuple(valid, fc.nat({ max: 1023 }))
    .map(([text, choice]) => {
      const all = candidates(text);
      return all[choice % all.length];
    })
    .filter((text) => text !== undefined);
}

/** Fewer code points than allowed; in UTF-16 units there may be enough. */
export function minLengthBreakages(kit: Kit, site: Site): readonly Breakage[] {
  const shape = kit.model.resolve(site.target);
  if (shape.kind !== 'string' || shape.minLength === undefined || shape.minLength === 0) return [];
  const { minLength } = shape;
  const breaks = breaking(site, 'min-length');
  if (shape.pattern !== undefined) {
    const short = resizedTexts(kit, shape, shape.pattern, minLength - 1);
    return short === undefined ? [] : [breaks('matching', 'is too short', short)];
  }
  // So many astral code points are too few, and enough by UTF-16 units.
  const few = Math.ceil(minLength / 2);
  return [
    breaks('by-one', 'is too short by one code point', monotone(minLength - 1, minLength - 1)),
    ...(minLength > 1 ? [breaks('empty', 'is empty', fc.constant(''))] : []),
    ...(minLength > 1
      ? [
          breaks(
            'astral',
            'is long enough in UTF-16 units only',
            fc.integer({ min: few, max: minLength - 1 }).map((n) => '\u{1f600}'.repeat(n)),
          ),
        ]
      : []),
    ...(minLength > 2 ? [breaks('shorter', 'is too short', anyText(0, minLength - 1))] : []),
  ];
}

/** More code points than allowed. */
export function maxLengthBreakages(kit: Kit, site: Site): readonly Breakage[] {
  const shape = kit.model.resolve(site.target);
  if (shape.kind !== 'string' || shape.maxLength === undefined || shape.maxLength >= LONGEST) return [];
  const { maxLength } = shape;
  const breaks = breaking(site, 'max-length');
  if (shape.pattern !== undefined) {
    const long = resizedTexts(kit, shape, shape.pattern, maxLength + 1);
    return long === undefined ? [] : [breaks('matching', 'is too long', long)];
  }
  return [
    breaks('by-one', 'is too long by one code point', monotone(maxLength + 1, maxLength + 1)),
    breaks(
      'twice',
      'is twice too long',
      fc.constantFrom('a', '\u{1f600}').map((unit) => unit.repeat(2 * maxLength + 1)),
    ),
  ];
}

/** Strings that match the pattern and have a wrong length; undefined where none is found. */
function resizedTexts(
  kit: Kit,
  shape: StringShape,
  pattern: string,
  length: number,
): fc.Arbitrary<string> | undefined {
  const expression = new RegExp(pattern, 'u');
  const wrong = (text: string): string | undefined => {
    const changed = resized(expression, text, length);
    return changed !== undefined && expression.test(changed) ? changed : undefined;
  };
  const valid = kit.text(shape);
  if (!probe(valid).some((text) => wrong(text) !== undefined)) return undefined;
  return valid.map(wrong).filter((text) => text !== undefined);
}

/** A text that is no base64: of another alphabet, of a length that is none, or with something beside. */
export function base64Breakages(kit: Kit, site: Site): readonly Breakage[] {
  if (kit.view !== 'wire' || kit.model.resolve(site.target).kind !== 'blob') return [];
  const breaks = breaking(site, 'base64');
  return [
    breaks(
      'alphabet',
      'has a character that is not base64',
      fc.constantFrom('AA*=', 'AAA\u0410', 'AAA.', '{}==', 'AA\u0000A'),
    ),
    breaks('url-alphabet', 'has the alphabet of URLs', fc.constantFrom('__--', 'AA-_', 'A_==')),
    breaks(
      'padding',
      'is not padded as it must be',
      fc.constantFrom('AA', 'AAA', 'AAAAA', 'AA=', 'A===', '====', 'AA==AAAA', '=AAA'),
    ),
    breaks('blank', 'has blanks', fc.constantFrom(' ', 'AAAA\n', ' AAAA', 'AA AA', 'AAAA\r\nAAAA')),
  ];
}
