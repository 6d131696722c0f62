import type { Evidence, Finding, ResponseEvidence } from '../result.js';
import type { Snippets } from './snippets.js';
import type { Colours } from './terminal.js';
import { bodyText, indented, printable, shortened } from './text.js';

const MOST = 1500;

/** One finding in full: what went wrong, expected beside actual, what was sent, and how to see it again. */
export function findingLines(finding: Finding, paint: Colours, command: string): readonly string[] {
  const { title, summary, expected, actual, path, counterexample, reproduced, replay } = finding;
  const rows: readonly (readonly [string, string])[] = [
    ['expected', paint.green(text(expected))],
    ['actual', paint.red(text(actual))],
    ...(path === null || path === '' || summary.includes(path) ? [] : [['at', text(path)] as const]),
    ...evidenceRows(counterexample),
    ...(reproduced === false
      ? [['note', 'It failed once and passed when it was tried again: the target is not steady.'] as const]
      : []),
    ['replay', paint.cyan(replayCommand(command, replay))],
  ];
  return [
    indented(`${paint.red('✗')} ${title}`, 2),
    indented(printable(summary), 4),
    ...rows.map(([name, value]) => row(name, value, paint)),
  ];
}

/** The counterexample as code, each piece under what it is for. */
export function snippetLines({ json, stub, curl, test }: Snippets, paint: Colours): readonly string[] {
  const pieces: readonly (readonly [string, string | null])[] = [
    ['as it was sent or came', json],
    ['a server that answers so (stub.mjs)', stub],
    ['the request', curl],
    ['a test for vitest', test],
  ];
  return pieces.flatMap(([name, code]) =>
    code === null
      ? []
      : ['', indented(paint.dim(`${name}:`), 6), indented(printable(code.replace(/\n$/, '')), 8)],
  );
}

function row(name: string, value: string, paint: Colours): string {
  const [first = '', ...rest] = value.split('\n');
  return [
    `      ${paint.dim(name.padEnd(9))} ${first}`,
    ...rest.map((line) => `                ${line}`),
  ].join('\n');
}

function text(value: string): string {
  return printable(shortened(value, MOST));
}

function evidenceRows(evidence: Evidence): readonly (readonly [string, string])[] {
  switch (evidence.kind) {
    case 'validator':
      return [['value', text(evidence.value)]];
    case 'client':
      return [
        ['input', text(evidence.input)],
        ['response', responseText(evidence.response)],
        ...(evidence.twin === null ? [] : [['without', responseText(evidence.twin)] as const]),
      ];
    case 'server':
      return evidence.exchanges.flatMap(({ curl, response, failure }) => [
        ['request', text(curl)] as const,
        ...(response === null ? [] : [['response', responseText(response)] as const]),
        ...(failure === null ? [] : [['instead', text(failure)] as const]),
      ]);
  }
}

/** The response as it stands on the wire; the request id and the like are part of it. */
function responseText({ status, headers, body, delivery }: ResponseEvidence): string {
  const bytes = bodyText(body);
  return [
    `${status}${headers.map(([name, value]) => ` · ${printable(name)}: ${printable(value)}`).join('')}`,
    bytes === '' ? '(no body)' : text(bytes),
    ...('text' in body ? [] : ['(not UTF-8: \\xNN is a byte)']),
    ...(delivery === '' ? [] : [`(${delivery})`]),
  ].join('\n');
}

/** Behind a `--` stands the command of a target. */
export function replayCommand(command: string, token: string): string {
  const option = `--replay '${token}'`;
  const dashes = command.indexOf(' -- ');
  if (command === '') return option;
  return dashes < 0
    ? `${command} ${option}`
    : `${command.slice(0, dashes)} ${option}${command.slice(dashes)}`;
}
