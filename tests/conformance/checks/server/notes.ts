import type { Verdict } from '../../check.js';
import { holds } from '../../check.js';
import type { Saying, ServerWorld } from './server-check.js';

/** Collects what is to be said; what the contract has no clause for is not said. */
export interface Notes {
  /** About a rule of the protocol. */
  readonly rule: (rule: string, verdict: Verdict) => void;
  /** About the operation's exchanges: `status`, `error:NAME`. */
  readonly exchange: (rule: string, verdict: Verdict) => void;
  /** About a clause by its id. */
  readonly clause: (id: string, verdict: Verdict) => void;
  readonly sayings: readonly Saying[];
}

export function notesFor({ clauses }: Pick<ServerWorld, 'clauses'>): Notes {
  const sayings: Saying[] = [];
  const say = (clause: string | undefined, verdict: Verdict): void => {
    if (clause !== undefined) sayings.push({ clause, verdict });
  };
  return {
    rule: (rule, verdict) => say(clauses.rules.get(rule), verdict),
    exchange: (rule, verdict) => say(clauses.exchanges.get(rule), verdict),
    clause: say,
    sayings,
  };
}

export function broken(summary: string, expected: string, actual: string, path?: string): Verdict {
  return { kind: 'broken', summary, expected, actual, ...(path === undefined ? {} : { path }) };
}

/** Holds, or is broken in the way that is told. */
export function ruled(
  kept: boolean,
  summary: string,
  expected: string,
  actual: string,
  path?: string,
): Verdict {
  return kept ? holds : broken(summary, expected, actual, path);
}

/** Whether two lists say the same; what is broken is never taken for the same. */
export function sayTheSame(one: readonly Saying[], other: readonly Saying[]): boolean {
  return (
    one.length === other.length &&
    one.every((saying, at) => {
      const next = other[at];
      return saying.clause === next?.clause && isSame(saying.verdict, next.verdict);
    })
  );
}

function isSame(one: Verdict, other: Verdict): boolean {
  if (one.kind === 'observed')
    return other.kind === 'observed' && one.behaviour === other.behaviour && one.towards === other.towards;
  return one === other && one.kind !== 'broken';
}
