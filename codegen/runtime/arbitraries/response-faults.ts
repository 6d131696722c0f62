import fc from 'fast-check';
import type { ErrorBinding, Operation } from '../contract.js';
import { type HttpResponse, successesOf } from '../http.js';
import { stringifyJson } from '../json.js';
import type { BodyFault } from '../json-body.js';
import { faultsIn } from './faults/index.js';
import { type Kit, NEARBY } from './kit.js';
import { errorResponseOf, headersOf, responsesOf } from './responses.js';
import { undecodables } from './undecodable.js';

/** A response that breaks one clause, and where its body does. */
export interface FaultyResponse {
  readonly response: HttpResponse;
  /** JSON Pointer into the body; empty where the response is broken as a whole. */
  readonly path: string;
}

/** A named way in which a response is broken, in one clause and no other. */
export interface ResponseFault {
  /** `CLAUSE/WAY`: unique among the faults of one operation and mode, and stable. */
  readonly id: string;
  readonly clause: string;
  /** What a person reads in a report. */
  readonly title: string;
  /** The value in the body, the body as text, or what HTTP says around it. */
  readonly part: 'value' | 'text' | 'exchange';
  /** The structure of the error that the response would otherwise be; null where it would be a success. */
  readonly error: string | null;
  readonly arbitrary: fc.Arbitrary<FaultyResponse>;
}

/** The faults of an operation's success and of its errors, as far as the contract has their clauses. */
export function responseFaultsIn(kit: Kit, operation: Operation): readonly ResponseFault[] {
  const clauses = new Set(kit.model.contract.clauses.map((clause) => clause.id));
  const all = [
    ...successFaults(kit, operation),
    ...exchangeFaults(kit, operation),
    ...operation.errors.flatMap((binding) => errorFaults(kit, binding)),
  ];
  const distinct = new Map<string, ResponseFault>();
  for (const fault of all)
    if (clauses.has(fault.clause) && !distinct.has(fault.id)) distinct.set(fault.id, fault);
  return [...distinct.values()];
}

function successFaults(kit: Kit, operation: Operation): readonly ResponseFault[] {
  const { output } = operation;
  if (output === null) return [];
  const answer = answering(kit, operation.http.status, {});
  return [
    ...valueFaults(kit, output, null, answer),
    ...textFaults(kit, output, (fault) => `undecodable-success-${fault}`, null, answer),
  ];
}

/** The name of the error stands in a header, so that the body can be anything. */
function errorFaults(kit: Kit, { shape, status }: ErrorBinding): readonly ResponseFault[] {
  const { errorNameHeader } = kit.model.contract.protocol;
  if (errorNameHeader === null) return [];
  const answer = answering(kit, status, { [errorNameHeader]: shape });
  const rule = (fault: BodyFault): string => (fault === 'not-utf8' ? 'body-is-utf8' : 'body-is-json');
  return [...valueFaults(kit, shape, shape, answer), ...textFaults(kit, shape, rule, shape, answer)];
}

interface Content {
  readonly body: string | Uint8Array;
  readonly path: string;
}

type Answer = (contents: fc.Arbitrary<Content>) => fc.Arbitrary<FaultyResponse>;

function answering(kit: Kit, status: number, naming: Readonly<Record<string, string>>): Answer {
  return (contents) =>
    fc.tuple(contents, headersOf(kit, true)).map(([{ body, path }, headers]) => ({
      response: { status, headers: { ...headers, ...naming }, body },
      path,
    }));
}

function valueFaults(
  kit: Kit,
  shape: string,
  error: string | null,
  answer: Answer,
): readonly ResponseFault[] {
  return faultsIn(kit, shape)
    .filter((fault) => fault.json)
    .map(({ id, clause, title, arbitrary }) => ({
      id,
      clause,
      title,
      part: 'value',
      error,
      arbitrary: answer(arbitrary.map(({ value, path }) => ({ body: stringifyJson(value), path }))),
    }));
}

