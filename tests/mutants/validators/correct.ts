import { assertAnswer } from './by-assertion.js';
import { answerSchema, type Schema } from './by-class.js';
import { matchesAnswer } from './by-grammar.js';
import { problemsOf } from './by-table.js';
import { type Mode, predicate } from './reference.js';
import type { CorrectValidator } from './validator.js';

function correct(
  name: string,
  title: string,
  mode: Mode,
  validate: CorrectValidator['validate'],
): CorrectValidator {
  return { name, title, mode, shape: 'GetImportTaskOutput', validate };
}

/** A boolean, whatever the schema meets. */
function guarded(schema: Schema): (value: unknown) => boolean {
  return (value) => {
    try {
      return schema.accepts(value);
    } catch {
      return false;
    }
  };
}

/** The validator as a Standard Schema, by the interface alone. */
function standardSchema(accepts: (value: unknown) => boolean): CorrectValidator['validate'] {
  return {
    '~standard': {
      version: 1,
      vendor: 'by-hand',
      validate: (value: unknown) =>
        accepts(value) ? { value } : { issues: [{ message: 'Not an import task' }] },
    },
  } as CorrectValidator['validate'];
}

const isAnswer = predicate('tolerant');

export const correctValidators: readonly CorrectValidator[] = [
  correct('predicate', 'A predicate, strict', 'strict', predicate('strict')),
  correct('predicate-tolerant', 'A predicate, tolerant', 'tolerant', isAnswer),
  correct('assertion', 'Asserts that return nothing, tolerant', 'tolerant', assertAnswer),
  correct(
    'standard-schema',
    'A Standard Schema, strict',
    'strict',
    standardSchema(guarded(answerSchema('strict'))),
  ),
  correct('class', 'Classes that are put together, tolerant', 'tolerant', guarded(answerSchema('tolerant'))),
  correct('result', 'A result with all issues, strict', 'strict', (value) => {
    try {
      return problemsOf(value);
    } catch (error) {
      return { valid: false, issues: [{ message: String(error), where: 'root' }] };
    }
  }),
  correct('grammar', 'One regular expression, strict', 'strict', matchesAnswer),
  correct('parser', 'Returns the value or throws, tolerant', 'tolerant', (value) => {
    if (!isAnswer(value)) throw new TypeError('Not an import task');
    return value;
  }),
  correct('asynchronous', 'Promises of a verdict, strict', 'strict', async (value) => ({
    success: matchesAnswer(value),
  })),
];
