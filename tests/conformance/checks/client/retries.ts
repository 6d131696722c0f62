import fc from 'fast-check';
import type { ErrorBinding } from '../../../../generated/runtime/contract.js';
import type { Neutral } from '../../neutral.js';
import type { ScriptedResponse } from '../../server/response.js';
import { calmOutputs, inputFor, inputs, json, neutralOutput, success } from './cases.js';
import type { ClientCase, ClientCheck, ClientWorld, RuleChecks } from './client-check.js';
import { errorResponse } from './error-response.js';
import type { Expectation } from './expectation.js';
import { check } from './families.js';

/** Pauses between requests take real time. */
const CASES = 2;

export const throttlingRetried: RuleChecks = (world, clause) =>
  onceRefused(world, clause, 'throttling', retried);

export const transientRetried: RuleChecks = (world, clause) =>
  onceRefused(world, clause, 'transient', retried);

export const permanentNotRetried: RuleChecks = (world, clause) =>
  onceRefused(world, clause, 'never', () => ({ kind: 'not-retried' }));

const retried = (value: Neutral): Expectation => ({ kind: 'retried', value });

/** One second: the least that Retry-After can say. */
const PAUSE = 1;

export const retryAfterHonoured: RuleChecks = (world, clause) => {
  const [throttling, transient] = (['throttling', 'transient'] as const).map((retry) =>
    onceRefused(world, clause, retry, () => ({ kind: 'waited', milliseconds: PAUSE * 1000 }), [
      ['Retry-After', String(PAUSE)],
    ]),
  );
  // One of the others, once: each case takes the whole pause.
  const others = (transient ?? []).slice(0, 1).map((each) => ({ ...each, atMost: 1 }));
  return [...(throttling ?? []), ...others];
};

export const attemptsMade: RuleChecks = (world, clause) =>
  world.operation.errors
    .filter(({ retry }) => retry !== 'never')
    .map((error) => {
      const cases = inputs(world).map(
        (input): ClientCase => ({
          input,
          script: [refusalOf(world, error)],
          twin: null,
          expect: { kind: 'observe-attempts' },
          path: null,
          control: null,
        }),
      );
      return check(world, clause, error.shape, `${error.shape} again and again.`, cases, 1);
    });

/** The first request gets the error, a second one would succeed. */
function onceRefused(
  world: ClientWorld,
  clause: string,
  retry: ErrorBinding['retry'],
  expect: (value: Neutral) => Expectation,
  headers: ScriptedResponse['headers'] = [],
): readonly ClientCheck[] {
  return world.operation.errors
    .filter((error) => error.retry === retry)
    .map((error) => {
      const refusal = refusalOf(world, error);
      const cases = fc.tuple(calmOutputs(world), inputs(world)).map(
        ([output, input]): ClientCase => ({
          input: inputFor(world, input, output),
          script: [{ ...refusal, headers: [...refusal.headers, ...headers] }, success(world, json(output))],
          twin: null,
          expect: expect(neutralOutput(world, output)),
          path: null,
          control: null,
        }),
      );
      return check(world, clause, error.shape, `${error.shape} once, then a success.`, cases, CASES);
    });
}

function refusalOf(world: ClientWorld, { shape, status }: ErrorBinding): ScriptedResponse {
  const { errorNameHeader, errorNameMembers } = world.contract.protocol;
  return errorResponse(world, {
    status,
    header: errorNameHeader === null ? null : [errorNameHeader, shape],
    body: json({
      message: 'Not now.',
      ...(errorNameHeader === null ? { [errorNameMembers[0] ?? 'code']: shape } : {}),
    }),
  });
}
