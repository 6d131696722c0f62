import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { withoutProgress } from './without-progress.js';

export const ROOT = join(import.meta.dirname, '..', '..');

/** The command as it is installed: what `npm run build` made. */
export const CLI = join(ROOT, 'dist', 'scripts', 'cli.js');

export interface Ended {
  /** -1 where it was ended by a signal. */
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command as a user does, in a folder, with more variables if need be. */
export function command(
  words: readonly string[],
  cwd = ROOT,
  env: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  return new Promise((resolve) => {
    const options = { cwd, env: { ...process.env, ...env }, timeout: 90_000, maxBuffer: 2 ** 26 };
    execFile(process.execPath, [CLI, ...words], options, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
      resolve({ code, stdout, stderr: withoutProgress(stderr) });
    });
  });
}
