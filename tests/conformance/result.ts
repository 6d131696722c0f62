import type { Basis, Level, Mode } from '../../generated/runtime/contract.js';
import type { Role } from './check.js';
import type { Shard } from './shard.js';

/**
 * What a run of the suite found: plain JSON, in a stable order. The same seed on the same target gives the same
 * result, `stats` aside.
 */
export interface VerifyResult {
  readonly format: 1;
  readonly role: Role;
  /** How the target is called in reports. */
  readonly target: string;
  /** What was verified: a shape (validators) or an operation (clients, servers). */
  readonly subject: string;
  /** The edition of the contract. */
  readonly edition: string;
  readonly mode: Mode;
  /** What a validator was handed: parsed JSON, or decoded values. Absent for other roles. */
  readonly view?: 'wire' | 'decoded';
  readonly seed: number;
  /** Cases that each check was to try. */
  readonly runs: number;
  /** From which level on a finding fails the run. */
  readonly level: Level;
  /** The part of the run that this is; absent where it is all of it. */
  readonly shard?: Shard;
  /** The command that ran it, without its options for one case; absent where no command did. */
  readonly command?: string;
  readonly holds: boolean;
  /** Worst first: by level, contested last, then in the order of the contract. */
  readonly findings: readonly Finding[];
  /** Findings that a declared limitation covers. */
  readonly known: readonly KnownFinding[];
  /** Declared limitations that did not show, although all they cover was tried. They fail the run. */
  readonly stale: readonly Limitation[];
  /** What the target does where the sources leave it open. */
  readonly behaviours: readonly Behaviour[];
  /** One entry for each clause that concerns the role, in the order of the contract. */
  readonly coverage: readonly ClauseCoverage[];
  /** What each check came to, in the order of the checks. */
  readonly tried: readonly TriedCheck[];
  /** What the values hold that the target is about, as a tree. */
  readonly places: readonly Place[];
  /** What the values were that were sent (validators, clients) or that came (servers), by place. */
  readonly fuzzed: readonly Spread[];
  readonly stats: {
    readonly checks: number;
    readonly cases: number;
    readonly milliseconds: number;
    /** The run ended before every check was through: the time budget was used up, or somebody stopped it. */
    readonly interrupted: boolean;
  };
  /** How the target came down before the run was through; absent where it did not. */
  readonly died?: string;
  /** Somebody stopped the run before it was through. */
  readonly stopped?: true;
}

/**
 * A clause that the target breaks: the smallest case that shows it, expected beside actual, and how to see it
 * again.
 */
export interface Finding {
  /** The id of the check that found it. */
  readonly check: string;
  readonly clause: string;
  readonly level: Level;
  readonly basis: Basis;
  /** Title of the source, and its address where it has one. */
  readonly source: { readonly title: string; readonly url?: string };
  /** Why careful implementations differ on the clause; such a finding never fails a run. */
  readonly contested?: string;
  /** The clause in one sentence. */
  readonly rule: string;
  /** What was tried, in one sentence. */
  readonly title: string;
  /** What went wrong, in one sentence. */
  readonly summary: string;
  readonly expected: string;
  readonly actual: string;
  /** JSON Pointer of the place where they part. */
  readonly path: string | null;
  /** The smallest case found on which the target fails. */
  readonly counterexample: Evidence;
  /** The case was tried once more by itself: did it fail again? null where the target had given no answer at all,
   * or the run was stopped. */
  readonly reproduced: boolean | null;
  /** Which of the check's cases failed first, counted from 1, and how many steps made it small. */
  readonly foundAt: number;
  readonly shrinks: number;
  /** For `--replay`: exactly this case again. */
  readonly replay: string;
}

/** What shows a finding: the value, the response or the exchanges, as they were sent. */
export type Evidence = ValidatorEvidence | ClientEvidence | ServerEvidence;

/** The value that a validator was asked about. */
export interface ValidatorEvidence {
  readonly kind: 'validator';
  /** The value as JSON text where JSON can write it, else as JavaScript. */
  readonly value: string;
  /** JSON Pointer of what the check put there. */
  readonly path: string | null;
}

