import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createJiti } from 'jiti';
import type { Contract, ErrorBinding, Operation } from '../../../generated/runtime/contract.js';
import { parseJson } from '../../../generated/runtime/json.js';
import { judgeValue } from '../judge/value.js';
import { structureNamed } from '../model.js';
import { usageError } from '../selection.js';

/** What a setup is given. */
export interface SetupApi {
  /** Address of the server, without a slash at the end. */
  readonly endpoint: string;
  readonly contract: Contract;
  readonly operation: Operation;
  readonly seed: number;
  /**
   * Inputs and outputs that fit to one another, valid and full of what servers stumble over: put them in, where the
   * server lets you, and say that they should come out.
   */
  readonly examples: readonly Example[];
}

/** An input, and an output that fits it. */
export interface Example {
  readonly input: Readonly<Record<string, unknown>>;
  /** As parsed JSON: an integer beyond 2^53 - 1 is a bigint. */
  readonly output: unknown;
}

/** Something that exists on the server, by the input that asks for it. */
export interface SetupTask {
  readonly input: Readonly<Record<string, unknown>>;
  /** What the operation should answer, or a part of it; a member that is null should be absent. */
  readonly expected?: unknown;
  /** Whether `expected` is all of it: a member that it leaves out is to be absent then. */
  readonly exact?: boolean;
  /** The states that it goes through, in order; some may be skipped. */
  readonly lifecycle?: readonly string[];
  /** The error of the model that the operation fails with on it, by its name; nothing else is said of it then. */
  readonly fails?: string;
}

/** What a setup has made. */
export interface SetupResult {
  readonly tasks: readonly SetupTask[];
  /** Removes what was made. Called once, whatever happens, after a Ctrl-C too. */
  readonly teardown?: () => unknown;
}

/** Creates tasks on a server, and says what they should answer. */
export type Setup = (api: SetupApi) => SetupResult | Promise<SetupResult>;

/** The `setup` that a module exports, by that name or by default. Throws a usage error where there is none. */
export async function loadSetup(module: string): Promise<Setup> {
  const file = resolve(module);
  if (!existsSync(file))
    throw usageError(`There is no module ${module}. Give a path from the current folder.`);
  const url = pathToFileURL(file).href;
  let namespace: Readonly<Record<string, unknown>>;
  try {
    namespace = await (/\.[cm]?tsx?$/.test(file) ? createJiti(import.meta.url).import(url) : import(url));
  } catch (error) {
    throw usageError(
      `${module} cannot be loaded: ${error instanceof Error ? `${error.name}: ${error.message}` : String(error)}\nMend it, or give another module.`,
    );
  }
  const found = namespace['setup'] ?? namespace['default'];
  if (typeof found === 'function') return found as Setup;
  throw usageError(
    `${module} exports no function setup. It exports ${Object.keys(namespace).join(', ') || 'nothing'}. Let it export setup(api), which gives { tasks: [...] }.`,
  );
}

/**
 * The input that a text stands for: JSON of it, or the value of the one string that an input cannot do without.
 * Throws a usage error where it breaks a clause of the input: such a thing cannot exist.
 */
export function taskInput(
  contract: Contract,
  operation: Operation,
  text: string,
): Readonly<Record<string, unknown>> {
  const input = text.startsWith('{') ? objectOf(text) : { [onlyMember(contract, operation, text)]: text };
  checkInput(contract, operation, input);
  return input;
}

/** Throws a usage error where an input breaks a clause. */
export function checkInput(contract: Contract, operation: Operation, input: unknown): void {
  const wrong = judgeValue(contract, operation.input, input, 'strict').find(({ holds }) => !holds);
  if (wrong === undefined) return;
  throw usageError(
    `No task can be asked for with ${shown(input)}: ${wrong.path || 'it'} is to be ${wrong.expected} (${wrong.clause}).`,
  );
}

/** The error that a task fails with. Throws a usage error where the model has none of that name. */
export function checkFailure({ id, errors }: Operation, name: string): ErrorBinding {
  const found = errors.find(({ shape }) => shape === name);
  if (found !== undefined) return found;
  throw usageError(
    `A task of the setup fails with ${name}, and ${id} has no such error. Name one of ${errors.map(({ shape }) => shape).join(', ')}.`,
  );
}

function shown(input: unknown): string {
  return JSON.stringify(input, (_, held: unknown) => (typeof held === 'bigint' ? String(held) : held));
}

function objectOf(text: string): Readonly<Record<string, unknown>> {
  const parsed = parseJson(text);
  if (parsed.ok) return parsed.value as Readonly<Record<string, unknown>>;
  throw usageError(`${text} is no JSON: expected ${parsed.expected} in column ${parsed.column}.`);
}

function onlyMember(contract: Contract, operation: Operation, text: string): string {
  const required = structureNamed(contract, operation.input).members.filter((member) => member.required);
  const [only, second] = required;
  if (only !== undefined && second === undefined) return only.name;
  throw usageError(
    `${text} does not say all that ${operation.id} wants. Give JSON with ${required.map(({ name }) => name).join(', ')}.`,
  );
}
