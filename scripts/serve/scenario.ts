import type { GetImportTaskOutputWire } from '../../generated/types.js';

/** What a task answers from its beginning to its end, as it stands on the wire. All of it has a default. */
export type Setup = Partial<
  Pick<GetImportTaskOutputWire, 'graphId' | 'source' | 'format' | 'roleArn' | 'importOptions'>
>;

/** One phase of a task. What it leaves out is as in the phase before. */
export interface Stage {
  readonly status: string;
  /** How long it takes, in the time of the task. An end takes none. */
  readonly seconds?: number;
  /** Percent at its beginning and at its end; one number is the latter. From its first mention on there are figures. */
  readonly progress?: number | readonly [from: number, to: number];
  readonly attempt?: number;
  readonly errors?: number;
  readonly errorDetails?: string;
  readonly reason?: string;
}

/** What becomes of some requests for a task. */
export interface Fault {
  /** The name of a documented error. */
  readonly error?: string;
  readonly message?: string;
  /** Seconds that the answer asks to wait. */
  readonly retryAfter?: number;
  /** An answer of any kind: the page of a proxy, a body that is no JSON. */
  readonly raw?: { readonly status: number; readonly contentType?: string; readonly body?: string };
  /** Seconds, of the clock on the wall, before the answer. */
  readonly delay?: number;
  /** Each n-th request only. */
  readonly every?: number;
  /** So many times, and then never again. */
  readonly times?: number;
}

/** How a task goes, as data: what a file of a scenario holds. */
export interface Scenario {
  readonly name: string;
  readonly description?: string;
  /** It may answer what only a later edition documents. */
  readonly later?: boolean;
  readonly task?: Setup;
  /** How many there are of each when all is done; digits, where a number would not be exact. */
  readonly statements?: number | string;
  readonly dictionaryEntries?: number | string;
  readonly stages: readonly Stage[];
  readonly faults?: readonly Fault[];
}
