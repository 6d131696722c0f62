import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { GeneratedFile } from '../print.js';
import { clear, commit, recover } from './commit.js';
import { takeLock } from './lock.js';
import { type Change, type Plan, planFiles, realFolder } from './plan.js';
import { refusalOf, type WriteProblem } from './problems.js';
import { workspaceOf } from './workspace.js';

/** How a folder is written. */
export interface WriteOptions {
  /** Overwrites what was changed by hand. Never what is no file. */
  readonly force?: boolean;
  /** Milliseconds to wait for another run that writes into the same folder; 30,000 without. */
  readonly waitLimit?: number;
}

/** What was written, or why nothing was. */
export type WriteResult =
  | { readonly ok: true; readonly changes: readonly Change[]; readonly unchanged: number }
  | { readonly ok: false; readonly problem: WriteProblem; readonly changes: readonly Change[] };

/**
 * Brings a folder up to date: writes the files that differ, removes those that it made earlier and that are not among
 * them, all or nothing. Files that it did not make are not touched. Waits while another run writes into the folder, and
 * ends first what an interrupted one began. Problems are data; nothing is thrown for what the file system refuses.
 */
export async function writeFiles(
  folder: string,
  files: readonly GeneratedFile[],
  options: WriteOptions = {},
): Promise<WriteResult> {
  try {
    if (existsSync(folder) && !statSync(folder).isDirectory())
      return { ok: false, problem: { code: 'no-folder', folder }, changes: [] };
    const planned = planFiles(folder, files);
    const workspace = workspaceOf(planned.folder);
    // A workspace is a run at work, or what one left behind.
    if (!existsSync(workspace)) {
      const settled = withoutWriting(planned, folder, options);
      if (settled !== null) return settled;
    }
    return await lockedWrite(folder, workspace, files, options);
  } catch (error) {
    const problem = refusalOf(error, folder);
    if (problem === null) throw error;
    return { ok: false, problem, changes: [] };
  }
}

async function lockedWrite(
  folder: string,
  workspace: string,
  files: readonly GeneratedFile[],
  options: WriteOptions,
): Promise<WriteResult> {
  mkdirSync(dirname(workspace), { recursive: true });
  const lock = await takeLock(workspace, options.waitLimit ?? 30_000);
  if ('pid' in lock) return { ok: false, problem: { code: 'locked', folder, ...lock }, changes: [] };
  try {
    recover(realFolder(folder), workspace);
    const planned = planFiles(folder, files);
    const settled = withoutWriting(planned, folder, options);
    if (settled !== null) return settled;
    commit(planned.folder, workspace, planned.changes, lock.touch);
    return { ok: true, changes: planned.changes, unchanged: planned.unchanged };
  } finally {
    clear(workspace);
    lock.release();
  }
}

/** The result where nothing is to be written, or nothing may be. */
function withoutWriting(
  { changes, blocked, unchanged }: Plan,
  folder: string,
  { force }: WriteOptions,
): WriteResult | null {
  if (blocked.length > 0) return { ok: false, problem: { code: 'blocked', folder, blocked }, changes };
  const paths = changes.flatMap((change) => (change.foreign ? [change.path] : []));
  if (paths.length > 0 && force !== true)
    return { ok: false, problem: { code: 'foreign', folder, paths }, changes };
  return changes.length === 0 ? { ok: true, changes, unchanged } : null;
}
