import { type Mode, predicate } from './reference.js';
import { type Facts, refusing, type Validate, type ValidatorMutant, validator } from './validator.js';

/** What goes wrong around the rules: memory, exceptions, and values that are changed. */
export function habit(
  facts: Facts,
  around: (judge: (value: unknown) => boolean, mode: Mode) => Validate,
): ValidatorMutant {
  return validator({ ...facts, make: (mode) => around(predicate(mode), mode) });
}

export const O = 'GetImportTaskOutput';

export const pure = ['validator#pure'];

/** Any clause may be the first to show that an earlier verdict is given again. */
export const whatever = [
  refusing,
  ...pure,
  ...[
    'graphId#pattern',
    'graphId#type',
    'format#enum',
    'status#enum',
    'status#type',
    'source#type',
    'source#required',
    'roleArn#pattern',
    'roleArn#required',
    'status#required',
    'attemptNumber#type',
    'attemptNumber#integer',
    'attemptNumber#int32',
    'statusReason#type',
    'importOptions#type',
    'importOptions#one-member',
    'importTaskDetails#type',
  ].map((each) => `${O}.${each}`),
  `${O}#closed`,
];
