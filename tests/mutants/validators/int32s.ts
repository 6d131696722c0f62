import type { Holds } from './reference.js';
import { type Broken, brokenAt, mutant, output, type ValidatorMutant } from './validator.js';

const attempt = 'GetImportTaskOutput.attemptNumber';

const D = 'ImportTaskDetails';

function int32(
  name: string,
  title: string,
  met: string,
  breaks: readonly Broken[],
  holds: Holds,
  witness: unknown,
): ValidatorMutant {
  return mutant({
    level: breaks.includes('hostile') ? 'SHOULD' : 'MUST',
    name: `int32-${name}`,
    title,
    met,
    breaks: brokenAt([attempt, `${D}.progressPercentage`, `${D}.errorCount`], breaks),
    witness: [output({ attemptNumber: witness })],
    change: () => ({ int32: holds }),
  });
}

const within32 = (value: number): boolean => value >= -(2 ** 31) && value < 2 ** 31;

export const int32s: readonly ValidatorMutant[] = [
  int32(
    'any-number',
    'Takes any number for an integer',
    '`typeof value === "number"`',
    ['integer', 'int32'],
    (value) => typeof value === 'number',
    1.5,
  ),
  int32(
    'fraction',
    'Takes fractions within the range',
    'a range, and no `isInteger`',
    ['integer'],
    (value) => typeof value === 'number' && within32(value),
    1.5,
  ),
  int32(
    'not-a-number',
    'Takes NaN for an integer',
    '`!(value < min) && !(value > max)`, and `value % 1 !== 0` turned around',
    ['type', 'integer', 'hostile'],
    (value) => typeof value === 'number' && (Number.isNaN(value) || (value % 1 === 0 && within32(value))),
    Number.NaN,
  ),
  int32(
    'no-width',
    'Takes integers of any size for 32 bits',
    '`Number.isInteger(value)`',
    ['int32'],
    (value) => Number.isInteger(value),
    2 ** 31,
  ),
  int32(
    'safe',
    'Takes integers up to 2^53 for 32 bits',
    '`Number.isSafeInteger(value)`, zod `int()`',
    ['int32'],
    (value) => Number.isSafeInteger(value),
    2 ** 31,
  ),
  int32(
    'unsigned',
    'Takes unsigned integers',
    '`value >>> 0 === value`',
    ['int32', 'accepts'],
    (value) => typeof value === 'number' && value >>> 0 === value,
    -1,
  ),
  int32(
    'off-by-one',
    'Takes 2^31',
    '`<=` for `<`',
    ['int32'],
    (value) => Number.isInteger(value) && Math.abs(value as number) <= 2 ** 31,
    2 ** 31,
  ),
  int32(
    'without-least',
    'Refuses the least integer',
    '`Math.abs(value) < 2 ** 31`',
    ['int32', 'accepts'],
    (value) => Number.isInteger(value) && Math.abs(value as number) < 2 ** 31,
    -(2 ** 31),
  ),
  int32(
    'without-largest',
    'Refuses the largest integer',
    '`<` for `<=`',
    ['int32', 'accepts'],
    (value) => Number.isInteger(value) && (value as number) >= -(2 ** 31) && (value as number) < 2 ** 31 - 1,
    2 ** 31 - 1,
  ),
  int32(
    'sixteen-bits',
    'Takes 16 bits only',
    'SMALLINT',
    ['int32', 'accepts'],
    (value) => Number.isInteger(value) && Math.abs(value as number) < 2 ** 15,
    2 ** 15,
  ),
  int32(
    'text',
    'Takes digits in a string for 32 bits',
    '`Number(value)`, coercion of query parameters',
    ['type'],
    (value) =>
      value !== '' &&
      value !== null &&
      typeof value !== 'boolean' &&
      typeof value !== 'object' &&
      Number.isInteger(Number(value)) &&
      within32(Number(value)),
    '2',
  ),
  int32(
    'coerced',
    'Takes booleans and blank text for integers',
    '`Number.isInteger(Number(value))`',
    ['type'],
    (value) => typeof value !== 'object' && Number.isInteger(Number(value)) && within32(Number(value)),
    true,
  ),
  int32(
    'not-zero',
    'Refuses 0',
    '`if (!value)`, `positive()`',
    ['integer', 'int32', 'type', 'accepts'],
    (value) => Number.isInteger(value) && value !== 0 && within32(value as number),
    0,
  ),
  int32(
    'bits',
    'Refuses -0',
    '`Object.is(value | 0, value)`',
    ['integer', 'accepts'],
    (value) => typeof value === 'number' && Object.is(value | 0, value),
    -0,
  ),
];
