/** Writes responses: what the encoders of all operations have in common. None of this throws, whatever comes in. */
import type { Protocol } from './contract.js';
import type { EncodedResponse } from './http.js';
import { type Issue, issue, type Result, type ValidationResult } from './issues.js';
import { parseJson } from './json-reader.js';
import { stringifyJson } from './json-writer.js';
import { isObject, own, setOwn } from './values.js';

/** What a protocol says of responses. Names of headers are in lower case. */
export type ResponseProtocol = Pick<
  Protocol,
  'contentType' | 'errorNameHeader' | 'errorNameMembers' | 'requestIdHeader'
>;

export interface Encoder<Value, Wire> {
  /** The clause that is named where the value is too deep to be looked through. */
  readonly typeClause: string;
  readonly validate: (value: unknown) => ValidationResult<Value>;
  readonly toWire: (value: Value) => Wire;
  readonly validateWire: (wire: unknown) => ValidationResult<Wire>;
}

/** An output as a response with the status of success. */
export function encodeOutput<Value, Wire>(
  value: unknown,
  encoder: Encoder<Value, Wire>,
  status: number,
  protocol: ResponseProtocol,
): Result<EncodedResponse> {
  return reading(value, encoder.typeClause, () => {
    const wire = wireOf(value, encoder);
    if (!wire.ok) return wire;
    const headers = { 'content-type': protocol.contentType };
    return { ok: true, value: { status, headers, body: stringifyJson(wire.value) } };
  });
}

/** The status of success without a body. */
export function encodeEmpty(status: number): Result<EncodedResponse> {
  return { ok: true, value: { status, headers: {}, body: '' } };
}

/** What errors of an operation have in common. */
export interface ErrorEncoding {
  readonly protocol: ResponseProtocol;
  /** The statuses that no error has. */
  readonly successes: readonly number[];
  /** The clause that a status, a name or a request id breaks by being none. */
  readonly clause: string;
}

/** The name of an error, or undefined where there is none. */
export function nameOfError(error: unknown): string | undefined {
  const name = part(error, 'name');
  return typeof name === 'string' ? name : undefined;
}

/** An error that the contract documents: its members in the body, its name where the protocol has it. */
export function encodeModelledError<Members, Wire extends object>(
  error: unknown,
  name: string,
  encoder: Encoder<Members, Wire>,
  encoding: ErrorEncoding,
): Result<EncodedResponse> {
  return encodeError(error, error, name, encoder, encoding);
}

/** The same of an error whose members stand apart. */
export function encodeModelledErrorApart<Members, Wire extends object>(
  error: unknown,
  name: string,
  encoder: Encoder<Members, Wire>,
  encoding: ErrorEncoding,
): Result<EncodedResponse> {
  return encodeError(error, part(error, 'members'), name, encoder, encoding);
}

function encodeError<Members, Wire extends object>(
  error: unknown,
  members: unknown,
  name: string,
  encoder: Encoder<Members, Wire>,
  encoding: ErrorEncoding,
): Result<EncodedResponse> {
  return reading(error, encoder.typeClause, () => {
    const facts = factsOf(error, encoding);
    if (!facts.ok) return facts;
    const wire = wireOf(members, encoder);
    if (!wire.ok) return wire;
    const { errorNameHeader, errorNameMembers, contentType } = encoding.protocol;
    const [member] = errorNameMembers;
    const body: object = { ...wire.value };
    if (errorNameHeader === null && member !== undefined) setOwn(body, member, name);
    const headers: Record<string, string> = { 'content-type': contentType, ...facts.value.headers };
    if (errorNameHeader !== null) headers[errorNameHeader] = name;
    return { ok: true, value: { status: facts.value.status, headers, body: stringifyJson(body) } };
  });
}

/** An error that the contract does not document: its body as it is. */
export function encodeUnmodelledError(error: unknown, encoding: ErrorEncoding): Result<EncodedResponse> {
  const facts = factsOf(error, encoding);
  if (!facts.ok) return facts;
  const [name, body] = [part(error, 'wireName'), part(error, 'body')];
  const issues: Issue[] = [];
  if (nameOfError(error) !== 'UnmodelledError') {
    issues.push(
      issue(encoding.clause, '/name', 'a documented error, or UnmodelledError', part(error, 'name')),
    );
  }
  if (name !== undefined && !isBareName(name)) {
    issues.push(issue(encoding.clause, '/wireName', 'the name of an error', name));
  }
  if (typeof body !== 'string') issues.push(issue(encoding.clause, '/body', 'a string', body));
  if (typeof body !== 'string' || issues.length > 0) return { ok: false, issues };
  const { errorNameHeader, contentType } = encoding.protocol;
  const headers: Record<string, string> = {
    'content-type': parseJson(body).ok ? contentType : 'text/plain; charset=utf-8',
    ...facts.value.headers,
  };
  if (errorNameHeader !== null && isBareName(name)) headers[errorNameHeader] = name;
  return { ok: true, value: { status: facts.value.status, headers, body } };
}

/** A name that every reader takes whole: visible ASCII without what separates a namespace or a URL. */
const BARE_NAME = /^[!-"$-9;-~]+$/;

function isBareName(name: unknown): name is string {
  return typeof name === 'string' && BARE_NAME.test(name);
}

/** Text that a header can hold: visible ASCII, blanks inside. */
export const HEADER_TEXT: RegExp = /^[!-~](?:[ -~]*[!-~])?$/;

/** The status and the headers that every error has. */
function factsOf(
  error: unknown,
  { protocol, successes, clause }: ErrorEncoding,
): Result<{ readonly status: number; readonly headers: Readonly<Record<string, string>> }> {
  const [status, requestId] = [part(error, 'status'), part(error, 'requestId')];
  const headers: Record<string, string> = {};
  const issues: Issue[] = [];
  if (requestId !== undefined && (typeof requestId !== 'string' || !HEADER_TEXT.test(requestId))) {
    issues.push(issue(clause, '/requestId', 'text that a header can hold', requestId));
  } else if (requestId !== undefined && protocol.requestIdHeader !== null) {
    headers[protocol.requestIdHeader] = requestId;
  }
  const whole = typeof status === 'number' && Number.isInteger(status) && status >= 100 && status <= 599;
  if (!whole || successes.includes(status)) {
    issues.push(issue(clause, '/status', 'an HTTP status that is not that of success', status));
    return { ok: false, issues };
  }
  return issues.length === 0 ? { ok: true, value: { status, headers } } : { ok: false, issues };
}

/** Runs an encoder over a value, which may have getters that throw, even if they did not the time before. */
export function reading<T>(value: unknown, typeClause: string, encode: () => Result<T>): Result<T> {
  try {
    return encode();
  } catch {
    return { ok: false, issues: [issue(typeClause, '', 'a value that can be read', value)] };
  }
}

/** A value in its form on the wire, which is as valid as the value was: nothing is written that no reader takes. */
export function wireOf<Value, Wire>(value: unknown, encoder: Encoder<Value, Wire>): Result<Wire> {
  const valid = encoder.validate(value);
  if (!valid.valid) return { ok: false, issues: valid.issues };
  const wire = encoder.toWire(valid.value);
  const readable = encoder.validateWire(wire);
  return readable.valid ? { ok: true, value: wire } : { ok: false, issues: readable.issues };
}

function part(object: unknown, key: string): unknown {
  try {
    return isObject(object) ? own(object, key) : undefined;
  } catch {
    return undefined;
  }
}
