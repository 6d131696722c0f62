import { parseJson } from '../../../generated/runtime/json.js';
import { isObject, own } from '../../../generated/runtime/values.js';
import type { DriverProblem } from './stdio-problems.js';

/** The lines of the stdio protocol, see PROTOCOL.md. */

export const PROTOCOL = 1;

/** A line of the protocol, parsed. */
export type Message = Readonly<Record<string, unknown>>;

/** How a driver introduces itself. */
export interface Hello {
  readonly name: string;
  readonly version: string | null;
  /** The form of its outputs: `neutral`, or a view that the contract lists. */
  readonly view: string;
  /** How many cases one process takes at a time. */
  readonly concurrency: number;
  /** As declared: names, or mappings as in a file of limitations. */
  readonly limitations: readonly unknown[];
}

export const NEUTRAL = 'neutral';

export type Line =
  | { readonly kind: 'hello'; readonly hello: Message }
  | { readonly kind: 'answer'; readonly id: number; readonly answer: Message }
  /** `lacks` goes on from "a line that". */
  | { readonly kind: 'no-message'; readonly lacks: string };

/** Reads one line, its numbers exactly. */
export function readLine(text: string): Line {
  const parsed = parseJson(text);
  if (!parsed.ok)
    return {
      kind: 'no-message',
      lacks: `is no JSON (expected ${parsed.expected} at column ${parsed.column})`,
    };
  const { value } = parsed;
  if (!isObject(value)) return { kind: 'no-message', lacks: 'is no JSON object' };
  const message: Message = { ...value };
  const hello = own(message, 'hello');
  if (isObject(hello)) return { kind: 'hello', hello: { ...hello } };
  const id = own(message, 'id');
  return typeof id === 'number' && Number.isSafeInteger(id)
    ? { kind: 'answer', id, answer: message }
    : { kind: 'no-message', lacks: 'has no whole number as its `id`' };
}

export type Introduced =
  | { readonly ok: true; readonly hello: Hello }
  | { readonly ok: false; readonly problem: DriverProblem };

/** Reads what a driver says of itself. `views` are the names that the contract has. */
export function readHello(hello: Message, views: readonly string[], command: string): Introduced {
  const refused = own(hello, 'error');
  if (refused !== undefined && refused !== null) {
    const message = isObject(refused) ? own(refused, 'message') : refused;
    return { ok: false, problem: { command, code: 'driver-refused', message: String(message) } };
  }
  const spoken = own(hello, 'protocol') ?? PROTOCOL;
  if (spoken !== PROTOCOL) {
    return {
      ok: false,
      problem: { command, code: 'driver-protocol', spoken: String(spoken), wanted: PROTOCOL },
    };
  }
  const wrong = (member: string, wanted: string): Introduced => ({
    ok: false,
    problem: { command, code: 'driver-hello', member, wanted },
  });
  const name = own(hello, 'name');
  const version = own(hello, 'version') ?? null;
  const view = own(hello, 'view') ?? views[0] ?? NEUTRAL;
  const concurrency = own(hello, 'concurrency') ?? 1;
  const limitations = own(hello, 'limitations') ?? [];
  const known = [NEUTRAL, ...views];
  if (typeof name !== 'string' || name === '') return wrong('name', 'a text that reports can print');
  if (version !== null && typeof version !== 'string') return wrong('version', 'a text');
  if (typeof view !== 'string' || !known.includes(view)) return wrong('view', `one of ${known.join(', ')}`);
  if (typeof concurrency !== 'number' || !Number.isSafeInteger(concurrency) || concurrency < 1) {
    return wrong('concurrency', 'a whole number above 0');
  }
  if (
    !Array.isArray(limitations) ||
    !limitations.every((each) => typeof each === 'string' || isObject(each))
  ) {
    return wrong('limitations', 'a list of names, or of mappings with `limitation`, `clauses` and `reason`');
  }
  return { ok: true, hello: { name, version, view, concurrency, limitations } };
}
