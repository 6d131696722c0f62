import { type ClientMutant, type ClientWitness, type Facts, failing, mutant, typed } from './client.js';
import type { Change } from './reference.js';

export function error(facts: Facts, change: Change): ClientMutant {
  return mutant({ ...facts, name: `error-${facts.name}`, change });
}

export const validation = typed('ValidationException');

export const message = { message: 'Bad identifier', reason: 'CONSTRAINT_VIOLATION' };

export const refused: ClientWitness = failing(400, validation, message);
