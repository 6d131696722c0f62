import { isUsageError } from '../../tests/conformance/index.js';
import { EXIT } from '../exit.js';

/** Carries out; a wrong use of the command is told in its words, with its exit code. */
export async function reportingMisuse(act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (error) {
    if (!isUsageError(error)) throw error;
    fail(error.message);
  }
}

export function fail(message: string): void {
  console.error(message);
  process.exitCode = EXIT.misused;
}
