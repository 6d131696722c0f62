/** Lines of code to be; nesting is by two spaces. */
export type Lines = readonly string[];

export function indent(lines: Lines): Lines {
  return lines.map((line) => (line === '' ? line : `  ${line}`));
}

/** `head { body }`. */
export function block(head: string, body: Lines): Lines {
  return [`${head} {`, ...indent(body), '}'];
}

/** The branches of a chain: the first is an `if`, the others follow with `else`. Empty bodies are left out. */
export interface Branch {
  /** Absent for a last `else`. */
  readonly when?: string;
  readonly then: Lines;
}

export function chain(branches: readonly Branch[]): Lines {
  return branches.reduce<Lines>((lines, branch, i) => {
    const [first = '', ...rest] = branchLines(branch, i > 0);
    return lines.at(-1) === '}' ? [...lines.slice(0, -1), `} ${first}`, ...rest] : [...lines, first, ...rest];
  }, []);
}

function branchLines({ when, then }: Branch, follows: boolean): Lines {
  const head = [follows ? 'else' : '', when === undefined ? '' : `if (${when})`].filter(Boolean).join(' ');
  const only = then[0];
  if (
    only !== undefined &&
    then.length === 1 &&
    head.length + only.length < 100 &&
    !/^(if|for|while|switch|const|let)\b/.test(only)
  ) {
    return [`${head} ${only}`];
  }
  // An `else` that holds one `if` chain reads better as `else if`.
  if (head === 'else' && only?.startsWith('if (') && isOneChain(then))
    return [`else ${only}`, ...then.slice(1)];
  return block(head, then);
}

function isOneChain(lines: Lines): boolean {
  return lines
    .slice(1)
    .every((line) => line.startsWith(' ') || line.startsWith('}') || line.startsWith('else'));
}
