import { accessSync, constants, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/**
 * Where the new files are made ready: beside the output folder, so that what an interrupted run leaves behind is never
 * in it. Renaming works within one file system only; where the output folder is one of its own (a volume), or nothing
 * can be written beside it, the workspace is inside.
 */
export function workspaceOf(folder: string): string {
  const parent = dirname(folder);
  const beside = join(parent, `.${basename(folder)}.neptune-contract`);
  const inside = join(folder, '.neptune-contract');
  if (parent === folder) return inside;
  try {
    if (statSync(parent).dev !== statSync(folder).dev) return inside;
    accessSync(parent, constants.W_OK);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    return code === 'EACCES' || code === 'EROFS' || code === 'EPERM' ? inside : beside;
  }
  return beside;
}
