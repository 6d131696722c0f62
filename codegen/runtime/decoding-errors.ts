/** Reads the error of an operation from a response. None of this throws, whatever comes in. */

import type { Protocol } from './contract.js';
import type { BodyClauses, Failure } from './decoding.js';
import type { ModelledError, ModelledErrorApart, Retry, UnmodelledError } from './errors.js';
import { errorName, header, type ReadResponse } from './http.js';
import { type Issue, issue, type ValidationResult } from './issues.js';
import { bodyForPeople, type JsonBody, readExactJson, syntaxIssue } from './json-body.js';
import { isObject, own, setOwn } from './values.js';

/** What a protocol says of errors. Names of headers are in lower case. */
export type ErrorProtocol = Pick<Protocol, 'errorNameHeader' | 'errorNameMembers' | 'requestIdHeader'>;

/** An error response, read as far as any error can be. */
export interface ReadError {
  /** Undefined where nothing names the error. */
  readonly name: string | undefined;
  readonly status: number;
  readonly requestId: string | undefined;
  readonly body: JsonBody;
  /** The body as text, for a person to look at. */
  readonly text: string;
}

export interface ErrorDecoder<Wire, Members> {
  readonly clauses: BodyClauses;
  /** The clause that is named where the value is too deep to be looked through. */
  readonly typeClause: string;
  readonly validate: (wire: unknown) => ValidationResult<Wire>;
  /** Of a body some of whose members may be missing, required ones included. */
  readonly fromWire: (wire: Partial<Wire>) => Partial<Members>;
  /** Stands for required members that a program reads without a second thought: a missing message is an empty one. */
  readonly blank: Partial<Members>;
}

export function readError(response: ReadResponse, protocol: ErrorProtocol): ReadError {
  const body = readExactJson(response.body);
  const { requestIdHeader } = protocol;
  return {
    name: errorName(protocol, response.headers, body.ok ? body.value : undefined),
    status: response.status,
    requestId: requestIdHeader === null ? undefined : header(response.headers, requestIdHeader),
    body,
    text: bodyForPeople(response.body),
  };
}

/**
 * An error that the contract documents. It is that error whatever its body is: members that are missing or broken are
 * issues beside it, and left out.
 */
export function modelledError<Name extends string, R extends Retry, Wire, Members>(
  read: ReadError,
  name: Name,
  retry: R,
  decoder: ErrorDecoder<Wire, Members>,
): Failure<ModelledError<Name, R, Members>> {
  const { members, issues, notices } = readMembers(read, decoder);
  return { kind: 'error', error: { ...members, ...factsOf(read), name, retry }, issues, notices };
}

/** The same of an error one of whose members has the name of what every error has. */
export function modelledErrorApart<Name extends string, R extends Retry, Wire, Members>(
  read: ReadError,
  name: Name,
  retry: R,
  decoder: ErrorDecoder<Wire, Members>,
): Failure<ModelledErrorApart<Name, R, Members>> {
  const { members, issues, notices } = readMembers(read, decoder);
  return { kind: 'error', error: { ...factsOf(read), name, retry, members }, issues, notices };
}

function readMembers<Wire, Members>(
  { body }: ReadError,
  decoder: ErrorDecoder<Wire, Members>,
): Pick<Failure<unknown>, 'issues' | 'notices'> & { readonly members: Members } {
  const wire = body.ok ? body.value : {};
  // A body that is no JSON is one fault; that it has no members is the same one.
  const readable = body.ok || body.fault === 'empty';
  const result: ValidationResult<unknown> = readable
    ? decoder.validate(wire)
    : { valid: true, value: wire, notices: [] };
  const issues = [...bodyIssues(body, decoder.clauses), ...(result.valid ? [] : result.issues)];
  let members: Partial<Members> = {};
  try {
    members = decoder.fromWire(withoutBroken(wire, issues) as Partial<Wire>);
  } catch {
    issues.push(issue(decoder.typeClause, '', 'a value that the stack can hold', wire));
  }
  // Where a required member is missing the type says more than there is; `issues` says so.
  return { members: { ...decoder.blank, ...members } as Members, issues, notices: result.notices };
}

/** An error that the contract does not document, a response of a proxy, a redirect: all but success. */
export function unmodelledError(read: ReadError): Failure<UnmodelledError> {
  const error: UnmodelledError = {
    name: 'UnmodelledError',
    ...(read.name === undefined ? {} : { wireName: read.name }),
    ...factsOf(read),
    retry: retryOf(read.status),
    message: messageOf(read.body),
    body: read.text,
  };
  return { kind: 'error', error, issues: [], notices: [] };
}

function factsOf({ status, requestId }: ReadError): { status: number; requestId?: string } {
  return requestId === undefined ? { status } : { status, requestId };
}

/** An empty body is no fault: a header may say all there is to say. */
function bodyIssues(body: JsonBody, clauses: BodyClauses): Issue[] {
  return body.ok || body.fault === 'empty' ? [] : [syntaxIssue(clauses[body.fault], body)];
}

/** The members in which no issue lies. */
function withoutBroken(wire: unknown, issues: readonly Issue[]): Readonly<Record<string, unknown>> {
  if (!isObject(wire)) return {};
  const broken = new Set(issues.filter((each) => each.path !== '').map((each) => each.path.split('/', 2)[1]));
  const whole: Record<string, unknown> = {};
  for (const name of Object.keys(wire)) {
    const token = name.replaceAll('~', '~0').replaceAll('/', '~1');
    if (!broken.has(token)) setOwn(whole, name, wire[name]);
  }
  return whole;
}

/** What a status alone says of a retry, as the AWS SDKs read it. */
function retryOf(status: number): Retry {
  if (status === 429) return 'throttling';
  return status === 500 || status === 502 || status === 503 || status === 504 ? 'transient' : 'never';
}

/** Services write it in either case. */
function messageOf(body: JsonBody): string {
  if (!body.ok || !isObject(body.value)) return '';
  for (const name of ['message', 'Message']) {
    const text = own(body.value, name);
    if (typeof text === 'string') return text;
  }
  return '';
}
