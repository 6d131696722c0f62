import { holds, type Verdict } from '../../check.js';
import { neutralAt, same } from '../../compare.js';
import type { Neutral } from '../../neutral.js';
import { observed } from '../../observe.js';
import { pointerOf } from '../../pointer.js';
import type { Seen, SeenError } from '../../seen.js';
import type { ClientObservation, ClientWorld } from './client-check.js';
import type { Expectation } from './expectation.js';
import { namesOf } from './naming.js';
import { neutralText } from './text.js';

type ErrorExpectation = Extract<Expectation, { kind: 'error' | 'service-error' }>;

export function errorVerdict(
  { contract }: ClientWorld,
  expect: ErrorExpectation,
  { outcome, naming }: Pick<ClientObservation, 'outcome' | 'naming'>,
  broken: (summary: string, actual?: string) => Verdict,
): Verdict {
  if (outcome.kind !== 'error') return broken('The call succeeds.');
  const { error } = outcome;
  if (expect.kind === 'service-error') {
    return isFaultOfCode(error) ? broken('The call fails with an error of the code that reads it.') : holds;
  }
  if (expect.name !== null && !namesOf(error, naming).includes(expect.name))
    return broken('The call fails as another error.');
  if (expect.status !== null && !error.statuses.includes(expect.status)) {
    return broken('The error does not tell the status of the response.');
  }
  // Clients put words of their own around a message.
  if (expect.message !== null && !error.message.includes(expect.message)) {
    return broken('The error does not carry the message.');
  }
  if (expect.members === null) return holds;
  const { shape, value } = expect.members;
  const wanted = value.kind === 'structure' ? value.members : [];
  const found = holders(error.members).map((holder) =>
    observed(contract, { kind: 'ref', name: shape }, holder),
  );
  const carries = (holder: Neutral): boolean =>
    wanted.every(([name, held]) => same(held, neutralAt(holder, pointerOf([name]))));
  return found.some(carries) ? holds : broken('The error does not carry its members.', neutralText(found[0]));
}

/** The error itself, and the objects in it: some clients keep the body of an error in one of its members. */
function holders(members: Seen): readonly Seen[] {
  if (members.kind !== 'object') return [members];
  return [members, ...members.entries.map(([, held]) => held).filter((held) => held.kind === 'object')];
}

/** The errors that JavaScript itself throws; an error of a service is none of them. */
const FAULTS_OF_CODE = ['SyntaxError', 'TypeError', 'RangeError', 'ReferenceError', 'URIError', 'EvalError'];

export function isFaultOfCode({ names, fault }: SeenError): boolean {
  if (fault !== undefined) return fault;
  const [first] = names;
  return first !== undefined && FAULTS_OF_CODE.includes(first);
}
