import type { Contract, Operation, Target, Union } from '../../../codegen/contract.js';
import { parseJson } from '../../../codegen/runtime/json.js';
import { memberOf, resolve, structureNamed } from '../../conformance/model.js';
import { cutInstant } from '../../conformance/neutral.js';
import { optionOf } from '../../conformance/option-of.js';

/**
 * A client that keeps every rule, written by hand and driven by the contract. Each habit can be replaced by a bad
 * one, which is how the broken clients of the tests are made.
 */
export interface Habits {
  readonly path: (template: string, label: (name: string) => string) => string;
  readonly text: (bytes: Uint8Array) => string;
  readonly parse: (text: string) => unknown;
  readonly structure: (
    value: object,
    decodeMembers: (value: object) => Record<string, unknown>,
  ) => Record<string, unknown>;
  readonly integer: (value: number | bigint) => unknown;
  readonly timestamp: (seconds: number) => unknown;
  readonly enumValue: (value: string, known: readonly string[]) => unknown;
  readonly unknownTag: (tag: string, value: unknown) => unknown;
  /** The entries of a union that count. */
  readonly entries: (
    value: object,
    shape: Union,
    ignored: readonly string[],
  ) => readonly (readonly [string, unknown])[];
  readonly missing: (name: string) => unknown;
  readonly errorName: (header: string | null, body: Record<string, unknown>, status: number) => string;
  readonly errorBody: (text: string) => Record<string, unknown>;
  readonly raise: (name: string, status: number, body: Record<string, unknown>) => Error;
  readonly isError: (status: number) => boolean;
  /** Attempts in all. */
  readonly attempts: (status: number) => number;
  readonly pause: (retryAfter: string | null) => number;
}

export type Fetched = (endpoint: string, input: unknown) => Promise<unknown>;

export const carefulHabits: Habits = {
  path: (template, label) =>
    template.replace(/\{([^}]+)\}/g, (_, name: string) => {
      if (label(name) === '') throw new Error(`${name} is empty.`);
      return encodeURIComponent(label(name));
    }),
  text: (bytes) => new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes),
  parse: (text) => {
    const parsed = parseJson(text);
    if (!parsed.ok) throw new Error(`No JSON at ${parsed.offset}.`);
    return parsed.value;
  },
  structure: (value, decodeMembers) => decodeMembers(value),
  integer: (value) => {
    if (typeof value === 'number' ? Number.isInteger(value) : typeof value === 'bigint') return value;
    throw new Error('No integer.');
  },
  timestamp: (seconds) => {
    if (typeof seconds !== 'number' || seconds < -62_135_596_800 || seconds >= 253_402_300_800)
      throw new Error('No time.');
    return new Date(cutInstant(seconds));
  },
  enumValue: (value) => value,
  unknownTag: (tag, value) => ({ $unknown: [tag, value] }),
  entries: (value, _, ignored) =>
    Object.entries(value).filter(([tag, held]) => held !== null && !ignored.includes(tag)),
  missing: () => undefined,
  errorName: (header, body, status) => {
    const name = [header, body['__type'], body['code']].find((each) => typeof each === 'string');
    return typeof name === 'string' ? (name.split(':')[0]?.split('#').at(-1) ?? name) : `Status${status}`;
  },
  errorBody: (text) => {
    const parsed = parseJson(text);
    return parsed.ok && typeof parsed.value === 'object' && parsed.value !== null
      ? (parsed.value as Record<string, unknown>)
      : {};
  },
  raise: (name, status, body) => {
    const { message, ...members } = body;
    const error = new Error(typeof message === 'string' ? message : `${name} (${status})`);
    return Object.assign(error, { ...members, name, $metadata: { httpStatusCode: status } });
  },
  isError: (status) => status < 200 || status >= 300,
  attempts: (status) => (status === 429 || status >= 500 ? 2 : 1),
  pause: (retryAfter) => (retryAfter === null ? 1 : Number(retryAfter) * 1000 + 20),
};

