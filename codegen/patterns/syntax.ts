/**
 * What a regular expression is made of, as ECMA-262 has it with the flag `u` and no other. Groups are dropped, since
 * only whether a text matches is of interest; for the same reason greedy and lazy repeats are one.
 */
export type Pattern = Alternatives | Sequence | Characters | Repeat | Edge | Lookahead | Unsupported;

/** One of several; `(?:)` has none but an empty sequence. */
export interface Alternatives {
  readonly kind: 'alternatives';
  readonly alternatives: readonly Pattern[];
}

/** One after the other; the empty sequence matches the empty text. */
export interface Sequence {
  readonly kind: 'sequence';
  readonly parts: readonly Pattern[];
}

/** One code point of a set: a literal character, a class, `.` or an escape like `\d`. */
export interface Characters {
  readonly kind: 'characters';
  readonly ranges: Ranges;
}

/** Code points from the first to the last, both included; in order, apart, and never adjacent. Negation is done. */
export type Ranges = readonly (readonly [number, number])[];

export interface Repeat {
  readonly kind: 'repeat';
  readonly pattern: Pattern;
  readonly minimum: number;
  /** `Infinity` where there is none. */
  readonly maximum: number;
}

/** `^` or `$`: the start or the end of the whole text. */
export interface Edge {
  readonly kind: 'start' | 'end';
}

export interface Lookahead {
  readonly kind: 'lookahead';
  readonly negative: boolean;
  readonly pattern: Pattern;
}

/** What is valid and has no place here: a backreference, a look-behind, `\b`, `\p{…}`. */
export interface Unsupported {
  readonly kind: 'unsupported';
  readonly source: string;
}
