import { describe, expect, test } from 'vitest';
import { contract } from '../../generated/contract.js';
import { arbitrariesOf } from '../../generated/runtime/arbitraries/index.js';
import { clientMutants } from '../mutants/clients/index.js';
import { tryClient } from '../mutants/try-clients.js';
import { tryValidator } from '../mutants/try-validators.js';
import { validatorMutants } from '../mutants/validators/index.js';

/** All of them, with everything that a run tries, are tried by `npm run mutants`. Here each is tried on what it breaks. */
const CLIENTS = 25;
const VALIDATORS = 25;

const extent = { seed: 1, runs: 25, arbitraries: arbitrariesOf(contract, { shared: true }) };

function every<Item>(items: readonly Item[], step: number): readonly Item[] {
  return items.filter((_, at) => at % step === step - 1);
}

describe('a sample of the broken clients is caught under a clause that it breaks', () => {
  const sample = every(clientMutants, CLIENTS).map((mutant) => [mutant.name, mutant] as const);
  test.concurrent.each(sample)('%s', async (_, mutant) => {
    expect((await tryClient(mutant, extent, true)).named).not.toEqual([]);
  });
});

describe('a sample of the broken validators is caught under a clause that it breaks', () => {
  const sample = every(validatorMutants, VALIDATORS).map((mutant) => [mutant.name, mutant] as const);
  test.each(sample)('%s', async (_, mutant) => {
    expect((await tryValidator(mutant, extent, true)).named).not.toEqual([]);
  });
});
