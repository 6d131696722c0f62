import type { Arbitraries } from '../../generated/runtime/arbitraries/index.js';
import type { Contract, Level } from '../../generated/runtime/contract.js';
import type { Baseline } from './baseline.js';
import type { Check, Role } from './check.js';
import type { Limitation } from './result.js';
import { NOT_SELECTED, selects, usageError } from './selection.js';
import { checkedShard, dealt, IN_ANOTHER_SHARD, type Shard } from './shard.js';
import type { StopSignal } from './stop-signal.js';
import type { ReplayToken } from './token.js';

/** What the roles have in common. Every option has a default. */
export interface RunOptions {
  /** The contract to verify against; by default the one that this package was generated for. */
  readonly contract?: Contract;
  /** The arbitraries of that contract, where several runs share them: they are costly to make. Best made with `shared`. */
  readonly arbitraries?: Arbitraries;
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
  /** Called after each check. */
  readonly onProgress?: (progress: Progress) => void;
  /** Try only this part of the checks. The parts of a run with the same options and seed are the whole. */
  readonly shard?: Shard;
  /** What is known of the target: such findings fail no run, and one that is gone does. */
  readonly baseline?: Baseline;
  /** Ends the run after the cases that are being tried, with what was found by then. */
  readonly signal?: StopSignal;
}

/** How far a run has come: checks that are through, all of them, and what they found. */
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
  readonly shard: Shard | null;
  readonly baseline: Baseline | null;
  readonly signal: StopSignal | null;
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
    // One case is one case, whichever shard it belongs to.
    shard: options.shard === undefined || replay !== null ? null : checkedShard(options.shard),
    baseline: options.baseline ?? null,
    signal: options.signal ?? null,
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

type Named = Pick<Check<never, never>, 'id' | 'clause'>;

/**
 * The checks that the options ask for, those of other shards left out. What has the same `unitOf` is in one shard.
 * Throws a usage error where no check is asked for, or a limitation covers none of all.
 */
export function selected<C extends Named>(
  all: readonly C[],
  settings: Settings,
  unitOf: (check: C) => string = ({ id }) => id,
): readonly C[] {
  for (const { limitation, covers } of settings.limitations) {
    if (covers.some((selector) => all.some((check) => selects(selector, check)))) continue;
    throw usageError(
      `The limitation ${limitation} covers nothing that is tried here: ${covers.join(', ')}. Leave it out, or mend what it covers.`,
    );
  }
  const asked = askedFor(all, settings);
  const { shard } = settings;
  return shard === null ? asked : dealt(asked, shard, unitOf);
}

function askedFor<C extends Named>(all: readonly C[], { only, replay }: Settings): readonly C[] {
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

/** Why the checks of a clause were left out by {@link selected}. */
export function whyLeft(all: readonly Named[], settings: Settings, clause: string): string {
  if (settings.shard === null) return NOT_SELECTED;
  const asked = askedFor(all, settings).some((check) => check.clause === clause);
  return asked ? IN_ANOTHER_SHARD : NOT_SELECTED;
}

/** What is known of a target beforehand, and of how much of that this run can tell whether it is still so. */
export interface Claims {
  readonly limitations: readonly Limitation[];
  readonly baseline: Baseline | null;
  readonly all: readonly Named[];
  /** Checks that are not tried in this run, or not with all their cases. */
  readonly left: readonly Named[];
}

export function claimsOf(all: readonly Named[], chosen: readonly Named[], settings: Settings): Claims {
  const { limitations, baseline, replay } = settings;
  return {
    limitations,
    baseline,
    all,
    left: replay === null ? all.filter((each) => !chosen.includes(each)) : all,
  };
}
