import type { Contract, NamedShape, Operation } from '../contract.js';

/** Facts that a model may be silent of. What it does not state is not compared. */
export type Silence =
  | 'patterns'
  | 'lengths'
  | 'ranges'
  /** Integers and floats are one, and of no width. */
  | 'number-widths'
  | 'list-constraints'
  /** Which errors an operation has; what it says of an error it says of all that have its name. */
  | 'errors-of-operations'
  /** Which enum a member has; enums are known by their names alone. */
  | 'enums-of-members'
  | 'required';

/** What an official model says of the contract. */
export interface Official {
  readonly title: string;
  readonly operations: readonly Operation[];
  readonly shapes: readonly NamedShape[];
  readonly silent: ReadonlySet<Silence>;
}

export function officialOf(contract: Contract): Official {
  return { ...contract, silent: new Set() };
}
