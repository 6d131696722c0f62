import { stringifyJson } from '../../generated/runtime/json.js';
import {
  type ClientTarget,
  type Limitation,
  type Opened,
  openClientModule,
  openValidatorModule,
  parseLimitations,
  targetProblemText,
  usageError,
  type ValidatorTarget,
} from '../../tests/conformance/index.js';
import {
  type OpenedStdio,
  openStdioClient,
  openStdioValidator,
} from '../../tests/conformance/targets/stdio.js';
import type { Command } from '../../tests/conformance/targets/stdio-child.js';
import { driverProblemText } from '../../tests/conformance/targets/stdio-problems.js';
import { sdkEnvironment } from '../sdk-environment.js';

/** What a command line points at: a module, or a program that speaks the stdio protocol. */
export type Pointer =
  | { readonly kind: 'module'; readonly module: string }
  | { readonly kind: 'program'; readonly command: Command };

/**
 * `operands` are all that is no option; those behind a `--` in `argv` are a program and its arguments. Throws a usage
 * error where there is neither or both.
 */
export function pointerOf(operands: readonly string[], argv: readonly string[]): Pointer {
  const dashes = argv.indexOf('--');
  const behind = dashes < 0 ? [] : argv.slice(dashes + 1);
  const [module, ...more] = operands.slice(0, operands.length - behind.length);
  const [program, ...args] = behind;
  if (more.length > 0)
    throw usageError(
      `One module at a time, not ${more.join(', ')} as well. Targets of a config file are verified together.`,
    );
  if (program === undefined) {
    if (module === undefined) throw usageError('Give a module, or a program and its arguments after `--`.');
    return { kind: 'module', module };
  }
  if (module !== undefined) throw usageError('Give a module, or a program after `--`, not both.');
  return { kind: 'program', command: [program, ...args] };
}

/** An opened target, and what it declares of itself; or why there is none, in words. */
export type OpenedTarget<Target> =
  | { readonly ok: true; readonly target: Target; readonly limitations: readonly Limitation[] }
  | { readonly ok: false; readonly message: string };

export async function openClient(
  pointer: Pointer,
  operation: string | undefined,
): Promise<OpenedTarget<ClientTarget>> {
  if (pointer.kind === 'module') return ofModule(await openClientModule(pointer.module));
  const { command } = pointer;
  return ofProgram(
    await openStdioClient({
      command,
      environment: sdkEnvironment,
      ...(operation === undefined ? {} : { operation }),
    }),
  );
}

export async function openValidator(
  pointer: Pointer,
  view: 'wire' | 'decoded',
): Promise<OpenedTarget<ValidatorTarget>> {
  if (pointer.kind === 'module') return ofModule(await openValidatorModule(pointer.module));
  if (view !== 'wire')
    throw usageError(`A program is handed JSON: there is no view \`${view}\` for it. Leave --view out.`);
  return ofProgram(await openStdioValidator({ command: pointer.command, environment: sdkEnvironment }));
}

function ofModule<Target>(opened: Opened<Target>): OpenedTarget<Target> {
  return opened.ok
    ? { ok: true, target: opened.target, limitations: [] }
    : { ok: false, message: targetProblemText(opened.problem) };
}

function ofProgram<Target>(opened: OpenedStdio<Target>): OpenedTarget<Target> {
  if (!opened.ok) return { ok: false, message: driverProblemText(opened.problem) };
  const { target, hello } = opened;
  // JSON is YAML, and a list as in a file of limitations.
  const limitations = parseLimitations(stringifyJson(hello.limitations), `The hello of ${hello.name}`);
  return { ok: true, target, limitations };
}