export function carefulClient(contract: Contract, bad: Partial<Habits> = {}): Fetched {
  const habits: Habits = { ...carefulHabits, ...bad };
  const [operation] = contract.operations;
  if (operation === undefined) throw new Error('No operation.');
  return async (endpoint, input) => {
    const response = await answered(contract, operation, habits, endpoint, input as Record<string, unknown>);
    const bytes = new Uint8Array(await response.arrayBuffer());
    if (habits.isError(response.status)) throw failure(contract, habits, response, bytes);
    const value = habits.parse(habits.text(bytes));
    if (!isPlainObject(value)) throw new Error('The output is no object.');
    return decode(contract, habits, { kind: 'ref', name: operation.output ?? '' }, value);
  };
}

async function answered(
  contract: Contract,
  { http, input: shape }: Operation,
  habits: Habits,
  endpoint: string,
  input: Record<string, unknown>,
): Promise<Response> {
  const labels = structureNamed(contract, shape).members.filter((member) => member.binding?.in === 'path');
  const path = habits.path(http.path, (name) => {
    const member = labels.find((each) => each.binding?.name === name);
    return String(input[member?.name ?? name]);
  });
  for (let attempt = 1; ; attempt++) {
    const response = await fetch(endpoint + path, { method: http.method });
    if (attempt >= habits.attempts(response.status)) return response;
    await response.arrayBuffer();
    await new Promise((resolve) => setTimeout(resolve, habits.pause(response.headers.get('retry-after'))));
  }
}

function failure({ protocol }: Contract, habits: Habits, response: Response, bytes: Uint8Array): Error {
  const header = protocol.errorNameHeader === null ? null : response.headers.get(protocol.errorNameHeader);
  const body = habits.errorBody(new TextDecoder().decode(bytes));
  return habits.raise(habits.errorName(header, body, response.status), response.status, body);
}

function decode(contract: Contract, habits: Habits, target: Target, value: unknown): unknown {
  const shape = resolve(contract, target);
  switch (shape.kind) {
    case 'structure':
      if (!isPlainObject(value)) throw new Error(`${shape.name} is no object.`);
      return habits.structure(value, (from) =>
        Object.fromEntries(
          shape.members.flatMap((member) => {
            const held = Object.hasOwn(from, member.name)
              ? (from as Record<string, unknown>)[member.name]
              : undefined;
            const made =
              held !== undefined && held !== null
                ? decode(contract, habits, member.target, held)
                : member.required
                  ? habits.missing(member.name)
                  : undefined;
            return made === undefined ? [] : [[member.name, made]];
          }),
        ),
      );
    case 'union': {
      if (!isPlainObject(value)) throw new Error(`${shape.name} is no object.`);
      const [entry, second] = habits.entries(value, shape, contract.protocol.ignoredMembers);
      if (entry === undefined || second !== undefined) throw new Error(`${shape.name} has not one member.`);
      const member = memberOf(shape, entry[0]);
      return member === undefined
        ? habits.unknownTag(entry[0], entry[1])
        : { [member.name]: decode(contract, habits, member.target, entry[1]) };
    }
    case 'choice': {
      const option = optionOf(contract, shape, value);
      return option === undefined ? value : decode(contract, habits, option.target, value);
    }
    case 'list':
      return (value as readonly unknown[]).map((item) => decode(contract, habits, shape.element, item));
    case 'map':
      return Object.fromEntries(
        Object.entries(value as object).map(([key, held]) => [
          key,
          decode(contract, habits, shape.value, held),
        ]),
      );
    case 'integer':
      return habits.integer(value as number | bigint);
    case 'timestamp':
      return shape.format === 'date-time' ? new Date(value as string) : habits.timestamp(value as number);
    case 'enum':
      if (typeof value !== 'string') throw new Error('No string.');
      return habits.enumValue(
        value,
        shape.values.map((each) => each.value),
      );
    default:
      return value;
  }
}

function isPlainObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
