import fc from 'fast-check';
import { contract as committed } from '../../generated/contract.js';
import { arbitrariesOf } from '../../generated/runtime/arbitraries/index.js';
import type { Contract, Mode, Operation } from '../../generated/runtime/contract.js';
import { assembled } from './assemble.js';
import { checkId } from './check.js';
import { workshop } from './checks/server/asks.js';
import { serverClauses } from './checks/server/clauses-of.js';
import { type Conducted, conduct, type Wanted } from './checks/server/conduct.js';
import { serverEvidence } from './checks/server/evidence.js';
import { firstProbe } from './checks/server/first.js';
import { serverProbes } from './checks/server/index.js';
import { setUp, tearDown } from './checks/server/preparation.js';
import { startReadings } from './checks/server/readings.js';
import {
  clauseIndex,
  type FailingTask,
  type Probe,
  type ServerWorld,
  type Task,
} from './checks/server/server-check.js';
import { whyUncovered } from './checks/server/uncovered.js';
import { FOLLOW } from './defaults.js';
import { headerOf, type Subject, subjectsOf } from './header.js';
import { valueJudge } from './judge/value.js';
import { operationOf } from './model.js';
import { claimsOf, type RunOptions, type Settings, selected, settingsOf, whyLeft } from './options.js';
import { placesOf, responseShapes } from './places.js';
import type { VerifyResult } from './result.js';
import { usageError } from './selection.js';
import { startSpreading } from './spread.js';
import { LONGEST, spreadValue } from './spread-response.js';
import type { ServerResponse, ServerTarget } from './targets/server.js';
import { checkFailure, checkInput, type Setup, type SetupTask } from './targets/server-setup.js';

export interface ServerOptions extends RunOptions {
  readonly target: ServerTarget;
  /** What exists on the server. Without any, only what needs nothing to exist is tried. */
  readonly tasks?: readonly SetupTask[];
  /** Makes more of it, for this run. */
  readonly setup?: Setup;
  /** The id of the operation; by default the contract's only one. */
  readonly operation?: string;
  /** strict (the default): only what the contract documents is sent. tolerant: what a tolerant reader takes is, too. */
  readonly mode?: Mode;
  /** How long tasks are followed that still change, in seconds. Default 20; 0: not beyond what the cases ask. */
  readonly follow?: number;
  /** Told where the teardown of the setup fails, so that what was found is not lost. Without it, that is thrown. */
  readonly onTeardownFailed?: (error: Error) => void;
}

/**
 * Verifies a running server against the contract and its protocol: asks it for what exists and for what does not, in
 * good form and in bad, follows tasks to their ends, and judges every answer byte by byte. The target stays open.
 *
 * Throws a usage error (see `isUsageError`) where an option makes no sense, a task is none, the setup fails, or the
 * server cannot be reached.
 */
export async function verifyServer(options: ServerOptions): Promise<VerifyResult> {
  const began = performance.now();
  const { contract = committed } = options;
  const settings = settingsOf('server', options);
  const operation = operationOf(contract, options.operation);
  const setup = await setUp(options.setup, options.target.endpoint, contract, operation, settings.seed);
  const { onTeardownFailed = raised } = options;
  try {
    const tasks = [...(options.tasks ?? []), ...setup.tasks];
    return await verified(options, worldOf(options, contract, operation, tasks), settings, began);
  } finally {
    await tearDown(setup).catch(onTeardownFailed);
  }
}

function raised(error: Error): never {
  throw error;
}

/** The clauses that would be tried, with what they say. A setup is not run for it: it is taken to make something. */
export function serverSubjects(options: ServerOptions): readonly Subject[] {
  const { contract = committed } = options;
  const operation = operationOf(contract, options.operation);
  const arbitraries = arbitrariesOf(contract);
  const made =
    options.setup === undefined ? [] : fc.sample(arbitraries.wireValue(operation.input, 'strict'), 1);
  const tasks = [...(options.tasks ?? []), ...made.map((input) => ({ input: input as SetupTask['input'] }))];
  const world = worldOf(options, contract, operation, tasks);
  return subjectsOf(
    serverClauses(world),
    serverProbes(workshop(world, arbitraries)).flatMap(({ about }) => about),
  );
}

function worldOf(
  { mode = 'strict', target, setup, tasks: given = [] }: ServerOptions,
  contract: Contract,
  operation: Operation,
  all: readonly SetupTask[],
): ServerWorld {
  const own = setup !== undefined && given.length === 0;
  const judgeStrictly = valueJudge(contract, 'strict');
  return {
    contract,
    operation,
    mode,
    tasks: all.filter(({ fails }) => fails === undefined).map((task) => taskOf(contract, operation, task)),
    failing: failingOf(contract, operation, all),
    disposable: target.local || own,
    local: target.local,
    clauses: clauseIndex(contract, operation),
    judge: valueJudge(contract, mode),
    judgeInput: (input) => judgeStrictly(operation.input, input),
    readings: startReadings(),
  };
}

