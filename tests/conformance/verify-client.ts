import fc from 'fast-check';
import { contract as committed } from '../../generated/contract.js';
import { assembled, NO_ANSWER } from './assemble.js';
import { calmOutputs, caseOf, inputFor, inputs, json, success } from './checks/client/cases.js';
import {
  type ClientCase,
  type ClientCheck,
  type ClientObservation,
  type ClientWorld,
  clientWorld,
} from './checks/client/client-check.js';
import { clientChecks, clientRules } from './checks/client/index.js';
import { type Naming, namingIn, plainError } from './checks/client/naming.js';
import { type ClauseCard, clientClauses } from './clauses.js';
import { headerOf, type Subject, subjectsOf } from './header.js';
import { claimsOf, type RunOptions, type Settings, selected, settingsOf, whyLeft } from './options.js';
import { placesOf, responseShapes } from './places.js';
import { render } from './render.js';
import type { ClientEvidence, ResponseEvidence, VerifyResult } from './result.js';
import { runCheck, runChecks, type Tried } from './runner.js';
import { bodyEvidence, deliveryText, isDestructive, type ScriptedResponse } from './server/response.js';
import { type ScriptedServer, startScriptedServer } from './server/scripted-server.js';
import { startSpreading } from './spread.js';
import { spreadResponse } from './spread-response.js';
import { type ClientTarget, isNoAnswer } from './targets/target.js';

export interface ClientOptions extends RunOptions {
  readonly target: ClientTarget;
  /** The id of the operation that the client calls; by default the contract's only one. */
  readonly operation?: string;
}

/**
 * Verifies a client against the contract and its protocol: serves it responses on the loopback interface, one call
 * after the other, and holds what it makes of them against what they say. The target stays open; the servers do not.
 *
 * Throws a usage error (see `isUsageError`) where an option makes no sense.
 */
export async function verifyClient(options: ClientOptions): Promise<VerifyResult> {
  const began = performance.now();
  const { target, contract = committed } = options;
  const settings = settingsOf('client', options);
  const { world, cards, checks: all } = suiteOf(options);
  const checks = selected(all, settings);

  const places = placesOf(contract, responseShapes(world.operation));
  const spreading = startSpreading(contract);

  const slots = await Promise.all(
    Array.from({ length: settings.concurrency }, () => slotOf(target, world, settings)),
  );
  try {
    const answers = slots[0] !== undefined && (await isAnswered(world, slots[0]));
    const path = settings.replay?.path ?? null;
    const outcomes = await runChecks(
      answers ? checks : checks.slice(0, 1),
      slots,
      settings.onProgress,
      (check, slot) => {
        const runs = Math.min(settings.runs, check.atMost ?? settings.runs);
        const execute = (tried: ClientCase) => {
          const [response] = tried.script;
          if (response !== undefined) spreadResponse(spreading, contract, world.operation, response);
          return slot.execute(tried);
        };
        return runCheck(check, execute, { ...settings, runs, path });
      },
    );
    return assembled({
      header: headerOf(contract, settings, {
        role: 'client',
        target: target.name,
        subject: world.operation.id,
        mode: 'tolerant',
      }),
      cards,
      outcomes,
      uncovered: (clause) =>
        all.some((check) => check.clause === clause)
          ? { reason: answers ? whyLeft(all, settings, clause) : NO_ANSWER, gap: false }
          : untriable(world, clause),
      claims: claimsOf(all, checks, settings),
      signal: settings.signal,
      evidence,
      places,
      fuzzed: spreading.spreads(places),
      shard: settings.shard,
      milliseconds: performance.now() - began,
    });
  } finally {
    await Promise.all(slots.map((slot) => slot.close()));
  }
}

/** The clauses that would be tried, with what they say. */
export function clientSubjects(options: ClientOptions): readonly Subject[] {
  const { cards, checks } = suiteOf(options);
  return subjectsOf(
    cards,
    checks.map(({ clause }) => clause),
  );
}

function suiteOf({ contract = committed, operation: id, arbitraries }: ClientOptions): {
  readonly world: ClientWorld;
  readonly cards: readonly ClauseCard[];
  readonly checks: readonly ClientCheck[];
} {
  const world = clientWorld(contract, id, arbitraries);
  return { world, cards: clientClauses(contract), checks: clientChecks(world) };
}

