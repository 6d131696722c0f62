import type { Verdict } from '../../check.js';
import { holds } from '../../check.js';
import { differences, same } from '../../compare.js';
import type { Neutral } from '../../neutral.js';
import { observedAt } from '../../observe.js';
import { parentOf } from '../../pointer.js';
import type { Seen } from '../../seen.js';
import type { CallOutcome } from '../../targets/target.js';
import type { ClientCase, ClientObservation, ClientWorld } from './client-check.js';
import type { Expectation } from './expectation.js';
import { expectationText } from './expectation-text.js';
import { behaviourOf } from './judge-behaviour.js';
import { errorVerdict } from './judge-error.js';
import { requestVerdict } from './judge-request.js';
import { pollution, seenAt } from './seen-output.js';
import { neutralText, outcomeText, seenText } from './text.js';

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
      return twinVerdict(world, observation, expect.at, broken);
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
    case 'retried': {
      const verdict = requestVerdict(expect, observation, broken);
      return verdict.kind === 'holds' ? outputVerdict(world, [expect.value], null, outcome, expect) : verdict;
    }
    case 'request':
    case 'label-kept-or-refused':
    case 'nothing-sent':
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
  if (outcome.kind !== 'output') {
    return {
      kind: 'broken',
      summary: 'The call fails.',
      expected: expectationText(expect),
      actual: outcomeText(outcome),
      ...(at === null ? {} : { path: at }),
    };
  }
  const actual = observedAt(contract, output, outcome.seen, at ?? '');
  if (values.some((value) => same(value, actual))) return holds;
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
  { contract, output }: ClientWorld,
  { outcome, twin }: ClientObservation,
  at: string,
  broken: (summary: string, actual?: string, path?: string) => Verdict,
): Verdict {
  if (outcome.kind !== 'output') return broken('The call fails.', outcomeText(outcome), at);
  if (twin?.kind !== 'output') return holds;
  const [here, there] = [seenAt(outcome.seen, at), seenAt(twin.seen, at)];
  // What a client adds of itself, such as the time a call took, may differ: around the member only the model counts.
  const around = [outcome.seen, twin.seen].map((seen) => observedAt(contract, output, seen, parentOf(at)));
  return sameLook(here) === sameLook(there) && same(around[0], around[1])
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
