import { dirname, resolve } from 'node:path';
import { watch as watchPaths } from 'chokidar';
import { type BuildOptions, type BuildResult, build } from './build.js';
import type { Problem } from './problems.js';

/** Milliseconds without a change before a run: editors write a file in several steps, git writes many files. */
const QUIET_MS = 100;

export interface Watch {
  /** Ends the watch; a run that is at work ends first. */
  readonly close: () => Promise<void>;
}

/**
 * Builds at once, and again whenever a file that was read has changed: the spec, the overlay, what they refer to. A
 * broken spec does not end the watch: it is told of, and watched until it is mended.
 */
export async function watch(
  options: BuildOptions,
  told: (result: BuildResult) => void,
  failed: (error: unknown) => void,
): Promise<Watch> {
  let watched: ReadonlySet<string> = new Set();
  let timer: NodeJS.Timeout | undefined;
  let closed = false;
  let running: Promise<void> = Promise.resolve();
  const watcher = watchPaths([], { ignoreInitial: true, ignorePermissionErrors: true });

  const run = async (): Promise<void> => {
    if (closed) return;
    try {
      const result = await build(options);
      const wanted = new Set(filesOf(options.spec, result, watched).map((path) => resolve(path)));
      watcher.add([...wanted].filter((path) => !watched.has(path)));
      watcher.unwatch([...watched].filter((path) => !wanted.has(path)));
      watched = wanted;
      told(result);
    } catch (error) {
      failed(error);
    }
  };
  const schedule = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      // One run after the other.
      running = running.then(run);
    }, QUIET_MS);
  };
  watcher.on('all', schedule).on('error', failed);
  running = run();
  await running;
  return {
    close: async () => {
      closed = true;
      clearTimeout(timer);
      await watcher.close();
      await running;
    },
  };
}

/** What to look at: all that was read, and where reading failed, what would mend it, too. */
function filesOf(spec: string, result: BuildResult, before: ReadonlySet<string>): readonly string[] {
  return result.ok || result.kind === 'folder'
    ? result.inputs
    : [spec, ...before, ...result.problems.flatMap(filesOfProblem)];
}

function filesOfProblem(problem: Problem): readonly string[] {
  if (problem.code !== 'ref-missing-file') return [problem.file];
  const [file = ''] = problem.ref.split('#');
  return [problem.file, resolve(dirname(problem.file), decodeURIComponent(file))];
}
