import fc from 'fast-check';
import type { ErrorBinding } from '../../../../generated/runtime/contract.js';
import { structureNamed } from '../../model.js';
import { bytesOf, type ScriptedResponse, whole } from '../../server/response.js';
import { calm } from '../../tame.js';
import { caseOf, inputs, json } from './cases.js';
import { type ClientCase, type ClientCheck, type ClientWorld, REQUEST_ID } from './client-check.js';
import type { Expectation } from './expectation.js';
import { check } from './families.js';

/** What a response says of its error, and where. */
export interface ErrorForm {
  readonly status: number;
  /** The header that names the error, spelt as it is sent; null for none. */
  readonly header: readonly [string, string] | null;
  readonly body: string;
  readonly contentType?: string;
}

export function errorResponse({ contract }: ClientWorld, form: ErrorForm): ScriptedResponse {
  const { contentType, requestIdHeader } = contract.protocol;
  return {
    status: form.status,
    headers: [
      ['Content-Type', form.contentType ?? contentType],
      ...(requestIdHeader === null ? [] : [[requestIdHeader, REQUEST_ID] as const]),
      ...(form.header === null ? [] : [form.header]),
    ],
    body: bytesOf(form.body),
    delivery: whole,
  };
}

/** A modelled error on its way: its binding, a valid body, another error of the operation. */
export interface Raised {
  readonly error: ErrorBinding;
  readonly body: Readonly<Record<string, unknown>>;
  readonly other: string;
}

/** Some clients send such a request several times, with pauses. */
export const RETRIED_CASES = 8;

/** A response, what must become of it, and the same for the control of the case. */
export type Formed = readonly [ErrorForm, Expectation, control?: readonly [ErrorForm, Expectation]];

/**
 * A check for each modelled error of the operation. `form` gives null where the error has no such form.
 * @param some where the clause has other checks: goes before the name of the error in the check's id
 */
export function eachError(
  world: ClientWorld,
  clause: string,
  what: string,
  form: (raised: Raised) => fc.Arbitrary<Formed> | null,
  some: { readonly prefix: string; readonly retriedCases: number } = {
    prefix: '',
    retriedCases: RETRIED_CASES,
  },
): readonly ClientCheck[] {
  const { contract, arbitraries, operation } = world;
  return operation.errors.flatMap((error, at) => {
    const other = operation.errors[(at + 1) % operation.errors.length]?.shape ?? error.shape;
    const target = { kind: 'ref', name: error.shape } as const;
    const bodies = arbitraries.wireValue(error.shape, 'strict').map((body) => calm(contract, target, body));
    if (form({ error, body: {}, other }) === null) return [];
    const cases = fc.tuple(bodies, inputs(world)).chain(([body, input]) =>
      (form({ error, body: body as Readonly<Record<string, unknown>>, other }) ?? fc.constant(null)).map(
        (made): ClientCase => {
          if (made === null) throw new Error('An error has its form whatever its body is.');
          const [sent, expect, control] = made;
          return {
            ...caseOf(input, errorResponse(world, sent), expect),
            control:
              control === undefined
                ? null
                : () => caseOf(input, errorResponse(world, control[0]), control[1]),
          };
        },
      ),
    );
    return [
      check(
        world,
        clause,
        some.prefix + error.shape,
        `${error.shape}, ${what}.`,
        cases,
        error.retry === 'never' ? undefined : some.retriedCases,
      ),
    ];
  });
}

/** The header that names errors, with such a value. Without one in the protocol there is nothing to try. */
export function nameHeader({ contract }: ClientWorld, value: string): readonly [string, string] | null {
  const { errorNameHeader } = contract.protocol;
  return errorNameHeader === null ? null : [errorNameHeader, value];
}

/** For protocols whose header names no error. */
export function nameMember({ contract }: ClientWorld, error: ErrorBinding): Record<string, string> {
  const { errorNameHeader, errorNameMembers } = contract.protocol;
  const member = errorNameMembers[0];
  return errorNameHeader !== null || member === undefined ? {} : { [member]: error.shape };
}

export function hasMember({ contract }: ClientWorld, error: ErrorBinding, name: string): boolean {
  return structureNamed(contract, error.shape).members.some((each) => each.name === name);
}

/** An error as a service sends it: named where the protocol names errors first. */
export function plainForm(
  world: ClientWorld,
  error: ErrorBinding,
  body: Readonly<Record<string, unknown>>,
): ErrorForm {
  return {
    status: error.status,
    header: nameHeader(world, error.shape),
    body: json({ ...body, ...nameMember(world, error) }),
  };
}
