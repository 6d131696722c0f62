import type { Contract, Target } from '../../../../generated/runtime/contract.js';
import { received } from '../../../../generated/runtime/values.js';
import { differences } from '../../compare.js';
import { targetJudge } from '../../judge/value.js';
import { memberOf, resolve } from '../../model.js';
import { neutralJson, neutralOf } from '../../neutral.js';
import { pointerOf } from '../../pointer.js';

export interface FaithDifference {
  readonly path: string;
  readonly expected: string;
  readonly actual: string;
}

/**
 * The first place where an answer is not what somebody said it is: null where there is none. Members that were not
 * spoken of may be anything, in structures and unions at any depth, unless it is exact: then they must be absent, as a
 * member said to be null always must. What the answer holds there is compared by its meaning: an instant to the
 * millisecond, an integer to the last digit.
 */
export function firstDifference(
  contract: Contract,
  shape: string,
  expected: unknown,
  actual: unknown,
  exact = false,
): FaithDifference | null {
  return within({ contract, exact }, { kind: 'ref', name: shape }, expected, actual, []);
}

interface Comparison {
  readonly contract: Contract;
  readonly exact: boolean;
}

function within(
  comparison: Comparison,
  target: Target,
  expected: unknown,
  actual: unknown,
  keys: readonly string[],
): FaithDifference | null {
  const { contract, exact } = comparison;
  const shape = resolve(contract, target);
  const path = pointerOf(keys);
  if (expected === null)
    return isAbsent(actual) ? null : { path, expected: 'nothing', actual: received(actual) };
  if (isAbsent(actual)) return { path, expected: received(expected), actual: received(actual) };
  if (shape.kind === 'structure' && isObject(expected) && isObject(actual)) {
    const own = contract.protocol.ignoredMembers;
    const more = Object.keys(actual).filter((name) => !isSaid(expected, name) && !own.includes(name));
    for (const [name, held] of [
      ...Object.entries(expected),
      ...(exact ? more.map((each) => [each, null] as const) : []),
    ]) {
      const member = memberOf(shape, name);
      if (held === undefined || (member === undefined && held !== null)) continue;
      const at = Object.hasOwn(actual, name) ? actual[name] : undefined;
      const found = within(comparison, member?.target ?? target, held, at, [...keys, name]);
      if (found !== null) return found;
    }
    return null;
  }
  if (!isValid(contract, target, actual)) return null;
  if (shape.kind === 'union' && isObject(expected) && isObject(actual)) {
    const [tag, second] = Object.keys(expected).filter((name) => !isAbsent(expected[name]));
    const member = tag === undefined || second !== undefined ? undefined : memberOf(shape, tag);
    if (tag !== undefined && member !== undefined && Object.hasOwn(actual, tag))
      return within(comparison, member.target, expected[tag], actual[tag], [...keys, tag]);
  }
  const [first] = differences(
    neutralOf(contract, target, expected),
    neutralOf(contract, target, actual),
    keys,
  );
  if (first === undefined) return null;
  const text = (value: typeof first.expected): string =>
    value === undefined ? 'nothing' : JSON.stringify(neutralJson(value));
  return { path: first.path, expected: text(first.expected), actual: text(first.actual) };
}

function isSaid(expected: Readonly<Record<string, unknown>>, name: string): boolean {
  return Object.hasOwn(expected, name) && expected[name] !== undefined;
}

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What every value must keep for its neutral form to mean anything. */
const STRUCTURAL = /#(type|required|one-member|integer|int32|int64|timestamp)$/;

/** A value of the wrong type is another clause's affair. */
function isValid(contract: Contract, target: Target, value: unknown): boolean {
  const rulings = targetJudge(contract, target, '', 'tolerant')(value);
  return rulings.every((ruling) => ruling.holds || !STRUCTURAL.test(ruling.clause));
}
