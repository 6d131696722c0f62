import { readFile, realpath, stat } from 'node:fs/promises';
import { type Place, problemAt, type Result } from '../problems.js';
import { parseJsonText } from './json.js';
import { isWithin, type Territory } from './references.js';
import type { Tree } from './tree.js';

/**
 * Reads a file in a territory: symbolic links are followed, and must not lead out of it.
 *
 * @param name what problems call the file
 * @returns `outside` where the file is not in the territory
 */
export async function readWithin(
  path: string,
  territory: Territory,
  name: string,
): Promise<Result<Tree> | 'outside'> {
  let real: string;
  try {
    real = await realpath(path);
    // What was allowed and is not there allows nothing.
    const allowed = await Promise.all(territory.map((each) => realpath(each).catch(() => null)));
    const there = allowed.filter((each) => each !== null);
    if (!isWithin(real, there)) return 'outside';
  } catch (error) {
    return {
      ok: false,
      problems: [problemAt(startOf(name), { code: 'unreadable', reason: reasonOf(error) })],
    };
  }
  return readTree(real, name);
}

/** Reads a file of YAML or JSON in UTF-8. */
export async function readTree(path: string, name: string): Promise<Result<Tree>> {
  const bytes = await readBytes(path);
  if (typeof bytes === 'string') {
    return { ok: false, problems: [problemAt(startOf(name), { code: 'unreadable', reason: bytes })] };
  }
  const text = decodeUtf8(bytes);
  if (typeof text === 'number') {
    return { ok: false, problems: [problemAt(startOf(name), { code: 'not-utf8', offset: text })] };
  }
  const tree = parseJsonText(text, name);
  if (tree !== null) return { ok: true, value: tree };
  // Loaded only where there is YAML to read, or a mistake to tell of.
  const { parseText } = await import('./parse.js');
  return parseText(text, name);
}

export function startOf(file: string): Place {
  return { file, line: 1, column: 1, pointer: '' };
}

/** The bytes of a file, or why there are none. */
async function readBytes(path: string): Promise<Uint8Array | string> {
  try {
    // A device or a pipe has no end.
    return (await stat(path)).isFile() ? await readFile(path) : 'it is not a file';
  } catch (error) {
    return reasonOf(error);
  }
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT' || code === 'ENOTDIR') return 'there is no such file';
  if (code === 'EACCES' || code === 'EPERM') return 'permission is denied';
  return typeof code === 'string' ? code : 'it cannot be opened';
}

/** The text without a byte order mark, or the offset of the first byte that is not UTF-8. */
function decodeUtf8(bytes: Uint8Array): string | number {
  const text = decoded(bytes);
  if (text !== null) return text;
  // Prefixes up to the mistake decode, those beyond it do not.
  let good = 0;
  let bad = bytes.length;
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    const prefix = bytes.subarray(0, middle);
    if (decodes(prefix)) good = middle;
    else bad = middle;
  }
  return good;
}

/** A character that is cut at the end is no mistake yet. */
function decodes(prefix: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(prefix, { stream: true });
    return true;
  } catch {
    return false;
  }
}

function decoded(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
