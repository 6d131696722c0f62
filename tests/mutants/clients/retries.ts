import { AsyncLocalStorage } from 'node:async_hooks';
import { rest } from '../mutant.js';
import { type ClientMutant, type Facts, failing, inTurn, mutant, ok, typed } from './client.js';
import { type Change, isPassing, type Outcome, retryAfter, type Steps } from './reference.js';

function retry(facts: Facts, change: Change): ClientMutant {
  return mutant({ level: 'SHOULD', ...facts, name: `retry-${facts.name}`, change });
}

const throttled = failing(429, typed('ThrottlingException'), { message: 'Slow down' });
const broken = failing(500, typed('InternalServerException'), { message: 'Sorry' });
const refused = failing(400, typed('ValidationException'), { message: 'No' });
const waiting = failing(
  429,
  { ...typed('ThrottlingException'), 'retry-after': '1' },
  { message: 'Slow down' },
);
const unavailable = failing(
  500,
  { ...typed('InternalServerException'), 'retry-after': '1' },
  { message: 'Sorry' },
);

function statusOf(outcome: Outcome): number {
  return outcome.kind === 'received' ? outcome.received.status : 0;
}

export const retries: readonly ClientMutant[] = [
  retry(
    {
      name: 'never',
      title: 'Asks once, whatever happens',
      met: '`fetch` by itself',
      breaks: [rest('throttling-retried'), rest('transient-retried')],
      witness: inTurn(throttled, ok()),
    },
    () => ({ retry: () => null }),
  ),
  retry(
    {
      name: 'not-throttling',
      title: 'Does not ask again where it was throttled',
      met: 'retries for 5xx only, the default of most libraries',
      breaks: [rest('throttling-retried')],
      witness: inTurn(throttled, ok()),
    },
    (reference) => ({
      retry: (outcome, attempt) => (statusOf(outcome) === 429 ? null : reference.retry(outcome, attempt)),
    }),
  ),
  retry(
    {
      name: 'throttling-only',
      title: 'Asks again only where it was throttled',
      met: 'an interceptor for 429',
      breaks: [rest('transient-retried')],
      witness: inTurn(broken, ok()),
    },
    (reference) => ({
      retry: (outcome, attempt) => (statusOf(outcome) === 429 ? reference.retry(outcome, attempt) : null),
    }),
  ),
  retry(
    {
      name: 'gateways-only',
      title: 'Does not ask again after 500',
      met: 'a list of statuses: 502, 503, 504',
      breaks: [rest('transient-retried')],
      witness: inTurn(broken, ok()),
    },
    (reference) => ({
      retry: (outcome, attempt) => (statusOf(outcome) === 500 ? null : reference.retry(outcome, attempt)),
    }),
  ),
  retry(
    {
      name: 'all-errors',
      title: 'Asks again after every error',
      met: '`retry(3, () => call())`, p-retry',
      breaks: [rest('permanent-not-retried')],
      witness: refused,
    },
    () => ({ retry: (outcome, attempt) => (attempt < 3 && statusOf(outcome) !== 200 ? 20 : null) }),
  ),
  retry(
    {
      name: 'not-found-again',
      title: 'Asks again where there is no such task',
      met: 'patience with a service that is consistent in the end',
      breaks: [rest('permanent-not-retried')],
      witness: failing(404, typed('ResourceNotFoundException'), { message: 'No' }),
    },
    (reference) => ({
      retry: (outcome, attempt) =>
        statusOf(outcome) === 404 && attempt < 4 ? 5 : reference.retry(outcome, attempt),
    }),
  ),
  retry(
    {
      name: 'successes-too',
      title: 'Asks again until the import is over',
      met: 'a waiter where a call was meant',
      breaks: [rest('valid-output'), rest('every-call-ends')],
      level: 'MUST',
      witness: inTurn(ok(), ok({ status: 'SUCCEEDED' })),
    },
    (reference) => ({
      retry(outcome, attempt) {
        if (outcome.kind === 'broken' || statusOf(outcome) !== 200) return reference.retry(outcome, attempt);
        const over = /"status"\s*:\s*"(SUCCEEDED|FAILED|CANCELLED)"/.test(
          Buffer.from(outcome.received.body).toString(),
        );
        return over ? null : 50;
      },
    }),
  ),
  retry(
    {
      name: 'forever',
      title: 'Asks again without end',
      met: '`while (true)`, infinite backoff',
      breaks: [rest('every-call-ends')],
      level: 'MUST',
      witness: throttled,
    },
    (reference) => ({
      retry: (outcome) => (isPassing(outcome) ? (reference.retry(outcome, 1) ?? 20) : null),
    }),
  ),
  retry(
    {
      name: 'gives-up-empty',
      title: 'Returns nothing when all attempts are used up',
      met: 'a loop that ends, and no line after it',
      breaks: [rest('error-status-never-data'), rest('error-by-header')],
      level: 'MUST',
      witness: throttled,
    },
    (reference) => ({
      conclude: (received, steps) =>
        received.status === 429 || received.status >= 500 ? undefined : reference.conclude(received, steps),
    }),
  ),
  retry(
    {
      name: 'keeps-first-error',
      title: 'Asks again, and throws the first error all the same',
      met: 'an error that is kept for the end of the loop',
      breaks: [rest('throttling-retried'), rest('transient-retried')],
      witness: inTurn(throttled, ok()),
    },
    (reference) => {
      const errors = new AsyncLocalStorage<Outcome[]>();
      return {
        around: (call) => (endpoint, input) => errors.run([], () => call(endpoint, input)),
        retry(outcome, attempt) {
          if (isPassing(outcome)) errors.getStore()?.push(outcome);
          return reference.retry(outcome, attempt);
        },
        conclude(received, steps) {
          const first = errors.getStore()?.[0];
          return reference.conclude(first?.kind === 'received' ? first.received : received, steps);
        },
      };
    },
  ),
  retry(
    {
      name: 'at-once',
      title: 'Does not look at Retry-After',
      met: 'a backoff of its own',
      breaks: [rest('retry-after-honoured')],
      witness: inTurn(waiting, ok()),
    },
    (reference) => ({
      retry: (outcome, attempt) => (reference.retry(outcome, attempt) === null ? null : 10 * 2 ** attempt),
    }),
  ),
  retry(
    {
      name: 'after-milliseconds',
      title: 'Takes Retry-After for milliseconds',
      met: '`setTimeout(again, header)`',
      breaks: [rest('retry-after-honoured')],
      witness: inTurn(waiting, ok()),
    },
    (reference) => ({
      retry(outcome, attempt) {
        if (reference.retry(outcome, attempt) === null) return null;
        return outcome.kind === 'received' ? Math.max(20, retryAfter(outcome.received) / 1000) : 20;
      },
    }),
  ),
  retry(
    {
      name: 'after-capped',
      title: 'Waits as Retry-After says, and never longer than a tenth of a second',
      met: 'a limit to backoff that applies to the header too',
      breaks: [rest('retry-after-honoured')],
      witness: inTurn(waiting, ok()),
    },
    (reference) => ({
      retry(outcome, attempt) {
        const wait = reference.retry(outcome, attempt);
        return wait === null ? null : Math.min(100, wait);
      },
    }),
  ),
  retry(
    {
      name: 'after-throttling-only',
      title: 'Looks at Retry-After only where it was throttled',
      met: 'the header read in the branch for 429',
      breaks: [rest('retry-after-honoured')],
      witness: inTurn(unavailable, ok()),
    },
    (reference) => ({
      retry(outcome, attempt) {
        const wait = reference.retry(outcome, attempt);
        return wait === null || statusOf(outcome) === 429 ? wait : 20;
      },
    }),
  ),
  retry(
    {
      name: 'path-grows',
      title: 'Appends its path once more with each attempt',
      met: 'a URL that lives longer than an attempt, `url.pathname += path`',
      breaks: [rest('throttling-retried'), rest('transient-retried')],
      witness: inTurn(throttled, ok()),
    },
    ({ send }) => ({ send: growing(send) }),
  ),
  retry(
    {
      name: 'after-dates-only',
      title: 'Reads Retry-After as a date only',
      met: '`new Date(header) - Date.now()`',
      breaks: [rest('retry-after-honoured')],
      witness: inTurn(waiting, ok()),
    },
    (reference) => ({
      retry(outcome, attempt) {
        const wait = reference.retry(outcome, attempt);
        return wait !== null && outcome.kind === 'received' && !/[A-Z]/.test(String(retryAfterText(outcome)))
          ? 20
          : wait;
      },
    }),
  ),
];

function growing(send: Steps['send']): Steps['send'] {
  const refused = new Map<string, string>();
  return async (method, endpoint, path) => {
    const asked = (refused.get(path) ?? '') + path;
    const received = await send(method, endpoint, asked);
    if (received.status === 429 || received.status >= 500) refused.set(path, asked);
    else refused.delete(path);
    return received;
  };
}

function retryAfterText(outcome: Extract<Outcome, { kind: 'received' }>): string | undefined {
  return outcome.received.headers.find(([name]) => name.toLowerCase() === 'retry-after')?.[1];
}
