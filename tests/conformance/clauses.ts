import type { Site } from '../../generated/runtime/arbitraries/index.js';
import type { Basis, Clause, Contract, Level, ValueClause } from '../../generated/runtime/contract.js';
import type { Role } from './check.js';

/** What the suite has to know of a clause to report on it. */
export interface ClauseCard {
  readonly id: string;
  readonly level: Level;
  readonly basis: Basis;
  readonly source: { readonly title: string; readonly url?: string };
  /** The clause in one sentence. */
  readonly title: string;
  readonly contested?: string;
}

/** What any validator owes its caller, whatever the contract. */
export const validatorClauses = {
  accepts: own('validator#accepts', 'MUST', 'A valid value is accepted.'),
  verdict: own('validator#verdict', 'MUST', 'Every JSON value gets a verdict, not an exception.'),
  hostile: own(
    'validator#hostile',
    'SHOULD',
    'What JSON cannot write is judged for what it is, without an exception.',
  ),
  text: own(
    'validator#text',
    'MUST',
    'Text that is no JSON is not valid, and a valid value is, however its JSON is written.',
  ),
  bigint: own('validator#bigint', 'SHOULD', 'A 64-bit integer beyond 2^53 - 1, read exactly, is accepted.'),
  pure: own('validator#pure', 'MUST', 'The same value gets the same verdict, and is left as it was.'),
} as const;

function own(id: string, level: Level, title: string): ClauseCard {
  return {
    id,
    level,
    basis: 'inferred',
    source: { title: 'What a caller of any validator relies on' },
    title,
  };
}

export function cardOf(contract: Contract, clause: Clause): ClauseCard {
  const source = contract.sources.find((each) => each.id === clause.source);
  return {
    id: clause.id,
    level: clause.level,
    basis: clause.basis,
    source: {
      title: source?.title ?? clause.source,
      ...(source?.url === undefined ? {} : { url: source.url }),
    },
    title: clause.title,
    ...(clause.contested === undefined ? {} : { contested: clause.contested }),
  };
}

/** The clauses that concern a client. */
export function clientClauses(contract: Contract): readonly ClauseCard[] {
  return contract.clauses
    .filter((clause) => clause.kind === 'protocol' && clause.role === ('client' satisfies Role))
    .map((clause) => cardOf(contract, clause));
}

/**
 * The clauses of values at the given sites, and those of any validator. Only `closed` belongs to the shape of a site.
 * A member that tells one option of a choice from another is no longer of that option where it lacks it.
 */
export function valueClauses(contract: Contract, sites: readonly Site[]): readonly ClauseCard[] {
  const ids = new Set(sites.map((site) => site.id));
  const shapes = new Set(sites.map(({ target }) => (target.kind === 'ref' ? target.name : '')));
  const required = new Set(sites.filter((site) => site.required).map((site) => site.id));
  const concerns = ({ site, rule }: ValueClause): boolean =>
    (rule === 'closed' ? shapes : rule === 'required' ? required : ids).has(site);
  return [
    ...contract.clauses
      .filter((clause) => clause.kind === 'value' && concerns(clause))
      .map((clause) => cardOf(contract, clause)),
    ...Object.values(validatorClauses),
  ];
}

const severity: Readonly<Record<Level, number>> = { MUST: 0, SHOULD: 1, INFO: 2 };

/** Worst first: by level, contested clauses last. */
export function bySeverity(
  one: { readonly level: Level; readonly contested?: string },
  other: { readonly level: Level; readonly contested?: string },
): number {
  const contested = Number(one.contested !== undefined) - Number(other.contested !== undefined);
  return contested || severity[one.level] - severity[other.level];
}

/** Whether a finding of one level fails a run that fails from another level on. */
export function fails(level: Level, from: Level): boolean {
  return severity[level] <= severity[from];
}
