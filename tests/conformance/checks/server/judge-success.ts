import type { Invariant } from '../../../../generated/runtime/contract.js';
import { received } from '../../../../generated/runtime/values.js';
import { holds } from '../../check.js';
import { pointerOf, valueAt } from '../../pointer.js';
import { headerValues, type ServerResponse } from '../../targets/server.js';
import { nameInHeader } from './answers.js';
import { firstDifference } from './faithful.js';
import { type Judged, judgeBytes, judgeContentType, judgeMembers } from './judge-body.js';
import { type Notes, ruled } from './notes.js';
import type { ServerWorld, Task } from './server-check.js';

/** A success: its status is the operation's. */
export function judgeSuccess(
  notes: Notes,
  world: ServerWorld,
  task: Task,
  response: ServerResponse,
  body: Judged,
): void {
  const { contract, operation } = world;
  const name = nameInHeader(world, response);
  notes.rule(
    'success-not-named-error',
    ruled(name === null, 'A success names an error.', 'no such header', `${name}`),
  );
  judgeRequestId(notes, world, response);
  if (operation.output === null) return;
  judgeContentType(notes, world, response, true);
  judgeBytes(notes, body);
  if (body.reading.json === null) return;
  const { value } = body.reading.json;
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  notes.rule('output-valid', ruled(isObject, 'The body is no output.', 'a JSON object', received(value), ''));
  judgeMembers(
    notes,
    world,
    operation.output,
    body,
    ({ clause, path, holds: kept }) => !kept && isLikelyRule(clause) && wasPutIn(task, path),
  );
  for (const invariant of operation.invariants) judgeInvariant(notes, task, invariant, value);
  const difference =
    task.expected === undefined
      ? null
      : firstDifference(contract, operation.output, task.expected, value, task.exact);
  if (task.expected !== undefined) {
    notes.rule(
      'output-faithful',
      difference === null
        ? holds
        : ruled(
            false,
            `${difference.path || 'The body'} is not what was put in.`,
            difference.expected,
            difference.actual,
            difference.path,
          ),
    );
  }
}

/** A bound that nobody documents. */
function isLikelyRule(clause: string): boolean {
  return clause.includes('#likely-');
}

/** What somebody put in is not unlikely when it comes out. */
export function wasPutIn({ expected }: Task, path: string): boolean {
  return valueAt(expected, path) !== undefined;
}

function judgeInvariant(notes: Notes, task: Task, invariant: Invariant, value: unknown): void {
  const { asked, got, path, same } = echoOf(task, invariant, value);
  if (asked === undefined || got === undefined) return;
  const summary = 'The answer is about something else than what was asked for.';
  const verdict = ruled(same, summary, received(asked), received(got), path);
  notes.clause(invariant.clause, verdict);
  notes.rule('output-faithful', verdict);
}

interface Echo {
  readonly asked: unknown;
  readonly got: unknown;
  readonly path: string;
  readonly same: boolean;
}

function echoOf({ input }: Task, { request, response }: Invariant, value: unknown): Echo {
  const path = pointerOf([response]);
  const [asked, got] = [input[request], valueAt(value, path)];
  return {
    asked,
    got,
    path,
    same: typeof asked === typeof got ? asked === got : String(asked) === String(got),
  };
}

/** Whether an answer speaks of the task, as far as it says of what it speaks. */
export function isAbout({ operation }: ServerWorld, task: Task, { reading }: Judged): boolean {
  return operation.invariants.every((invariant) => {
    const { asked, got, same } = echoOf(task, invariant, reading.json?.value);
    return asked === undefined || got === undefined || same;
  });
}

export function judgeRequestId(notes: Notes, { contract }: ServerWorld, response: ServerResponse): void {
  const { requestIdHeader } = contract.protocol;
  if (requestIdHeader === null) return;
  const sent = headerValues(response, requestIdHeader).length > 0;
  notes.rule('request-id-sent', {
    kind: 'observed',
    behaviour: sent ? `sent as ${requestIdHeader}` : 'not sent',
  });
}
