import { literalKey, quote } from './names.js';

/** Plain data as a TypeScript literal, of at most `width` columns where a line can be broken. Bigints stay numbers. */
export function literal(value: unknown, width = 108, depth = 0): string {
  if (typeof value !== 'object' || value === null) return scalar(value);
  const flat = oneLine(value, width - depth * 2);
  if (flat !== null) return flat;
  const inner = '  '.repeat(depth + 1);
  const outer = '  '.repeat(depth);
  if (Array.isArray(value)) {
    return `[\n${value.map((each) => `${inner}${literal(each, width, depth + 1)},\n`).join('')}${outer}]`;
  }
  const members = entries(value).map(
    ([key, held]) => `${inner}${literalKey(key)}: ${literal(held, width, depth + 1)},\n`,
  );
  return `{\n${members.join('')}${outer}}`;
}

/** Null where it takes more than the room, which is found out before all of it is spelt. */
function oneLine(value: unknown, room: number): string | null {
  if (typeof value === 'string' && value.length + 2 > room) return null;
  if (typeof value !== 'object' || value === null) return within(scalar(value), room);
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{ ', ' }'];
  const named = Array.isArray(value)
    ? value.map((each: unknown) => ['', each] as const)
    : entries(value).map(([key, held]) => [`${literalKey(key)}: `, held] as const);
  if (named.length === 0) return within(`${open}${close}`.replaceAll(' ', ''), room);
  const parts: string[] = [];
  let left = room - open.length - close.length;
  for (const [name, held] of named) {
    const part = oneLine(held, left - name.length);
    if (part === null) return null;
    parts.push(`${name}${part}`);
    left -= name.length + part.length + ', '.length;
  }
  return `${open}${parts.join(', ')}${close}`;
}

function within(text: string, room: number): string | null {
  return text.length <= room ? text : null;
}

function scalar(value: unknown): string {
  return typeof value === 'string' ? quote(value) : String(value);
}

function entries(value: object): readonly [string, unknown][] {
  return Object.entries(value).filter(([, held]) => held !== undefined);
}
