import fc from 'fast-check';
import type { Check, Verdict } from './check.js';
import type { Progress } from './options.js';
import type { StopSignal } from './stop-signal.js';

/** How one check is to be run. */
export interface RunPlan {
  readonly seed: number;
  readonly runs: number;
  /** A place in the tree of shrunk values: try this case alone. */
  readonly path: string | null;
  /** `performance.now()` at which no further case begins. */
  readonly deadline: number;
  /** Once it is aborted, no further case begins. */
  readonly signal?: StopSignal | null;
}

/** A case tried on the target. */
export interface Tried<Observation> {
  readonly observation: Observation;
  /** The target gave no answer at all, or came down. */
  readonly unanswered: boolean;
}

export interface Outcome<Case, Observation> {
  readonly check: Check<Case, Observation>;
  /** Cases tried, those of shrinking not counted. */
  readonly cases: number;
  /** Cases that were no test of the clause, since the target fails on their control too. */
  readonly blocked: number;
  readonly broken: Broken<Case, Observation> | null;
  readonly observed: readonly Observed<Case, Observation>[];
  readonly interrupted: boolean;
}

export interface Broken<Case, Observation> {
  readonly smallest: Case;
  readonly observation: Observation;
  readonly verdict: Extract<Verdict, { kind: 'broken' }>;
  readonly reproduced: boolean | null;
  readonly path: string;
  readonly foundAt: number;
  readonly shrinks: number;
}

export interface Observed<Case, Observation> {
  readonly behaviour: string;
  readonly towards: string | null;
  readonly cases: number;
  readonly example: { readonly tried: Case; readonly observation: Observation };
}

/** How many smaller cases are tried once one is broken. */
const SHRINKING = 300;
/** How many cases without an answer a check waits for; each costs a time limit, or a fresh start of the target. */
const PATIENCE = 2;

/**
 * Tries the cases of a check until one is broken, and makes that one small. The same plan on the same target tries
 * the same cases in the same order.
 */
export async function runCheck<Case, Observation>(
  check: Check<Case, Observation>,
  execute: (tried: Case) => Promise<Tried<Observation>>,
  plan: RunPlan,
): Promise<Outcome<Case, Observation>> {
  const isOver = (): boolean => plan.signal?.aborted === true || performance.now() > plan.deadline;
  if (isOver()) return { check, cases: 0, blocked: 0, broken: null, observed: [], interrupted: true };
  const behaviours = new Map<string, Observed<Case, Observation>>();
  const state: State<Case, Observation> = {
    cases: 0,
    blocked: 0,
    unanswered: 0,
    shrinking: 0,
    interrupted: false,
    last: null,
  };

  async function ask(tried: Case): Promise<Observation> {
    const { observation, unanswered } = await execute(tried);
    if (unanswered) state.unanswered += 1;
    return observation;
  }

  /** Whether the case shows that the clause is broken. */
  async function breaks(tried: Case): Promise<boolean> {
    if (isOver()) state.interrupted = true;
    if (state.interrupted || state.unanswered >= PATIENCE) return false;
    if (state.last === null) state.cases += 1;
    else if (++state.shrinking > SHRINKING) return false;
    const before = state.unanswered;
    const { observation, unanswered } = await execute(tried);
    if (unanswered) state.unanswered += 1;
    const verdict = check.judge(tried, observation);
    if (verdict.kind === 'observed') count(verdict.behaviour, verdict.towards ?? null, tried, observation);
    if (verdict.kind !== 'broken') return false;
    if (await isBlocked(tried)) {
      state.blocked += 1;
      return false;
    }
    state.last = { tried, observation, verdict, answered: state.unanswered === before };
    return true;
  }

  async function isBlocked(tried: Case): Promise<boolean> {
    const control = check.control?.(tried) ?? null;
    return control !== null && check.judge(control, await ask(control)).kind === 'broken';
  }

  function count(behaviour: string, towards: string | null, tried: Case, observation: Observation): void {
    const key = JSON.stringify([behaviour, towards]);
    const known = behaviours.get(key);
    const example = known?.example ?? { tried, observation };
    behaviours.set(key, { behaviour, towards, cases: (known?.cases ?? 0) + 1, example });
  }

  const details = await fc.check(
    fc.asyncProperty(check.cases, async (tried) => !(await breaks(tried))),
    plan.path === null
      ? { seed: plan.seed, numRuns: plan.runs }
      : { seed: plan.seed, numRuns: 1, path: plan.path, endOnFailure: true },
  );
  const { last } = state;
  // A judge or an arbitrary that throws is a fault of the suite, not of the target.
  if (details.failed && last === null)
    throw details.errorInstance ?? new Error(`${check.id} found no case to try.`);

  return {
    check,
    cases: state.cases,
    blocked: state.blocked,
    interrupted: state.interrupted,
    observed: [...behaviours.values()].sort((one, other) => other.cases - one.cases),
    broken:
      last === null
        ? null
        : {
            smallest: last.tried,
            observation: last.observation,
            verdict: last.verdict,
            reproduced:
              last.answered && plan.signal?.aborted !== true
                ? check.judge(last.tried, await ask(last.tried)).kind === 'broken'
                : null,
            path: details.counterexamplePath ?? plan.path ?? '0',
            foundAt: details.numRuns,
            shrinks: details.numShrinks,
          },
  };
}

/** Whether all the cases of the check were tried, or one was broken. */
export function isThrough<Case, Observation>({
  broken,
  interrupted,
  cases,
  blocked,
}: Outcome<Case, Observation>): boolean {
  return broken !== null || (!interrupted && cases > blocked);
}

interface State<Case, Observation> {
  cases: number;
  blocked: number;
  unanswered: number;
  shrinking: number;
  interrupted: boolean;
  /** The smallest case so far that breaks the clause. */
  last: {
    readonly tried: Case;
    readonly observation: Observation;
    readonly verdict: Extract<Verdict, { kind: 'broken' }>;
    readonly answered: boolean;
  } | null;
}

/** Runs checks on slots, tells how far they are, and gives their outcomes in the order of the checks. */
export async function runChecks<C, Case, Observation, Slot>(
  checks: readonly C[],
  slots: readonly Slot[],
  onProgress: (progress: Progress) => void,
  run: (check: C, slot: Slot) => Promise<Outcome<Case, Observation>>,
): Promise<readonly Outcome<Case, Observation>[]> {
  let done = 0;
  let findings = 0;
  return inOrder(checks, slots, async (check, slot) => {
    const outcome = await run(check, slot);
    done += 1;
    if (outcome.broken !== null) findings += 1;
    onProgress({ done, total: checks.length, findings });
    return outcome;
  });
}

/**
 * Runs jobs, `concurrency` at a time, each with a slot of its own that no other job uses meanwhile. Results come in
 * the order of the jobs.
 */
export async function inOrder<Job, Slot, Result>(
  jobs: readonly Job[],
  slots: readonly Slot[],
  run: (job: Job, slot: Slot) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  let next = 0;
  await Promise.all(
    slots.map(async (slot) => {
      for (let at = next++; at < jobs.length; at = next++) {
        const job = jobs[at];
        if (job !== undefined) results[at] = await run(job, slot);
      }
    }),
  );
  return results;
}
