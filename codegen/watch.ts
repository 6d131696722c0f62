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
  let watched: ReadonlySet<string> = new Set();
  const watcher = watchPaths([], { ignoreInitial: true, ignorePermissionErrors: true });
  const run = async (): Promise<void> => {
    try {
      const began = Date.now();
      const result = await build(options);
      const wanted = new Set(filesToWatch(options.spec, result, watched).map((path) => resolve(path)));
      const added = [...wanted].filter((path) => !watched.has(path));
      watcher.add(added);
      watcher.unwatch([...watched].filter((path) => !wanted.has(path)));
      watched = wanted;
      await untilWatched(watcher, added);
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
      await watcher.close();
      await close();
    },
  };
}

/** How long a path may take until it is watched, in milliseconds. */
const LIMIT = 2000;

/** Waits until chokidar has the paths in its list: `add` returns before. */
async function untilWatched(watcher: FSWatcher, paths: readonly string[]): Promise<void> {
  const ends = Date.now() + LIMIT;
  const isWatched = (path: string): boolean =>
    watcher.getWatched()[dirname(path)]?.includes(basename(path)) === true;
  const there = paths.filter((path) => existsSync(path));
  while (!there.every(isWatched) && Date.now() < ends) await sleep(5);
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
