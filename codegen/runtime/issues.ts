import { received } from './values.js';

/**
 * One way in which a value differs from the contract. In the issues that validators give, `code`, `received` and `message`
 * are getters, worded when they are read: a spread copy lacks them. `toJSON()`, which `JSON.stringify` calls, gives a plain
 * object with all members.
 */
export interface Issue {
  /** The clause that it breaks: `Task.status#enum`. */
  readonly clause: string;
  /** The rule of that clause: `enum`. */
  readonly code: string;
  /** JSON Pointer (RFC 6901) of the place in the value; the root is the empty string. */
  readonly path: string;
  readonly expected: string;
  /** What was there, in short. */
  readonly received: string;
  readonly message: string;
}

/** Notices are what a tolerant reader takes though the contract does not document it; they never make a value invalid. */
export type ValidationResult<T> =
  | { readonly valid: true; readonly value: T; readonly notices: readonly Issue[] }
  | { readonly valid: false; readonly issues: readonly Issue[]; readonly notices: readonly Issue[] };

/** A value, or the issues that keep it from being one. */
export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly issues: readonly Issue[] };

const NONE: readonly Issue[] = [];

/**
 * The one place where issues are worded. The words come when they are read: to make them costs more than to check a
 * whole value, and most readers want the clause and the path.
 */
class FoundIssue implements Issue {
  readonly clause: string;
  path: string;
  readonly expected: string;
  readonly #value: unknown;

  constructor(clause: string, path: string, expected: string, value: unknown) {
    this.clause = clause;
    this.path = path;
    this.expected = expected;
    this.#value = value;
  }

  get code(): string {
    return this.clause.slice(this.clause.indexOf('#') + 1);
  }

  get received(): string {
    return received(this.#value);
  }

  get message(): string {
    return `${this.path === '' ? 'the value' : this.path}: expected ${this.expected}, received ${this.received}`;
  }

  /** A plain object, for JSON and for whoever copies issues member by member. */
  toJSON(): Issue {
    const { clause, code, path, expected, received, message } = this;
    return { clause, code, path, expected, received, message };
  }
}

/** What makes no value invalid. */
class FoundNotice extends FoundIssue {}

/** What a validator has found so far. Its paths start at the value that is being looked at. */
export interface Found {
  /** Issues and notices. */
  readonly all: FoundIssue[];
  /** How many of them are notices. */
  notices: number;
}

export function issue(clause: string, path: string, expected: string, value: unknown): Issue {
  return new FoundIssue(clause, path, expected, value);
}

export function nothingFound(): Found {
  return { all: [], notices: 0 };
}

export function report(found: Found, clause: string, path: string, expected: string, value: unknown): void {
  found.all.push(new FoundIssue(clause, path, expected, value));
}

export function notice(found: Found, clause: string, path: string, expected: string, value: unknown): void {
  found.all.push(new FoundNotice(clause, path, expected, value));
  found.notices++;
}

/**
 * Puts a path before those of what was found, from a place in the list on. So a path is made where something is found,
 * and costs nothing where all is right.
 */
export function placeBelow({ all }: Found, from: number, path: string): void {
  for (let i = from; i < all.length; i++) {
    const each = all[i];
    if (each !== undefined) each.path = path + each.path;
  }
}

/**
 * A value that cannot be read (a proxy or a getter that throws, a structure too deep for the stack) is an issue, not an
 * exception. What was found before is dropped: its paths do not start at the top yet.
 */
export function unreadable(clause: string, value: unknown): Found {
  return { all: [new FoundIssue(clause, '', 'a value that can be read', value)], notices: 0 };
}

export function resultOf<T>(value: unknown, { all, notices }: Found): ValidationResult<T> {
  if (notices === all.length) return { valid: true, value: value as T, notices: notices === 0 ? NONE : all };
  if (notices === 0) return { valid: false, issues: all, notices: NONE };
  const isNotice = (each: FoundIssue): boolean => each instanceof FoundNotice;
  return { valid: false, issues: all.filter((each) => !isNotice(each)), notices: all.filter(isNotice) };
}

/** An error that carries every issue, for the asserting validators. */
export interface ContractError extends TypeError {
  readonly issues: readonly Issue[];
}

/** Throws a {@link ContractError} where the result is invalid. */
export function assertValid<T>(
  result: ValidationResult<T>,
): asserts result is Extract<ValidationResult<T>, { valid: true }> {
  if (result.valid) return;
  const message = result.issues.map((each) => each.message).join('\n');
  throw Object.assign(new TypeError(message), { name: 'ContractError', issues: result.issues });
}

/** A JSON Pointer one level deeper; the key is escaped as RFC 6901 says. */
export function below(path: string, key: string | number): string {
  return `${path}/${typeof key === 'number' ? key : key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}
