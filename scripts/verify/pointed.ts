import {
  type ClientTarget,
  type RunOptions,
  usageError,
  type ValidatorTarget,
  type VerifyResult,
  verifyClient,
  verifyValidator,
} from '../../tests/conformance/index.js';
import { carriedOut, exitCodeOf } from '../commands/campaign.js';
import { type OpenedTarget, openClient, openValidator, type Pointer } from '../commands/target.js';
import { type ClientFlags, type Flags, limitationsOf, runOptionsOf, type ValidatorFlags } from './flags.js';
import { type Outcome, withCommand } from './outcome.js';

export async function validatorOutcome(pointer: Pointer, flags: ValidatorFlags): Promise<Outcome> {
  const { mode, view, shape } = flags;
  return outcomeOf<ValidatorTarget>(pointer, flags, {
    words: ['validator', ...again({ mode, view, shape })],
    open: () => openValidator(pointer, view),
    verify: (target, common) =>
      verifyValidator({ ...common, target, mode, view, ...(shape === undefined ? {} : { shape }) }),
  });
}

export async function clientOutcome(pointer: Pointer, flags: ClientFlags): Promise<Outcome> {
  const { operation } = flags;
  return outcomeOf<ClientTarget>(pointer, flags, {
    words: ['client', ...again({ operation })],
    open: () => openClient(pointer, operation),
    verify: (target, common) =>
      verifyClient({ ...common, target, ...(operation === undefined ? {} : { operation }) }),
  });
}

interface Verification<Target> {
  /** The role, and the options that a replay needs again. */
  readonly words: readonly [role: string, ...options: string[]];
  readonly open: () => Promise<OpenedTarget<Target>>;
  readonly verify: (target: Target, common: RunOptions) => Promise<VerifyResult>;
}

/** Opens the target and runs the suite on it. Throws a usage error where it cannot be reached. */
async function outcomeOf<Target extends { readonly close: () => Promise<void> }>(
  pointer: Pointer,
  flags: Flags,
  { words: [role, ...options], open, verify }: Verification<Target>,
): Promise<Outcome> {
  const declared = await limitationsOf(flags);
  const opened = await open();
  if (!opened.ok) throw usageError(opened.message);
  const { target } = opened;
  const own = opened.limitations.filter(
    (each) => !declared.some(({ limitation }) => limitation === each.limitation),
  );
  const result = await settledBy(target, () =>
    carriedOut(flags.baseline, { ...runOptionsOf(flags), limitations: [...declared, ...own] }, (all) =>
      verify(target, all),
    ),
  );
  const words =
    pointer.kind === 'module'
      ? [role, pointer.module, ...options]
      : [role, ...options, '--', ...pointer.command];
  return { result: withCommand(result, words), code: exitCodeOf(result), remarks: [] };
}

async function settledBy<T>(
  target: { readonly close: () => Promise<void> },
  act: () => Promise<T>,
): Promise<T> {
  try {
    return await act();
  } finally {
    await target.close();
  }
}

/** The options that a replay needs again. */
function again(options: Readonly<Record<string, string | undefined>>): readonly string[] {
  const defaults = ['tolerant', 'wire'];
  return Object.entries(options).flatMap(([name, value]) =>
    value === undefined || defaults.includes(value) ? [] : [`--${name}`, value],
  );
}
