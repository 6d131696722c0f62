import { rest } from '../mutant.js';
import { get, mutant, type ServerMutant } from './server.js';
import type { NeptuneOptions, Task, TaskDetails, TaskDocument } from './tasks.js';

/** What stands in the answer, whatever its shape was. */
type Loose<Shape> = { readonly [Name in keyof Shape]?: unknown } & { readonly [name: string]: unknown };

export type Describe = (document: TaskDocument, task: Task) => unknown;

interface Slip {
  readonly name: string;
  readonly title: string;
  readonly met: string;
  readonly breaks: readonly string[];
  readonly level?: 'SHOULD';
  readonly needs?: ServerMutant['needs'];
  /** A task in whose answer it shows, and after how many others. */
  readonly task?: string;
  readonly polls?: number;
  readonly describe: Describe;
}

/** One that says something else of a task. */
export function answer({ task = 't-succeeded0', polls = 1, breaks, describe, ...slip }: Slip): ServerMutant {
  return mutant({
    level: 'MUST',
    needs: 'task',
    ...slip,
    breaks: [...breaks, ...(breaks.some(isValue) ? [rest('output-valid')] : []), rest('output-faithful')],
    witness: Array.from({ length: polls }, () => get(task)),
    change: () => ({ describe }),
  });
}

/** Whether a clause is about the validity of a value; what is only likely is not. */
function isValue(clause: string): boolean {
  return /^[A-Z].*#/.test(clause) && !/#likely-|^GetImportTask#/.test(clause);
}

/** Changes members of the answer; undefined takes one out. */
export function root(change: (document: TaskDocument, task: Task) => Loose<TaskDocument>): Describe {
  return (document, task) => ({ ...document, ...change(document, task) });
}

/** Changes members of the details, where there are any. */
export function details(change: (details: TaskDetails, task: Task) => Loose<TaskDetails>): Describe {
  return (document, task) => {
    const { importTaskDetails } = document;
    return importTaskDetails === undefined
      ? document
      : { ...document, importTaskDetails: { ...importTaskDetails, ...change(importTaskDetails, task) } };
  };
}

/** Changes the options, where there are any. */
export function options(change: (neptune: NeptuneOptions) => unknown): Describe {
  return (document) =>
    document.importOptions === undefined
      ? document
      : { ...document, importOptions: change(document.importOptions.neptune) };
}

/** Changes members of the one kind of options there is. */
export function neptune(change: (neptune: NeptuneOptions) => Loose<NeptuneOptions>): Describe {
  return options((held) => ({ neptune: { ...held, ...change(held) } }));
}
