import fc from 'fast-check';
import type { Delivery, ScriptedResponse } from '../../server/response.js';
import { calmOutputs, caseOf, inputFor, inputs, json, success } from './cases.js';
import type { ClientCase, ClientCheck, ClientWorld, RuleChecks } from './client-check.js';
import { errorResponse } from './error-response.js';
import { anyError, type Expectation } from './expectation.js';
import { check } from './families.js';

/** Some clients try such a request again. */
const CASES = 15;

/** Valid successes that do not arrive whole. `place` is a fraction of the body's length. */
function delivered(
  world: ClientWorld,
  clause: string,
  variant: string | null,
  title: string,
  delivery: (body: Uint8Array, place: number) => Delivery,
  expect: Expectation = anyError,
): ClientCheck {
  const cases = fc
    .tuple(calmOutputs(world), fc.integer({ min: 0, max: 999 }), inputs(world))
    .map(([output, thousandths, input]) => {
      const response = success(world, json(output));
      const place = Math.floor((response.body.length * thousandths) / 1000);
      return caseOf(
        inputFor(world, input, output),
        { ...response, delivery: delivery(response.body, place) },
        expect,
      );
    });
  return check(world, clause, variant, title, cases, CASES);
}

export const cutBody: RuleChecks = (world, clause) => [
  delivered(world, clause, 'middle', 'A body that ends before its Content-Length.', (_, after) => ({
    kind: 'cut',
    after,
    more: 0,
  })),
  delivered(
    world,
    clause,
    'whole-json',
    'A whole document, with a Content-Length that announces more.',
    ({ length }) => ({
      kind: 'cut',
      after: length,
      more: 1,
    }),
  ),
];

export const cutChunkedBody: RuleChecks = (world, clause) => [
  delivered(world, clause, 'middle', 'A chunked body that ends in the middle.', (_, after) => ({
    kind: 'cut-chunked',
    after,
  })),
  delivered(
    world,
    clause,
    'no-last-chunk',
    'A whole document in chunks, without the last one.',
    ({ length }) => ({
      kind: 'cut-chunked',
      after: length,
    }),
  ),
];

export const connectionReset: RuleChecks = (world, clause) => [
  delivered(world, clause, 'before', 'A connection that is reset before the response.', () => ({
    kind: 'reset',
    after: -1,
  })),
  delivered(world, clause, 'within', 'A connection that is reset within the body.', (_, after) => ({
    kind: 'reset',
    after,
  })),
];

export const everyCallEnds: RuleChecks = (world, clause) => {
  const end: Expectation = { kind: 'end' };
  const bare = (status: number, body: string): ScriptedResponse => ({ ...success(world, body), status });
  const odd: readonly ScriptedResponse[] = [
    bare(204, ''),
    bare(205, ''),
    bare(304, ''),
    bare(200, ''),
    bare(200, '['.repeat(20_000)),
    bare(200, '{"a":'.repeat(2000)),
    bare(299, '{}'),
    bare(599, '{}'),
    errorResponse(world, { status: 400, header: null, body: '' }),
    errorResponse(world, { status: 400, header: null, body: 'null' }),
    errorResponse(world, { status: 400, header: null, body: '"x"' }),
    errorResponse(world, { status: 400, header: null, body: '[]' }),
    errorResponse(world, { status: 400, header: null, body: '{"__type":7,"code":[],"message":{}}' }),
    { ...success(world, '{}'), headers: [['Content-Type', 'nonsense']] },
    { ...success(world, '{"a":1}'), delivery: { kind: 'cut', after: 3, more: 0 } },
    { ...success(world, '{"a":1}'), delivery: { kind: 'cut-chunked', after: 3 } },
    { ...success(world, '{"a":1}'), delivery: { kind: 'chunked', size: 1 } },
    { ...success(world, '{"a":1}'), delivery: { kind: 'reset', after: -1 } },
    { ...success(world, '{"a":1}'), delivery: { kind: 'reset', after: 3 } },
  ];
  const cases = fc
    .tuple(fc.constantFrom(...odd), inputs(world))
    .map(([response, input]): ClientCase => caseOf(input, response, end));
  return [
    check(world, clause, 'odd-responses', 'Responses that few services would send.', cases, 60),
    delivered(
      world,
      clause,
      'chunked',
      'A valid success, byte by byte.',
      () => ({ kind: 'chunked', size: 1 }),
      end,
    ),
  ];
};
