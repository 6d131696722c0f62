import { stringifyJson } from '../../generated/runtime/json.js';
import { dryRun } from '../../tests/conformance/dry-run.js';
import { dryRunText } from '../../tests/conformance/dry-run-text.js';
import { usageError } from '../../tests/conformance/index.js';
import { reportingMisuse } from '../commands/misuse.js';
import { pointerOf } from '../commands/target.js';
import { EXIT } from '../exit.js';
import { sdkEnvironment } from '../sdk-environment.js';
import type { ClientFlags, Flags, ServerFlags, ValidatorFlags } from './flags.js';
import { conclude, type Outcome, print } from './outcome.js';
import { clientOutcome, validatorOutcome } from './pointed.js';
import { serverOutcome } from './server.js';

export async function runValidator(operands: readonly string[], flags: ValidatorFlags): Promise<void> {
  await one(flags, () => validatorOutcome(pointerOf(operands, process.argv), flags));
}

export async function runClient(operands: readonly string[], flags: ClientFlags): Promise<void> {
  if (flags.dryRun === true) return tryDry(operands, flags);
  await one(flags, () => clientOutcome(pointerOf(operands, process.argv), flags));
}

export async function runServer(url: string, flags: ServerFlags): Promise<void> {
  await one(flags, () => serverOutcome(url, flags));
}

async function one(flags: Flags, act: () => Promise<Outcome>): Promise<void> {
  await reportingMisuse(async () => {
    const outcome = await act();
    print(outcome, flags);
    await conclude([outcome], flags);
    process.exitCode = outcome.code;
  });
}

/** Says what was understood of a driver. Exits with 1 where that is not all. */
async function tryDry(operands: readonly string[], { operation, timeout, json }: ClientFlags): Promise<void> {
  await reportingMisuse(async () => {
    const pointer = pointerOf(operands, process.argv);
    if (pointer.kind === 'module') throw usageError('A dry run is for a program, which stands behind `--`.');
    const { command } = pointer;
    const result = await dryRun({
      command,
      timeout,
      environment: sdkEnvironment,
      ...(operation === undefined ? {} : { operation }),
    });
    if (result.kind === 'not-started' && json !== true) throw usageError(dryRunText(result).trimEnd());
    process.stdout.write(json === true ? `${stringifyJson(result)}\n` : dryRunText(result));
    process.exitCode = result.kind === 'not-started' ? EXIT.misused : result.ok ? EXIT.holds : EXIT.broken;
  });
}
