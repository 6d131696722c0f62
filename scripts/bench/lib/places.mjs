import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

export const BENCH = join(import.meta.dirname, '..');
export const ROOT = join(BENCH, '..', '..');
export const DIST = join(ROOT, 'dist');

/** A folder for what the bench makes on the way; below node_modules, so that packages are found from there. */
export async function workFolder() {
  const folder = join(BENCH, 'node_modules', '.cache', 'bench');
  await mkdir(folder, { recursive: true });
  return folder;
}
