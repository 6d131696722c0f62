import type { Change, Failure, Reply } from './reference.js';
import { get, mutant, type ServerMutant } from './server.js';

interface Slip {
  readonly name: string;
  readonly title: string;
  readonly met: string;
  readonly breaks: readonly string[];
  readonly level?: 'SHOULD';
  /** Of an identifier that is refused. */
  readonly label?: string;
  readonly change: Change;
}

export function error({ label = 't-1', ...slip }: Slip): ServerMutant {
  return mutant({
    level: 'MUST',
    ...slip,
    name: `error-${slip.name}`,
    needs: 'requests',
    witness: [get(label)],
  });
}

/** Every refusal is another reply. */
export function replied(other: (reply: Reply, failure: Failure) => Reply): Change {
  return (reference) => ({ failure: (failure) => other(reference.failure(failure), failure) });
}
