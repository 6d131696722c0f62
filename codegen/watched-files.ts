import { dirname, resolve } from 'node:path';
import type { BuildResult } from './build.js';
import type { Problem } from './problems.js';

/**
 * The files whose change may change the outcome of a build: all that were read, and where reading failed, what would
 * mend it, too.
 *
 * @param before what was looked at until now
 */
export function filesToWatch(
  spec: string,
  result: BuildResult,
  before: ReadonlySet<string>,
): readonly string[] {
  return result.ok || result.kind === 'folder'
    ? result.inputs
    : [spec, ...before, ...result.problems.flatMap(filesOfProblem)];
}

function filesOfProblem(problem: Problem): readonly string[] {
  if (problem.code !== 'ref-missing-file') return [problem.file];
  const [file = ''] = problem.ref.split('#');
  return [problem.file, resolve(dirname(problem.file), unescaped(file))];
}

function unescaped(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
