import { resolve } from 'node:path';
import { watch as watchPaths } from 'chokidar';
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
      const result = await build(options);
      const wanted = new Set(filesToWatch(options.spec, result, watched).map((path) => resolve(path)));
      watcher.add([...wanted].filter((path) => !watched.has(path)));
      watcher.unwatch([...watched].filter((path) => !wanted.has(path)));
      watched = wanted;
      told(result);
    } catch (error) {
      failed(error);
    }
  };
  await run();
  const { changed, close } = whenQuiet(run);
  watcher.on('all', changed).on('error', failed);
  return {
    close: async () => {
      await watcher.close();
      await close();
    },
  };
}
