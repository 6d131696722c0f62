import type { Arbitraries, Site } from '../../../../generated/runtime/arbitraries/index.js';
import type { Contract, Mode, Ref } from '../../../../generated/runtime/contract.js';
import { type Check, holds, type Verdict } from '../../check.js';
import { decodedOf } from '../../decoded.js';
import type { SeenError } from '../../seen.js';
import type { Hostile } from '../../targets/hostile.js';
import type { NoAnswer, ReportedIssue } from '../../targets/target.js';

/** A value, and what a validator must say of it. */
export interface ValidatorCase {
  readonly value: unknown;
  /** What a target that is handed JSON text is handed in the place of the value as it is mostly written. */
  readonly text?: string;
  readonly hostile: Hostile | null;
  /** JSON Pointer of what the check is about; null where it is about all of the value. */
  readonly path: string | null;
  readonly expect: ValidatorExpectation;
  /** The same value without what the check is about, where there is such a one. */
  readonly plain?: unknown;
}

export type ValidatorExpectation =
  /** Accepted; a validator that gives notices gives one under this clause, if one is named. */
  | { readonly kind: 'accepted'; readonly notice: string | null }
  /** Refused; a validator that names clauses names this one, at the case's path. */
  | { readonly kind: 'refused'; readonly clause: string | null }
  /** Either verdict will do. */
  | { readonly kind: 'judged' }
  /** Asked twice, the same verdict twice, and the value as it was. */
  | { readonly kind: 'pure' };

export type ValidatorVerdict =
  | { readonly kind: 'valid'; readonly notices: readonly ReportedIssue[] | null }
  | { readonly kind: 'invalid'; readonly issues: readonly ReportedIssue[] }
  | { readonly kind: 'threw'; readonly error: SeenError }
  /** It returned something that is no verdict. */
  | { readonly kind: 'unclear'; readonly text: string }
  | NoAnswer;

export interface ValidatorObservation {
  readonly verdict: ValidatorVerdict;
  readonly again: ValidatorVerdict | null;
  readonly mutated: boolean | null;
}

export type ValidatorCheck = Check<ValidatorCase, ValidatorObservation>;

/** What the families of checks are made from. */
export interface ValidatorWorld {
  readonly contract: Contract;
  readonly arbitraries: Arbitraries;
  readonly root: Ref;
  readonly mode: Mode;
  readonly view: 'wire' | 'decoded';
  readonly sites: readonly Site[];
}

/** A strictly valid wire value as the validator is given it. */
export function inView({ contract, root, view }: ValidatorWorld, wire: unknown): unknown {
  return view === 'wire' ? wire : decodedOf(contract, root, wire);
}

/** What is documented has one decoded form; what a tolerant reader takes besides has it in some views alone. */
export function modeIn({ mode, view }: ValidatorWorld): Mode {
  return view === 'decoded' ? 'strict' : mode;
}

/** Holds what a validator said against what it should have said. */
export function judgeValidator(
  tried: ValidatorCase,
  { verdict, again, mutated }: ValidatorObservation,
): Verdict {
  const { expect } = tried;
  const actual = verdictText(verdict);
  const broken = (summary: string, expected: string): Verdict => ({
    kind: 'broken',
    summary,
    expected,
    actual,
    ...(tried.path === null ? {} : { path: tried.path }),
  });
  if (verdict.kind !== 'valid' && verdict.kind !== 'invalid') return broken(mishap(verdict), 'a verdict');
  switch (expect.kind) {
    case 'judged':
      return holds;
    case 'accepted':
      if (verdict.kind === 'invalid') return broken('A valid value is refused.', 'valid');
      return expect.notice === null || tells(verdict.notices, expect.notice, tried.path)
        ? holds
        : broken('It gives notices, but not this one.', `a notice of ${expect.notice} at ${place(tried)}`);
    case 'refused':
      if (verdict.kind === 'valid') return broken('An invalid value is accepted.', 'invalid');
      return expect.clause === null || names(verdict.issues, expect.clause, tried.path)
        ? holds
        : broken(
            'It is refused, but not for what is wrong with it.',
            `an issue of ${expect.clause} at ${place(tried)}`,
          );
    case 'pure':
      if (mutated === true)
        return broken('The value was changed while it was judged.', 'the value as it was');
      return again === null || again.kind === verdict.kind
        ? holds
        : broken(
            'The same value gets another verdict the second time.',
            `${actual}, then ${verdictText(again)}`,
          );
  }
}

/** Only a validator that speaks of clauses is held to naming the right one. */
function names(reported: readonly ReportedIssue[], clause: string, path: string | null): boolean {
  return (
    !reported.some((issue) => issue.clause !== null) ||
    reported.some(
      (issue) => issue.clause === clause && (issue.path === null || path === null || issue.path === path),
    )
  );
}

/** An empty list of notices is a list: a validator that gives one is held to what belongs there. */
function tells(notices: readonly ReportedIssue[] | null, clause: string, path: string | null): boolean {
  return notices === null || (notices.length > 0 && names(notices, clause, path));
}

function place({ path }: ValidatorCase): string {
  return path === null || path === '' ? 'the root' : path;
}

function mishap(verdict: Exclude<ValidatorVerdict, { kind: 'valid' | 'invalid' }>): string {
  switch (verdict.kind) {
    case 'threw':
      return 'It throws instead of giving a verdict.';
    case 'unclear':
      return 'What it returns is no verdict.';
    case 'silent':
      return 'It gives no answer.';
    case 'died':
      return 'It comes down.';
  }
}

export function verdictText(verdict: ValidatorVerdict): string {
  switch (verdict.kind) {
    case 'valid':
      return verdict.notices === null || verdict.notices.length === 0
        ? 'valid'
        : `valid, with notices\n${issueLines(verdict.notices)}`;
    case 'invalid':
      return verdict.issues.length === 0 ? 'invalid' : `invalid\n${issueLines(verdict.issues)}`;
    case 'threw':
      return `threw ${verdict.error.names[0] ?? 'something'}: ${verdict.error.message}`;
    case 'unclear':
      return `returned ${verdict.text}`;
    case 'silent':
      return `nothing within ${verdict.milliseconds} ms`;
    case 'died':
      return verdict.how;
  }
}

const SHOWN = 5;

function issueLines(issues: readonly ReportedIssue[]): string {
  const lines = issues
    .slice(0, SHOWN)
    .map(({ clause, path, message }) =>
      `  ${[clause, path].filter((each) => each).join(' at ')}: ${message}`.replace('  : ', '  '),
    );
  return [...lines, ...(issues.length > SHOWN ? [`  and ${issues.length - SHOWN} more`] : [])].join('\n');
}
