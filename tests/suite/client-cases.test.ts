import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arbitrariesOf } from '../../generated/runtime/arbitraries/index.js';
import { clientWorld } from '../conformance/checks/client/client-check.js';
import { clientChecks } from '../conformance/checks/client/index.js';
import { neutralAt } from '../conformance/compare.js';
import { observed, observedAt } from '../conformance/observe.js';
import { placesOf } from '../conformance/places.js';
import { pointerOf } from '../conformance/pointer.js';
import { see } from '../conformance/seen.js';
import { startSpreading } from '../conformance/spread.js';
import { spreadResponse } from '../conformance/spread-response.js';
import { contractOf, TRIED } from '../support/contracts.js';

const worlds = await Promise.all(
  Object.values(TRIED).map(async (spec) => {
    const contract = await contractOf(spec);
    const operation = contract.operations.find(({ output }) => output !== null);
    return clientWorld(contract, operation?.id, arbitrariesOf(contract, { shared: true }));
  }),
);

describe.each(worlds.map((world) => [world.operation.id, world] as const))('%s', (_, world) => {
  test('what a response says is counted as what stands in its bytes', () => {
    const { contract, operation, output } = world;
    const places = placesOf(contract, [output.name]);
    for (const check of clientChecks(world)) {
      const [said, read] = [startSpreading(contract), startSpreading(contract)];
      for (const { script } of fc.sample(check.cases, 20)) {
        for (const { says, ...response } of script) {
          spreadResponse(said, contract, operation, { ...response, ...(says && { says }) });
          spreadResponse(read, contract, operation, response);
        }
      }
      expect(said.spreads(places), check.id).toEqual(read.spreads(places));
    }
  });

  test('a place of an output is looked at as in the whole of it', () => {
    const { contract, arbitraries, output, sites } = world;
    const keys = fc.oneof(
      fc.constantFrom(
        ...sites.flatMap(({ steps }) => steps.flatMap((step) => (step.kind === 'member' ? [step.name] : []))),
      ),
      fc.constantFrom('0', '1', '__type', '$unknown', '__proto__'),
    );
    const pointers = fc.oneof(
      fc.constantFrom(
        ...sites.map(({ steps }) => pointerOf(steps.map((step) => (step.kind === 'member' ? step.name : 0)))),
      ),
      fc.array(keys, { maxLength: 4 }).map(pointerOf),
    );
    const outputs = fc.oneof(
      arbitraries.wireValue(output.name, 'tolerant'),
      arbitraries.decodedValue(output.name, 'tolerant'),
      fc.anything(),
    );
    fc.assert(
      fc.property(outputs, pointers, (value, pointer) => {
        const seen = see(value);
        const [direct, within] = [
          observedAt(contract, output, seen, pointer),
          neutralAt(observed(contract, output, seen), pointer),
        ];
        expect(direct).toEqual(within);
      }),
      { numRuns: 500 },
    );
  });
});
