import type { Verdict } from '../../check.js';
import { holds } from '../../check.js';
import { differences, neutralAt } from '../../compare.js';
import type { Neutral } from '../../neutral.js';
import { observed } from '../../observe.js';
import { render } from '../../render.js';
import type { Seen } from '../../seen.js';
import type { CallOutcome } from '../../targets/target.js';
import type { ClientCase, ClientObservation, ClientWorld } from './client-check.js';
import type { Expectation } from './expectation.js';
import { errorVerdict, isFaultOfCode } from './judge-error.js';
import { requestVerdict } from './judge-request.js';
import { namesOf } from './naming.js';
import { pollution, seenAt } from './seen-output.js';
import { errorText, neutralText, outcomeText, seenText } from './text.js';

/** Holds what became of a call against what had to become of it. */
export function judgeClient(world: ClientWorld): (tried: ClientCase, seen: ClientObservation) => Verdict {
  return (tried, observation) => {
    const { outcome } = observation;
    if (outcome.kind === 'silent' || outcome.kind === 'died') {
      return {
        kind: 'broken',
        summary: outcome.kind === 'silent' ? 'The call does not end.' : 'The client comes down.',
        expected: expectationText(tried.expect),
        actual: outcomeText(outcome),
      };
    }
    return verdictOn(world, tried, observation);
  };
}

function verdictOn(world: ClientWorld, tried: ClientCase, observation: ClientObservation): Verdict {
  const { expect } = tried;
  const { outcome } = observation;
  const broken = (summary: string, actual = outcomeText(outcome), path?: string): Verdict => ({
    kind: 'broken',
    summary,
    expected: expectationText(expect),
    actual,
    ...(path === undefined ? {} : { path }),
  });
  switch (expect.kind) {
    case 'end':
      return holds;
    case 'some-output':
      return outcome.kind === 'output' ? holds : broken('The call fails.');
    case 'output':
      return outputVerdict(world, [expect.value], expect.at, outcome, expect);
    case 'output-among':
      return outputVerdict(world, expect.values, expect.at, outcome, expect);
    case 'same-as-twin':
      return twinVerdict(observation, expect.at, broken);
    case 'error':
    case 'service-error':
      return errorVerdict(world, expect, observation, broken);
    case 'unpolluted': {
      const found = [
        ...observation.polluted,
        ...(outcome.kind === 'output' ? pollution(outcome.seen, expect.names) : []),
      ];
      return found.length === 0
        ? holds
        : broken('Data of the response got into a prototype.', found.join(', '));
    }
    case 'request':
    case 'label-kept-or-refused':
    case 'nothing-sent':
    case 'retried':
    case 'not-retried':
    case 'waited':
      return requestVerdict(expect, observation, broken);
    default:
      return {
        kind: 'observed',
        behaviour: behaviourOf(world, expect, observation),
        ...(expect.kind === 'observe-place' ? { towards: expect.what } : {}),
      };
  }
}

/** An output in which the place holds one of the values; the first is the one to tell of. */
function outputVerdict(
  { contract, output }: ClientWorld,
  values: readonly (Neutral | undefined)[],
  at: string | null,
  outcome: CallOutcome,
  expect: Expectation,
): Verdict {
  const expected = expectationText(expect);
  if (outcome.kind !== 'output') {
    return {
      kind: 'broken',
      summary: 'The call fails.',
      expected,
      actual: outcomeText(outcome),
      ...(at === null ? {} : { path: at }),
    };
  }
  const whole = observed(contract, output, outcome.seen);
  const actual = at === null ? whole : neutralAt(whole, at);
  if (values.some((value) => differences(value, actual).length === 0)) return holds;
  const [first] = differences(values[0], actual);
  const path = (at ?? '') + (first?.path ?? '');
  return {
    kind: 'broken',
    summary: `${path === '' ? 'The output' : path} is not what was sent.`,
    expected: neutralText(first?.expected),
    actual: neutralText(first?.actual),
    path,
  };
}

function twinVerdict(
  { outcome, twin }: ClientObservation,
  at: string,
  broken: (summary: string, actual?: string, path?: string) => Verdict,
): Verdict {
  if (outcome.kind !== 'output') return broken('The call fails.', outcomeText(outcome), at);
  if (twin?.kind !== 'output') return holds;
  const [here, there] = [seenAt(outcome.seen, at), seenAt(twin.seen, at)];
  return sameLook(here) === sameLook(there)
    ? holds
    : broken(
        'The output differs from the one without the member.',
        `${placeText(here)}, and without the member ${placeText(there)}`,
        at,
      );
}

