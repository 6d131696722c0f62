import { type Neutral, neutralJson } from '../../neutral.js';
import { inShort } from '../../observe.js';
import { render } from '../../render.js';
import type { Seen, SeenError } from '../../seen.js';
import type { CallOutcome } from '../../targets/target.js';
import type { Expectation } from './expectation.js';

/** The wording of what clients do, and of what they should have done. */

export function neutralText(value: Neutral | undefined): string {
  return value === undefined ? 'nothing' : cut(render(neutralJson(value)), LONGEST_VALUE);
}

export function outcomeText(outcome: CallOutcome): string {
  switch (outcome.kind) {
    case 'output':
      return `the output ${seenText(outcome.seen)}`;
    case 'error':
      return seenErrorText(outcome.error);
    case 'silent':
      return `nothing within ${outcome.milliseconds} ms`;
    case 'died':
      return outcome.how;
  }
}

/** A value as JavaScript would write it, Dates and bigints included; cut where it gets long. */
export function seenText(seen: Seen): string {
  return cut(written(seen), LONGEST_OUTPUT);
}

const LONGEST_OUTPUT = 600;
/** Far more than a person reads, and than the whole of an ordinary output: what is longer was made to be long. */
const LONGEST_VALUE = 4000;

function cut(text: string, longest: number): string {
  return text.length <= longest
    ? text
    : `${text.slice(0, longest)}… (${text.length.toLocaleString('en')} characters in all)`;
}

function written(seen: Seen): string {
  switch (seen.kind) {
    case 'string':
      return JSON.stringify(seen.value);
    case 'list':
      return `[${seen.items.map(written).join(', ')}]`;
    case 'object':
      return seen.entries.length === 0
        ? '{}'
        : `{ ${seen.entries.map(([name, held]) => `${nameText(name)}: ${written(held)}`).join(', ')} }`;
    default:
      return inShort(seen);
  }
}

function nameText(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
}

function seenErrorText({ names, message, statuses }: SeenError): string {
  const status = statuses[0] === undefined ? '' : `, status ${statuses[0]}`;
  return `the error ${names[0] ?? 'without a name'}${message === '' ? '' : `: ${message}`}${status}`;
}

export function errorText({
  name,
  status,
  message,
  members,
}: Extract<Expectation, { kind: 'error' }>): string {
  return [
    name === null ? 'an error' : `the error ${name}`,
    status === null ? '' : ` with status ${status}`,
    message === null ? '' : ` with the message ${JSON.stringify(message)}`,
    members === null ? '' : ` with ${neutralText(members.value)}`,
  ].join('');
}
