import { contract as committed } from '../../generated/contract.js';
import { arbitrariesOf } from '../../generated/runtime/arbitraries/index.js';
import type { Contract, Mode, Operation } from '../../generated/runtime/contract.js';
import { assembled } from './assemble.js';
import { checkId } from './check.js';
import { workshop } from './checks/server/asks.js';
import { serverClauses } from './checks/server/clauses-of.js';
import { type Conducted, conduct } from './checks/server/conduct.js';
import { serverEvidence } from './checks/server/evidence.js';
import { examplesOf } from './checks/server/examples.js';
import { serverProbes } from './checks/server/index.js';
import { clauseIndex, type ServerWorld, type Task } from './checks/server/server-check.js';
import { whyUncovered } from './checks/server/uncovered.js';
import { operationOf } from './model.js';
import { type RunOptions, type Settings, selected, settingsOf } from './options.js';
import type { VerifyResult } from './result.js';
import { usageError } from './selection.js';
import type { ServerTarget } from './targets/server.js';
import { checkInput, type Setup, type SetupResult, type SetupTask } from './targets/server-setup.js';

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
  /** Ends the run early, with what was found by then. */
  readonly signal?: AbortSignal;
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
  const setup = await setUp(options, contract, operation, settings);
  try {
    const tasks = [...(options.tasks ?? []), ...setup.tasks].map((task) => taskOf(contract, operation, task));
    const world: ServerWorld = {
      contract,
      operation,
      mode: options.mode ?? 'strict',
      tasks,
      disposable: options.target.local || (options.setup !== undefined && (options.tasks ?? []).length === 0),
      clauses: clauseIndex(contract, operation),
    };
    return await verified(options, world, settings, began);
  } finally {
    await tearDown(setup);
  }
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
  const probes = serverProbes(shop);
  const checks = probes.flatMap((probe) =>
    probe.about.map((clause) => ({ id: checkId(clause, probe.id), clause, probe })),
  );
  const wanted = selected(checks, settings);
  const conducted = await conduct({ shop, target, settings, signal, probes, wanted });
  if (conducted.unreachable !== null)
    throw usageError(`${target.name} cannot be reached: ${conducted.unreachable}. Is it running?`);
  const result = assembled({
    header: {
      role: 'server',
      target: target.name,
      subject: operation.id,
      edition: contract.edition,
      mode: world.mode,
      seed: settings.seed,
      runs: settings.runs,
      level: settings.level,
    },
    cards: serverClauses(world),
    outcomes: conducted.outcomes,
    uncovered: (clause) => whyUncovered(world, checks, wanted, conducted, clause),
    limitations: settings.limitations,
    evidence: (_, exchanges) => serverEvidence(target.endpoint, exchanges),
    milliseconds: performance.now() - began,
  });
  return ended(result, conducted);
}

/** A request says something under many clauses; what counts as a case is the request. */
function ended(result: VerifyResult, { end, probes, requests }: Conducted): VerifyResult {
  const stats = { ...result.stats, checks: probes, cases: requests, interrupted: end !== null };
  return end?.kind === 'died' ? { ...result, stats, holds: false, died: end.how } : { ...result, stats };
}

function taskOf(contract: Contract, operation: Operation, { input, expected, lifecycle }: SetupTask): Task {
  checkInput(contract, operation, input);
  return { input, expected, states: lifecycle ?? null };
}

/** How long a setup may take, in milliseconds. */
const SETTING_UP = 60_000;

async function setUp(
  options: ServerOptions,
  contract: Contract,
  operation: Operation,
  { seed }: Settings,
): Promise<SetupResult> {
  if (options.setup === undefined) return { tasks: [] };
  const { setup, target } = options;
  const examples = examplesOf(contract, operation, arbitrariesOf(contract), seed);
  const made = Promise.resolve().then(() =>
    setup({ endpoint: target.endpoint, contract, operation, seed, examples }),
  );
  const result = await within(made, 'setup');
  if (Array.isArray(result?.tasks)) return result;
  throw usageError('The setup gave no { tasks: [...] }.');
}

async function tearDown({ teardown }: SetupResult): Promise<void> {
  if (teardown !== undefined) await within(Promise.resolve().then(teardown), 'teardown');
}

/** What a setup does is the user's; a fault in it is no finding. */
function within<Value>(promise: Promise<Value>, name: string): Promise<Value> {
  return new Promise((resolve, reject) => {
    const late = usageError(`The ${name} did not end within ${SETTING_UP / 1000} s.`);
    const timer = setTimeout(() => reject(late), SETTING_UP);
    promise
      .then(resolve, (error: unknown) =>
        reject(usageError(`The ${name} failed: ${error instanceof Error ? error.message : String(error)}`)),
      )
      .finally(() => clearTimeout(timer));
  });
}
