import { optionsFor, type Reading } from '../../generated/runtime/choices.js';
import type { Choice, Contract, Mode, Option } from '../../generated/runtime/contract.js';
import { targetJudge } from './judge/value.js';
import { namedShape } from './model.js';

/** How values of the wire are read in a mode. */
export function readingOf(contract: Contract, mode: Mode): Reading {
  return {
    shape: (name) => namedShape(contract, name),
    view: 'wire',
    takesNull: mode === 'tolerant',
    floatStrings: contract.protocol.floatStrings,
  };
}

/** The option that a wire value is to a tolerant reader; undefined for one that the contract does not know. */
export function optionOf(contract: Contract, choice: Choice, value: unknown): Option | undefined {
  const [first, ...others] = optionsFor(readingOf(contract, 'tolerant'), choice, value);
  if (first === undefined || others.length === 0) return first;
  return [first, ...others].find((option) => fits(contract, choice, option, value, 'tolerant'));
}

/** Whether a value keeps every rule of an option; what is merely unlikely is right. */
export function fits(
  contract: Contract,
  choice: Choice,
  option: Option,
  value: unknown,
  mode: Mode,
): boolean {
  const known = new Set(contract.clauses.map(({ id }) => id));
  return targetJudge(
    contract,
    option.target,
    `${choice.name}.${option.name}`,
    mode,
  )(value).every(({ clause, holds }) => holds || clause.includes('#likely-') || !known.has(clause));
}
