import type fc from 'fast-check';
import type { Contract, ErrorBinding, Mode, Operation } from '../../../../generated/runtime/contract.js';
import type { Verdict } from '../../check.js';
import type { Ruling, ValueJudge } from '../../judge/value.js';
import { errorUnder } from '../../model.js';
import type { ServerReply, ServerRequest } from '../../targets/server.js';
import type { Readings } from './readings.js';

/** Something that the operation is known to succeed on. */
export interface Task {
  readonly input: Readonly<Record<string, unknown>>;
  /** What it answers, or a part of that, as parsed JSON; a member that is null must be absent. undefined: nobody said. */
  readonly expected: unknown;
  /** Whether that is all of it: nothing else is answered. */
  readonly exact: boolean;
  /** The states that it goes through, in order; null: nobody said. */
  readonly states: readonly string[] | null;
}

/** Something that the operation is known to fail on, with an error of the model. */
export interface FailingTask {
  readonly input: Readonly<Record<string, unknown>>;
  readonly error: ErrorBinding;
}

/** What checks of servers are derived from. */
export interface ServerWorld {
  readonly contract: Contract;
  readonly operation: Operation;
  readonly mode: Mode;
  readonly tasks: readonly Task[];
  readonly failing: readonly FailingTask[];
  /** The tasks were made for this run, or the server is on this machine: nothing is lost if one of them changes. */
  readonly disposable: boolean;
  /** The server is on this machine, and has its clock. */
  readonly local: boolean;
  readonly clauses: ClauseIndex;
  /** Judges what is answered. */
  readonly judge: ValueJudge;
  /** Judges inputs, always strictly. */
  readonly judgeInput: (input: unknown) => readonly Ruling[];
  readonly readings: Readings;
}

/** The ids of the clauses that are about servers. */
export interface ClauseIndex {
  /** By the protocol's rule. */
  readonly rules: ReadonlyMap<string, string>;
  /** Of the operation's exchanges, by their rule: `status`, `error:NAME`, `life-cycle:…`. */
  readonly exchanges: ReadonlyMap<string, string>;
}

export function clauseIndex(contract: Contract, operation: Operation): ClauseIndex {
  const rules = new Map<string, string>();
  const exchanges = new Map<string, string>();
  for (const clause of contract.clauses) {
    if (clause.kind === 'protocol' && clause.role === 'server') rules.set(clause.rule, clause.id);
    if (clause.kind === 'exchange' && clause.operation === operation.id)
      exchanges.set(clause.rule, clause.id);
  }
  return { rules, exchanges };
}

/** What a request is to the operation, and so what must become of it. */
export type Purpose =
  /** It succeeds. `rule`: the protocol's rule that breaks if it does not, where a plain request does. */
  | { readonly kind: 'task'; readonly task: number; readonly rule: string | null }
  /** Well-formed, and nothing exists under it. `rule` as above. */
  | { readonly kind: 'missing'; readonly rule: string | null }
  /** It fails with that error of the model. */
  | { readonly kind: 'failing'; readonly error: ErrorBinding }
  /** It breaks a clause of the input. */
  | { readonly kind: 'invalid'; readonly clause: string | null }
  /** Refused in whatever words: what it holds is no text, so that no clause of the input speaks of it. */
  | { readonly kind: 'unreadable' }
  /** Only that there is an answer; the check judges the rest. */
  | { readonly kind: 'open' };

export interface Ask {
  readonly request: ServerRequest;
  readonly purpose: Purpose;
  /** Whether a passing fault of the server is passed over: then the last answer counts, and else the first. */
  readonly patient: boolean;
}

/** Requests in rounds: those of one round overlap, and a round begins once the one before has ended. */
export interface ServerCase {
  readonly rounds: readonly Round[];
}

export interface Round {
  readonly asks: readonly Ask[];
  /** Milliseconds to wait first. */
  readonly pause: number;
}

/** A request and what came of it. Times are those of `performance.now()`; `at` is epoch milliseconds. */
export interface Exchange {
  readonly ask: Ask;
  readonly reply: ServerReply;
  readonly began: number;
  readonly ended: number;
  readonly at: number;
  /** It was a fault that passed: the same request, sent again, was answered. */
  readonly passed: boolean;
  /** The answers of the same request that count no more, since it was sent again. */
  readonly others: readonly Exchange[];
}

/** The exchanges of a case, round by round. */
export type Trace = readonly (readonly Exchange[])[];

/** Something said about a clause, by its id. */
export interface Saying {
  readonly clause: string;
  readonly verdict: Verdict;
}

/** What one or more exchanges say. */
export interface Statement {
  /** The same list, not just an equal one, where an answer is the same as before: so it is counted, not read again. */
  readonly sayings: readonly Saying[];
  /** What it rests on. */
  readonly exchanges: readonly Exchange[];
  /** What is broken may have been a passing fault, which is no finding unless it comes again. */
  readonly passing?: boolean;
}

/** A family of cases, and what they are meant to prove. */
export interface Probe {
  /** Unique, stable: the variant in the ids of its checks. */
  readonly id: string;
  /** What is tried, in words that a report can print. */
  readonly title: string;
  /** Ids of the clauses that it is about. Each exchange is judged by all that it says, whatever the probe. */
  readonly about: readonly string[];
  /** Those of them that it is there for. Once one is broken it has done its work, and tells of it whoever else did. */
  readonly proves: readonly string[];
  readonly cases: fc.Arbitrary<ServerCase>;
  /** How many cases make sense at most; more of them would repeat themselves. */
  readonly most: number;
  /** What only all exchanges together can tell. */
  readonly judge: (trace: Trace) => readonly Statement[];
}

/** The error that says that a request is malformed, or that nothing is there: the first with that status. */
export function errorOf(
  { operation }: Pick<ServerWorld, 'operation'>,
  status: 400 | 404,
): ErrorBinding | undefined {
  return errorUnder(operation.errors, status);
}

/** A case of one request after the other. */
export function sequence(...asks: readonly Ask[]): ServerCase {
  return { rounds: asks.map((ask) => ({ asks: [ask], pause: 0 })) };
}

export function once(...asks: readonly Ask[]): Round {
  return { asks, pause: 0 };
}

export const nothing = (): readonly Statement[] => [];

/** One thing said of some exchanges. */
export function statement(
  clause: string,
  verdict: Verdict,
  exchanges: readonly Exchange[],
  passing = false,
): Statement {
  return { sayings: [{ clause, verdict }], exchanges, passing };
}
