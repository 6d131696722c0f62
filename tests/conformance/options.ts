import type { Contract, Level } from '../../generated/runtime/contract.js';
import type { Check, Role } from './check.js';
import type { Limitation } from './result.js';
import { selects, usageError } from './selection.js';
import type { ReplayToken } from './token.js';

/** What the roles have in common. Every option has a default. */
export interface RunOptions {
  /** The contract to verify against; by default the one that this package was generated for. */
  readonly contract?: Contract;
  /** Cases that each check tries. Default 100. */
  readonly runs?: number;
  /** A whole number of 32 bits; the same seed tries the same cases. By default another one each time. */
  readonly seed?: number;
  /** Try only the checks of these clauses, rules, sites or check ids. */
  readonly only?: readonly string[];
  /** Try one case again; the seed of the token counts. */
  readonly replay?: ReplayToken;
  /** From which level on a finding fails the run. Default MUST. */
  readonly level?: Level;
  readonly limitations?: readonly Limitation[];
  /** Time for one case, in milliseconds. Default 5000. */
  readonly timeout?: number;
  /** Time for all of it, in seconds; what is not through by then is reported as such. Default 600. */
  readonly timeBudget?: number;
  /** Checks that run at the same time. Default 1. */
  readonly concurrency?: number;
  readonly onProgress?: (progress: Progress) => void;
}

export interface Progress {
  readonly done: number;
  readonly total: number;
  readonly findings: number;
}

/** The options with their defaults. */
export interface Settings {
  readonly runs: number;
  readonly seed: number;
  readonly only: readonly string[];
  readonly replay: ReplayToken | null;
  readonly level: Level;
  readonly limitations: readonly Limitation[];
  readonly timeout: number;
  /** `performance.now()` */
  readonly deadline: number;
  readonly concurrency: number;
  readonly onProgress: (progress: Progress) => void;
}

/** Throws a usage error where an option makes no sense. */
export function settingsOf(role: Role, options: RunOptions): Settings {
  const { replay = null } = options;
  if (replay !== null && replay.role !== role) {
    throw usageError(`The replay token is one of a ${replay.role}, not of a ${role}.`);
  }
  return {
    runs: positive('runs', options.runs ?? 100),
    seed: replay?.seed ?? seedOf(options.seed),
    only: options.only ?? [],
    replay,
    level: options.level ?? 'MUST',
    limitations: options.limitations ?? [],
    timeout: positive('timeout', options.timeout ?? 5000),
    deadline: performance.now() + 1000 * positive('timeBudget', options.timeBudget ?? 600),
    concurrency: positive('concurrency', options.concurrency ?? 1),
    onProgress: options.onProgress ?? (() => {}),
  };
}

function positive(name: string, value: number): number {
  if (Number.isSafeInteger(value) && value > 0) return value;
  throw usageError(`${name} must be a whole number above 0.`);
}

function seedOf(seed: number | undefined): number {
  if (seed === undefined) return Math.floor(Math.random() * 2 ** 31);
  if (Number.isInteger(seed) && seed === (seed | 0)) return seed;
  throw usageError('seed must be a whole number of 32 bits.');
}

/** The checks that the options ask for. Throws a usage error where that is none, or a limitation covers none of all. */
export function selected<C extends Pick<Check<never, never>, 'id' | 'clause'>>(
  all: readonly C[],
  { only, replay, limitations }: Settings,
): readonly C[] {
  for (const { limitation, covers } of limitations) {
    if (covers.some((selector) => all.some((check) => selects(selector, check)))) continue;
    throw usageError(`The limitation ${limitation} covers nothing that is tried here: ${covers.join(', ')}.`);
  }
  if (replay !== null) {
    const check = all.filter((each) => each.id === replay.check);
    if (check.length === 0) {
      throw usageError(
        `The replay token names the check ${replay.check}, which there is not. Give the same target, shape and mode as in the run that printed it.`,
      );
    }
    return check;
  }
  if (only.length === 0) return all;
  const unknown = only.find((selector) => !all.some((check) => selects(selector, check)));
  if (unknown !== undefined)
    throw usageError(`Nothing to try is called ${unknown}. Give a clause, a rule or the id of a check.`);
  return all.filter((check) => only.some((selector) => selects(selector, check)));
}
