import { type Holds, type Mode, oneOf } from './reference.js';
import { mutant, output, refusing, type ValidatorMutant } from './validator.js';

const sites = { status: 'GetImportTaskOutput.status#enum', format: 'GetImportTaskOutput.format#enum' };

export function judged(
  member: 'status' | 'format',
  name: string,
  title: string,
  met: string,
  holds: Holds,
  witness: unknown,
  { mode = 'strict', refuses = false }: { readonly mode?: Mode; readonly refuses?: boolean } = {},
): ValidatorMutant {
  return mutant({
    name: `${member}-${name}`,
    title,
    met,
    mode,
    breaks: [sites[member], `GetImportTaskOutput.${member}#type`, ...(refuses ? [refusing] : [])],
    witness: [output({ [member]: witness })],
    change: () => ({ [member]: holds }),
  });
}

export const strictly = (values: readonly string[]): Holds => oneOf(values, 'strict');

export const narrow = { refuses: true };
