import { Worker } from 'node:worker_threads';
import type { ModuleReference } from './load.js';
import type { TargetProblem } from './problems.js';
import type { ClientReply, NoAnswer, ValidatorReply } from './target.js';
import type { FromWorker, Question } from './worker.js';

/** One thread with a target on it. It answers one question at a time, and is of no use once it gave no answer. */
export interface Thread {
  readonly exportName: string;
  /** False once it ended, also between two questions. */
  readonly alive: () => boolean;
  readonly ask: (question: Question, timeout: number) => Promise<ValidatorReply | ClientReply | NoAnswer>;
  readonly end: () => Promise<void>;
}

export type Started =
  | { readonly ok: true; readonly thread: Thread }
  | { readonly ok: false; readonly problem: TargetProblem };

/** What a target may use before it counts as out of memory. */
const HEAP_MEGABYTES = 1024;

/** Starts a thread and waits until the target is loaded. */
export async function startThread(entry: URL, reference: ModuleReference, timeout: number): Promise<Started> {
  const { module } = reference;
  const worker = new Worker(entry, {
    workerData: reference,
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MEGABYTES },
  });
  // What a target prints is not part of the report, but it must be read, or it would fill the memory.
  worker.stdout.resume();
  worker.stderr.resume();
  let living = true;
  worker.once('exit', () => {
    living = false;
  });
  // A late error of a thread that is given up must not become an exception of this process.
  worker.on('error', () => {});

  const first = await answerOf(worker, timeout);
  switch (first.kind) {
    case 'ready':
      return { ok: true, thread: { exportName: first.exportName, alive: () => living, ask, end } };
    case 'failed':
      await end();
      return { ok: false, problem: first.problem };
    case 'silent':
      await end();
      return { ok: false, problem: { code: 'load-timeout', module, milliseconds: timeout } };
    case 'died':
      await end();
      return { ok: false, problem: { code: 'load-died', module, how: first.how } };
    default:
      await end();
      return { ok: false, problem: { code: 'load-died', module, how: FORGED } };
  }

  async function ask(question: Question, limit: number): Promise<ValidatorReply | ClientReply | NoAnswer> {
    const answer = answerOf(worker, limit);
    worker.postMessage(question);
    const got = await answer;
    switch (got.kind) {
      case 'reply':
        return got.reply;
      case 'silent':
      case 'died':
        await end();
        return got;
      default:
        // The target has the same port: it may say anything on it.
        await end();
        return { kind: 'died', how: FORGED };
    }
  }

  async function end(): Promise<void> {
    await worker.terminate();
  }
}

const FORGED = 'it posted a message of its own to the thread that runs it';

/** The next message of the thread, its end, or silence. */
function answerOf(worker: Worker, timeout: number): Promise<FromWorker | NoAnswer> {
  return new Promise((resolve) => {
    const finish = (answer: FromWorker | NoAnswer | null | undefined): void => {
      clearTimeout(timer);
      worker.off('message', finish);
      worker.off('error', onError);
      worker.off('exit', onExit);
      resolve(answer ?? { kind: 'died', how: FORGED });
    };
    const onError = (error: unknown): void => finish({ kind: 'died', how: `uncaught ${describe(error)}` });
    const onExit = (code: number): void =>
      finish({ kind: 'died', how: `it ended its thread with exit code ${code}` });
    const timer = setTimeout(() => finish({ kind: 'silent', milliseconds: timeout }), timeout);
    worker.on('message', finish);
    worker.on('error', onError);
    worker.on('exit', onExit);
  });
}

function describe(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
