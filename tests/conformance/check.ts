import type fc from 'fast-check';

/** The part that a target plays towards the contract. */
export type Role = 'validator' | 'client' | 'server';

/**
 * One thing that the suite tries on a target, as data: what it sends (`cases`) and what must become of it (`judge`).
 * Cases are plain data that know their own answer; a judge only compares.
 */
export interface Check<Case, Observation> {
  /** Unique within a role: the clause, and a variant where one clause has several checks (`Task.status#enum~lower`). */
  readonly id: string;
  readonly clause: string;
  /** What is tried, in words that a report can print. */
  readonly title: string;
  readonly cases: fc.Arbitrary<Case>;
  /** What becomes of the case, once it is known what the target made of it. */
  readonly judge: (tried: Case, seen: Observation) => Verdict;
  /**
   * The same case without the one thing that the check is about. Where the target fails on it too, the fault
   * lies elsewhere and another check will name it.
   */
  readonly control?: (tried: Case) => Case | null;
}

/** What a check says of one case. */
export type Verdict =
  | { readonly kind: 'holds' }
  /** What was expected beside what came, both in words or in JSON, with the place where they part. */
  | {
      readonly kind: 'broken';
      readonly summary: string;
      readonly expected: string;
      readonly actual: string;
      readonly path?: string;
    }
  /** For what the sources leave open: which of the possible behaviours this was, towards what. Never a failure. */
  | { readonly kind: 'observed'; readonly behaviour: string; readonly towards?: string };

export const holds: Verdict = { kind: 'holds' };

/** The id of a check: its clause, and the variant in a form that needs no quoting in a shell. */
export function checkId(clause: string, variant?: string): string {
  return variant === undefined ? clause : `${clause}~${variant}`;
}
