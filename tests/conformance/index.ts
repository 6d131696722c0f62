/**
 * The conformance suite: holds validators and clients to the contract by fuzzing what they are given, with an oracle
 * that knows the answer by construction. Findings carry their clause, the smallest counterexample and how to replay it.
 *
 * @module
 */
export type {
  Arbitraries,
  Planted,
  Site,
  Step,
  ValueView,
} from '../../generated/runtime/arbitraries/index.js';
export type { Basis, Contract, Level, Mode, Target } from '../../generated/runtime/contract.js';
export {
  type Baseline,
  type BaselineEntry,
  baselineOf,
  baselineText,
  parseBaseline,
  takenAsKnown,
} from './baseline.js';
export type { Check, Role, Verdict } from './check.js';
export { type DryCase, type DryRun, type DryRunOptions, dryRun } from './dry-run.js';
export { dryRunText } from './dry-run-text.js';
export { limitationNamed, namedLimitations, parseLimitations } from './limitations.js';
export { mergedShards } from './merge.js';
export { type Members, type Neutral, neutralJson, neutralOf } from './neutral.js';
export type { Progress, RunOptions } from './options.js';
export {
  registerClientSuite,
  registerServerSuite,
  registerValidatorSuite,
  type TestContext,
  type TestRunner,
} from './register.js';
export { githubReport, inertForGithub } from './reports/github.js';
export { htmlReport } from './reports/html.js';
export { jsonReport, parseJsonReport, type ReportedFinding } from './reports/json.js';
export { junitReport } from './reports/junit.js';
export type { Report, ReportOptions, SourcePlace } from './reports/report.js';
export { sarifReport } from './reports/sarif.js';
export { type Snippets, snippetsOf } from './reports/snippets.js';
export { type TerminalOptions, terminalReport } from './reports/terminal.js';
export type {
  Behaviour,
  ClauseCoverage,
  ClientEvidence,
  Evidence,
  ExchangeEvidence,
  Finding,
  KnownFinding,
  Limitation,
  Place,
  ResponseEvidence,
  ServerEvidence,
  Spread,
  TriedCheck,
  ValidatorEvidence,
  VerifyResult,
} from './result.js';
export { type Seen, type SeenError, see, seeError } from './seen.js';
export { isUsageError, type UsageError, usageError } from './selection.js';
export { parseShard, type Shard } from './shard.js';
export type { StopSignal } from './stop-signal.js';
export { clientTarget, type StandardSchemaLike, validatorTarget } from './targets/functions.js';
export type { Hostile } from './targets/hostile.js';
export { type Opened, openClientModule, openValidatorModule } from './targets/module.js';
export type { ClientFunction, ValidatorFunction } from './targets/perform.js';
export { type TargetProblem, targetProblemText } from './targets/problems.js';
export type {
  ServerFailure,
  ServerReply,
  ServerRequest,
  ServerResponse,
  ServerTarget,
} from './targets/server.js';
export { type FetchHandler, handlerServer, type Platform } from './targets/server-handler.js';
export { httpServer } from './targets/server-http.js';
export type { Example, Setup, SetupApi, SetupResult, SetupTask } from './targets/server-setup.js';
export { type OpenedStdio, openStdioClient, openStdioValidator, type StdioOptions } from './targets/stdio.js';
export type { Command } from './targets/stdio-child.js';
export type { Hello, Message } from './targets/stdio-messages.js';
export { type DriverProblem, driverProblemText, type Ending, type Mishap } from './targets/stdio-problems.js';
export type {
  CallOutcome,
  ClientReply,
  ClientTarget,
  Judgement,
  NoAnswer,
  ReportedIssue,
  ValidatorReply,
  ValidatorRequest,
  ValidatorTarget,
} from './targets/target.js';
export { parseToken, type ReplayToken, tokenText } from './token.js';
export { type ClientOptions, verifyClient } from './verify-client.js';
export { type ServerOptions, verifyServer } from './verify-server.js';
export { type ValidatorOptions, verifyValidator } from './verify-validator.js';
