import { fails } from './clauses.js';
import type { RunOptions } from './options.js';
import { terminalReport } from './reports/terminal.js';
import type { VerifyResult } from './result.js';
import { selects } from './selection.js';
import { dealt } from './shard.js';
import { type ClientOptions, clientSubjects, verifyClient } from './verify-client.js';
import { type ServerOptions, serverSubjects, verifyServer } from './verify-server.js';
import { type ValidatorOptions, validatorSubjects, verifyValidator } from './verify-validator.js';

/** What vitest, node:test, jest and mocha have in common. */
export interface TestRunner {
  /** Puts the tests that `define` registers under a name. */
  readonly describe: (name: string, define: () => void) => unknown;
  /** Registers a test; it fails where the promise is rejected. */
  readonly test: (name: string, run: (context?: TestContext) => Promise<void>) => unknown;
}

/** What vitest and node:test hand to a test. */
export interface TestContext {
  /** Ends the test as one that was skipped. */
  readonly skip?: (reason?: string) => unknown;
}

/**
 * Registers a test for each clause that concerns validators; a broken clause fails its test with the report. With
 * `shard`, only the tests of every so many clauses. A clause that could not be tried after all is a skipped test, with
 * the reason, or a failed one where the runner knows no skipping.
 */
export function registerValidatorSuite(runner: TestRunner, options: ValidatorOptions): void {
  const { shard: _, ...whole } = options;
  register(runner, options, validatorSubjects(options), (clause) =>
    verifyValidator({ ...whole, only: [clause] }),
  );
}

/** Registers a test for each clause that concerns clients, as {@link registerValidatorSuite} does. */
export function registerClientSuite(runner: TestRunner, options: ClientOptions): void {
  const { shard: _, ...whole } = options;
  register(runner, options, clientSubjects(options), (clause) => verifyClient({ ...whole, only: [clause] }));
}

/**
 * Registers a test for each clause that concerns servers, as {@link registerValidatorSuite} does. The first of them
 * carries out the run, once, since tasks take their time and any answer may break any clause; the others tell of it.
 */
export function registerServerSuite(runner: TestRunner, options: ServerOptions): void {
  const { shard: _, ...whole } = options;
  let running: Promise<VerifyResult> | undefined;
  register(runner, options, serverSubjects(options), async (clause) => {
    running ??= verifyServer(whole);
    return about(clause, await running);
  });
}

/** The part of a result that one clause's test is to tell. */
function about(clause: string, result: VerifyResult): VerifyResult {
  const findings = result.findings.filter((each) => each.clause === clause);
  const coverage = result.coverage.filter((each) => each.clause === clause);
  const stale = result.stale.filter(({ covers }) =>
    covers.some((selector) => selects(selector, { id: clause, clause })),
  );
  const holds =
    stale.length === 0 &&
    !findings.some(({ contested, level }) => contested === undefined && fails(level, result.level));
  return { ...result, holds: holds && result.died === undefined, findings, coverage, stale };
}

interface Subject {
  readonly clause: string;
  readonly title: string;
}

function register(
  { describe, test }: TestRunner,
  options: RunOptions & { readonly target: { readonly name: string } },
  all: readonly Subject[],
  verify: (clause: string) => Promise<VerifyResult>,
): void {
  const { only, shard, target } = options;
  const asked = all.filter(
    ({ clause }) => only === undefined || only.some((selector) => selects(selector, { id: clause, clause })),
  );
  const subjects = shard === undefined ? asked : dealt(asked, shard, ({ clause }) => clause);
  describe(`${target.name} keeps the contract`, () => {
    for (const { clause, title } of subjects) {
      test(`${clause}: ${title}`, async (context) => conclude(clause, await verify(clause), context));
    }
  });
}

/** Nothing that was not tried passes. */
function conclude(clause: string, result: VerifyResult, context: TestContext | undefined): void {
  if (!result.holds) throw new Error(terminalReport(result));
  const coverage = result.coverage.find((each) => each.clause === clause);
  if (coverage?.state === 'tested') return;
  const reason = `Not tried: ${coverage?.reason ?? 'the suite has no check for it.'}`;
  if (typeof context?.skip !== 'function') throw new Error(reason);
  context.skip(reason);
}
