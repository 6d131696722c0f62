import type { Change, Mode } from './reference.js';
import { mutant, type ValidatorMutant } from './validator.js';

export const O = 'GetImportTaskOutput';

export const D = 'ImportTaskDetails';

export const N = 'NeptuneImportOptions';

export const closed = [`${O}#closed`, `${D}#closed`, `${N}#closed`];

export function structure(
  name: string,
  title: string,
  met: string,
  breaks: readonly string[],
  change: Change,
  witness: unknown,
  mode: Mode = 'strict',
): ValidatorMutant {
  return mutant({ name: `structure-${name}`, title, met, breaks, mode, witness: [witness], change });
}
