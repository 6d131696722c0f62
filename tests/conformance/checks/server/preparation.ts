import { arbitrariesOf } from '../../../../generated/runtime/arbitraries/index.js';
import type { Contract, Operation } from '../../../../generated/runtime/contract.js';
import { usageError } from '../../selection.js';
import type { Example, Setup, SetupApi, SetupResult } from '../../targets/server-setup.js';
import { examplesOf } from './examples.js';

/** How long a setup, or a teardown, may take, in milliseconds. */
const LIMIT = 60_000;

/** Lets a setup make its tasks. Throws a usage error where it fails: that is no finding about the server. */
export async function setUp(
  setup: Setup | undefined,
  endpoint: string,
  contract: Contract,
  operation: Operation,
  seed: number,
): Promise<SetupResult> {
  if (setup === undefined) return { tasks: [] };
  let examples: readonly Example[] | undefined;
  const api: SetupApi = {
    ...{ endpoint, contract, operation, seed },
    // Not every setup has a use for them, and they take their time.
    get examples() {
      examples ??= examplesOf(contract, operation, arbitrariesOf(contract), seed);
      return examples;
    },
  };
  const result = await within(async () => setup(api), 'setup');
  if (Array.isArray(result?.tasks)) return result;
  throw usageError('The setup gave no { tasks: [...] }. Let it return one, with an { input } for each task.');
}

export async function tearDown({ teardown }: SetupResult): Promise<void> {
  if (teardown !== undefined) await within(async () => teardown(), 'teardown');
}

function within<Value>(act: () => Promise<Value>, name: string): Promise<Value> {
  return new Promise((resolve, reject) => {
    const late = usageError(`The ${name} did not end within ${LIMIT / 1000} s.`);
    const timer = setTimeout(() => reject(late), LIMIT);
    const fail = (error: unknown): void =>
      reject(usageError(`The ${name} failed: ${error instanceof Error ? error.message : String(error)}`));
    act()
      .then(resolve, fail)
      .finally(() => clearTimeout(timer));
  });
}
