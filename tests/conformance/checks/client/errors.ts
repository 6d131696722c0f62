import fc from 'fast-check';
import type { ErrorBinding } from '../../../../generated/runtime/contract.js';
import { structureNamed } from '../../model.js';
import { neutralOf } from '../../neutral.js';
import { bytesOf, type ScriptedResponse, whole } from '../../server/response.js';
import { calm } from '../../tame.js';
import { calmOutputs, caseOf, inputs, json, REQUEST_ID } from './cases.js';
import type { ClientCase, ClientCheck, ClientWorld, RuleChecks } from './client-check.js';
import { anyError, type Expectation, errorNamed } from './expectation.js';
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
const RETRIED_CASES = 20;

/** A check for each modelled error of the operation. `form` gives null where the error has no such form. */
export function eachError(
  world: ClientWorld,
  clause: string,
  what: string,
  form: (raised: Raised) => fc.Arbitrary<readonly [ErrorForm, Expectation]> | null,
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
          return caseOf(input, errorResponse(world, made[0]), made[1]);
        },
      ),
    );
    return [
      check(
        world,
        clause,
        error.shape,
        `${error.shape}, ${what}.`,
        cases,
        error.retry === 'never' ? undefined : RETRIED_CASES,
      ),
    ];
  });
}

/** The header that names errors, with such a value. Without one in the protocol there is nothing to try. */
function named({ contract }: ClientWorld, value: string): readonly [string, string] | null {
  const { errorNameHeader } = contract.protocol;
  return errorNameHeader === null ? null : [errorNameHeader, value];
}

export const errorByHeader: RuleChecks = (world, clause) =>
  eachError(world, clause, 'named by the header', ({ error, body }) => {
    const header = named(world, error.shape);
    return (
      header && fc.constant([{ status: error.status, header, body: json(body) }, errorNamed(error.shape)])
    );
  });

export const errorHeaderAnyCase: RuleChecks = (world, clause) =>
  eachError(world, clause, 'named by the header in another spelling', ({ error, body }) => {
    const header = named(world, error.shape);
    return (
      header &&
      fc
        .mixedCase(fc.constant(header[0]))
        .map((name) => [
          { status: error.status, header: [name, header[1]], body: json(body) },
          errorNamed(error.shape),
        ])
    );
  });

/** The members of a body that may name the error, in the order of their weight. */
function byMember(world: ClientWorld, clause: string, member: string | undefined): readonly ClientCheck[] {
  if (member === undefined) return [];
  return eachError(world, clause, `named by \`${member}\` in the body`, ({ error, body }) =>
    hasMember(world, error, member)
      ? null
      : fc.constant([
          { status: error.status, header: null, body: json({ [member]: error.shape, ...body }) },
          errorNamed(error.shape),
        ]),
  );
}

function hasMember({ contract }: ClientWorld, error: ErrorBinding, name: string): boolean {
  return structureNamed(contract, error.shape).members.some((each) => each.name === name);
}

export const errorByTypeMember: RuleChecks = (world, clause) =>
  byMember(world, clause, world.contract.protocol.errorNameMembers[0]);

export const errorByCodeMember: RuleChecks = (world, clause) =>
  byMember(world, clause, world.contract.protocol.errorNameMembers[1]);

export const errorHeaderWins: RuleChecks = (world, clause) =>
  eachError(world, clause, 'named by the header while the body names another', ({ error, body, other }) => {
    const header = named(world, error.shape);
    const members = world.contract.protocol.errorNameMembers.filter((name) => !hasMember(world, error, name));
    if (header === null || other === error.shape || members.length === 0) return null;
    return fc
      .tuple(fc.constantFrom(...members), fc.constantFrom(other, 'SomethingElse'))
      .map(([member, value]) => [
        { status: error.status, header, body: json({ ...body, [member]: value }) },
        errorNamed(error.shape),
      ]);
  });

export const errorMembers: RuleChecks = (world, clause) =>
  eachError(world, clause, 'with its members', ({ error, body }) => {
    const { message, ...others } = body;
    const target = { kind: 'ref', name: error.shape } as const;
    return fc.constant([
      {
        status: error.status,
        header: named(world, error.shape),
        body: json({ ...body, ...bodyName(world, error) }),
      },
      {
        ...errorNamed(error.shape),
        kind: 'error',
        message: typeof message === 'string' ? message : null,
        members: { shape: error.shape, value: neutralOf(world.contract, target, others) },
      } as Expectation,
    ]);
  });

/** For protocols whose header names no error. */
function bodyName({ contract }: ClientWorld, error: ErrorBinding): Record<string, string> {
  const { errorNameHeader, errorNameMembers } = contract.protocol;
  const member = errorNameMembers[0];
  return errorNameHeader !== null || member === undefined ? {} : { [member]: error.shape };
}

