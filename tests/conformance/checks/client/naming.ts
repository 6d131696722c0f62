import type { ErrorBinding } from '../../../../generated/runtime/contract.js';
import type { SeenError } from '../../seen.js';
import type { ScriptedResponse } from '../../server/response.js';
import type { CallOutcome } from '../../targets/target.js';
import { json } from './cases.js';
import type { ClientWorld } from './client-check.js';
import { errorResponse } from './error-response.js';

/**
 * Where a client puts the name of an error: in `name`, in `code`... Clients that copy the body onto the error have
 * the name there too, without having read it, so a client is held to the place that it uses for a plain error.
 */
export type Naming = readonly string[];

/** A plain error, and the response by which a client shows where it puts names. null where there are no errors. */
export function plainError(
  world: ClientWorld,
): { readonly error: ErrorBinding; readonly response: ScriptedResponse } | null {
  const { contract, operation } = world;
  const error = operation.errors.find((each) => each.retry === 'never') ?? operation.errors[0];
  if (error === undefined) return null;
  const { errorNameHeader, errorNameMembers } = contract.protocol;
  const member = errorNameMembers[0];
  const response = errorResponse(world, {
    status: error.status,
    header: errorNameHeader === null ? null : [errorNameHeader, error.shape],
    body: json({
      ...(errorNameHeader === null && member !== undefined ? { [member]: error.shape } : {}),
      message: 'No.',
    }),
  });
  return { error, response };
}

/** The places where the error's name stands; null where it stands nowhere, and any place will do. */
export function namingIn(outcome: CallOutcome, name: string): Naming | null {
  if (outcome.kind !== 'error') return null;
  const places = (outcome.error.namedBy ?? []).filter(([, named]) => named === name).map(([place]) => place);
  return places.length === 0 ? null : places;
}

/** The names that an error has where the client puts them. */
export function namesOf({ names, namedBy }: SeenError, naming: Naming | null): readonly string[] {
  if (naming === null || namedBy === undefined) return names;
  return namedBy.filter(([place]) => naming.includes(place)).map(([, name]) => name);
}
