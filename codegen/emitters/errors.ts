/** Errors as programs see them. */
import type { Contract, ErrorBinding } from '../contract.js';

/** What a program learns of any error, whatever its body holds. */
const facts: readonly string[] = ['name', 'status', 'retry', 'requestId'];

/** What stands behind the names of types and functions of an error one of whose members is called like a fact. */
export function apart({ shape }: Pick<ErrorBinding, 'shape'>, { shapes }: Contract): 'Apart' | '' {
  const found = shapes.find(({ name }) => name === shape);
  const members = found?.kind === 'structure' ? found.members : [];
  return members.some(({ name }) => facts.includes(name)) ? 'Apart' : '';
}