/** A member that is undefined is absent, and the order of members says nothing. */
function sameLook(seen: Seen | undefined): string {
  if (seen?.kind === 'list') return `[${seen.items.map(sameLook).join()}]`;
  if (seen?.kind !== 'object')
    return seen === undefined || seen.kind === 'undefined' ? '' : JSON.stringify(seen);
  const entries = seen.entries
    .map(([name, held]) => [name, sameLook(held)])
    .filter(([, look]) => look !== '');
  return JSON.stringify(entries.sort());
}

function placeText(seen: Seen | undefined): string {
  return seen === undefined ? 'absent' : seenText(seen);
}

/** What the target does where nothing says what it should do. */
function behaviourOf(
  { contract, output }: ClientWorld,
  expect: Extract<Expectation, { kind: `observe-${string}` }>,
  { outcome, naming }: ClientObservation,
): string {
  switch (expect.kind) {
    case 'observe-request-id':
      if (outcome.kind !== 'error') return 'no error';
      return outcome.error.requestIds.includes(expect.id) ? 'told' : 'not told';
    case 'observe-error': {
      if (outcome.kind !== 'error') return 'no error';
      const names = namesOf(outcome.error, naming);
      return expect.names.find(([, name]) => names.includes(name))?.[0] ?? 'neither';
    }
    case 'observe-output': {
      if (outcome.kind !== 'output') return refusal(outcome);
      const whole = observed(contract, output, outcome.seen);
      const actual = expect.at === null ? whole : neutralAt(whole, expect.at);
      return (
        expect.readings.find(({ value }) => differences(value, actual).length === 0)?.behaviour ??
        'changes silently'
      );
    }
    case 'observe-place': {
      if (outcome.kind !== 'output') return refusal(outcome);
      const place = seenAt(outcome.seen, expect.at);
      const actual = neutralAt(observed(contract, output, outcome.seen), expect.at);
      return place === undefined || place.kind === 'undefined' || place.kind === 'null'
        ? 'left out'
        : samePlain(place, expect.sent)
          ? 'passes through'
          : actual?.kind === 'bad'
            ? 'passes through in another form'
            : 'coerces (a silent change)';
    }
  }
}

function refusal(outcome: Exclude<CallOutcome, { kind: 'output' }>): string {
  return outcome.kind === 'error' && isFaultOfCode(outcome.error)
    ? 'rejects (with an error of code)'
    : 'rejects';
}

/** Whether what a program got is the JSON value that was sent. */
function samePlain(seen: Seen, sent: unknown): boolean {
  switch (seen.kind) {
    case 'number':
      return seen.value === (typeof sent === 'bigint' ? Number(sent) : sent);
    case 'string':
    case 'boolean':
      return seen.value === sent;
    case 'bigint':
      return typeof sent === 'bigint' && seen.digits === String(sent);
    case 'list':
      return (
        Array.isArray(sent) &&
        sent.length === seen.items.length &&
        seen.items.every((item, at) => samePlain(item, sent[at]))
      );
    case 'object':
      return (
        typeof sent === 'object' &&
        sent !== null &&
        !Array.isArray(sent) &&
        seen.entries.length === Object.keys(sent).length &&
        seen.entries.every(([name, held]) => samePlain(held, (sent as Record<string, unknown>)[name]))
      );
    default:
      return false;
  }
}

/** What was expected, in words or as JSON. */
export function expectationText(expect: Expectation): string {
  switch (expect.kind) {
    case 'output':
      return expect.at === null
        ? neutralText(expect.value)
        : `an output with ${neutralText(expect.value)} at ${expect.at || 'the root'}`;
    case 'output-among':
      return `an output with ${[...new Set(expect.values.map(neutralText))].join(' or ')} at ${expect.at || 'the root'}`;
    case 'some-output':
      return 'an output';
    case 'same-as-twin':
      return 'the same output as without the member';
    case 'error':
      return errorText(expect);
    case 'service-error':
      return 'an error of the service';
    case 'end':
      return 'an output or an error';
    case 'unpolluted':
      return 'no change to any prototype';
    case 'request':
      return `${expect.method} /${expect.segments.map(encodeURIComponent).join('/')}${expect.query.length === 0 ? '' : `?${new URLSearchParams(Object.fromEntries(expect.query))}`}`;
    case 'label-kept-or-refused':
      return `/${expect.segments.map(encodeURIComponent).join('/')}, or an error before anything is sent`;
    case 'nothing-sent':
      return 'an error before anything is sent';
    case 'retried':
      return 'a second request';
    case 'not-retried':
      return 'one request';
    case 'waited':
      return `a second request after ${expect.milliseconds} ms or more`;
    case 'observe-output':
      return expect.readings.map(({ behaviour }) => behaviour).join(', or ');
    case 'observe-place':
      return `${render(expect.sent)} refused, converted or passed through`;
    case 'observe-error':
      return expect.names.map(([behaviour]) => behaviour).join(', or ');
    case 'observe-request-id':
      return `the request id ${expect.id}`;
  }
}
