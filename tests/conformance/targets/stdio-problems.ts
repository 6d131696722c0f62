import type { NoAnswer } from './target.js';

/** What a driver did instead of giving an answer. */
export type Mishap =
  | { readonly kind: 'not-started'; readonly message: string }
  | { readonly kind: 'exited'; readonly code: number | null; readonly signal: string | null }
  | { readonly kind: 'silent'; readonly milliseconds: number }
  | { readonly kind: 'no-message'; readonly line: string; readonly lacks: string }
  | { readonly kind: 'no-answer'; readonly line: string; readonly lacks: string }
  | { readonly kind: 'unknown-id'; readonly id: number }
  | { readonly kind: 'answered-twice'; readonly id: number }
  | { readonly kind: 'flood'; readonly stream: 'stdout' | 'stderr'; readonly bytes: number }
  | { readonly kind: 'not-utf8' }
  /** It closed its standard output, and lives on. */
  | { readonly kind: 'closed' };

/** A mishap, and the last that the driver wrote to stderr. */
export interface Ending {
  readonly mishap: Mishap;
  readonly stderr: string;
}

/** In words, with the driver as `it`. */
export function endingText({ mishap, stderr }: Ending): string {
  return stderr === '' ? mishapText(mishap) : `${mishapText(mishap)}; its last words on stderr: ${stderr}`;
}

function mishapText(mishap: Mishap): string {
  switch (mishap.kind) {
    case 'not-started':
      return `it could not be started (${mishap.message})`;
    case 'exited':
      return mishap.signal === null
        ? `it ended with exit code ${mishap.code}`
        : `it was ended by the signal ${mishap.signal}`;
    case 'silent':
      return `it said nothing within ${mishap.milliseconds} ms`;
    case 'no-message':
      return `it printed a line that ${mishap.lacks}: ${shown(mishap.line)}`;
    case 'no-answer':
      return `it gave an answer that ${mishap.lacks}: ${shown(mishap.line)}`;
    case 'unknown-id':
      return `it answered ${mishap.id}, which it was not asked`;
    case 'answered-twice':
      return mishap.id === 0 ? 'it said hello a second time' : `it answered ${mishap.id} a second time`;
    case 'flood':
      return mishap.stream === 'stdout'
        ? `it printed a line of more than ${mebibytes(mishap.bytes)}`
        : `it wrote more than ${mebibytes(mishap.bytes)} to stderr`;
    case 'not-utf8':
      return 'it printed a line that is not UTF-8';
    case 'closed':
      return 'it closed its standard output';
  }
}

/** What the suite is told of a case that a mishap ended. */
export function noAnswer(ending: Ending): NoAnswer {
  const { mishap } = ending;
  return mishap.kind === 'silent' ? mishap : { kind: 'died', how: endingText(ending) };
}

/** Why a driver is of no use at all. */
export type DriverProblem = { readonly command: string } & (
  | { readonly code: 'driver-not-started'; readonly message: string }
  | { readonly code: 'driver-no-hello'; readonly ending: Ending }
  | { readonly code: 'driver-refused'; readonly message: string }
  | { readonly code: 'driver-protocol'; readonly spoken: string; readonly wanted: number }
  | { readonly code: 'driver-hello'; readonly member: string; readonly wanted: string }
);

/** What is wrong, and what to do about it. */
export function driverProblemText(problem: DriverProblem): string {
  const { command } = problem;
  switch (problem.code) {
    case 'driver-not-started':
      return `${command} cannot be started: ${problem.message}. Give the program and its arguments after \`--\`, as a shell would find them.`;
    case 'driver-no-hello':
      return `${command} did not answer the greeting: ${endingText(problem.ending)}. A driver answers the first line, {"hello":{"protocol":1}}, with one of its own.`;
    case 'driver-refused':
      return `${command} refuses: ${problem.message}`;
    case 'driver-protocol':
      return `${command} speaks version ${problem.spoken} of the protocol; this suite speaks ${problem.wanted}.`;
    case 'driver-hello':
      return `${command} says hello, but \`${problem.member}\` is not ${problem.wanted}.`;
  }
}

const SHOWN = 160;

function shown(line: string): string {
  return JSON.stringify(line.length > SHOWN ? `${line.slice(0, SHOWN)}…` : line);
}

function mebibytes(bytes: number): string {
  return `${bytes / 2 ** 20} MiB`;
}
