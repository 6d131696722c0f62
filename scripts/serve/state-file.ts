import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { isGetImportTaskInput } from '../../generated/validators/decoded.js';
import { usageError } from '../../tests/conformance/selection.js';
import { fileReason } from '../file-reasons.js';
import type { Task } from './machine.js';
import { mistakesIn, mistakesInFaults } from './rules.js';

const VERSION = 1;

/** The tasks of the run before; none where there is no such file. Throws a usage error where it holds something else. */
export function readState(file: string): readonly Task[] {
  if (!existsSync(file)) return [];
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw usageError(`${file} cannot be read: ${fileReason(error)}. Give another file with --state.`);
  }
  let state: unknown;
  try {
    state = JSON.parse(text);
  } catch {
    throw bad(file, 'It is no JSON.');
  }
  const { version, tasks } = (state ?? {}) as { readonly version?: unknown; readonly tasks?: unknown };
  if (version !== VERSION || !Array.isArray(tasks)) throw bad(file, `It is no state of version ${VERSION}.`);
  for (const [at, task] of tasks.entries()) {
    const wrong = whatIsWrong(task);
    if (wrong !== null) throw bad(file, `/tasks/${at}${wrong}`);
  }
  return tasks as readonly Task[];
}

function whatIsWrong(task: unknown): string | null {
  const { id, scenario, created, speed, began, skipped, asked, ordered } = (task ?? {}) as Partial<Task>;
  if (!isGetImportTaskInput({ taskIdentifier: id })) return '/id: Expected the id of a task.';
  for (const [name, value] of Object.entries({ created, speed, began, skipped, asked })) {
    if (typeof value !== 'number' || !Number.isFinite(value)) return `/${name}: Expected a number.`;
  }
  const [mistake] = mistakesIn(scenario);
  if (mistake !== undefined) return `/${['scenario', ...mistake.path].join('/')}: ${mistake.text}`;
  const [fault] = mistakesInFaults(ordered);
  return fault === undefined ? null : `/${['ordered', ...fault.path].join('/')}: ${fault.text}`;
}

function bad(file: string, why: string): Error {
  return usageError(
    `${file} holds no tasks of an earlier run. ${why} Name another file, or remove this one.`,
  );
}

/**
 * Whole, or not at all: a crash, a full disk or a power failure leaves the file that was there. Throws a usage error
 * where it cannot be written.
 */
export function writeState(file: string, tasks: readonly Task[]): void {
  const staged = `${file}.${process.pid}.tmp`;
  try {
    const descriptor = openSync(staged, 'w');
    try {
      writeFileSync(descriptor, `${JSON.stringify({ version: VERSION, tasks }, null, 2)}\n`);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(staged, file);
  } catch (error) {
    rmSync(staged, { force: true });
    throw usageError(`${file} cannot be written: ${fileReason(error)}. Give another file with --state.`);
  }
}
