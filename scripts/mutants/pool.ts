import { fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import type { FromChild } from './child.js';
import type { Job, Row } from './jobs.js';

/** Tries all jobs in processes of their own, `most` at a time in each, and tells of each as soon as it is through. */
export async function inProcesses(
  jobs: readonly Job[],
  most: number,
  tell: (row: Row) => void,
): Promise<void> {
  const waiting = [...jobs];
  const processes = Math.min(availableParallelism(), Math.ceil(jobs.length / most));
  await Promise.all(Array.from({ length: processes }, () => inOneProcess(waiting, most, tell)));
}

function inOneProcess(waiting: Job[], most: number, tell: (row: Row) => void): Promise<void> {
  const child = fork(new URL('./child.js', import.meta.url), {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  let busy = 0;
  const give = (): void => {
    for (
      let job = busy < most ? waiting.shift() : undefined;
      job !== undefined;
      job = busy < most ? waiting.shift() : undefined
    ) {
      busy += 1;
      child.send(job);
    }
    if (busy === 0) child.disconnect();
  };
  return new Promise((resolve, reject) => {
    child.on('message', (message: FromChild) => {
      busy -= 1;
      if (message.kind === 'failed') {
        child.kill();
        reject(new Error(`${message.job.role} ${message.job.at}: ${message.message}`));
        return;
      }
      tell(message.row);
      give();
    });
    child.on('exit', (code) => {
      if (busy === 0) resolve();
      else reject(new Error(`A process with ${busy} implementations in it ended with code ${code}.`));
    });
    give();
  });
}
