import type { BuildOptions } from '../../codegen/build.js';
import { watch } from '../../codegen/watch.js';
import { EXIT } from '../exit.js';
import { type Told, toldOfBuild } from './report.js';

/** Builds whenever a spec changes, until Ctrl-C. */
export async function watchUntilInterrupted(
  jobs: readonly BuildOptions[],
  tell: (told: Told) => void,
): Promise<number> {
  const interrupted = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
  const watching = await Promise.all(
    jobs.map((job) =>
      watch(
        job,
        (result) => tell(toldOfBuild(job.out, result)),
        // Not of the spec, nor of the folder: the watch goes on, and the next change may mend it.
        (error) => console.error(error instanceof Error ? (error.stack ?? error.message) : String(error)),
      ),
    ),
  );
  const specs = [...new Set(jobs.map(({ spec }) => spec))];
  console.error(
    `Watching ${specs.join(', ')} and what ${specs.length === 1 ? 'it refers' : 'they refer'} to. Ctrl-C ends.`,
  );
  await interrupted;
  await Promise.all(watching.map(({ close }) => close()));
  return EXIT.holds;
}
