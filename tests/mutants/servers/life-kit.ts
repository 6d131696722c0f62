import { rest } from '../mutant.js';
import type { Change } from './reference.js';
import { mutant, polls, type ServerMutant } from './server.js';
import type { Task, TaskDetails, TaskDocument } from './tasks.js';

interface Slip {
  readonly name: string;
  readonly title: string;
  readonly met: string;
  readonly breaks: readonly string[];
  readonly task?: string;
  readonly change: Change;
}

/** One whose single answers are right, and do not fit to one another. */
export function life({ task = 't-succeeding', breaks, ...slip }: Slip): ServerMutant {
  return mutant({
    ...slip,
    breaks: [...breaks, rest('output-faithful')],
    level: 'SHOULD',
    needs: 'life-cycle',
    witness: polls(task, 30),
  });
}

export type Rewrite = (document: TaskDocument, task: Task) => TaskDocument;

/** Each answer is rewritten from the task's state and history. */
export function rewritten(rewrite: Rewrite): Change {
  return () => ({ describe: rewrite });
}

export function figures(
  change: (details: TaskDetails, document: TaskDocument, task: Task) => Partial<TaskDetails>,
): Change {
  return rewritten((document, task) => withFigures(document, (details) => change(details, document, task)));
}

/** Changes the details, where there are any. */
export function withFigures(
  document: TaskDocument,
  change: (details: TaskDetails) => Partial<TaskDetails>,
): TaskDocument {
  const { importTaskDetails: held } = document;
  return held === undefined ? document : { ...document, importTaskDetails: { ...held, ...change(held) } };
}

/** Rewrites the answers after a task's end, by how many there were. */
export function sinceEnd(rewrite: (document: TaskDocument, reads: number) => TaskDocument): Change {
  return () => {
    const counts = new Map<string, number>();
    return {
      describe(document, task) {
        if (!isOver(document.status)) return document;
        const reads = (counts.get(task.id) ?? 0) + 1;
        counts.set(task.id, reads);
        return rewrite(document, reads);
      },
    };
  };
}

/** From the second reading after one end on, it is in another state. */
export function leaves(end: string, into: string): Change {
  return sinceEnd((document, reads) =>
    document.status === end && reads > 1 ? { ...document, status: into } : document,
  );
}

export function isOver(status: string): boolean {
  return status === 'SUCCEEDED' || status === 'FAILED' || status === 'CANCELLED';
}
