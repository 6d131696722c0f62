import type { Obstacle } from './find.js';
import type { Blocked } from './plan.js';

/** Why nothing was written. */
export type WriteProblem =
  /** Files that the generator made were changed by hand, or files lie where it has to make some. */
  | { readonly code: 'foreign'; readonly folder: string; readonly paths: readonly string[] }
  | { readonly code: 'blocked'; readonly folder: string; readonly blocked: readonly Blocked[] }
  /** The output folder is a file, or the like. */
  | { readonly code: 'no-folder'; readonly folder: string }
  /** Another run is writing into the folder. */
  | { readonly code: 'locked'; readonly folder: string; readonly pid: number; readonly host: string }
  | { readonly code: 'refused'; readonly folder: string; readonly reason: string; readonly error: string };

/** A problem in words: what is in the way, and what to do. */
export function writeProblemText(problem: WriteProblem): string {
  switch (problem.code) {
    case 'foreign': {
      const { paths, folder } = problem;
      const [files, are, them] = paths.length === 1 ? ['file', 'is', 'it'] : ['files', 'are', 'them'];
      return `${listed(paths)}\n${paths.length} ${files} in ${folder} ${are} not as the generator left ${them}. Nothing was written; --force overwrites.`;
    }
    case 'blocked': {
      const lines = problem.blocked.map(({ path, obstacle }) =>
        obstacle.at === path
          ? `${path} has to be a file, but is ${KIND[obstacle.what]}`
          : `${path} needs a folder, but ${obstacle.at} is ${KIND[obstacle.what]}`,
      );
      return `${listed(lines)}\nNothing was written to ${problem.folder}. Move what is in the way elsewhere, or give another folder with --out.`;
    }
    case 'no-folder':
      return `${problem.folder} is no folder. Nothing was written; give another folder with --out.`;
    case 'locked':
      return `Another run is writing to ${problem.folder}${problem.pid === 0 ? '' : ` (process ${problem.pid} on ${problem.host})`}. Nothing was written; try again when it has ended.`;
    case 'refused':
      return `Cannot write to ${problem.folder}: ${problem.reason} (${problem.error}). Nothing was written. ${ADVICE[problem.reason] ?? 'Give another folder with --out.'}`;
  }
}

/** What the file system said, as a problem; null for what is a fault of ours. */
export function refusalOf(error: unknown, folder: string): WriteProblem | null {
  if (!(error instanceof Error && 'code' in error && 'syscall' in error)) return null;
  const reason = REASON[String(error.code)] ?? 'the file system refuses';
  return { code: 'refused', folder, reason, error: error.message };
}

const KIND: Readonly<Record<Obstacle['what'], string>> = {
  folder: 'a folder',
  file: 'a file',
  link: 'a symbolic link',
  special: 'neither a file nor a folder',
};

const FULL = 'the disk is full';
const DENIED = 'permission is denied';
const READ_ONLY = 'the file system is read-only';

const REASON: Readonly<Record<string, string>> = {
  ENOSPC: FULL,
  EDQUOT: FULL,
  EACCES: DENIED,
  EPERM: DENIED,
  EROFS: READ_ONLY,
  EEXIST: 'a part of its path is no folder',
  ENOTDIR: 'a part of its path is no folder',
};

const ADVICE: Readonly<Record<string, string>> = {
  [FULL]: 'Make room, or give another folder with --out.',
  [DENIED]: 'Mend the permissions, or give another folder with --out.',
};

function listed(lines: readonly string[]): string {
  return lines.map((line) => `  ${line}`).join('\n');
}
