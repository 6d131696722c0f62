import { lstatSync, readFileSync, type Stats, statSync } from 'node:fs';
import { join } from 'node:path';

/** What lies where a file of the output belongs. */
export type Found =
  | { readonly kind: 'absent' }
  | {
      readonly kind: 'file';
      readonly text: string;
      readonly link: boolean;
      readonly throughLink: string | null;
    }
  | Obstacle;

/** What is in the way. `at` is the path of it, relative to the output folder. */
export interface Obstacle {
  readonly kind: 'obstacle';
  readonly at: string;
  readonly what: 'folder' | 'file' | 'link' | 'special';
}

/**
 * Looks at one path below a folder, without leaving the folder unseen: a symbolic link on the way is told of, as
 * nothing may be written or removed through it.
 */
export function find(folder: string, path: string): Found {
  const parts = path.split('/');
  let throughLink: string | null = null;
  for (let depth = 1; depth < parts.length; depth++) {
    const at = parts.slice(0, depth).join('/');
    const parent = lstat(join(folder, at));
    if (parent === undefined) return { kind: 'absent' };
    if (parent.isSymbolicLink()) {
      if (stat(join(folder, at))?.isDirectory() !== true) return { kind: 'obstacle', at, what: 'link' };
      throughLink ??= at;
    } else if (!parent.isDirectory()) return { kind: 'obstacle', at, what: kindOf(parent) };
  }
  const own = lstat(join(folder, path));
  if (own === undefined) return { kind: 'absent' };
  const link = own.isSymbolicLink();
  const target = link ? stat(join(folder, path)) : own;
  if (target === undefined) return { kind: 'obstacle', at: path, what: 'link' };
  if (!target.isFile()) return { kind: 'obstacle', at: path, what: kindOf(target) };
  return { kind: 'file', text: readFileSync(join(folder, path), 'utf8'), link, throughLink };
}

function kindOf(entry: Stats): Obstacle['what'] {
  if (entry.isDirectory()) return 'folder';
  return entry.isFile() ? 'file' : 'special';
}

function lstat(path: string): Stats | undefined {
  return orAbsent(() => lstatSync(path, { throwIfNoEntry: false }));
}

function stat(path: string): Stats | undefined {
  return orAbsent(() => statSync(path, { throwIfNoEntry: false }));
}

function orAbsent(look: () => Stats | undefined): Stats | undefined {
  try {
    return look();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'ELOOP') return undefined;
    throw error;
  }
}
