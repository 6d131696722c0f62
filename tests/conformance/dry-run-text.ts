import { stringifyJson } from '../../generated/runtime/json.js';
import type { DryCase, DryRun } from './dry-run.js';
import type { Hello } from './targets/stdio-messages.js';
import { driverProblemText } from './targets/stdio-problems.js';

/** A dry run for a person to read, ending with a line break. */
export function dryRunText(result: DryRun): string {
  if (result.kind === 'not-started') return `${driverProblemText(result.problem)}\n`;
  const { hello, cases, ok } = result;
  const count = cases.reduce((sum, each) => sum + each.problems.length, 0);
  const verdict = ok
    ? 'All of it was understood. Leave out --dry-run for the suite.'
    : `${count === 1 ? 'One problem' : `${count} problems`}. The suite would take what it does not understand for the client's fault.`;
  return [helloText(hello), ...cases.map(caseText), verdict, ''].join('\n');
}

function helloText({ name, version, view, concurrency, limitations }: Hello): string {
  const declared = limitations
    .map((each) => (typeof each === 'string' ? each : stringifyJson(each)))
    .join(', ');
  return `name         ${name}
version      ${version ?? 'none given'}
view         ${view}
concurrency  ${concurrency}
limitations  ${declared === '' ? 'none' : declared}
`;
}

function caseText({ title, sent, answer, understood, problems, notes }: DryCase, at: number): string {
  return [
    `${at + 1}. ${title}`,
    `   sent        ${sent.status} ${shortened(sent.body)}`,
    `   answered    ${answer === null ? 'nothing' : shortened(stringifyJson(answer))}`,
    `   understood  ${shortened(understood)}`,
    ...problems.map((each) => `   PROBLEM     ${each}`),
    ...notes.map((each) => `   note        ${each}`),
    '',
  ].join('\n');
}

const SHOWN = 1000;

function shortened(text: string): string {
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
}
