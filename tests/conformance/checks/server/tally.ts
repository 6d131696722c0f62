import type { Verdict } from '../../check.js';
import type { Exchange, Saying, ServerCase, Statement } from './server-check.js';

/** What was said about one clause. */
export interface Tally {
  /** How many answers, or answers together, had something to say. */
  readonly cases: number;
  readonly first: Breach | null;
  readonly behaviours: ReadonlyMap<string, Sighting>;
}

/** The first time that a clause was broken, by the number of the case, from 0. */
export interface Breach {
  readonly index: number;
  readonly tried: ServerCase;
  readonly verdict: Extract<Verdict, { kind: 'broken' }>;
  readonly exchanges: readonly Exchange[];
  readonly passing: boolean;
}

export interface Sighting {
  readonly cases: number;
  readonly tried: ServerCase;
  readonly exchanges: readonly Exchange[];
}

/** Takes down what answers say, clause by clause. */
export interface Tallies {
  readonly add: (index: number, tried: ServerCase, statements: readonly Statement[]) => void;
  readonly isBroken: (clause: string) => boolean;
  readonly clauses: () => readonly string[];
  /** undefined where nothing was said of the clause. */
  readonly of: (clause: string) => Tally | undefined;
}

/** Lists of sayings that are remembered: what was said before is only counted. */
const REMEMBERED = 1000;

export function startTallies(): Tallies {
  const cases = new Map<string, number>();
  const breaches = new Map<string, Breach>();
  const behaviours = new Map<string, Map<string, Sighting>>();
  const again = new Map<readonly Saying[], number>();

  function read(index: number, tried: ServerCase, { sayings, exchanges, passing }: Statement): void {
    for (const { clause, verdict } of sayings) {
      cases.set(clause, (cases.get(clause) ?? 0) + 1);
      if (verdict.kind === 'broken' && !breaches.has(clause)) {
        breaches.set(clause, { index, tried, verdict, exchanges, passing: passing === true });
      }
      if (verdict.kind === 'observed') see(clause, verdict.behaviour, 1, { tried, exchanges });
    }
  }

  function see(clause: string, behaviour: string, count: number, example: Omit<Sighting, 'cases'>): void {
    const seen = behaviours.get(clause) ?? new Map<string, Sighting>();
    const before = seen.get(behaviour);
    seen.set(behaviour, { ...(before ?? example), cases: (before?.cases ?? 0) + count });
    behaviours.set(clause, seen);
  }

  /** Adds what was only counted up to now. */
  function settle(): void {
    for (const [sayings, count] of again) {
      for (const { clause, verdict } of sayings) {
        cases.set(clause, (cases.get(clause) ?? 0) + count);
        const seen = verdict.kind === 'observed' ? behaviours.get(clause)?.get(verdict.behaviour) : undefined;
        if (verdict.kind === 'observed' && seen !== undefined) see(clause, verdict.behaviour, count, seen);
      }
    }
    again.clear();
  }

  return {
    add(index, tried, statements) {
      for (const statement of statements) {
        const count = again.get(statement.sayings);
        if (count === undefined) read(index, tried, statement);
        again.set(statement.sayings, (count ?? -1) + 1);
      }
      if (again.size > REMEMBERED) settle();
    },
    isBroken: (clause) => breaches.has(clause),
    clauses() {
      settle();
      return [...cases.keys()];
    },
    of(clause) {
      settle();
      const count = cases.get(clause);
      if (count === undefined) return undefined;
      return {
        cases: count,
        first: breaches.get(clause) ?? null,
        behaviours: behaviours.get(clause) ?? new Map(),
      };
    },
  };
}
