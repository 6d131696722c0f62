import type { BuildOptions } from '../../codegen/build.js';
import { watch } from '../../codegen/watch.js';
import { EXIT } from '../exit.js';
import { type Told, toldOfBuild } from './report.js';

/** Builds whenever the spec changes, until Ctrl-C. */
export async function watchUntilInterrupted(
  options: BuildOptions,
  tell: (told: Told) => void,
): Promise<number> {
  const interrupted = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
  const watching = await watch(
    options,
    (result) => tell(toldOfBuild(options.out, result)),
    // Not of the spec, nor of the folder: the watch goes on, and the next change may mend it.
    (error) => console.error(error instanceof Error ? (error.stack ?? error.message) : String(error)),
  );
  console.error(`Watching ${options.spec} and what it refers to. Ctrl-C ends.`);
  await interrupted;
  await watching.close();
  return EXIT.holds;
}
