import type { Check } from './check.js';

/** Why a clause was not tried. */
export const NOT_SELECTED = 'Not selected in this run.';

/**
 * Whether a selector means a check: by its id, its clause, the rule behind the clause's `#`, or the site before it
 * (`Task.status` means every clause of that member).
 */
export function selects(selector: string, check: Pick<Check<never, never>, 'id' | 'clause'>): boolean {
  const { id, clause } = check;
  if (selector === id || selector === clause) return true;
  const hash = clause.indexOf('#');
  return selector === clause.slice(0, hash) || selector === clause.slice(hash + 1);
}

/** The suite was used wrongly; the message says what to do. */
export interface UsageError extends Error {
  readonly name: 'UsageError';
}

/** An error that tells somebody how to use the suite; the commands print its message alone, and end with 2. */
export function usageError(message: string): UsageError {
  return Object.assign(new Error(message), { name: 'UsageError' as const });
}

/** Whether an error says that the suite was used wrongly, and not that something is wrong with it. */
export function isUsageError(error: unknown): error is UsageError {
  return error instanceof Error && error.name === 'UsageError';
}
