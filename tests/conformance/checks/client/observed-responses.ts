import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { successesOf } from '../../../../generated/runtime/http.js';
import { bytesOf, type ScriptedResponse } from '../../server/response.js';
import { calmOutputs, caseOf, inputFor, inputs, json, neutralOutput, success } from './cases.js';
import { type ClientCheck, type ClientWorld, REQUEST_ID, type RuleChecks } from './client-check.js';
import { eachError, errorResponse, RETRIED_CASES } from './error-response.js';
import type { Expectation } from './expectation.js';
import { check } from './families.js';
import { CASES } from './observed-values.js';

/** What clients make of responses that the sources do not speak of. These checks watch; none of them fails. */

/** A valid success that is changed on its way: is it read all the same? */
function changed(
  world: ClientWorld,
  clause: string,
  variant: string | null,
  title: string,
  behaviour: string,
  change: (body: string) => fc.Arbitrary<readonly ScriptedResponse[]>,
): ClientCheck {
  const cases = fc.tuple(calmOutputs(world), inputs(world)).chain(([output, input]) =>
    change(json(output)).map((script) => ({
      ...caseOf(inputFor(world, input, output), success(world, ''), {
        kind: 'observe-output',
        at: null,
        readings: [{ behaviour, value: neutralOutput(world, output) }],
      } satisfies Expectation),
      script,
    })),
  );
  return check(world, clause, variant, title, cases, CASES);
}

export const jsonExtension: RuleChecks = (world, clause) => {
  const extensions: readonly (readonly [string, (body: string) => string])[] = [
    ['comment', (body) => `/* a comment */${body}`],
    ['trailing-comma', (body) => body.replace(/\}$/, ',}')],
    ['NaN', (body) => body.replace('{', '{"addedLater":NaN,')],
    ['single-quotes', (body) => body.replace('{', "{'addedLater':1,")],
  ];
  return extensions.map(([name, change]) =>
    changed(world, clause, name, `A document with what JSON does not have (${name}).`, 'reads it', (body) =>
      fc.constant([success(world, change(body))]),
    ),
  );
};

export const byteOrderMark: RuleChecks = (world, clause) => [
  changed(world, clause, null, 'A byte order mark before the document.', 'skips it', (body) =>
    fc.constant([success(world, `\u{feff}${body}`)]),
  ),
];

export const gzip: RuleChecks = (world, clause) => [
  changed(world, clause, null, 'A body compressed with gzip.', 'unpacks it', (body) => {
    const packed = success(world, gzipSync(bytesOf(body)));
    return fc.constant([{ ...packed, headers: [...packed.headers, ['Content-Encoding', 'gzip']] }]);
  }),
];

export const redirect: RuleChecks = (world, clause) => [
  changed(world, clause, null, 'A redirect to where the output is.', 'follows it', (body) =>
    fc
      .constantFrom(301, 302, 303, 307, 308)
      .map((status) => [
        { ...success(world, ''), status, headers: [['Location', '/elsewhere']] },
        success(world, body),
      ]),
  ),
];

export const other2xx: RuleChecks = (world, clause) => [
  changed(world, clause, null, 'A valid output under another 2xx status.', 'takes it for a success', (body) =>
    fc
      .constantFrom(
        ...[200, 201, 202, 203, 206].filter((status) => !successesOf(world.operation).includes(status)),
      )
      .map((status) => [{ ...success(world, body), status }]),
  ),
];

export const contentTypeWrong: RuleChecks = (world, clause) => [
  changed(world, clause, null, 'A valid output under another content type.', 'reads it', (body) =>
    fc
      .constantFrom('text/plain', 'text/html', 'application/octet-stream', 'application/xml')
      .map((type) => [{ ...success(world, body), headers: [['Content-Type', type]] }]),
  ),
];

export const contentTypeMissing: RuleChecks = (world, clause) => [
  changed(world, clause, null, 'A valid output under no content type.', 'reads it', (body) =>
    fc.constant([{ ...success(world, body), headers: [] }]),
  ),
];

export const deepNesting: RuleChecks = (world, clause) => [
  changed(world, clause, null, 'A member that nobody knows, nested very deep.', 'skips it', (body) =>
    fc
      .constantFrom(500, 5000, 50_000)
      .map((depth) => [
        success(world, body.replace('{', `{"addedLater":${'['.repeat(depth)}${']'.repeat(depth)},`)),
      ]),
  ),
];

export const errorTypeBesideCode: RuleChecks = (world, clause) => {
  const [first, second] = world.contract.protocol.errorNameMembers;
  if (first === undefined || second === undefined) return [];
  return eachError(
    world,
    clause,
    `named by \`${first}\` while \`${second}\` names another`,
    ({ error, body, other }) =>
      other === error.shape
        ? null
        : fc.constant([
            {
              status: error.status,
              header: null,
              body: json({ ...body, [first]: error.shape, [second]: other }),
            },
            {
              kind: 'observe-error',
              names: [
                [`\`${first}\` wins`, error.shape],
                [`\`${second}\` wins`, other],
              ],
            },
          ]),
  );
};

export const errorStatusMismatch: RuleChecks = (world, clause) =>
  eachError(world, clause, 'under the status of another', ({ error, body, other }) => {
    const status = world.operation.errors.find((each) => each.shape === other)?.status;
    const { errorNameHeader } = world.contract.protocol;
    if (status === undefined || status === error.status || errorNameHeader === null) return null;
    return fc.constant([
      { status, header: [errorNameHeader, error.shape], body: json(body) },
      {
        kind: 'observe-error',
        names: [
          ['known by its name', error.shape],
          ['known by its status', other],
        ],
      },
    ]);
  }).map((each) => ({ ...each, atMost: RETRIED_CASES }));

export const errorRequestId: RuleChecks = (world, clause) => {
  if (world.contract.protocol.requestIdHeader === null) return [];
  const cases = inputs(world).map((input) =>
    caseOf(input, errorResponse(world, { status: 400, header: null, body: '{"message":"No."}' }), {
      kind: 'observe-request-id',
      id: REQUEST_ID,
    }),
  );
  return [check(world, clause, null, 'An error with the id of its request in a header.', cases, 5)];
};
