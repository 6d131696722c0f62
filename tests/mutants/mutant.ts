/**
 * Implementations of the operation, right and wrong, that the suite is measured against. They are written by hand
 * from the documentation and share no code with the generator or the suite, so that no mistake is made twice.
 */

/** A broken implementation, and how to tell that it is broken. */
export interface Mutant {
  /** Unique within its role. */
  readonly name: string;
  /** What it does wrong, in one sentence. */
  readonly title: string;
  /** The code, the habit or the product in which such a mistake is met. */
  readonly met: string;
  /** Ids of clauses: it is caught when a finding names any of them. */
  readonly breaks: readonly string[];
  /** The level of the clauses; the highest, where they differ. */
  readonly level: 'MUST' | 'SHOULD' | 'INFO';
}

/** An implementation that is right, of one style among many. The suite must find nothing at MUST or SHOULD. */
export interface Correct {
  readonly name: string;
  readonly title: string;
  /** Contested clauses on which it takes the other reading: findings under them are right, and fail nothing. */
  readonly contested?: readonly string[];
}

/**
 * What is inferred from the meanings of the statuses: the rules that hold between one answer and the next.
 * All are SHOULD.
 */
export const lifeCycle = {
  /** SUCCEEDED, FAILED and CANCELLED are never left, and the task stays to be asked about. */
  endIsFinal: 'GetImportTask#life-cycle:end-is-final',
  /** After the end nothing in the answer changes any more. */
  endIsStill: 'GetImportTask#life-cycle:end-is-still',
  /** CANCELLING leads to CANCELLED or FAILED, ROLLING_BACK to FAILED or CANCELLED. */
  transitions: 'GetImportTask#life-cycle:transitions',
  /** Within an attempt, no time and no count runs backwards; nor does the number of attempts, ever. */
  neverBackwards: 'GetImportTask#life-cycle:never-backwards',
  /** Nothing has begun in the future or before there was such a service, nor lasts longer than since its start. */
  plausibleTimes: 'GetImportTask#life-cycle:plausible-times',
  /** What a task was set up with stays as it was, and so does the start of an attempt. */
  settingsStay: 'GetImportTask#life-cycle:settings-stay',
} as const;

/** A clause of the protocol. */
export function rest<Rule extends string>(rule: Rule): `restJson1#${Rule}` {
  return `restJson1#${rule}`;
}
