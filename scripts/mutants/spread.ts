import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';

/** What a thread is asked to do: its part of the jobs of one role. */
export interface Part {
  readonly role: string;
  /** From 0. */
  readonly part: number;
  readonly parts: number;
  readonly seed: number;
  readonly seeds: number;
  readonly own: boolean;
}

/** What it tells meanwhile. */
export type Word =
  | { readonly kind: 'mutant'; readonly caught: boolean; readonly line: string }
  | { readonly kind: 'correct'; readonly lines: readonly string[] };

/** As many threads as there are processors share the jobs; `take` is told of each as it comes. Rejects if one fails. */
export async function onThreads(
  module: URL,
  asked: Omit<Part, 'part' | 'parts'>,
  take: (word: Word) => void,
): Promise<void> {
  const parts = availableParallelism();
  const threads = Array.from({ length: parts }, (_, part) => {
    const workerData: Part = { ...asked, part, parts };
    const worker = new Worker(module, { workerData });
    worker.on('message', take);
    return new Promise<void>((resolve, reject) => {
      worker.once('error', reject);
      worker.once('exit', (code) =>
        code === 0 ? resolve() : reject(new Error(`A thread ended with exit code ${code}.`)),
      );
    });
  });
  await Promise.all(threads);
}
