/** An operation's success and its errors. */
import type { ErrorBinding, Protocol } from '../contract.js';
import { entriesOf, itemsOf, memberOf, referenceOf, type Tree } from '../load/tree.js';
import { problemAt, type Report } from '../problems.js';
import { classify } from './classify.js';
import { same } from './dialect/trees.js';
import { contentSchema, isSuccess, type OperationAt, type ResponseAt } from './operations.js';
import { checkAttribution, exchangeFacts } from './provenance.js';
import { readChoice } from './read.js';
import { childAt, type SchemaAt, target } from './schemas.js';
import { retries } from './shapes.js';
import { checkedKind, type Scope } from './targets.js';

export interface Responses {
  readonly status: number;
  /** Other statuses of success, with the same output. */
  readonly also: readonly number[];
  readonly output: string | null;
  readonly errors: readonly ErrorBinding[];
}

export function lowerResponses(scope: Scope, operation: OperationAt, protocol: Protocol): Responses {
  for (const response of operation.responses) checkResponse(scope, response, protocol);
  const [success, ...others] = operation.responses.filter(({ status }) => isSuccess(status));
  const alike = others.filter((other) => success !== undefined && isAlike(scope, success, other));
  for (const other of others.filter((each) => !alike.includes(each))) {
    const instead =
      'Give all successes the same body, keep one, or make operations of their own of the others';
    scope.report(problemAt(other.tree.place, { code: 'unsupported', what: 'A second success', instead }));
  }
  if (success === undefined) {
    const instead = 'Add a response with a 2xx status';
    const place = (memberOf(operation.tree, 'responses') ?? operation.tree).place;
    scope.report(problemAt(place, { code: 'missing', what: `the success of ${operation.id}`, instead }));
  }
  const bindings = operation.responses.flatMap((response) => lowerErrors(scope, response));
  checkDistinct(bindings, operation, protocol, scope.report);
  const errors = together(bindings);
  return {
    status: Number(success?.status ?? 200),
    also: alike.map(({ status }) => Number(status)),
    output: success === undefined ? null : lowerOutput(scope, success),
    errors,
  };
}

/** Whether two successes have the same body, or none. */
function isAlike({ root }: Scope, one: ResponseAt, other: ResponseAt): boolean {
  const [here, there] = [one, other].map((each) => {
    const schema = contentSchema(each);
    return schema && target(root, schema).tree;
  });
  return here === undefined || there === undefined ? here === there : same(here, there);
}

/** One binding for each error, with all the statuses under which it comes; the first exact one is its own. */
function together(bindings: readonly Statuses[]): readonly ErrorBinding[] {
  const shapes = new Set(bindings.map(({ shape }) => shape));
  const taken = new Set(bindings.flatMap(({ first, last }) => (first === last ? [first] : [])));
  return [...shapes].flatMap((name): ErrorBinding[] => {
    const each = bindings.filter(({ shape }) => shape === name);
    const own = each.find(({ first, last }) => first === last) ?? each[0];
    if (own === undefined) return [];
    const status = own.first === own.last ? own.first : freeStatus(own, taken);
    const also = each.flatMap(({ first, last }) =>
      first === last && first === status ? [] : [{ first, last }],
    );
    const { shape, retry } = own;
    return [{ shape, status, ...(also.length === 0 ? {} : { also }), retry }];
  });
}

/** A status that stands for a range: 500 or 400 where they are free, else the first that is. */
function freeStatus({ first, last }: Statuses, taken: ReadonlySet<number>): number {
  const all = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  return (
    [...(last > 499 ? [500] : [400]), ...all].find(
      (status) => status >= first && status <= last && !taken.has(status),
    ) ?? first
  );
}

/** An error under the statuses of one response. */
interface Statuses extends Pick<ErrorBinding, 'shape' | 'retry'> {
  readonly first: number;
  readonly last: number;
}

/** The statuses that a response is for: `404`, `4XX`, or `default`, which is every error. */
function statusesOf(status: string): { readonly first: number; readonly last: number } | null {
  if (/^[45]\d\d$/.test(status)) return { first: Number(status), last: Number(status) };
  if (/^[45]XX$/.test(status)) return { first: Number(status[0]) * 100, last: Number(status[0]) * 100 + 99 };
  return status === 'default' ? { first: 400, last: 599 } : null;
}

function checkResponse(scope: Scope, response: ResponseAt, protocol: Protocol): void {
  const { tree } = response;
  const { report } = scope;
  checkAttribution(tree, exchangeFacts, scope.sources, report);
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

function lowerOutput(scope: Scope, response: ResponseAt): string | null {
  if (memberOf(response.tree, 'content') === undefined) return null;
  const schema = contentSchema(response);
  const end = schema && target(scope.root, schema);
  const kind = end && classify(end.tree);
  if (end !== undefined && ['union', 'choice', 'list', 'map', 'enum'].some((each) => each === kind)) {
    const name = checkedKind(scope, end) === null ? null : scope.names.get(end.pointer);
    if (typeof name === 'string') return name;
  }
  return structureName(scope, response, 'An output that is no object, list or enum', schema);
}

/** The errors of one status: one schema, or a oneOf of several. */
function lowerErrors(scope: Scope, response: ResponseAt): readonly Statuses[] {
  const statuses = statusesOf(response.status);
  if (statuses === null) return [];
  if (memberOf(response.tree, 'content') === undefined) {
    const instead = 'Give it a schema; a client knows an error by its name, which is the name of its schema';
    const what = `the body of the ${response.status}`;
    scope.report(problemAt(response.tree.place, { code: 'missing', what, instead }));
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
    return [{ shape: name, ...statuses, retry: retryOf(tree, statuses.first, scope.report) }];
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

/** What `x-error` says, or what the status lets expect where it says nothing. */
function retryOf(schema: Tree, status: number, report: Report): ErrorBinding['retry'] {
  const stated = memberOf(memberOf(schema, 'x-error'), 'retry');
  const retry = readChoice(stated, 'retry', retries, report);
  if (retry !== undefined) return retry;
  if (status === 429) return 'throttling';
  return status >= 500 ? 'transient' : 'never';
}

function checkDistinct(
  bindings: readonly Statuses[],
  operation: OperationAt,
  protocol: Protocol,
  report: Report,
): void {
  const unsupported = (what: string, instead: string): void =>
    report(problemAt(operation.tree.place, { code: 'unsupported', what, instead }));
  if (protocol.errorNameHeader !== null || protocol.errorNameMembers.length > 0) return;
  const exact = bindings.flatMap(({ first, last }) => (first === last ? [first] : []));
  for (const status of repeated(exact)) {
    const instead = 'Name a header or a member under x-protocol that tells them apart, or keep one of them';
    unsupported(`Several errors under ${status}, with a protocol that does not name errors,`, instead);
  }
}

function repeated<T>(values: readonly T[]): ReadonlySet<T> {
  return new Set(values.filter((value, index) => values.indexOf(value) !== index));
}
