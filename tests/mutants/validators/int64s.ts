import type { Holds, Rules } from './reference.js';
import {
  type Broken,
  brokenAt,
  details,
  memberHolds,
  mutant,
  refusing,
  type ValidatorMutant,
} from './validator.js';

const D = 'ImportTaskDetails';

function int64(
  name: string,
  title: string,
  met: string,
  breaks: readonly Broken[],
  change: (reference: Rules) => Holds,
  witness: unknown,
): ValidatorMutant {
  return mutant({
    level: breaks.includes('hostile') ? 'SHOULD' : 'MUST',
    name: `int64-${name}`,
    title,
    met,
    breaks: brokenAt([`${D}.statementCount`, `${D}.dictionaryEntryCount`, `${D}.timeElapsedSeconds`], breaks),
    witness: [details({ statementCount: witness })],
    change: (reference) => ({ int64: change(reference) }),
  });
}

export const int64s: readonly ValidatorMutant[] = [
  int64(
    'doubles',
    'Takes numbers that are no longer exact',
    '`Number.isInteger(value)`',
    ['int64', 'hostile'],
    ({ int64: before }) =>
      (value, rules) =>
        Number.isInteger(value) || before(value, rules),
    2 ** 53,
  ),
  int64(
    'any-bigint',
    'Takes bigints of any size',
    '`typeof value === "bigint"`',
    ['int64'],
    () => (value) => Number.isSafeInteger(value) || typeof value === 'bigint',
    2n ** 63n,
  ),
  int64(
    'unsigned-bigint',
    'Takes bigints of 64 bits without a sign',
    '`BigInt.asUintN`',
    ['int64'],
    ({ int64: before }) =>
      (value, rules) =>
        before(value, rules) || (typeof value === 'bigint' && BigInt.asUintN(64, value) === value),
    2n ** 63n,
  ),
  int64(
    'fraction',
    'Takes fractions',
    '`typeof value === "number"`',
    ['integer'],
    ({ int64: before }) =>
      (value, rules) =>
        (typeof value === 'number' && Math.abs(value) < 2 ** 53) || before(value, rules),
    0.5,
  ),
  int64(
    'as-32-bits',
    'Takes 32 bits only',
    'one integer type for all',
    ['int64', 'accepts'],
    ({ int32: narrow }) => narrow,
    2 ** 31,
  ),
  int64(
    'text',
    'Takes digits in a string for 64 bits',
    'the JSON form of protobuf',
    ['type'],
    ({ int64: before }) =>
      (value, rules) =>
        (typeof value === 'string' && /^-?\d+$/.test(value)) || before(value, rules),
    '5',
  ),
  int64(
    'not-negative',
    'Refuses counts below zero',
    'a bound that is only inferred, enforced',
    ['int64', 'accepts'],
    ({ int64: before }) =>
      (value, rules) =>
        before(value, rules) && Number(value) >= 0,
    -1,
  ),
  {
    ...int64(
      'no-bigints',
      'Refuses bigints',
      '`typeof value === "number"`',
      ['int64'],
      () => (value) => Number.isSafeInteger(value),
      2n ** 53n,
    ),
    breaks: ['validator#bigint', refusing, `${D}.statementCount#int64`],
    level: 'SHOULD',
  },
  mutant({
    name: 'progress-bounded',
    title: 'Refuses progress outside of 0 to 100',
    met: 'a bound that is only inferred, enforced',
    breaks: [
      `${D}.progressPercentage#int32`,
      `${D}.progressPercentage#likely-maximum`,
      `${D}.progressPercentage#likely-minimum`,
      refusing,
    ],
    witness: [details({ progressPercentage: 101 })],
    change: memberHolds(
      'details',
      'progressPercentage',
      (value, rules, before) => before(value, rules) && Number(value) >= 0 && Number(value) <= 100,
    ),
  }),
  mutant({
    name: 'errors-bounded',
    title: 'Refuses counts of errors below zero',
    met: 'a bound that is only inferred, enforced',
    breaks: [`${D}.errorCount#int32`, `${D}.errorCount#likely-minimum`, refusing],
    witness: [details({ errorCount: -1 })],
    change: memberHolds(
      'details',
      'errorCount',
      (value, rules, before) => before(value, rules) && Number(value) >= 0,
    ),
  }),
];
