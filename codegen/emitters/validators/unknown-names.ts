/** Names that a structure does not document: to count what is there costs a fraction of looking each name up. */
import type { Structure } from '../../contract.js';
import type { Lines } from '../lines.js';
import type { Scope } from './scope.js';

/** Whether an unknown name keeps a value from fitting. */
export function isClosed(scope: Scope, shape: Structure): boolean {
  return scope.mode === 'strict' && scope.has(shape.name, 'closed');
}

interface CountedMember {
  /** The expression that holds it. */
  readonly value: string;
  /** Whether it is there for certain. */
  readonly certain: boolean;
}

/** Statements that count the names of `fields` that are none of the members, and the expression that holds the count. */
export function countUnknown(
  scope: Scope,
  members: readonly CountedMember[],
): { readonly lines: Lines; readonly unknown: string } {
  const certain = members.filter((each) => each.certain).length;
  const count = `${scope.use('countNames')}(fields)${certain === 0 ? '' : ` - ${certain}`}`;
  const uncertain = members.filter((each) => !each.certain);
  if (uncertain.length === 0) return { lines: [], unknown: certain === 0 ? count : `(${count})` };
  return {
    lines: [
      `let unknown = ${count};`,
      ...uncertain.map((each) => `if (${each.value} !== undefined) unknown--;`),
    ],
    unknown: 'unknown',
  };
}

/** The condition that every name of `fields` with a value is documented. */
export function hasOnly(scope: Scope, shape: Structure): string {
  return `${scope.use('hasOnly')}(fields, ${scope.use(scope.identifiers.known(shape.name))})`;
}
