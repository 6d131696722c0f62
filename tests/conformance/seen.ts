import { types } from 'node:util';
import { isBytes } from '../../generated/runtime/values.js';

/**
 * What a program returned, taken down as plain data without knowing the model: it can cross to another thread,
 * and it stays the same when the target changes its value later.
 */
export type Seen =
  | { readonly kind: 'undefined' }
  | { readonly kind: 'null' }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'bigint'; readonly digits: string }
  | { readonly kind: 'boolean'; readonly value: boolean }
  /** NaN for an invalid Date. */
  | { readonly kind: 'date'; readonly milliseconds: number }
  | { readonly kind: 'bytes'; readonly base64: string }
  | { readonly kind: 'list'; readonly items: readonly Seen[] }
  | {
      readonly kind: 'object';
      readonly entries: readonly (readonly [string, Seen])[];
      /** Names that `for in` gives although they are not its own: a prototype that data got into. */
      readonly inherited: readonly string[];
    }
  /** A function, a symbol, something too deep or too large, or something that cannot be read. */
  | { readonly kind: 'other'; readonly text: string };

const DEEPEST = 300;
const LARGEST = 200_000;
const TOO_LARGE: Seen = { kind: 'other', text: 'too large' };

/** Never throws, and ends on cyclic values. */
export function see(value: unknown): Seen {
  let left = LARGEST;

  function look(at: unknown, depth: number): Seen {
    left -= 1;
    if (left < 0) return TOO_LARGE;
    if (depth > DEEPEST) return { kind: 'other', text: 'too deep' };
    switch (typeof at) {
      case 'undefined':
        return { kind: 'undefined' };
      case 'string':
        left -= at.length / 100;
        return { kind: 'string', value: at };
      case 'number':
        return { kind: 'number', value: at };
      case 'bigint':
        return { kind: 'bigint', digits: BigInt.asIntN(4096, at) === at ? String(at) : 'beyond 4096 bits' };
      case 'boolean':
        return { kind: 'boolean', value: at };
      case 'object':
        return at === null ? { kind: 'null' } : lookInto(at, depth);
      default:
        return { kind: 'other', text: `a ${typeof at}` };
    }
  }

  function lookInto(at: object, depth: number): Seen {
    try {
      if (types.isDate(at)) return { kind: 'date', milliseconds: Date.prototype.getTime.call(at) };
      if (isBytes(at)) return { kind: 'bytes', base64: Buffer.from(at).toString('base64') };
      if (Array.isArray(at)) return { kind: 'list', items: at.map((item) => look(item, depth + 1)) };
      const entries: readonly (readonly [unknown, unknown])[] =
        at instanceof Map ? [...at] : propertiesOf(at).map((name) => [name, Reflect.get(at, name)]);
      return {
        kind: 'object',
        entries: entries.map(([name, held]) => [String(name), look(held, depth + 1)] as const),
        inherited: inheritedNames(at),
      };
    } catch (error) {
      return { kind: 'other', text: `unreadable (${messageOf(error)})` };
    }
  }

  const seen = look(value, 0);
  // Not even a part of it: comparing and printing what is that large would cost more than all other cases.
  return left < 0 ? TOO_LARGE : seen;
}

/** Its own enumerable names, and the getters of its classes: what a caller of a class-based client reads. */
function propertiesOf(value: object): readonly string[] {
  const names = Object.keys(value);
  const parent: object | null = Object.getPrototypeOf(value);
  if (parent === null || isRoot(parent)) return names;
  for (let at = parent; at !== null && !isRoot(at); at = Object.getPrototypeOf(at)) {
    for (const [name, property] of Object.entries(Object.getOwnPropertyDescriptors(at))) {
      if (property.get !== undefined && name !== '__proto__') names.push(name);
    }
  }
  return [...new Set(names)];
}

/** `Object.prototype`, of whichever realm. */
function isRoot(value: object): boolean {
  return Object.getPrototypeOf(value) === null;
}

function inheritedNames(value: object): readonly string[] {
  const names: string[] = [];
  for (const name in Object.getPrototypeOf(value)) if (!Object.hasOwn(value, name)) names.push(name);
  return names;
}

/** An error of any kind, taken down: every name and every status that callers of common clients look at. */
export interface SeenError {
  /** In the order in which they are looked at; the first is the one to print. */
  readonly names: readonly string[];
  /** The same names, each behind the place where it stands: `name`, `code`, `error.code`... */
  readonly namedBy?: readonly (readonly [string, string])[];
  readonly message: string;
  readonly statuses: readonly number[];
  readonly requestIds: readonly string[];
  /** Its own members, for the members of a modelled error. */
  readonly members: Seen;
  /** Whether it is one of the code that reads a response, where the target says so itself. */
  readonly fault?: boolean;
}

/** Takes down whatever was thrown. Never throws. */
export function seeError(thrown: unknown): SeenError {
  if (typeof thrown !== 'object' || thrown === null) {
    const message = messageOf(thrown);
    return { names: [], message, statuses: [], requestIds: [], members: see(thrown) };
  }
  const read = reader(thrown);
  const namedBy = NAME_PLACES.flatMap((place) => {
    const name = read(...place.split('.'));
    return typeof name === 'string' && name !== '' ? [[place, name] as const] : [];
  });
  return {
    names: [...new Set(namedBy.map(([, name]) => name))],
    namedBy,
    message: messageOf(thrown),
    statuses: unique(
      [
        read('$metadata', 'httpStatusCode'),
        read('statusCode'),
        read('status'),
        read('httpStatusCode'),
        read('$response', 'statusCode'),
        read('response', 'status'),
        read('response', 'statusCode'),
      ],
      (each): each is number => typeof each === 'number',
    ),
    requestIds: unique(
      [
        read('$metadata', 'requestId'),
        read('requestId'),
        read('requestID'),
        read('request_id'),
        read('RequestId'),
      ],
      (each): each is string => typeof each === 'string',
    ),
    members: see(thrown),
  };
}

const NAME_PLACES = ['name', 'code', 'Code', '__type', 'error.code', 'error.name', 'constructor.name'];

function reader(from: object): (...path: readonly string[]) => unknown {
  return (...path) => {
    try {
      return path.reduce<unknown>(
        (at, name) => (Object(at) === at ? Reflect.get(at as object, name) : undefined),
        from,
      );
    } catch {
      return undefined;
    }
  };
}

function unique<Wanted>(candidates: readonly unknown[], wanted: (each: unknown) => each is Wanted): Wanted[] {
  return [...new Set(candidates.filter(wanted))];
}

function messageOf(thrown: unknown): string {
  try {
    const message: unknown = Object(thrown) === thrown ? Reflect.get(thrown as object, 'message') : undefined;
    return typeof message === 'string' ? message : String(thrown);
  } catch {
    return 'an error that cannot be read';
  }
}
