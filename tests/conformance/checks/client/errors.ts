import fc from 'fast-check';
import type { ErrorBinding } from '../../../../generated/runtime/contract.js';
import { neutralOf } from '../../neutral.js';
import { calmOutputs, caseOf, inputs, json } from './cases.js';
import type { ClientWorld, RuleChecks } from './client-check.js';
import { eachError, errorResponse, nameHeader, plainForm, RETRIED_CASES } from './error-response.js';
import { anyError, type Expectation, errorNamed } from './expectation.js';
import { check } from './families.js';

/** What becomes of an error besides its name: its members, its status, a body that is none. */

export const errorMembers: RuleChecks = (world, clause) =>
  eachError(world, clause, 'with its members', ({ error, body }) =>
    fc.constant([plainForm(world, error, body), carrying(world, error, body)]),
  );

/** The error, with the members of its body. */
export function carrying(
  { contract }: ClientWorld,
  { shape }: ErrorBinding,
  body: Readonly<Record<string, unknown>>,
): Expectation {
  const { message, ...others } = body;
  return {
    kind: 'error',
    name: shape,
    status: null,
    message: typeof message === 'string' ? message : null,
    members: { shape, value: neutralOf(contract, { kind: 'ref', name: shape }, others) },
  };
}

export const errorEmptyBody: RuleChecks = (world, clause) =>
  eachError(world, clause, 'named by the header, without a body', ({ error }) => {
    const header = nameHeader(world, error.shape);
    return header && fc.constant([{ status: error.status, header, body: '' }, errorNamed(error.shape)]);
  });

export const errorBodyNotJson: RuleChecks = (world, clause) =>
  eachError(world, clause, 'named by the header, with a body that is no JSON', ({ error }) => {
    const header = nameHeader(world, error.shape);
    const bodies = fc.constantFrom(
      ['<html><body><h1>Error</h1></body></html>', 'text/html'],
      ['upstream connect error', 'text/plain'],
      ['{"message":"cut sh', world.contract.protocol.contentType],
      ['not json', world.contract.protocol.contentType],
    );
    return (
      header &&
      bodies.map(([body = '', contentType = '']) => [
        { status: error.status, header, body, contentType },
        errorNamed(error.shape),
      ])
    );
  });

export const errorStatusKept: RuleChecks = (world, clause) =>
  eachError(world, clause, 'with its status', ({ error, body }) =>
    fc.constant([
      plainForm(world, error, body),
      { kind: 'error', name: null, status: error.status, message: null, members: null },
    ]),
  );

const ERROR_STATUSES = [
  400, 401, 403, 404, 405, 408, 409, 410, 413, 418, 422, 429, 451, 500, 501, 502, 503, 504, 599,
];

export const errorStatusNeverData: RuleChecks = (world, clause) => {
  const cases = fc
    .tuple(calmOutputs(world), fc.constantFrom(...ERROR_STATUSES), inputs(world))
    .map(([body, status, input]) =>
      caseOf(input, errorResponse(world, { status, header: null, body: json(body) }), anyError),
    );
  return [check(world, clause, null, 'A valid output under an error status.', cases, 40)];
};

export const gatewayHtmlError: RuleChecks = (world, clause) => {
  const page = '<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body></body>\r\n</html>\r\n';
  const cases = fc.tuple(fc.constantFrom(502, 503, 504), inputs(world)).map(([status, input]) =>
    caseOf(input, errorResponse(world, { status, header: null, body: page, contentType: 'text/html' }), {
      kind: 'service-error',
    }),
  );
  return [check(world, clause, null, 'The error page of a gateway.', cases, RETRIED_CASES)];
};
