/**
 * Arbitraries for fast-check that read a contract: valid values, whole responses, and faulty ones of which the broken
 * clause is known by construction. They work for any contract; nothing here asks a validator.
 */
import type fc from 'fast-check';
import type { Contract, Mode, Operation, Target } from '../contract.js';
import type { HttpResponse } from '../http.js';
import { type Fault, faultsIn } from './faults/index.js';
import { BUDGET, type Kit, kitOf, stockOf } from './kit.js';
import type { ValueView } from './model.js';
import { noticesIn } from './notices.js';
import { type Planted, plantAt } from './plant.js';
import { type ResponseFault, responseFaultsIn } from './response-faults.js';
import { type ErrorResponse, errorResponsesOf, responsesOf } from './responses.js';
import { type Site, sitesOf } from './sites.js';

export type { Fault } from './faults/index.js';
export type { ValueView } from './model.js';
export type { Planted } from './plant.js';
export type { FaultyResponse, ResponseFault } from './response-faults.js';
export type { ErrorResponse } from './responses.js';
export { type Site, type Step, sitesOf } from './sites.js';

/**
 * All arbitraries of one contract. They share what is costly to build, so who needs many asks for this once; the
 * functions beside it build it anew for each call.
 */
export interface Arbitraries {
  /**
   * Valid values of a named shape as an exact reader of JSON gives them: an integer beyond 2^53 - 1 is a bigint, a
   * timestamp has the form that it has on the wire. Tolerant ones also hold what a tolerant reader takes: unknown enum
   * values and union tags, extra members, null members, members that the protocol ignores. Unlikely numbers are among
   * them, likely ones prevail. Strings hold no lone surrogates. Shrinks to the required members with plain values.
   */
  wireValue(shapeName: string, mode: Mode): fc.Arbitrary<unknown>;
  /**
   * Valid values of a named shape as programs hold them: Dates, bytes, bigints beyond 2^53 - 1. Tolerant ones hold
   * unknown enum values, and unknown union members by their names; never extra members or null, which decoding drops.
   */
  decodedValue(shapeName: string, mode: Mode): fc.Arbitrary<unknown>;
  /** Valid wire values of any target. */
  targetValue(target: Target, mode: Mode): fc.Arbitrary<unknown>;
  /** Every place in values of a shape, once, with the shortest way to it. */
  sitesOf(rootShape: string): readonly Site[];
  /**
   * Wire values of a root shape, valid in the mode but for what `arbitrary` puts at the site, each with the JSON
   * Pointer of that place. At the site of a map's keys `arbitrary` gives the key, a string. Shrinks what surrounds the
   * place to the least valid value and what stands there as `arbitrary` does.
   */
  plant(root: string, site: Site, mode: Mode, arbitrary: fc.Arbitrary<unknown>): fc.Arbitrary<Planted>;
  /**
   * Every way in which values of a root shape can break one clause of the contract and no other, in a view and a mode;
   * several for a clause that can be broken in several ways. A clause that the contract lacks has no faults. Nor has
   * one that cannot be broken alone (an int32 whose bounds are narrower), nor what the mode takes: see `noticesOf`.
   */
  faultsOf(root: string, view: ValueView, mode: Mode): readonly Fault[];
  /**
   * Every way in which valid values can carry one notice and no other: unlikely numbers in both modes; unknown enum
   * values, union tags and extra members in tolerant mode. The path is that of the notice.
   */
  noticesOf(root: string, mode: Mode, view?: ValueView): readonly Fault[];
  /**
   * Successful responses of an operation, as text or bytes. Strict ones are what a server must send, tolerant ones
   * what a client must be able to read: header names in any case, parameters of the content type, tolerant bodies.
   */
  responses(operationId: string, mode: Mode): fc.Arbitrary<HttpResponse>;
  /**
   * Error responses of an operation. Strict ones name the error as a server must, tolerant ones in every form. Throws a
   * RangeError for an operation without errors.
   */
  errorResponses(operationId: string, mode: Mode): fc.Arbitrary<ErrorResponse>;
  /**
   * Every way in which a response of an operation can break one clause: the faults of the values in its body, bodies
   * that are no JSON, wrong statuses and content types. Invariants between request and response are left out, as one
   * needs both to break them; so are the protocol's rules on how errors are named.
   */
  responseFaultsOf(operationId: string, mode: Mode): readonly ResponseFault[];
}

export interface ArbitrariesOptions {
  /**
   * What surrounds a fault or a planted value is mostly drawn from a pool, which takes a fraction of the time. The
   * values then have parts in common, so nobody may change them. Default false.
   */
  readonly shared?: boolean;
}

