import { describe, expect, test } from 'vitest';
import { tryCorrectValidator, tryValidator } from './try-validators.js';
import { correctValidators, validatorMutants } from './validators/index.js';

/** Of a check's cases; `npm run mutants` tries all that a run without options does. */
const RUNS = 100;
const RUNS_OF_CORRECT = 6;

describe('validators', () => {
  test.each(validatorMutants.map((mutant) => [mutant.name, mutant] as const))(
    '%s is caught under a clause that it breaks',
    async (_, mutant) => {
      const { named, result } = await tryValidator(mutant, { seed: 1, runs: RUNS }, true);
      expect(named, `${mutant.breaks} in ${result.stats.cases} cases`).not.toEqual([]);
    },
  );

  test.each(correctValidators.map((validator) => [validator.name, validator] as const))(
    '%s, which is right, is not found fault with',
    async (_, validator) => {
      for (const seed of [1, 2, 3]) {
        const { named } = await tryCorrectValidator(validator, { seed, runs: RUNS_OF_CORRECT });
        expect(named).toEqual([]);
      }
    },
  );
});