/** Why a clause has no check. */
function untriable(
  { contract, operation }: ClientWorld,
  id: string,
): { readonly reason: string; readonly gap: boolean } {
  const rule = contract.clauses.find((clause) => clause.id === id && clause.kind === 'protocol');
  return rule?.kind === 'protocol' && Object.hasOwn(clientRules, rule.rule)
    ? { reason: `${operation.id} has nothing to try it on.`, gap: false }
    : { reason: 'The suite has no check for it.', gap: true };
}

/** A client that waits between its attempts, longer each time, is given the time of so many calls. */
const ATTEMPTS = 4;

function invitesRetry(script: readonly ScriptedResponse[]): boolean {
  return script.some(({ status, delivery }) => status === 429 || status >= 500 || isDestructive(delivery));
}

interface Slot {
  readonly execute: (tried: ClientCase) => Promise<Tried<ClientObservation>>;
  readonly close: () => Promise<void>;
}

/** A server of its own for each check that runs at a time, so that no two calls share one. */
async function slotOf(target: ClientTarget, world: ClientWorld, { timeout }: Settings): Promise<Slot> {
  let server = await startScriptedServer();

  async function call(input: unknown, script: readonly ScriptedResponse[]) {
    server.play(script);
    const reply = await target.call(server.endpoint, input, timeout * (invitesRetry(script) ? ATTEMPTS : 1));
    const requests = server.requests();
    // What a call that was given up may still send must not meet the next case, nor a connection that was cut.
    if (isNoAnswer(reply.outcome)) server = await replaced(server);
    else if (script.some((each) => isDestructive(each.delivery))) server.disconnect();
    return { outcome: reply.outcome, polluted: reply.polluted, requests };
  }

  const naming = await namingOf(world, call);

  /** The call, and another one at the same time, which is not judged. */
  async function callBeside({ input, script }: ClientCase, beside: NonNullable<ClientCase['beside']>) {
    const other = await startScriptedServer();
    other.play([beside.response]);
    try {
      const another = () => target.call(other.endpoint, beside.input, timeout);
      const early = beside.first ? another() : null;
      const judged = call(input, script);
      await (early ?? another());
      return await judged;
    } finally {
      await other.close();
    }
  }

  return {
    async execute(tried) {
      const { input, script, twin, beside } = tried;
      const first = await (beside === undefined ? call(input, script) : callBeside(tried, beside));
      const second = twin === null ? null : (await call(input, [twin])).outcome;
      const { outcome, polluted, requests } = first;
      return {
        observation: { outcome, polluted, requests, naming, twin: second },
        unanswered: isNoAnswer(outcome) || (second !== null && isNoAnswer(second)),
      };
    },
    close: () => server.close(),
  };
}

/** Whether a plain success gets any answer: one more chance for a target that is slow to start. */
async function isAnswered(world: ClientWorld, { execute }: Slot): Promise<boolean> {
  const [output] = fc.sample(calmOutputs(world), { numRuns: 1, seed: 1 });
  const [input] = fc.sample(inputs(world), { numRuns: 1, seed: 1 });
  const plainCase = caseOf(inputFor(world, input, output), success(world, json(output)), { kind: 'end' });
  return !(await execute(plainCase)).unanswered || !(await execute(plainCase)).unanswered;
}

/** Shown by a plain error, once. */
async function namingOf(
  world: ClientWorld,
  call: (input: unknown, script: readonly ScriptedResponse[]) => Promise<Pick<ClientObservation, 'outcome'>>,
): Promise<Naming | null> {
  const plain = plainError(world);
  const [input] = fc.sample(inputs(world), { numRuns: 1, seed: 1 });
  if (plain === null) return null;
  return namingIn((await call(input, [plain.response])).outcome, plain.error.shape);
}

async function replaced(server: ScriptedServer): Promise<ScriptedServer> {
  await server.close();
  return startScriptedServer();
}

function evidence(
  { input, script, twin, path }: ClientCase,
  { requests }: ClientObservation,
): ClientEvidence {
  const [first] = script;
  if (first === undefined) throw new Error('A case has a response.');
  return {
    kind: 'client',
    input: render(input),
    response: responseEvidence(first),
    twin: twin === null ? null : responseEvidence(twin),
    path,
    requests: requests.map(({ method, path: requested }) => ({ method, path: requested })),
  };
}

function responseEvidence({ status, headers, body, delivery }: ScriptedResponse): ResponseEvidence {
  return { status, headers, body: bodyEvidence(body), delivery: deliveryText(delivery) };
}
