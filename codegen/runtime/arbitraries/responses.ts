import fc from 'fast-check';
import type { ErrorBinding, Operation } from '../contract.js';
import type { HttpResponse } from '../http.js';
import { stringifyJson } from '../json.js';
import { isObject } from '../values.js';
import { BUDGET, type Kit } from './kit.js';
import type { Model } from './model.js';
import { assemble, type Entry } from './objects.js';
import { encodeUtf8 } from './utf8.js';

/** A response that is an error, and which. */
export interface ErrorResponse {
  /** The name of the error's structure. */
  readonly error: string;
  readonly response: HttpResponse;
  /** The members of the error, as JSON; without those that only name it. */
  readonly value: unknown;
}

/** Successful responses. A strict kit writes them as a server must, a tolerant one as a client must be able to read. */
export function responsesOf(kit: Kit, operation: Operation): fc.Arbitrary<HttpResponse> {
  const { status } = operation.http;
  if (operation.output === null)
    return headersOf(kit, false).map((headers) => ({ status, headers, body: '' }));
  return carried(kit, status, kit.value({ kind: 'ref', name: operation.output }, BUDGET));
}

/**
 * Responses that are one of the operation's errors, named in a form that the protocol has, if it has any. Throws a
 * RangeError where the operation has no errors.
 */
export function errorResponsesOf(kit: Kit, operation: Operation): fc.Arbitrary<ErrorResponse> {
  if (operation.errors.length === 0) throw new RangeError(`The operation ${operation.id} has no errors.`);
  return fc.oneof(...operation.errors.map((binding) => errorResponseOf(kit, binding)));
}

export function errorResponseOf(kit: Kit, binding: ErrorBinding): fc.Arbitrary<ErrorResponse> {
  const values = kit
    .value({ kind: 'ref', name: binding.shape }, BUDGET)
    .map((value) => unnamed(kit.model, binding, value));
  return fc
    .tuple(values, namings(kit, binding), headersOf(kit, true), form)
    .map(([value, naming, headers, { bytes, blank }]) => {
      const text =
        blank + stringifyJson(assemble([...naming.members, ...Object.entries(Object(value))])) + blank;
      return {
        error: binding.shape,
        value,
        response: {
          status: binding.status,
          headers: { ...headers, ...naming.headers },
          body: bytes ? encodeUtf8(text) : text,
        },
      };
    });
}

/** A response that carries wire values. */
export function carried(kit: Kit, status: number, values: fc.Arbitrary<unknown>): fc.Arbitrary<HttpResponse> {
  return fc.tuple(values, headersOf(kit, true), form).map(([value, headers, { bytes, blank }]) => {
    const text = blank + stringifyJson(value) + blank;
    return { status, headers, body: bytes ? encodeUtf8(text) : text };
  });
}

/** JSON as text or bytes, with blanks around it or without. */
const form: fc.Arbitrary<{ readonly bytes: boolean; readonly blank: string }> = fc.record({
  bytes: fc.boolean(),
  blank: fc.constantFrom('', '', '', '', '\n', ' \t\r\n'),
});

/** The headers of a response with a body, or without one. */
export function headersOf(kit: Kit, hasBody: boolean): fc.Arbitrary<Readonly<Record<string, string>>> {
  const { contentType, requestIdHeader } = kit.model.contract.protocol;
  const strict = kit.mode === 'strict';
  const contentTypes = strict
    ? [contentType]
    : [contentType, `${contentType}; charset=utf-8`, contentType.toUpperCase()];
  return fc
    .tuple(
      fc.constantFrom(...contentTypes),
      fc.option(fc.uuid(), { nil: undefined }),
      fc.constantFrom(...(strict ? [sameCase] : [sameCase, titleCase, upperCase])),
    )
    .map(([type, requestId, cased]) => ({
      ...(hasBody ? { [cased('content-type')]: type } : {}),
      ...(requestIdHeader !== null && requestId !== undefined ? { [cased(requestIdHeader)]: requestId } : {}),
    }));
}

interface Naming {
  readonly headers: Readonly<Record<string, string>>;
  readonly members: readonly Entry[];
}

/**
 * How a response says which error it is. Strict: the bare name, in the header where the protocol has one. Tolerant:
 * also with a namespace before it and a URL behind it, in the header or in the body, where a member that is null names
 * nothing and the header is right against any member.
 */
function namings(kit: Kit, binding: ErrorBinding): fc.Arbitrary<Naming> {
  const { errorNameHeader } = kit.model.contract.protocol;
  const members = namingMembers(kit.model, binding);
  const inHeader = (name: string, others: readonly Entry[]): Naming => ({
    headers: errorNameHeader === null ? {} : { [errorNameHeader]: name },
    members: others,
  });
  const inMember = (member: string, name: string): Naming => ({
    headers: {},
    members: members
      .slice(0, members.indexOf(member) + 1)
      .map((each) => [each, each === member ? name : null]),
  });
  const name = binding.shape;
  const [first] = members;
  // The status alone tells.
  if (errorNameHeader === null && first === undefined) return fc.constant(inHeader(name, []));
  if (kit.mode === 'strict') {
    return fc.constant(
      errorNameHeader !== null || first === undefined ? inHeader(name, []) : inMember(first, name),
    );
  }
  const names = fc.constantFrom(
    name,
    `${name}:http://example.org/docs/`,
    `org.example#${name}`,
    `org.example#${name}:http://example.org/`,
  );
  const others = members.map((each): readonly Entry[] => [[each, 'SomeOtherError']]);
  return fc.oneof(
    ...(errorNameHeader === null
      ? []
      : [
          fc
            .tuple(names, fc.constantFrom<readonly Entry[]>([], ...others))
            .map(([each, beside]) => inHeader(each, beside)),
        ]),
    ...members.map((member) => names.map((each) => inMember(member, each))),
  );
}

/** Members of the body that can name the error: up to the first that is a member of its own. */
function namingMembers(model: Model, binding: ErrorBinding): readonly string[] {
  const { errorNameMembers } = model.contract.protocol;
  const documented = documentedNames(model, binding);
  const end = errorNameMembers.findIndex((name) => documented.has(name));
  return end === -1 ? errorNameMembers : errorNameMembers.slice(0, end);
}

/** Without undocumented members that would name another error. */
function unnamed(model: Model, binding: ErrorBinding, value: unknown): unknown {
  if (!isObject(value)) return value;
  const documented = documentedNames(model, binding);
  const { errorNameMembers } = model.contract.protocol;
  return assemble(
    Object.entries(value).filter(([name]) => documented.has(name) || !errorNameMembers.includes(name)),
  );
}

function documentedNames(model: Model, binding: ErrorBinding): ReadonlySet<string> {
  const shape = model.shape(binding.shape);
  return new Set(shape.kind === 'structure' ? shape.members.map((member) => member.name) : []);
}

function sameCase(name: string): string {
  return name;
}

function upperCase(name: string): string {
  return name.toUpperCase();
}

function titleCase(name: string): string {
  return name.replaceAll(/(^|-)[a-z]/g, (start) => start.toUpperCase());
}
