import { existsSync, realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import type { GeneratedFile } from '../print.js';
import { type Found, find, type Obstacle } from './find.js';
import { hash, isManifest, MANIFEST, manifestOf, ownedFiles, unixLines } from './manifest.js';

/** What writing would do to one file. */
export interface Change {
  readonly kind: 'add' | 'change' | 'remove';
  /** Relative to the output folder, with `/`. */
  readonly path: string;
  /** The file on the disk is not as the generator left it: a person changed it, or made it. */
  readonly foreign: boolean;
  /** What is there, with `\n` at the ends of lines; absent for `add`. */
  readonly before?: string;
  /** What has to be there; absent for `remove`. */
  readonly after?: string;
}

/** What is in the way of a change; not even `--force` removes it. */
export interface Blocked {
  readonly path: string;
  readonly obstacle: Obstacle;
}

/** What writing would change in a folder. */
export interface Plan {
  /** Absolute, symbolic links followed. */
  readonly folder: string;
  /** In the order of their paths. */
  readonly changes: readonly Change[];
  readonly blocked: readonly Blocked[];
  /** How many files are as they have to be. */
  readonly unchanged: number;
}

/** Compares what was generated with what is in the folder. Reads only; line endings do not count as a difference. */
export function planFiles(folder: string, files: readonly GeneratedFile[]): Plan {
  const real = realFolder(folder);
  const owned = ownedFiles(real);
  const wanted = [...files, manifestOf(files)];
  const kept = new Set(wanted.map((file) => file.path));
  const stale = [...owned.keys()]
    .filter((path) => !kept.has(path) && path !== MANIFEST)
    .map((path) => compareStale(path, find(real, path), owned));
  const removed = new Set(stale.flatMap((one) => (isChange(one) ? [one.path] : [])));
  const compared = wanted.map((file) => compareWanted(file, find(real, file.path), owned, removed));
  const outcomes = [...stale, ...compared];
  return {
    folder: real,
    changes: outcomes.filter(isChange).sort((a, b) => order(a.path, b.path)),
    blocked: outcomes.filter(isBlocked),
    unchanged: compared.filter((one) => one === null).length,
  };
}

/** The folder that is meant, symbolic links followed. */
export function realFolder(folder: string): string {
  return existsSync(folder) ? realpathSync(folder) : resolve(folder);
}

function isChange(outcome: Change | Blocked | null): outcome is Change {
  return outcome !== null && 'kind' in outcome;
}

function isBlocked(outcome: Change | Blocked | null): outcome is Blocked {
  return outcome !== null && 'obstacle' in outcome;
}

/** @param removed files of the generator's own that go away: they are in nobody's way */
function compareWanted(
  file: GeneratedFile,
  found: Found,
  owned: ReadonlyMap<string, string>,
  removed: ReadonlySet<string>,
): Change | Blocked | null {
  const { path, text: after } = file;
  switch (found.kind) {
    case 'absent':
      return { kind: 'add', path, foreign: false, after };
    case 'obstacle':
      return removed.has(found.at) ? { kind: 'add', path, foreign: false, after } : { path, obstacle: found };
    case 'file': {
      const before = unixLines(found.text);
      if (before === after) return null;
      if (found.throughLink !== null) return { path, obstacle: throughLink(found.throughLink) };
      const ours = path === MANIFEST ? isManifest(before) : owned.get(path) === hash(before);
      return { kind: 'change', path, foreign: found.link || !ours, before, after };
    }
  }
}

function compareStale(
  path: string,
  found: Found,
  owned: ReadonlyMap<string, string>,
): Change | Blocked | null {
  // What is no file any more is not the generator's.
  if (found.kind !== 'file') return null;
  if (found.throughLink !== null) return { path, obstacle: throughLink(found.throughLink) };
  const before = unixLines(found.text);
  return { kind: 'remove', path, foreign: found.link || owned.get(path) !== hash(before), before };
}

function throughLink(at: string): Obstacle {
  return { kind: 'obstacle', at, what: 'link' };
}

/** By code units, whatever the locale. */
function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
