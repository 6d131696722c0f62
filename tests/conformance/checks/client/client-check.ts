import {
  type Arbitraries,
  arbitrariesOf,
  type Site,
} from '../../../../generated/runtime/arbitraries/index.js';
import type { Contract, Operation, Ref } from '../../../../generated/runtime/contract.js';
import type { Check } from '../../check.js';
import { operationOf } from '../../model.js';
import { usageError } from '../../selection.js';
import type { ScriptedResponse } from '../../server/response.js';
import type { SeenRequest } from '../../server/scripted-server.js';
import type { CallOutcome } from '../../targets/target.js';
import { type Around, aroundIn } from './around.js';
import type { Expectation } from './expectation.js';
import type { Naming } from './naming.js';

/** One call, the responses it is given to the byte, and what must become of it. */
export interface ClientCase {
  readonly input: unknown;
  /** The n-th request gets the n-th response; all further ones the last. */
  readonly script: readonly ScriptedResponse[];
  /** A response for a second call, where two outputs are compared. */
  readonly twin: ScriptedResponse | null;
  /** Another call at the same time, to a server of its own; `first` where it is made before the one that is judged. */
  readonly beside?: {
    readonly input: unknown;
    readonly response: ScriptedResponse;
    readonly first: boolean;
  };
  readonly expect: Expectation;
  /** JSON Pointer in the body of what the case is about. */
  readonly path: string | null;
  /** Makes the same case without what it is about, where there is such a one. */
  readonly control: (() => ClientCase) | null;
}

export interface ClientObservation {
  readonly outcome: CallOutcome;
  readonly twin: CallOutcome | null;
  readonly polluted: readonly string[];
  /** Where this client puts the names of errors; null where that is not known. */
  readonly naming: Naming | null;
  readonly requests: readonly SeenRequest[];
}

export type ClientCheck = Check<ClientCase, ClientObservation> & {
  /** Runs at most so many cases: each takes its time. */
  readonly atMost?: number;
};

/** What the families of checks are made from. */
export interface ClientWorld {
  readonly contract: Contract;
  readonly arbitraries: Arbitraries;
  readonly operation: Operation;
  readonly output: Ref;
  /** The sites of the output. */
  readonly sites: readonly Site[];
  readonly around: Around;
  /** Of every success. */
  readonly successHeaders: ScriptedResponse['headers'];
}

export const REQUEST_ID = '5e0c3a3e-7b1f-4f62-9a55-0d1c2b3a4f5e';

/** Throws a usage error where there is no such operation, or none with an output. */
export function clientWorld(
  contract: Contract,
  operationId: string | undefined,
  arbitraries: Arbitraries = arbitrariesOf(contract, { shared: true }),
): ClientWorld {
  const operation = operationOf(contract, operationId);
  if (operation.output === null) throw usageError(`${operation.id} has no output to decode.`);
  const output = { kind: 'ref', name: operation.output } as const;
  const { contentType, requestIdHeader } = contract.protocol;
  return {
    contract,
    arbitraries,
    operation,
    output,
    sites: arbitraries.sitesOf(output.name),
    around: aroundIn(contract, arbitraries, operation, output),
    successHeaders: [
      ['Content-Type', contentType],
      ...(requestIdHeader === null ? [] : [[requestIdHeader, REQUEST_ID] as const]),
    ],
  };
}

/**
 * The checks of one rule of the protocol. None where the operation has nothing to try the rule on: no union, say.
 * `clause` is the id of the rule's clause.
 */
export type RuleChecks = (world: ClientWorld, clause: string) => readonly ClientCheck[];
