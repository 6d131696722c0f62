import { habit, O, pure } from './habit-kit.js';
import { full, output, type ValidatorMutant } from './validator.js';

export const changing: readonly ValidatorMutant[] = [
  habit(
    {
      name: 'strips',
      title: 'Takes unknown members out of the value, and accepts it then',
      met: 'ajv `removeAdditional`, zod `strip()` on the same object',
      breaks: [...pure, `${O}#closed`],
      witness: [output({ extra: 1 })],
    },
    (judge) => (value) => {
      if (typeof value === 'object' && value !== null) {
        for (const name of Object.keys(value))
          if (!Object.hasOwn(full, name)) Reflect.deleteProperty(value, name);
      }
      return judge(value);
    },
  ),
  habit(
    {
      name: 'strips-tolerant',
      title: 'Takes unknown members out of the value',
      met: 'ajv `removeAdditional`',
      breaks: pure,
      mode: 'tolerant',
      witness: [output({ extra: 1 })],
    },
    (judge) => (value) => {
      const valid = judge(value);
      if (valid)
        for (const name of Object.keys(value as object))
          if (!Object.hasOwn(full, name)) Reflect.deleteProperty(value as object, name);
      return valid;
    },
  ),
  habit(
    {
      name: 'coerces',
      title: 'Turns text of digits into numbers in the value',
      met: 'ajv `coerceTypes`',
      breaks: [...pure, `${O}.attemptNumber#type`],
      witness: [output({ attemptNumber: '2' })],
    },
    (judge) => (value) => {
      const held = value as { attemptNumber?: unknown } | null;
      if (typeof held?.attemptNumber === 'string' && /^\d+$/.test(held.attemptNumber))
        held.attemptNumber = Number(held.attemptNumber);
      return judge(value);
    },
  ),
  habit(
    {
      name: 'fills-in',
      title: 'Puts defaults into the value',
      met: 'ajv `useDefaults`',
      breaks: pure,
      witness: [output({ attemptNumber: undefined })],
    },
    (judge) => (value) => {
      const valid = judge(value);
      if (valid && !Object.hasOwn(value as object, 'attemptNumber'))
        Object.assign(value as object, { attemptNumber: 1 });
      return valid;
    },
  ),
  habit(
    {
      name: 'decodes',
      title: 'Turns times into Dates in the value',
      met: 'a validator that parses in place',
      breaks: pure,
      witness: [output({})],
    },
    (judge) => (value) => {
      const valid = judge(value);
      const held = (value as { importTaskDetails?: { startTime: unknown } } | null)?.importTaskDetails;
      if (valid && typeof held?.startTime === 'number') held.startTime = new Date(held.startTime * 1000);
      return valid;
    },
  ),
];
