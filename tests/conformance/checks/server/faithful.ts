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
 * spoken of may be anything, in structures at any depth; a member said to be null must be absent. What the answer
 * holds there is compared by its meaning: an instant to the millisecond, an integer to the last digit.
 */
export function firstDifference(
  contract: Contract,
  shape: string,
  expected: unknown,
  actual: unknown,
): FaithDifference | null {
  return within(contract, { kind: 'ref', name: shape }, expected, actual, []);
}

function within(
  contract: Contract,
  target: Target,
  expected: unknown,
  actual: unknown,
  keys: readonly string[],
): FaithDifference | null {
  const shape = resolve(contract, target);
  const path = pointerOf(keys);
  if (expected === null)
    return actual === undefined || actual === null
      ? null
      : { path, expected: 'nothing', actual: received(actual) };
  if (actual === undefined || actual === null)
    return { path, expected: received(expected), actual: received(actual) };
  if (shape.kind === 'structure' && isObject(expected) && isObject(actual)) {
    for (const [name, held] of Object.entries(expected)) {
      const member = memberOf(shape, name);
      if (held === undefined || member === undefined) continue;
      const found = within(
        contract,
        member.target,
        held,
        Object.hasOwn(actual, name) ? actual[name] : undefined,
        [...keys, name],
      );
      if (found !== null) return found;
    }
    return null;
  }
  if (!isValid(contract, target, actual)) return null;
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
