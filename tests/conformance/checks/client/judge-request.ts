import { holds, type Verdict } from '../../check.js';
import type { SeenRequest } from '../../server/scripted-server.js';
import type { ClientObservation } from './client-check.js';
import type { Expectation, Query } from './expectation.js';

type RequestExpectation = Extract<
  Expectation,
  { kind: 'request' | 'label-kept-or-refused' | 'nothing-sent' | 'retried' | 'not-retried' | 'waited' }
>;

/** Clocks and timers are not exact to the millisecond. */
const CLOCK = 20;

export function requestVerdict(
  expect: RequestExpectation,
  { outcome, requests }: ClientObservation,
  broken: (summary: string, actual?: string) => Verdict,
): Verdict {
  const [first, second] = requests;
  const sent = first === undefined ? 'no request' : `${first.method} ${first.path}`;
  switch (expect.kind) {
    case 'request':
      if (first === undefined) return broken('The client sends no request.');
      if (first.method !== expect.method) return broken('The request has another method.', sent);
      if (!sameSegments(first, expect.segments)) return broken('The request has another path.', sent);
      return hasQuery(first, expect.query) ? holds : broken('The request lacks a query parameter.', sent);
    case 'label-kept-or-refused':
      if (first === undefined) {
        return outcome.kind === 'error'
          ? holds
          : broken('The client sends no request, and tells of no error.');
      }
      return sameSegments(first, expect.segments)
        ? holds
        : broken('The label arrives as something else.', sent);
    case 'nothing-sent':
      return first === undefined && outcome.kind === 'error' ? holds : broken('The request is sent.', sent);
    case 'retried':
      if (second === undefined) return broken('The request is not sent again.', count(requests));
      return repeats(requests) ? holds : broken('Another request is sent again.', requestsText(requests));
    case 'not-retried':
      return second === undefined ? holds : broken('The request is sent again.', count(requests));
    case 'waited': {
      if (first === undefined || second === undefined)
        return { kind: 'observed', behaviour: 'does not try again' };
      if (!repeats(requests)) return broken('Another request is sent again.', requestsText(requests));
      const waited = Math.round(second.at - first.at);
      return waited >= expect.milliseconds - CLOCK
        ? holds
        : broken('The second request comes too soon.', `a second request after ${waited} ms`);
    }
  }
}

/** Whether each request asks what the first one asked. */
function repeats([first, ...further]: readonly SeenRequest[]): boolean {
  return further.every(({ method, path }) => method === first?.method && path === first.path);
}

function requestsText(requests: readonly SeenRequest[]): string {
  return requests.map(({ method, path }) => `${method} ${path}`).join(', then ');
}

function count(requests: readonly SeenRequest[]): string {
  return requests.length === 1 ? '1 request' : `${requests.length} requests`;
}

/** Segment by segment, so that neither a slash in a label nor another way of escaping makes two paths equal. */
function sameSegments({ path }: SeenRequest, segments: readonly string[]): boolean {
  const raw = path.split('?', 1)[0]?.split('/').slice(1) ?? [];
  return raw.length === segments.length && raw.every((segment, at) => decoded(segment) === segments[at]);
}

function decoded(segment: string): string | null {
  try {
    return decodeURIComponent(segment);
  } catch {
    return null;
  }
}

function hasQuery({ path }: SeenRequest, query: Query): boolean {
  const found = new URLSearchParams(path.slice(path.split('?', 1)[0]?.length ?? 0));
  return query.every(([name, value]) => found.getAll(name).includes(value));
}
