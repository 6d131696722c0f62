import { readFileSync } from 'node:fs';
import { LineCounter, parseDocument } from 'yaml';
import type { Path } from './problems.js';

/** Where in a config file something stands: `FILE:LINE:COLUMN`, or the file where only it is known. */
export function placeIn(file: string, path: Path): string {
  const text = readFileSync(file, 'utf8');
  const offset = file.endsWith('.json') ? offsetInJson(text, path) : offsetInCode(text, path);
  if (offset === null) return file;
  const before = text.slice(0, offset).split('\n');
  return `${file}:${before.length}:${(before.at(-1) ?? '').length + 1}`;
}

/** JSON is YAML. A key that stands for nothing is where its value is. */
function offsetInJson(text: string, path: Path): number | null {
  const document = parseDocument(text, { lineCounter: new LineCounter() });
  for (let length = path.length; length > 0; length--) {
    const node = document.getIn(path.slice(0, length), true) as { range?: readonly number[] } | undefined;
    if (node?.range?.[0] !== undefined) return node.range[0];
  }
  return null;
}

/** A config in code is a value when it is looked at: a key that its text has once is where that key is. */
function offsetInCode(text: string, path: Path): number | null {
  const key = path.findLast((step) => typeof step === 'string');
  if (typeof key !== 'string' || !/^[\w-]+$/.test(key)) return null;
  const [first, ...others] = text.matchAll(new RegExp(`(?<![\\w.])(['"]?)${key}\\1\\s*:`, 'g'));
  return first === undefined || others.length > 0 ? null : first.index;
}
