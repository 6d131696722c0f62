/** Reads the output of an operation from a response. None of this throws, whatever comes in. */
import type { ReadResponse } from './http.js';
import { type Issue, issue, type ValidationResult } from './issues.js';
import { type BodyFault, type Position, readJson, syntaxIssue } from './json-body.js';

/** What a response is: the operation's output, an error, or neither. */
export type Decoded<Output, E> = Success<Output> | Failure<E> | Undecodable;

/** A response that holds an output, and what a tolerant reader remarks on in it. */
export interface Success<Output> {
  readonly kind: 'output';
  readonly status: number;
  readonly output: Output;
  /** What the body holds beyond the contract. */
  readonly notices: readonly Issue[];
}

/** Any status but that of success. */
export interface Failure<E> {
  readonly kind: 'error';
  readonly error: E;
  /** Where the body breaks the contract. A member that does is left out of the error. */
  readonly issues: readonly Issue[];
  readonly notices: readonly Issue[];
}

/** The status says success, and the body is no output: an error of the service, never an empty output. */
export interface Undecodable {
  readonly kind: 'undecodable';
  readonly status: number;
  readonly issues: readonly Issue[];
  readonly notices: readonly Issue[];
  /** Where the body stops being JSON; absent where it is JSON and breaks the contract. */
  readonly position?: Position;
}

/** The clause that a body breaks by being no JSON, in each way in which it can be none. */
export type BodyClauses = Readonly<Record<BodyFault, string>>;

/** For a protocol that has no clause of its own for such bodies. */
export function sameClause(clause: string): BodyClauses {
  return { empty: clause, truncated: clause, trailing: clause, 'not-json': clause, 'not-utf8': clause };
}

export interface ShapeDecoder<Wire, Value> {
  /** The clause that is named where the value is too deep to be looked through. */
  readonly typeClause: string;
  readonly validate: (wire: unknown) => ValidationResult<Wire>;
  readonly fromWire: (wire: Wire) => Value;
}

export interface OutputDecoder<Wire, Output> extends ShapeDecoder<Wire, Output> {
  readonly clauses: BodyClauses;
  readonly isRounded: (wire: unknown) => boolean;
}

/** For shapes without a number that could lose digits. */
export function neverRounded(): boolean {
  return false;
}

/** A response whose status is that of success. */
export function decodeOutput<Wire, Output>(
  response: ReadResponse,
  decoder: OutputDecoder<Wire, Output>,
): Success<Output> | Undecodable {
  const { status } = response;
  const body = readJson(response.body, decoder.isRounded);
  if (!body.ok) {
    const issues = [syntaxIssue(decoder.clauses[body.fault], body)];
    return { kind: 'undecodable', status, issues, notices: [], position: body.position };
  }
  const result = decoder.validate(body.value);
  if (!result.valid) return { kind: 'undecodable', status, issues: result.issues, notices: result.notices };
  try {
    return { kind: 'output', status, output: decoder.fromWire(result.value), notices: result.notices };
  } catch {
    const issues = [issue(decoder.typeClause, '', 'a value that the stack can hold', body.value)];
    return { kind: 'undecodable', status, issues, notices: result.notices };
  }
}
