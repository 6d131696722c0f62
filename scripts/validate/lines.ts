/** Where each line of a text begins, the first at 0. A line ends with LF, CR, or both. */
export function lineStarts(text: string): readonly number[] {
  return [0, ...[...text.matchAll(/\r\n|\r|\n/g)].map(({ 0: end, index }) => index + end.length)];
}

/** The line of an offset, from 1, and where it begins; so many steps as the count of lines has binary digits. */
export function lineAt(
  starts: readonly number[],
  offset: number,
): { readonly line: number; readonly start: number } {
  let line = 1;
  let after = starts.length;
  while (line < after) {
    const middle = Math.ceil((line + after) / 2);
    if ((starts[middle - 1] ?? 0) <= offset) line = middle;
    else after = middle - 1;
  }
  return { line, start: starts[line - 1] ?? 0 };
}