/** The call that a client made, and what it was answered. */
export interface ClientEvidence {
  readonly kind: 'client';
  /** The input of the call, as JSON text. */
  readonly input: string;
  readonly response: ResponseEvidence;
  /** A second response that had to be taken in the same way, where the check compares two. */
  readonly twin: ResponseEvidence | null;
  /** JSON Pointer, within the body, of what the check put there. */
  readonly path: string | null;
  /** What the client sent, as it arrived. */
  readonly requests: readonly { readonly method: string; readonly path: string }[];
}

/** What a server was asked, and what it answered. */
export interface ServerEvidence {
  readonly kind: 'server';
  /** What was asked and what came back, in the order of the requests: all that the finding rests on. */
  readonly exchanges: readonly ExchangeEvidence[];
}

/** One request and its response, with the time that each took. */
export interface ExchangeEvidence {
  readonly request: {
    readonly method: string;
    /** Path and query as they were sent. */
    readonly target: string;
    readonly headers: readonly (readonly [string, string])[];
  };
  /** The request as a command. */
  readonly curl: string;
  /** What came back; what had arrived where it was not all; null where nothing did. */
  readonly response: ResponseEvidence | null;
  /** Why no whole response came; null where one did. */
  readonly failure: string | null;
  /** Milliseconds from the first of these requests to this one, and to the end of its answer. */
  readonly began: number;
  readonly ended: number;
}

/** A response, down to its bytes. */
export interface ResponseEvidence {
  readonly status: number;
  readonly headers: readonly (readonly [string, string])[];
  /** The bytes of the body: as text where they are UTF-8, else as base64. */
  readonly body: { readonly text: string } | { readonly base64: string };
  /** How the bytes were sent, where it was not simply all of them. */
  readonly delivery: string;
}

/**
 * What a target declares beforehand that it does not do, with a reason. Its findings fail no run; without
 * findings it fails the run itself.
 */
export interface Limitation {
  readonly limitation: string;
  /** Ids of clauses or of checks that it covers. */
  readonly covers: readonly string[];
  readonly reason: string;
}

/** A finding that a declared limitation covers. */
export interface KnownFinding {
  readonly limitation: string;
  readonly reason: string;
  readonly finding: Finding;
}

/** What the target does where the sources leave it open, as far as it was seen. Never a failure. */
export interface Behaviour {
  readonly check: string;
  readonly clause: string;
  readonly title: string;
  /** Most frequent first; `towards` says what it was done to, where a check tries several things. */
  readonly seen: readonly {
    readonly behaviour: string;
    readonly towards: string | null;
    readonly cases: number;
    readonly example: Evidence;
  }[];
}

/** Whether a clause was tested, on how many cases, or why not. */
export type ClauseCoverage = {
  readonly clause: string;
  readonly level: Level;
  readonly basis: Basis;
  readonly source: { readonly title: string; readonly url?: string };
  readonly contested?: string;
  readonly title: string;
} & (
  | { readonly state: 'tested'; readonly checks: number; readonly cases: number }
  /** `gap` is an omission of this suite; every other reason lies in the run or in the contract. */
  | { readonly state: 'not-covered'; readonly reason: string; readonly gap: boolean }
);

/** What one check came to. */
export interface TriedCheck {
  readonly check: string;
  readonly clause: string;
  readonly title: string;
  readonly cases: number;
  /** `blocked`: the target failed on all cases without the thing that was to be tried, so that nothing was tried. */
  readonly state: 'passed' | 'broken' | 'observed' | 'blocked';
}

/** A place in the values that the target is about: a member, an element, a key. */
export interface Place {
  /** As clauses name it. */
  readonly site: string;
  /** The named shape that stands there, which clauses about undocumented members name. */
  readonly shape: string | null;
  /** The name of the member, or `[each]`, `{each}`, `{key}`. */
  readonly name: string;
  readonly type: string;
  readonly required: boolean;
  /** 0 for the output itself, and for each error. The nearest one before it with a smaller depth contains it. */
  readonly depth: number;
}

/** How the values at one place are spread over classes of values. */
export interface Spread {
  readonly site: string;
  /** The kind of the shape, which says what the classes are: values, tags, lengths, magnitudes, times. */
  readonly kind: string;
  /** In their natural order; a class that nothing fell into is there with 0, as far as it is worth showing. */
  readonly bins: readonly { readonly bin: string; readonly cases: number }[];
}
