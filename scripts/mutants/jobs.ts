import type { Arbitraries } from '../../generated/runtime/arbitraries/index.js';
import type { Trial } from '../../tests/mutants/trial.js';
import { type RoleTrials, roles } from './trials.js';

/** One implementation to try, as plain data, so that it can be tried in another process. */
export interface Job {
  readonly role: RoleTrials['role'];
  readonly kind: 'mutants' | 'correct';
  /** Its place among those of its role. */
  readonly at: number;
  readonly seed: number;
  /** Cases of each check; null for those of a run without options. */
  readonly runs: number | null;
}

/** What came of it. */
export interface Row {
  readonly job: Job;
  readonly name: string;
  /** Of a broken one, the clauses of its own under which it was caught; of a right one, checks that were false alarms. */
  readonly named: readonly string[];
  /** The first case that caught it. */
  readonly foundAt: number | null;
  /** Clauses under which anything was found. */
  readonly found: readonly string[];
}

/**
 * Tries an implementation. Of a broken one, what it is known to break is tried first: the same cases as in a whole run,
 * which follows only where that is not enough.
 */
export async function perform(job: Job, arbitraries: Arbitraries): Promise<Row> {
  const about = roles.find(({ role }) => role === job.role)?.[job.kind][job.at];
  if (about === undefined) throw new RangeError(`There is no ${job.role} ${job.at}.`);
  const extent = { seed: job.seed, arbitraries, ...(job.runs === null ? {} : { runs: job.runs }) };
  if (job.kind === 'correct') return rowOf(job, await about.run(extent, false));
  const own = await about.run(extent, true);
  return rowOf(job, own.named.length > 0 ? own : await about.run(extent, false));
}

function rowOf(job: Job, { name, named, result }: Trial): Row {
  const { findings } = result;
  return {
    job,
    name,
    named,
    foundAt: findings.find(({ clause }) => named.includes(clause))?.foundAt ?? null,
    found: [...new Set(findings.map(({ clause }) => clause))],
  };
}
