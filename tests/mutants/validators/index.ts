import { changing } from './changing.js';
import { extraMembers } from './extra-members.js';
import { forgotten } from './forgotten.js';
import { formatEnums } from './formats.js';
import { int32s } from './int32s.js';
import { int64s } from './int64s.js';
import { lengths } from './lengths.js';
import { patterns } from './patterns.js';
import { remembering } from './remembering.js';
import { roles } from './roles.js';
import { starts } from './starts.js';
import { statusEnums } from './statuses.js';
import { structures } from './structures.js';
import { plainTexts, sources } from './texts.js';
import { throwing } from './throwing.js';
import { tolerantUnions } from './tolerant-unions.js';
import { unions } from './unions.js';
import type { ValidatorMutant } from './validator.js';

export { correctValidators } from './correct.js';
export { predicate } from './reference.js';
export type { CorrectValidator, Validate, ValidatorMutant } from './validator.js';

export const validatorMutants: readonly ValidatorMutant[] = [
  ...forgotten,
  ...patterns,
  ...roles,
  ...int32s,
  ...int64s,
  ...starts,
  ...lengths,
  ...sources,
  ...plainTexts,
  ...statusEnums,
  ...formatEnums,
  ...unions,
  ...tolerantUnions,
  ...extraMembers,
  ...structures,
  ...throwing,
  ...changing,
  ...remembering,
];
