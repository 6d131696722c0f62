import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type FSWatcher, watch as watchPaths } from 'chokidar';
import { type BuildOptions, type BuildResult, build } from './build.js';
import { filesToWatch } from './watched-files.js';
import { whenQuiet } from './when-quiet.js';

export interface Watch {
  /** Ends the watch; a run that is at work ends first. */
  readonly close: () => Promise<void>;
}

/**
 * Builds at once, and again whenever a file that was read has changed: the spec, the overlay, what they refer to. A
 * broken spec does not end the watch: it is told of, and watched until it is mended.
 *
 * @param told of each outcome
 * @param failed told of what is no outcome: a fault of the generator, or of the watching
 */
export async function watch(
  options: BuildOptions,
  told: (result: BuildResult) => void,
  failed: (error: unknown) => void,
): Promise<Watch> {
  let looked: ReadonlySet<string> = new Set();
  let watched: ReadonlySet<string> = new Set();
  let missing: NodeJS.Timeout | undefined;
  const watcher = watchPaths([], { ignoreInitial: true, ignorePermissionErrors: true });
  const run = async (): Promise<void> => {
    try {
      const began = Date.now();
      const result = await build(options);
      looked = new Set(filesToWatch(options.spec, result, looked).map((path) => resolve(path)));
      const there = [...looked].filter((path) => existsSync(path));
      const added = there.filter((path) => !watched.has(path));
      watcher.add(added);
      watcher.unwatch([...watched].filter((path) => !there.includes(path)));
      watched = new Set(there);
      await untilWatched(watcher, added);
      clearInterval(missing);
      missing = whenThere(
        [...looked].filter((path) => !watched.has(path)),
        changed,
      );
      told(result);
      if (await isAnyNewerThan(began, added)) changed();
    } catch (error) {
      failed(error);
    }
  };
  const { changed, close } = whenQuiet(run);
  watcher.on('all', changed).on('error', failed);
  await run();
  return {
    close: async () => {
      clearInterval(missing);
      await watcher.close();
      await close();
      clearInterval(missing);
    },
  };
}

/** In milliseconds. */
const GLANCE = 300;

/** Looks for files that are not there: of those, and of such as were deleted, chokidar does not always tell. */
function whenThere(paths: readonly string[], found: () => void): NodeJS.Timeout | undefined {
  if (paths.length === 0) return undefined;
  const timer = setInterval(() => {
    if (!paths.some((path) => existsSync(path))) return;
    clearInterval(timer);
    found();
  }, GLANCE);
  return timer;
}

/** How long a path may take until it is watched, in milliseconds. */
const LIMIT = 2000;

/** Waits until chokidar has the paths in its list: `add` returns before. */
async function untilWatched(watcher: FSWatcher, paths: readonly string[]): Promise<void> {
  const ends = Date.now() + LIMIT;
  const isWatched = (path: string): boolean =>
    watcher.getWatched()[dirname(path)]?.includes(basename(path)) === true;
  while (!paths.every(isWatched) && Date.now() < ends) await sleep(5);
}

/** Whether a file was written after it may have been read, and before it was watched. */
async function isAnyNewerThan(time: number, paths: readonly string[]): Promise<boolean> {
  const written = await Promise.all(
    paths.map((path) =>
      stat(path).then(
        ({ mtimeMs }) => mtimeMs,
        () => 0,
      ),
    ),
  );
  return written.some((each) => each > time);
}
