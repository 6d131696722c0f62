import { parentPort, workerData } from 'node:worker_threads';
import { loadTarget, type ModuleReference } from './load.js';
import { type ClientFunction, performCall, performJudgement, type ValidatorFunction } from './perform.js';
import { type PollutionWatch, watchPollution } from './pollution-watch.js';
import type { TargetProblem } from './problems.js';
import type { ClientReply, ValidatorReply, ValidatorRequest } from './target.js';

/** The thread on which a target lives: it loads it, and answers one question after the other. */

export type Question =
  | { readonly kind: 'judge'; readonly request: ValidatorRequest }
  | { readonly kind: 'call'; readonly endpoint: string; readonly input: unknown };

export type FromWorker =
  | { readonly kind: 'ready'; readonly exportName: string }
  | { readonly kind: 'failed'; readonly problem: TargetProblem }
  | { readonly kind: 'reply'; readonly reply: ValidatorReply | ClientReply };

async function serve(reference: ModuleReference): Promise<void> {
  const port = parentPort;
  if (port === null) return;
  silence();
  const tell = (message: FromWorker): void => port.postMessage(message);
  const loaded = await loadTarget(reference);
  if (!loaded.ok) {
    tell({ kind: 'failed', problem: loaded.problem });
    return;
  }
  const watch = watchPollution();
  port.on('message', async (question: Question) => {
    const reply = await perform(loaded.target, question, watch);
    // An error that the target lets loose right behind its answer still belongs to this case.
    setImmediate(() => tell({ kind: 'reply', reply }));
  });
  tell({ kind: 'ready', exportName: loaded.exportName });
}

/**
 * What a target prints is no part of the report. It ends here: on its way to the other thread a flood would fill the
 * memory, which no limit on a thread holds.
 */
function silence(): void {
  const drop = (...words: readonly unknown[]): boolean => {
    const written = words.at(-1);
    if (typeof written === 'function') process.nextTick(written);
    return true;
  };
  for (const stream of [process.stdout, process.stderr]) Reflect.set(stream, 'write', drop);
}

function perform(
  target: ValidatorFunction | ClientFunction,
  question: Question,
  watch: PollutionWatch,
): Promise<ValidatorReply | ClientReply> {
  switch (question.kind) {
    case 'judge':
      return performJudgement(target as ValidatorFunction, question.request);
    case 'call':
      return performCall(target as ClientFunction, question.endpoint, question.input, watch);
  }
}

await serve(workerData as ModuleReference);
