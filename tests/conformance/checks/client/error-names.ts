import fc from 'fast-check';
import { caseOf, inputs, json } from './cases.js';
import type { ClientCheck, ClientWorld, RuleChecks } from './client-check.js';
import { type ErrorForm, eachError, errorResponse, hasMember, nameHeader } from './error-response.js';
import { type Expectation, errorNamed } from './expectation.js';
import { check } from './families.js';
import { respelt } from './spellings.js';

/** How a response names its error: in a header, or in one of some members of the body. */

export const errorByHeader: RuleChecks = (world, clause) => {
  const checks = eachError(world, clause, 'named by the header', ({ error, body }) => {
    const header = nameHeader(world, error.shape);
    return (
      header && fc.constant([{ status: error.status, header, body: json(body) }, errorNamed(error.shape)])
    );
  });
  const plain = checks.find(({ atMost }) => atMost === undefined) ?? checks[0];
  return plain === undefined
    ? []
    : [
        ...checks,
        {
          ...plain,
          id: `${plain.id}-headers`,
          title: plain.title.replace(/\.$/, ', under headers that are written in other ways.'),
          cases: respelt(world, plain.cases),
        },
      ];
};

export const errorHeaderAnyCase: RuleChecks = (world, clause) =>
  eachError(world, clause, 'named by the header in another spelling', ({ error, body }) => {
    const header = nameHeader(world, error.shape);
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

export const errorByTypeMember: RuleChecks = (world, clause) =>
  byMember(world, clause, world.contract.protocol.errorNameMembers[0]);

export const errorByCodeMember: RuleChecks = (world, clause) =>
  byMember(world, clause, world.contract.protocol.errorNameMembers[1]);

export const errorHeaderWins: RuleChecks = (world, clause) =>
  eachError(world, clause, 'named by the header while the body names another', ({ error, body, other }) => {
    const header = nameHeader(world, error.shape);
    const members = world.contract.protocol.errorNameMembers.filter((name) => !hasMember(world, error, name));
    if (header === null || other === error.shape || members.length === 0) return null;
    return fc
      .tuple(fc.constantFrom(...members), fc.constantFrom(other, 'SomethingElse'))
      .map(([member, value]) => [
        { status: error.status, header, body: json({ ...body, [member]: value }) },
        errorNamed(error.shape),
      ]);
  });

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
          ? { status: error.status, header: nameHeader(world, text), body: json(body) }
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

/** One of the members that name errors is null, while the header, another member or only the status speaks. */
function nullName(world: ClientWorld, clause: string, member: string | undefined): readonly ClientCheck[] {
  if (member === undefined) return [];
  const others = world.contract.protocol.errorNameMembers.filter((each) => each !== member);
  return eachError(world, clause, `with \`${member}\` null`, ({ error, body }) => {
    if (hasMember(world, error, member)) return null;
    const header = nameHeader(world, error.shape);
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
          header: place === null ? nameHeader(world, name) : null,
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
