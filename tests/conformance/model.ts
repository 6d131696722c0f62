import type {
  Choice,
  Contract,
  Enum,
  ErrorBinding,
  List,
  MapShape,
  Member,
  NamedShape,
  Operation,
  Simple,
  Structure,
  Target,
  Union,
} from '../../generated/runtime/contract.js';
import { usageError } from './selection.js';

/** What a target is once its name is looked up. */
export type Resolved = Structure | Union | Choice | Enum | List | MapShape | Simple;

/** Looks names up until there is none left. A contract names only shapes that it has. */
export function resolve(contract: Contract, target: Target): Resolved {
  return target.kind === 'ref' ? namedShape(contract, target.name) : target;
}

export function namedShape(contract: Contract, name: string): NamedShape {
  const shape = contract.shapes.find((each) => each.name === name);
  if (shape === undefined) throw new RangeError(`The contract has no shape ${name}.`);
  return shape;
}

export function structureNamed(contract: Contract, name: string): Structure {
  const shape = namedShape(contract, name);
  if (shape.kind !== 'structure') throw new RangeError(`${name} is no structure.`);
  return shape;
}

/** Whether an error comes under a status: its own, or one of those under which it comes as well. */
export function comesUnder({ status, also = [] }: ErrorBinding, given: number): boolean {
  return status === given || also.some(({ first, last }) => first <= given && given <= last);
}

/** The error that a status stands for: one whose own it is before one that comes under it as well. */
export function errorUnder(errors: readonly ErrorBinding[], given: number): ErrorBinding | undefined {
  return errors.find(({ status }) => status === given) ?? errors.find((each) => comesUnder(each, given));
}

export function memberOf(shape: Structure | Union, name: string): Member | undefined {
  return shape.members.find((each) => each.name === name);
}

/** The operation of that id, or the only one. */
export function operationOf(contract: Contract, id: string | undefined): Operation {
  const [first, second] = contract.operations;
  const ids = contract.operations.map((each) => each.id).join(', ');
  if (id === undefined) {
    if (first === undefined) throw new RangeError('The contract has no operation.');
    if (second !== undefined) throw usageError(`Say which operation: ${ids}.`);
    return first;
  }
  const found = contract.operations.find((each) => each.id === id);
  if (found === undefined) throw usageError(`The contract has no operation ${id}. It has: ${ids}.`);
  return found;
}
