import { see, seeError } from '../seen.js';
import { withHostile } from './hostile.js';
import { judgementOf, threw } from './judgement.js';
import type { PollutionWatch } from './pollution-watch.js';
import type { ClientReply, Judgement, ValidatorReply, ValidatorRequest } from './target.js';

/** A validator: a predicate, a function that throws, or one that returns a result. A promise of one will do. */
export type ValidatorFunction = (value: unknown) => unknown;
/**
 * A client: calls the operation at `endpoint` (`http://127.0.0.1:PORT`) and returns the output, or throws. A
 * promise will do.
 */
export type ClientFunction = (endpoint: string, input: never) => unknown;

/** The two uses of a target, on the thread where it lives. Neither throws. */
export async function performJudgement(
  validate: ValidatorFunction,
  request: ValidatorRequest,
): Promise<ValidatorReply> {
  const { hostile, twice } = request;
  const value = hostile === null ? request.value : withHostile(request.value, hostile);
  const before = twice ? JSON.stringify(see(value)) : '';
  const judgement = await judge(validate, value);
  if (!twice) return { judgement, again: null, mutated: null };
  const mutated = JSON.stringify(see(value)) !== before;
  return { judgement, again: await judge(validate, value), mutated };
}

async function judge(validate: ValidatorFunction, value: unknown): Promise<Judgement> {
  try {
    return judgementOf(await validate(value));
  } catch (error) {
    return threw(error);
  }
}

/** @param watch that of the thread on which the client lives */
export async function performCall(
  call: ClientFunction,
  endpoint: string,
  input: unknown,
  watch: PollutionWatch,
): Promise<ClientReply> {
  try {
    const output = await call(endpoint, input as never);
    return { outcome: { kind: 'output', seen: see(output) }, polluted: watch() };
  } catch (error) {
    return { outcome: { kind: 'error', error: seeError(error) }, polluted: watch() };
  }
}