/** The name with something around it, wherever a name may stand. */
function decorated(
  world: ClientWorld,
  clause: string,
  what: string,
  forms: (name: string) => readonly string[],
): readonly ClientCheck[] {
  const { errorNameHeader, errorNameMembers } = world.contract.protocol;
  const places = [...(errorNameHeader === null ? [] : [null]), ...errorNameMembers];
  return eachError(world, clause, what, ({ error, body }) => {
    const free = places.filter((place) => place === null || !hasMember(world, error, place));
    if (free.length === 0) return null;
    return fc
      .tuple(fc.constantFrom(...free), fc.constantFrom(...forms(error.shape)))
      .map(([place, text]) => [
        place === null
          ? { status: error.status, header: named(world, text), body: json(body) }
          : { status: error.status, header: null, body: json({ ...body, [place]: text }) },
        errorNamed(error.shape),
      ]);
  });
}

export const errorNameColonCut: RuleChecks = (world, clause) =>
  decorated(world, clause, 'its name followed by a colon and an address', (name) => [
    `${name}:http://internal.amazon.com/coral/com.amazon.coral.validate/`,
    `${name}:`,
    `${name}:x#y`,
  ]);

export const errorNameNamespaceCut: RuleChecks = (world, clause) =>
  decorated(world, clause, 'its name behind a namespace', (name) => [
    `com.example.service#${name}`,
    `com.example.service#${name}:http://internal.amazon.com/coral/com.amazon.coral.validate/`,
  ]);

export const errorEmptyBody: RuleChecks = (world, clause) =>
  eachError(world, clause, 'named by the header, without a body', ({ error }) => {
    const header = named(world, error.shape);
    return header && fc.constant([{ status: error.status, header, body: '' }, errorNamed(error.shape)]);
  });

export const errorBodyNotJson: RuleChecks = (world, clause) =>
  eachError(world, clause, 'named by the header, with a body that is no JSON', ({ error }) => {
    const header = named(world, error.shape);
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

/** One of the members that name errors is null, while the header, another member or only the status speaks. */
function nullName(world: ClientWorld, clause: string, member: string | undefined): readonly ClientCheck[] {
  if (member === undefined) return [];
  const others = world.contract.protocol.errorNameMembers.filter((each) => each !== member);
  return eachError(world, clause, `with \`${member}\` null`, ({ error, body }) => {
    if (hasMember(world, error, member)) return null;
    const header = named(world, error.shape);
    const nameless = { [member]: null, ...body };
    const { status } = error;
    const speaking = others
      .filter((other) => !hasMember(world, error, other))
      .map((other): readonly [ErrorForm, Expectation] => [
        { status, header: null, body: json({ ...nameless, [other]: error.shape }) },
        errorNamed(error.shape),
      ]);
    return fc.constantFrom<readonly [ErrorForm, Expectation]>(
      ...(header === null
        ? []
        : [[{ status, header, body: json(nameless) }, errorNamed(error.shape)] as const]),
      ...speaking,
      [{ status, header: null, body: json(nameless) }, { kind: 'service-error' }],
    );
  });
}

export const errorTypeNull: RuleChecks = (world, clause) =>
  nullName(world, clause, world.contract.protocol.errorNameMembers[0]);

export const errorCodeNull: RuleChecks = (world, clause) =>
  nullName(world, clause, world.contract.protocol.errorNameMembers[1]);

const UNKNOWN_NAMES = [
  'AddedLaterException',
  'AccessDeniedException',
  'X',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
];

export const errorUnknownName: RuleChecks = (world, clause) => {
  const { errorNameHeader, errorNameMembers } = world.contract.protocol;
  const places = [...(errorNameHeader === null ? [] : [null]), ...errorNameMembers];
  const cases = fc
    .tuple(
      fc.constantFrom(...places),
      fc.constantFrom(...UNKNOWN_NAMES),
      fc.constantFrom(400, 403, 409, 422),
      inputs(world),
    )
    .map(([place, name, status, input]) =>
      caseOf(
        input,
        errorResponse(world, {
          status,
          header: place === null ? named(world, name) : null,
          body: json(Object.fromEntries([['message', 'No.'], ...(place === null ? [] : [[place, name]])])),
        }),
        errorNamed(name),
      ),
    );
  return [check(world, clause, null, 'An error of a later edition.', cases)];
};

export const errorUnnamed: RuleChecks = (world, clause) => {
  const bodies = fc.constantFrom(
    '{"message":"No."}',
    '{}',
    '{"Message":"No."}',
    '{"error":{"message":"No."}}',
  );
  const cases = fc
    .tuple(bodies, fc.constantFrom(400, 403, 404, 409, 418), inputs(world))
    .map(([body, status, input]) =>
      caseOf(input, errorResponse(world, { status, header: null, body }), { kind: 'service-error' }),
    );
  return [check(world, clause, null, 'An error that is named nowhere.', cases)];
};

export const errorStatusKept: RuleChecks = (world, clause) =>
  eachError(world, clause, 'with its status', ({ error, body }) =>
    fc.constant([
      {
        status: error.status,
        header: named(world, error.shape),
        body: json({ ...body, ...bodyName(world, error) }),
      },
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
  const cases = fc
    .tuple(fc.constantFrom(502, 503, 504), inputs(world))
    .map(([status, input]) =>
      caseOf(input, errorResponse(world, { status, header: null, body: page, contentType: 'text/html' }), {
        kind: 'service-error',
      }),
    );
  return [check(world, clause, null, 'The error page of a gateway.', cases, RETRIED_CASES)];
};