/** Bodies that are no JSON. Where the protocol has no clause that says so, they break the type of what they should hold. */
function textFaults(
  kit: Kit,
  shape: string,
  ruleOf: (fault: BodyFault) => string,
  error: string | null,
  answer: Answer,
): readonly ResponseFault[] {
  const texts = kit.value({ kind: 'ref', name: shape }, NEARBY).map(stringifyJson);
  // A header may say all there is to say of an error, so its body may be empty.
  const ways = undecodables(texts).filter(({ fault }) => error === null || fault !== 'empty');
  return ways.map(({ fault, way, title, bodies }) => {
    const rule = ruleOf(fault);
    const known = kit.model.contract.clauses.find((each) => each.kind === 'protocol' && each.rule === rule);
    const clause = known?.id ?? `${shape}#type`;
    return {
      id: error === null ? `${clause}/${way}` : `${clause}/${error}/${way}`,
      clause,
      title: `The body ${title}${error === null ? '' : ` (${error})`}`,
      part: 'text',
      error,
      arbitrary: answer(bodies.map((body) => ({ body, path: '' }))),
    };
  });
}

/** Valid bodies under a wrong status or a wrong content type. */
function exchangeFaults(kit: Kit, operation: Operation): readonly ResponseFault[] {
  const { id, http, errors } = operation;
  const fault = (
    rule: string,
    way: string,
    title: string,
    error: string | null,
    responses: fc.Arbitrary<HttpResponse>,
  ): ResponseFault => ({
    id: `${id}#${rule}/${way}`,
    clause: `${id}#${rule}`,
    title: `${id} ${title}`,
    part: 'exchange',
    error,
    arbitrary: responses.map((response) => ({ response, path: '' })),
  });
  const successes = responsesOf(kit, operation);
  const statuses = fc.constantFrom(
    ...[200, 201, 202, 203, 206].filter((status) => !successesOf(operation).includes(status)),
  );
  return [
    fault('status', 'other-success', 'succeeds with another status', null, under(successes, statuses)),
    ...(operation.output === null
      ? []
      : [
          fault(
            'content-type',
            'other',
            'succeeds with another content type',
            null,
            typed(successes, OTHER_TYPES),
          ),
          fault(
            'content-type',
            'absent',
            'succeeds without a content type',
            null,
            typed(successes, [undefined]),
          ),
        ]),
    ...errors.flatMap((binding) => {
      const { shape, status } = binding;
      const responses = errorResponseOf(kit, binding).map(({ response }) => response);
      const others = fc.constantFrom(
        ...[400, 403, 404, 418, 429, 500, 503].filter((each) => each !== status),
      );
      return [
        fault(
          `error:${shape}`,
          'other-status',
          `answers ${shape} with another status`,
          shape,
          under(responses, others),
        ),
        fault(
          `error:${shape}`,
          'success',
          `answers ${shape} with the status of success`,
          shape,
          under(responses, fc.constant(http.status)),
        ),
      ];
    }),
  ];
}

const OTHER_TYPES = ['text/html', 'text/plain', 'application/xml', 'application/octet-stream', ''];

function under(
  responses: fc.Arbitrary<HttpResponse>,
  statuses: fc.Arbitrary<number>,
): fc.Arbitrary<HttpResponse> {
  return fc.tuple(responses, statuses).map(([response, status]) => ({ ...response, status }));
}

function typed(
  responses: fc.Arbitrary<HttpResponse>,
  types: readonly (string | undefined)[],
): fc.Arbitrary<HttpResponse> {
  return fc.tuple(responses, fc.constantFrom(...types)).map(([response, type]) => {
    const others = Object.entries(response.headers).filter(([name]) => name.toLowerCase() !== 'content-type');
    return {
      ...response,
      headers: Object.fromEntries(type === undefined ? others : [...others, ['content-type', type]]),
    };
  });
}
