import fc from 'fast-check';
import { contract as committed } from '../../generated/contract.js';
import { caseOf, inputFor, inputs, json, neutralOutput, success } from './checks/client/cases.js';
import { type ClientCase, type ClientWorld, clientWorld } from './checks/client/client-check.js';
import { errorResponse } from './checks/client/error-response.js';
import { neutralText, outcomeText } from './checks/client/text.js';
import { composite } from './composite.js';
import { errorHints, outputHints } from './dry-run-hints.js';
import { observed } from './observe.js';
import { bodyEvidence, type ScriptedResponse } from './server/response.js';
import { type ScriptedServer, startScriptedServer } from './server/scripted-server.js';
import { calm } from './tame.js';
import { poolOptions, type StdioOptions } from './targets/stdio.js';
import { readReply } from './targets/stdio-answers.js';
import type { Hello, Message } from './targets/stdio-messages.js';
import { openPool, type Pool } from './targets/stdio-pool.js';
import { type DriverProblem, endingText } from './targets/stdio-problems.js';
import type { ClientReply } from './targets/target.js';

/** Which driver is tried, and how long it may take. */
export interface DryRunOptions extends StdioOptions {
  /** Time for one case, in milliseconds. Default 5000. */
  readonly timeout?: number;
}

/** What the suite understood of a driver that was asked a few easy things. */
export type DryRun =
  | { readonly kind: 'not-started'; readonly problem: DriverProblem }
  | {
      readonly kind: 'tried';
      readonly ok: boolean;
      readonly hello: Hello;
      readonly cases: readonly DryCase[];
    };

/** One easy thing that a driver was asked, and what was understood of its answer. */
export interface DryCase {
  readonly title: string;
  readonly sent: { readonly status: number; readonly body: string };
  /** The answer as it came; null where there was none. */
  readonly answer: Message | null;
  readonly understood: string;
  /** What is wrong, each with a hint. */
  readonly problems: readonly string[];
  /** What is as it may be, but costs some of the clauses. */
  readonly notes: readonly string[];
}

/**
 * For authors of drivers: says hello, and asks for a success with the required members alone, one with all members,
 * and a modelled error. Leaves no process behind.
 */
export async function dryRun(options: DryRunOptions): Promise<DryRun> {
  const { contract = committed, timeout = 5000 } = options;
  const world = clientWorld(contract, options.operation);
  const opened = await openPool(poolOptions(options));
  if (!opened.ok) return { kind: 'not-started', problem: opened.problem };
  const server = await startScriptedServer();
  try {
    const cases: DryCase[] = [];
    for (const easy of easyCases(world)) cases.push(await tryOut(world, easy, opened.pool, server, timeout));
    const ok = cases.every((each) => each.problems.length === 0);
    return { kind: 'tried', ok, hello: opened.pool.hello, cases };
  } finally {
    await opened.pool.close();
    await server.close();
  }
}

interface EasyCase {
  readonly title: string;
  readonly tried: ClientCase;
}

/** The same every time. */
function easyCases(world: ClientWorld): readonly EasyCase[] {
  const { contract, operation, output } = world;
  const input = one(inputs(world));
  const told = (presence: 'required' | 'all'): ClientCase => {
    const value = calm(contract, output, one(composite(world, output, presence)));
    const expect = { kind: 'output', value: neutralOutput(world, value), at: null } as const;
    return caseOf(inputFor(world, input, value), success(world, json(value)), expect);
  };
  const { errorNameHeader } = contract.protocol;
  const [error] = operation.errors;
  return [
    { title: 'A success with nothing but the required members', tried: told('required') },
    { title: 'A success with all members', tried: told('all') },
    ...(error === undefined
      ? []
      : [
          {
            title: `The error ${error.shape}`,
            tried: caseOf(input, raised(error.shape, error.status), errorOf(error)),
          },
        ]),
  ];

  function raised(shape: string, status: number): ScriptedResponse {
    const body = { ...(one(world.arbitraries.wireValue(shape, 'strict')) as object), message: MESSAGE };
    const named =
      errorNameHeader === null ? { [contract.protocol.errorNameMembers[0] ?? 'code']: shape } : {};
    const header = errorNameHeader === null ? null : ([errorNameHeader, shape] as const);
    return errorResponse(world, { status, header, body: json({ ...body, ...named }) });
  }

  function errorOf({
    shape,
    status,
  }: {
    readonly shape: string;
    readonly status: number;
  }): ClientCase['expect'] {
    return { kind: 'error', name: shape, status, message: MESSAGE, members: null };
  }
}

const MESSAGE = 'It was not to be.';

function one<Value>(values: fc.Arbitrary<Value>): Value {
  const [value] = fc.sample(values, { numRuns: 1, seed: 11 });
  if (value === undefined) throw new RangeError('There is no such value.');
  return value;
}

async function tryOut(
  world: ClientWorld,
  { title, tried }: EasyCase,
  pool: Pool,
  server: ScriptedServer,
  timeout: number,
): Promise<DryCase> {
  const { contract, operation, output } = world;
  const [response] = tried.script;
  if (response === undefined) throw new Error('A case has a response.');
  server.play(tried.script);
  const answered = await pool.ask({
    endpoint: server.endpoint,
    message: { role: 'client', operation: operation.id, endpoint: server.endpoint, input: tried.input },
    timeout,
    read: (answer, hello) => {
      const read = readReply({ contract, output }, answer, hello);
      return read.ok ? { ok: true, reply: { answer, hello, reply: read.reply } } : read;
    },
  });
  const about = { title, sent: { status: response.status, body: textOf(response) } };
  if (answered.kind === 'ended') {
    const understood = endingText(answered.ending);
    return {
      ...about,
      answer: null,
      understood,
      problems: [`There is no answer: ${understood}.`],
      notes: [],
    };
  }
  const { answer, hello, reply } = answered.reply;
  const unasked = server.requests().length === 0 ? [NOTHING_SENT] : [];
  const { problems, notes } = hintsOf(world, tried, answer, hello, reply);
  return {
    ...about,
    answer,
    understood: understoodText(world, reply),
    problems: [...unasked, ...problems],
    notes,
  };
}

const NOTHING_SENT = 'No request arrived: is it sent to the `endpoint` of the message?';

function hintsOf(
  world: ClientWorld,
  { expect }: ClientCase,
  answer: Message,
  hello: Hello,
  { outcome }: ClientReply,
) {
  if (expect.kind === 'error') return errorHints(expect, outcome);
  if (expect.kind !== 'output' || expect.value === undefined)
    throw new Error(`No easy case expects ${expect.kind}.`);
  return outputHints(world, expect.value, answer, hello, outcome);
}

function understoodText({ contract, output }: ClientWorld, { outcome }: ClientReply): string {
  return outcome.kind === 'output'
    ? neutralText(observed(contract, output, outcome.seen))
    : outcomeText(outcome);
}

function textOf({ body }: ScriptedResponse): string {
  const evidence = bodyEvidence(body);
  return 'text' in evidence ? evidence.text : evidence.base64;
}
