/** An operation's success and its errors. */
import type { ErrorBinding, Protocol } from '../contract.js';
import { entriesOf, itemsOf, memberOf, referenceOf, type Tree } from '../load/tree.js';
import { problemAt, type Report } from '../problems.js';
import { classify } from './classify.js';
import { contentSchema, isSuccess, type OperationAt, type ResponseAt } from './operations.js';
import { checkAttribution, exchangeFacts } from './provenance.js';
import { readChoice } from './read.js';
import { childAt, type SchemaAt, target } from './schemas.js';
import { retries } from './shapes.js';
import { checkedKind, type Scope } from './targets.js';

export interface Responses {
  readonly status: number;
  readonly output: string | null;
  readonly errors: readonly ErrorBinding[];
}

export function lowerResponses(scope: Scope, operation: OperationAt, protocol: Protocol): Responses {
  for (const response of operation.responses) checkResponse(scope, response, protocol);
  const [success, ...others] = operation.responses.filter(({ status }) => isSuccess(status));
  for (const other of others) {
    const instead = 'Keep one, and make operations of their own of the others';
    scope.report(problemAt(other.tree.place, { code: 'unsupported', what: 'A second success', instead }));
  }
  if (success === undefined) {
    const instead = 'Add a response with a 2xx status';
    const place = (memberOf(operation.tree, 'responses') ?? operation.tree).place;
    scope.report(problemAt(place, { code: 'missing', what: `the success of ${operation.id}`, instead }));
  }
  const errors = operation.responses.flatMap((response) => lowerErrors(scope, response));
  checkDistinct(errors, operation, protocol, scope.report);
  const distinct = new Map([...errors].reverse().map((error) => [error.shape, error]));
  return {
    status: Number(success?.status ?? 200),
    output: success === undefined ? null : lowerOutput(scope, success),
    errors: errors.filter((error) => distinct.get(error.shape) === error),
  };
}

function checkResponse(scope: Scope, response: ResponseAt, protocol: Protocol): void {
  const { tree, status } = response;
  const { report } = scope;
  checkAttribution(tree, exchangeFacts, scope.sources, report);
  if (!isSuccess(status) && !isError(status)) {
    const instead = 'Name the statuses one by one; errors have 4xx or 5xx';
    report(problemAt(tree.place, { code: 'unsupported', what: `A response for ${status}`, instead }));
  }
  const ofProtocol = [protocol.errorNameHeader, protocol.requestIdHeader, 'content-type'];
  for (const [name, header] of entriesOf(memberOf(tree, 'headers'))) {
    if (ofProtocol.includes(name.toLowerCase())) {
      const at = childAt(response, 'headers', name);
      const schema = at && childAt(target(scope.root, at), 'schema');
      if (schema !== undefined) checkedKind(scope, schema);
      continue;
    }
    const instead = "Put it into the body, or remove it; the headers of responses are the protocol's";
    report(problemAt(header.place, { code: 'unsupported', what: `The response header ${name}`, instead }));
  }
  for (const [index, [type, media]] of entriesOf(memberOf(tree, 'content')).entries()) {
    if (type === protocol.contentType && index === 0) continue;
    const what = `A response of ${type}`;
    const instead = `Give the response under ${protocol.contentType}, and under no other media type`;
    report(problemAt(media.place, { code: 'unsupported', what, instead }));
  }
}

function isError(status: string): boolean {
  return /^[45]\d\d$/.test(status);
}

function lowerOutput(scope: Scope, response: ResponseAt): string | null {
  if (memberOf(response.tree, 'content') === undefined) return null;
  return structureName(scope, response, 'An output that is no structure', contentSchema(response));
}

