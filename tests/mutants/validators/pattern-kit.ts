import { type Holds, matches, type Rules } from './reference.js';
import { mutant, output, refusing, type ValidatorMutant } from './validator.js';

type Leaf = 'graphId' | 'taskId' | 'roleArn';

/** One that judges a member by other means than its pattern. */
export function judged(
  name: string,
  title: string,
  met: string,
  leaf: Leaf,
  holds: () => Holds,
  ...witness: readonly unknown[]
): ValidatorMutant {
  return mutant({
    name,
    title,
    met,
    breaks: [`GetImportTaskOutput.${leaf}#pattern`, `GetImportTaskOutput.${leaf}#type`],
    witness: witness.map((value) => output({ [leaf]: value })),
    change: (): Partial<Rules> => ({ [leaf]: holds() }),
  });
}

export function pattern(
  name: string,
  title: string,
  met: string,
  leaf: Leaf,
  expression: RegExp,
  witness: string,
): ValidatorMutant {
  return judged(`pattern-${name}`, title, met, leaf, () => matches(expression), witness);
}

/** Refuses something that is valid: also seen as a valid value refused. */
export function tooNarrow(mutation: ValidatorMutant): ValidatorMutant {
  return { ...mutation, breaks: [...mutation.breaks, refusing] };
}
