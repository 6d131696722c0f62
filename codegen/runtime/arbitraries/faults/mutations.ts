/** A way to change a valid string in one place. Many of its results are still valid; who asks picks the others. */
export interface Mutation {
  readonly way: string;
  readonly title: string;
  /** The changed strings, from the code points of a valid one; places are tried `every` so many. */
  readonly of: (points: readonly string[], every: number) => readonly string[];
}

export const MUTATIONS: readonly Mutation[] = [
  whole('trailing-newline', 'has a line feed behind it', (text) => [`${text}\n`]),
  whole('trailing-space', 'has a blank behind it', (text) => [
    `${text} `,
    `${text}\t`,
    `${text}\r`,
    `${text}\u00a0`,
    `${text}\ufeff`,
  ]),
  whole('leading-space', 'has a blank before it', (text) => [
    ` ${text}`,
    `\t${text}`,
    `\n${text}`,
    `\ufeff${text}`,
  ]),
  whole('more-behind', 'has more behind it', (text) => [
    `${text}a`,
    `${text}0`,
    `${text}A`,
    `${text}-`,
    `${text}/`,
    `${text}\u0000`,
  ]),
  whole('more-before', 'has more before it', (text) => [
    `a${text}`,
    `0${text}`,
    `A${text}`,
    `-${text}`,
    `\u0000${text}`,
  ]),
  whole('another-line', 'is one line of several', (text) => [
    `${text}\na`,
    `a\n${text}`,
    `${text}\n${text}`,
    `a\n${text}\na`,
  ]),
  whole('doubled', 'is there twice', (text) => [text + text]),
  whole('upper-case', 'is in upper case', (text) => [text.toUpperCase()]),
  whole('lower-case', 'is in lower case', (text) => [text.toLowerCase()]),
  replacing('other-case', 'has one letter in the other case', otherCase),
  replacing('look-alike-digit', 'has a digit of another script', (point) =>
    /[0-9]/.test(point) ? ['٣', '３', '\u{1d7d8}', '²'] : [],
  ),
  // The long s and the Kelvin sign match s and k where case is ignored under the u flag.
  replacing('look-alike-letter', 'has a letter of another script', (point) =>
    /[A-Za-z]/.test(point) ? ['а', 'ａ', 'ſ', '\u212a', 'é', 'ß'] : [],
  ),
  replacing('next-to-range', 'has a character from just outside a range', () => [
    '`',
    '{',
    '@',
    '[',
    '/',
    ':',
  ]),
  replacing('punctuation', 'has a character replaced', () => ['_', '-', '.', ' ', '*', '\\', '%', '\u0000']),
  replacing('astral', 'has a character beyond 16 bits', () => ['\u{1f600}']),
  replacing('dropped', 'lacks a character', () => ['']),
  replacing('added', 'has a character more', (point) => [
    point + point,
    `${point}a`,
    `${point}0`,
    `${point}-`,
  ]),
];

function whole(way: string, title: string, of: (text: string) => readonly string[]): Mutation {
  return { way, title, of: (points) => of(points.join('')) };
}

function replacing(way: string, title: string, by: (point: string) => readonly string[]): Mutation {
  return {
    way,
    title,
    of: (points, every) =>
      points.flatMap((point, at) =>
        at % every !== 0 ? [] : by(point).map((other) => points.with(at, other).join('')),
      ),
  };
}

function otherCase(point: string): readonly string[] {
  const upper = point.toUpperCase();
  return [upper === point ? point.toLowerCase() : upper];
}