/** The errors of one status: one schema, or a oneOf of several. */
function lowerErrors(scope: Scope, response: ResponseAt): readonly ErrorBinding[] {
  const status = Number(response.status);
  if (!isError(response.status)) return [];
  if (memberOf(response.tree, 'content') === undefined) {
    const instead = 'Give it a schema; a client knows an error by its name, which is the name of its schema';
    scope.report(
      problemAt(response.tree.place, { code: 'missing', what: `the body of the ${status}`, instead }),
    );
    return [];
  }
  const schema = contentSchema(response);
  const several = memberOf(schema?.tree, 'oneOf');
  const schemas = itemsOf(several).flatMap((item, index) => {
    if (referenceOf(item) !== undefined) return childAt(schema ?? response, 'oneOf', String(index)) ?? [];
    const instead = 'Give each error a schema under components/schemas, and refer to it';
    scope.report(problemAt(item.place, { code: 'unsupported', what: 'An error without a name', instead }));
    return [];
  });
  for (const [keyword, value] of several === undefined ? [] : entriesOf(schema?.tree)) {
    if (['oneOf', 'description', 'title'].includes(keyword)) continue;
    const what = `The keyword ${keyword} beside the oneOf of errors`;
    scope.report(
      problemAt(value.place, { code: 'unsupported', what, instead: 'Write it into each of the errors' }),
    );
  }
  return (several === undefined ? [schema] : schemas).flatMap((each) => {
    const name = structureName(scope, response, 'An error that is no structure', each);
    if (name === null || each === undefined) return [];
    const { tree } = target(scope.root, each);
    checkMembers(tree, scope.report);
    return [{ shape: name, status, retry: retryOf(tree, status, scope.report) }];
  });
}

function structureName(
  scope: Scope,
  response: ResponseAt,
  what: string,
  schema: SchemaAt | undefined,
): string | null {
  const instead = 'Write an object with properties; what is one value now becomes its only member';
  if (schema === undefined) {
    // Of several media types the first is right, and the others are reported; of none there is no schema.
    if (entriesOf(memberOf(response.tree, 'content')).length < 2) {
      scope.report(problemAt(response.tree.place, { code: 'unsupported', what, instead }));
    }
    return null;
  }
  const end = target(scope.root, schema);
  const kind = checkedKind(scope, schema);
  if (kind === null) return null;
  const shape = classify(end.tree) === 'structure' ? scope.names.get(end.pointer) : null;
  if (typeof shape === 'string') return shape;
  scope.report(problemAt(schema.tree.place, { code: 'unsupported', what, instead }));
  return null;
}

/** What a program learns of any error, and so no member of one can be called. */
const facts: readonly string[] = ['name', 'status', 'retry', 'requestId'];

function checkMembers(schema: Tree, report: Report): void {
  for (const name of facts) {
    const member = memberOf(memberOf(schema, 'properties'), name);
    const reason = `programs see the error's own ${name} under it`;
    if (member !== undefined) report(problemAt(member.place, { code: 'reserved-member', name, reason }));
  }
}

/** What `x-error` says, or what the status lets expect where it says nothing. */
function retryOf(schema: Tree, status: number, report: Report): ErrorBinding['retry'] {
  const stated = memberOf(memberOf(schema, 'x-error'), 'retry');
  const retry = readChoice(stated, 'retry', retries, report);
  if (retry !== undefined) return retry;
  if (status === 429) return 'throttling';
  return status >= 500 ? 'transient' : 'never';
}

function checkDistinct(
  errors: readonly ErrorBinding[],
  operation: OperationAt,
  protocol: Protocol,
  report: Report,
): void {
  const unsupported = (what: string, instead: string): void =>
    report(problemAt(operation.tree.place, { code: 'unsupported', what, instead }));
  for (const name of repeated(errors.map((error) => error.shape))) {
    unsupported(`The error ${name} under several statuses`, 'Give each status an error of its own');
  }
  if (protocol.errorNameHeader !== null || protocol.errorNameMembers.length > 0) return;
  for (const status of repeated(errors.map((error) => error.status))) {
    const instead = 'Name a header or a member under x-protocol that tells them apart, or keep one of them';
    unsupported(`Several errors under ${status}, with a protocol that does not name errors,`, instead);
  }
}

function repeated<T>(values: readonly T[]): ReadonlySet<T> {
  return new Set(values.filter((value, index) => values.indexOf(value) !== index));
}
