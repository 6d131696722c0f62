import { appendFileSync } from 'node:fs';
import { expect } from 'vitest';

/** One line of what `CONTRACT_RECORD` names: whether a property holds for an operation, or for a shape. */
export interface Held {
  /** The names of the test and of what it stands in. */
  readonly property: string;
  readonly subject: string;
  readonly holds: boolean;
}

/** Tries a property on each of several subjects. Where it is recorded, all are tried, and the first failure is thrown then. */
export function eachOf<Subject>(
  subjects: readonly Subject[],
  nameOf: (subject: Subject) => string,
  holds: (subject: Subject) => void,
): void {
  const file = process.env['CONTRACT_RECORD'];
  const failures: unknown[] = [];
  for (const subject of subjects) {
    const failure = failureOf(() => holds(subject));
    if (failure !== null && file === undefined) throw failure.reason;
    if (failure !== null) failures.push(failure.reason);
    if (file === undefined) continue;
    const property = expect.getState().currentTestName ?? '';
    const held: Held = { property, subject: nameOf(subject), holds: failure === null };
    appendFileSync(file, `${JSON.stringify(held)}\n`);
  }
  if (failures.length > 0) throw failures[0];
}

function failureOf(run: () => void): { readonly reason: unknown } | null {
  try {
    run();
    return null;
  } catch (reason) {
    return { reason };
  }
}
