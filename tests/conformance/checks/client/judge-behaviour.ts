import { same } from '../../compare.js';
import { observedAt } from '../../observe.js';
import type { Seen } from '../../seen.js';
import type { CallOutcome } from '../../targets/target.js';
import type { ClientObservation, ClientWorld } from './client-check.js';
import type { Expectation } from './expectation.js';
import { isFaultOfCode } from './judge-error.js';
import { namesOf } from './naming.js';
import { seenAt } from './seen-output.js';

/** What the target does where nothing says what it should do. */
export function behaviourOf(
  { contract, output }: ClientWorld,
  expect: Extract<Expectation, { kind: `observe-${string}` }>,
  { outcome, naming, requests }: ClientObservation,
): string {
  switch (expect.kind) {
    case 'observe-attempts':
      return requests.length === 1 ? '1 request' : `${requests.length} requests`;
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
      const actual = observedAt(contract, output, outcome.seen, expect.at ?? '');
      return expect.readings.find(({ value }) => same(value, actual))?.behaviour ?? 'changes silently';
    }
    case 'observe-place': {
      if (outcome.kind !== 'output') return refusal(outcome);
      const place = seenAt(outcome.seen, expect.at);
      const actual = observedAt(contract, output, outcome.seen, expect.at);
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