async function verified(
  options: ServerOptions,
  world: ServerWorld,
  settings: Settings,
  began: number,
): Promise<VerifyResult> {
  const { target, signal } = options;
  const { contract, operation } = world;
  const shop = workshop(world, arbitrariesOf(contract));
  const probes = [firstProbe(shop), ...serverProbes(shop)];
  const cards = serverClauses(world);
  // Any answer may break any clause, so a token may name one that its probe is not about.
  const aboutOf = (probe: Probe): readonly string[] =>
    settings.replay === null ? probe.about : cards.map(({ id }) => id);
  const checks = probes.flatMap((probe) =>
    aboutOf(probe).map((clause) => ({ id: checkId(clause, probe.id), clause, probe })),
  );
  const wanted = selected(checks, settings, ({ probe }) => probe.id);
  const spreading = startSpreading(contract);
  const seen = distinct((response, times) => {
    const json = response.body.length > LONGEST ? null : world.readings.of(response.body).json;
    if (json !== null) spreadValue(spreading, contract, operation, response, json.value, times);
  });
  const places = placesOf(contract, [...responseShapes(operation), operation.input]);
  const conducted = await conduct({
    shop,
    target,
    take: seen.take,
    settings,
    signal,
    follow: options.follow ?? FOLLOW,
    probes,
    wanted,
  });
  if (conducted.unreachable !== null)
    throw usageError(`${target.name} cannot be reached: ${conducted.unreachable}. Is it running?`);
  const left = leftReasons(checks, settings);
  seen.settle();
  const result = assembled({
    header: headerOf(contract, settings, {
      role: 'server',
      target: target.name,
      subject: operation.id,
      mode: world.mode,
    }),
    cards,
    outcomes: conducted.outcomes,
    uncovered: (clause) => whyUncovered(world, checks, wanted, conducted, clause, left),
    claims: claimsOf(checks, wanted, settings),
    signal: settings.signal,
    evidence: (_, exchanges) => serverEvidence(target.endpoint, exchanges),
    places,
    fuzzed: spreading.spreads(places),
    shard: settings.shard,
    milliseconds: performance.now() - began,
  });
  return ended(result, conducted);
}

/** Why a clause was left out. There are many checks, and two reasons. */
function leftReasons(checks: readonly Wanted[], settings: Settings): (clause: string) => string {
  const asked = new Set(selected(checks, { ...settings, shard: null }).map(({ clause }) => clause));
  const reasons = new Map<boolean, string>();
  return (clause) => {
    const known = reasons.get(asked.has(clause)) ?? whyLeft(checks, settings, clause);
    reasons.set(asked.has(clause), known);
    return known;
  };
}

/** Responses that are counted before they are told. */
const COUNTED = 1000;

/** Tells those that come again later, and once for all: most servers say the same most of the time. */
function distinct(tell: (response: ServerResponse, times: number) => void): {
  readonly take: (response: ServerResponse, isNew: boolean) => void;
  readonly settle: () => void;
} {
  const again = new Map<Uint8Array, { readonly response: ServerResponse; times: number }>();
  const settle = (): void => {
    for (const { response, times } of again.values()) tell(response, times);
    again.clear();
  };
  return {
    settle,
    take(response, isNew) {
      const known = isNew ? undefined : again.get(response.body);
      if (isNew || (known !== undefined && known.response.status !== response.status)) tell(response, 1);
      else if (known !== undefined) known.times += 1;
      else again.set(response.body, { response, times: 1 });
      if (again.size > COUNTED) settle();
    },
  };
}

/** A request says something under many clauses; what counts as a case is the request. */
function ended(result: VerifyResult, { end, probes, requests }: Conducted): VerifyResult {
  const stats = { ...result.stats, checks: probes, cases: requests, interrupted: end !== null };
  return end?.kind === 'died' ? { ...result, stats, holds: false, died: end.how } : { ...result, stats };
}

function taskOf(
  contract: Contract,
  operation: Operation,
  { input, expected, exact = false, lifecycle }: SetupTask,
): Task {
  checkInput(contract, operation, input);
  return { input, expected, exact, states: lifecycle ?? null };
}

function failingOf(
  contract: Contract,
  operation: Operation,
  tasks: readonly SetupTask[],
): readonly FailingTask[] {
  return tasks.flatMap(({ input, fails }) => {
    if (fails === undefined) return [];
    checkInput(contract, operation, input);
    return [{ input, error: checkFailure(operation, fails) }];
  });
}
