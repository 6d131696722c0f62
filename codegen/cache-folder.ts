import { readdirSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { packageRoot } from './package-root.js';

/**
 * A folder for what saves the next run work, and nothing else: `node_modules/.cache/neptune-contract/NAME` of the
 * installation. It need not be there yet. Null where the package does not lie in, or have, a folder `node_modules`.
 */
export function cacheFolder(name: string): string | null {
  const modules = nodeModules();
  return modules === null ? null : join(modules, '.cache', 'neptune-contract', name);
}

/** Removes what nobody wrote anew in a month. */
export function forgetOld(folder: string): void {
  const month = 30 * 24 * 3600 * 1000;
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (Date.now() - statSync(path).mtimeMs > month) rmSync(path, { force: true });
  }
}

function nodeModules(): string | null {
  const root = packageRoot();
  for (let at = root; ; at = dirname(at)) {
    if (basename(at) === 'node_modules') return at;
    if (dirname(at) === at) break;
  }
  const own = join(root, 'node_modules');
  return statSync(own, { throwIfNoEntry: false })?.isDirectory() === true ? own : null;
}