/**
 * The arbitraries of a contract. They throw a RangeError for a shape or an operation that is not there, a shape that
 * has no finite value, and a pattern for which fast-check can make no strings (look-around, back-references).
 */
export function arbitrariesOf(contract: Contract, { shared = false }: ArbitrariesOptions = {}): Arbitraries {
  const stock = stockOf(contract, shared);
  const kits = new Map<string, Kit>();
  const kit = (view: ValueView, mode: Mode, quiet = false): Kit => {
    const key = `${view} ${mode} ${quiet}`;
    const known = kits.get(key);
    if (known !== undefined) return known;
    const made = kitOf(stock, view, mode, quiet);
    kits.set(key, made);
    return made;
  };
  const named = (name: string): Target => ({ kind: 'ref', name });
  return {
    wireValue: (shapeName, mode) => kit('wire', mode).value(named(shapeName), BUDGET),
    decodedValue: (shapeName, mode) => kit('decoded', mode).value(named(shapeName), BUDGET),
    targetValue: (target, mode) => kit('wire', mode).value(target, BUDGET),
    sitesOf: (rootShape) => sitesOf(contract, rootShape),
    plant: (root, site, mode, arbitrary) =>
      plantAt(
        kit('wire', mode),
        named(root),
        site.steps,
        arbitrary.map((value) => ({ value, path: '' })),
      ),
    faultsOf: (root, view, mode) => faultsIn(kit(view, mode), root),
    noticesOf: (root, mode, view = 'wire') => noticesIn(kit(view, mode, true), root),
    responses: (operationId, mode) => responsesOf(kit('wire', mode), operationOf(contract, operationId)),
    errorResponses: (operationId, mode) =>
      errorResponsesOf(kit('wire', mode), operationOf(contract, operationId)),
    responseFaultsOf: (operationId, mode) =>
      responseFaultsIn(kit('wire', mode), operationOf(contract, operationId)),
  };
}

function operationOf(contract: Contract, id: string): Operation {
  const operation = contract.operations.find((each) => each.id === id);
  if (operation === undefined)
    throw new RangeError(`The contract has no operation named ${JSON.stringify(id)}.`);
  return operation;
}

/** {@link Arbitraries.wireValue} of a contract. */
export function wireValue(contract: Contract, shapeName: string, mode: Mode): fc.Arbitrary<unknown> {
  return arbitrariesOf(contract).wireValue(shapeName, mode);
}

/** {@link Arbitraries.decodedValue} of a contract. */
export function decodedValue(contract: Contract, shapeName: string, mode: Mode): fc.Arbitrary<unknown> {
  return arbitrariesOf(contract).decodedValue(shapeName, mode);
}

/** {@link Arbitraries.targetValue} of a contract. */
export function targetValue(contract: Contract, target: Target, mode: Mode): fc.Arbitrary<unknown> {
  return arbitrariesOf(contract).targetValue(target, mode);
}

/** {@link Arbitraries.plant} of a contract. */
export function plant(
  contract: Contract,
  root: string,
  site: Site,
  mode: Mode,
  arbitrary: fc.Arbitrary<unknown>,
): fc.Arbitrary<Planted> {
  return arbitrariesOf(contract).plant(root, site, mode, arbitrary);
}

/** {@link Arbitraries.faultsOf} of a contract. */
export function faultsOf(contract: Contract, root: string, view: ValueView, mode: Mode): readonly Fault[] {
  return arbitrariesOf(contract).faultsOf(root, view, mode);
}

/** {@link Arbitraries.noticesOf} of a contract. */
export function noticesOf(contract: Contract, root: string, mode: Mode, view?: ValueView): readonly Fault[] {
  return arbitrariesOf(contract).noticesOf(root, mode, view);
}

/** {@link Arbitraries.responses} of a contract. */
export function responses(contract: Contract, operationId: string, mode: Mode): fc.Arbitrary<HttpResponse> {
  return arbitrariesOf(contract).responses(operationId, mode);
}

/** {@link Arbitraries.errorResponses} of a contract. */
export function errorResponses(
  contract: Contract,
  operationId: string,
  mode: Mode,
): fc.Arbitrary<ErrorResponse> {
  return arbitrariesOf(contract).errorResponses(operationId, mode);
}

/** {@link Arbitraries.responseFaultsOf} of a contract. */
export function responseFaultsOf(
  contract: Contract,
  operationId: string,
  mode: Mode,
): readonly ResponseFault[] {
  return arbitrariesOf(contract).responseFaultsOf(operationId, mode);
}
