import fc from 'fast-check';
import type { Arbitraries } from '../../../../generated/runtime/arbitraries/index.js';
import type { Contract, Operation } from '../../../../generated/runtime/contract.js';
import { composite } from '../../composite.js';
import type { Example } from '../../targets/server-setup.js';
import { isSendable } from './asks.js';
import { requestMaker } from './requests.js';

/** How many examples a setup is offered. */
const COUNT = 24;

/**
 * Valid inputs, each with a valid output that agrees with it: the least that can be answered, all of it, and what lies
 * between, with numbers at their limits and text of every kind. No two have the same input.
 */
export function examplesOf(
  contract: Contract,
  operation: Operation,
  arbitraries: Arbitraries,
  seed: number,
): readonly Example[] {
  if (operation.output === null) return [];
  const partsOf = requestMaker(contract, operation);
  const output = { kind: 'ref', name: operation.output } as const;
  const inputs = arbitraries
    .wireValue(operation.input, 'strict')
    .map((input) => input as Readonly<Record<string, unknown>>)
    .filter((input) => {
      const parts = partsOf(input);
      return parts !== null && isSendable(parts);
    });
  const outputs = fc.oneof(
    composite({ contract, arbitraries }, output, 'required'),
    composite({ contract, arbitraries }, output, 'all'),
    arbitraries.wireValue(operation.output, 'strict'),
  );
  const pairs = fc
    .tuple(inputs, outputs)
    .map(([input, held]): Example => ({ input, output: agreeing(operation, input, held) }));
  const made = fc.sample(pairs, { seed, numRuns: COUNT });
  return [
    ...new Map(made.map((example) => [JSON.stringify(partsOf(example.input)?.labels), example])).values(),
  ];
}

function agreeing(
  { invariants }: Operation,
  input: Readonly<Record<string, unknown>>,
  output: unknown,
): unknown {
  const echoed = invariants.map(({ request, response }) => [response, input[request]] as const);
  return { ...(output as object), ...Object.fromEntries(echoed) };
}
