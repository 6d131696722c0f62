import { terminalReport } from './reports/terminal.js';
import type { VerifyResult } from './result.js';
import { type ClientOptions, clientSubjects, verifyClient } from './verify-client.js';
import { type ValidatorOptions, validatorSubjects, verifyValidator } from './verify-validator.js';

/** What vitest, node:test, jest and mocha have in common. */
export interface TestRunner {
  readonly describe: (name: string, define: () => void) => unknown;
  readonly test: (name: string, run: () => Promise<void>) => unknown;
}

/** Registers a test for each clause that concerns validators; a broken clause fails its test with the report. */
export function registerValidatorSuite({ describe, test }: TestRunner, options: ValidatorOptions): void {
  describe(`${options.target.name} keeps the contract`, () => {
    for (const { clause, title } of validatorSubjects(options)) {
      test(`${clause}: ${title}`, async () =>
        expectHeld(await verifyValidator({ ...options, only: [clause] })));
    }
  });
}

/** Registers a test for each clause that concerns clients. */
export function registerClientSuite({ describe, test }: TestRunner, options: ClientOptions): void {
  describe(`${options.target.name} keeps the contract`, () => {
    for (const { clause, title } of clientSubjects(options)) {
      test(`${clause}: ${title}`, async () => expectHeld(await verifyClient({ ...options, only: [clause] })));
    }
  });
}

function expectHeld(result: VerifyResult): void {
  if (!result.holds) throw new Error(terminalReport(result));
}
