import { inShort } from '../observe.js';
import { see, seeError } from '../seen.js';
import type { Judgement, NoAnswer, ReportedIssue } from './target.js';

/**
 * What a validator's return value says. Understood are a boolean; an object with `valid`, `success`, `ok` or
 * `isValid`; a Standard Schema result; a list of problems. The rest is left to {@link settled}.
 */
export function judgementOf(returned: unknown): Judgement {
  if (returned === undefined) return { kind: 'nothing' };
  if (returned === null) return { kind: 'null' };
  if (typeof returned === 'boolean') {
    return returned ? { kind: 'valid', notices: null } : { kind: 'invalid', issues: [] };
  }
  if (Array.isArray(returned)) {
    return returned.length === 0
      ? { kind: 'valid', notices: null }
      : { kind: 'invalid', issues: issuesOf(returned) };
  }
  if (typeof returned !== 'object') return { kind: 'value', text: inShort(see(returned)) };
  const result = returned as Record<string, unknown>;
  const said = ['valid', 'success', 'ok', 'isValid']
    .map((name) => result[name])
    .find((each) => typeof each === 'boolean');
  const issues =
    [result['issues'], result['errors'], result['error']].map(issuesOf).find((each) => each.length > 0) ?? [];
  if (said === true || (said === undefined && isStandardSuccess(result))) {
    const { notices } = result;
    return { kind: 'valid', notices: Array.isArray(notices) ? issuesOf(notices) : null };
  }
  if (said === false || (said === undefined && Array.isArray(result['issues'])))
    return { kind: 'invalid', issues };
  return { kind: 'value', text: inShort(see(returned)) };
}

/** Standard Schema: a result without issues is a success. */
function isStandardSuccess(result: Record<string, unknown>): boolean {
  return 'value' in result && result['issues'] === undefined;
}

function issuesOf(reported: unknown): readonly ReportedIssue[] {
  if (Array.isArray(reported)) return reported.map(issueOf);
  if (typeof reported !== 'object' || reported === null) return [];
  const { issues, errors } = reported as { issues?: unknown; errors?: unknown };
  return Array.isArray(issues) ? issuesOf(issues) : Array.isArray(errors) ? issuesOf(errors) : [];
}

function issueOf(reported: unknown): ReportedIssue {
  const issue = Object(reported) as Record<string, unknown>;
  return {
    clause: textOr(issue['clause'], null),
    path: textOr(issue['path'], null),
    message: textOr(issue['message'], typeof reported === 'string' ? reported : inShort(see(reported))),
  };
}

function textOr<Else>(value: unknown, otherwise: Else): string | Else {
  return typeof value === 'string' ? value : otherwise;
}

/**
 * How a validator refuses: by what it returns, or by throwing. A throw means something else in each: a refusal
 * here, a crash there.
 */
export type Style =
  | { readonly refuses: 'by-verdict' }
  | { readonly refuses: 'by-throwing'; readonly accepts: 'nothing' | 'null' | 'value' };

/** The style, from what a validator said of a valid value and of an invalid one. */
export function styleOf(ofValid: Judgement | NoAnswer, ofInvalid: Judgement | NoAnswer): Style {
  if (ofValid.kind === 'nothing' || ofValid.kind === 'null' || ofValid.kind === 'value') {
    return { refuses: 'by-throwing', accepts: ofValid.kind };
  }
  const neverSpoke = ofValid.kind === 'threw' && ofInvalid.kind === 'threw';
  return neverSpoke ? { refuses: 'by-throwing', accepts: 'nothing' } : { refuses: 'by-verdict' };
}

/** A judgement in so many words, or null where the answer is none. */
export function settled(
  style: Style,
  judgement: Judgement,
): Extract<Judgement, { kind: 'valid' | 'invalid' }> | null {
  switch (judgement.kind) {
    case 'valid':
    case 'invalid':
      return judgement;
    case 'threw':
      return style.refuses === 'by-throwing' ? { kind: 'invalid', issues: thrownIssues(judgement) } : null;
    default:
      if (style.refuses === 'by-verdict') return null;
      // A validator that returns the value it accepts may say undefined or null of one that it refuses.
      return judgement.kind === style.accepts
        ? { kind: 'valid', notices: null }
        : style.accepts === 'value'
          ? { kind: 'invalid', issues: [] }
          : null;
  }
}

function thrownIssues({ error }: Extract<Judgement, { kind: 'threw' }>): readonly ReportedIssue[] {
  const { members } = error;
  if (members.kind !== 'object') return [];
  const issues = members.entries.find(([name]) => name === 'issues' || name === 'errors')?.[1];
  if (issues?.kind !== 'list') return [];
  return issues.items.map((item) => {
    const text = (name: string): string | null => {
      const held = item.kind === 'object' ? item.entries.find(([each]) => each === name)?.[1] : undefined;
      return held?.kind === 'string' ? held.value : null;
    };
    return { clause: text('clause'), path: text('path'), message: text('message') ?? inShort(item) };
  });
}

export function threw(error: unknown): Judgement {
  return { kind: 'threw', error: seeError(error) };
}
