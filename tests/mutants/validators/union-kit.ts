import type { Change, Mode } from './reference.js';
import { mutant, output, type ValidatorMutant } from './validator.js';

export const one = 'GetImportTaskOutput.importOptions#one-member';

export const closed = 'ImportOptions#closed';

export function union(
  name: string,
  title: string,
  met: string,
  breaks: readonly string[],
  change: Change,
  importOptions: unknown,
  mode: Mode = 'strict',
): ValidatorMutant {
  return mutant({
    name: `union-${name}`,
    title,
    met,
    breaks,
    mode,
    witness: [output({ importOptions })],
    change,
  });
}
