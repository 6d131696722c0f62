import { literalKey, quote } from './names.js';

/** Plain data as a TypeScript literal, of at most `width` columns where a line can be broken. Bigints stay numbers. */
export function literal(value: unknown, width = 108, depth = 0): string {
  const flat = oneLine(value);
  const room = width - depth * 2;
  if (flat.length <= room || typeof value !== 'object' || value === null) return flat;
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

function oneLine(value: unknown): string {
  if (typeof value === 'string') return quote(value);
  if (Array.isArray(value)) return `[${value.map(oneLine).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    const members = entries(value).map(([key, held]) => `${literalKey(key)}: ${oneLine(held)}`);
    return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;
  }
  return String(value);
}

function entries(value: object): readonly [string, unknown][] {
  return Object.entries(value).filter(([, held]) => held !== undefined);
}
