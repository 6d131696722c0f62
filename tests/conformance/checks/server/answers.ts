import type { ErrorBinding } from '../../../../generated/runtime/contract.js';
import { successesOf } from '../../../../generated/runtime/http.js';
import { isObject } from '../../../../generated/runtime/values.js';
import type { BodyReading } from '../../judge/body.js';
import { comesUnder, errorUnder } from '../../model.js';
import { failureText, headerValues, type ServerReply, type ServerResponse } from '../../targets/server.js';
import type { Exchange, ServerWorld } from './server-check.js';

/** A response in a line, for reports. */
export function replyText(world: ServerWorld, reply: ServerReply): string {
  switch (reply.kind) {
    case 'response': {
      const name = nameInHeader(world, reply.response);
      const { status, body } = reply.response;
      return name === null ? `${status} with ${body.length} bytes` : `${status} ${name}`;
    }
    case 'failure':
      return failureText(reply.failure);
    case 'unsent':
      return reply.reason;
  }
}

/** The bare name of the error that a response names in its header; null where it names none. */
export function nameInHeader({ contract }: ServerWorld, response: ServerResponse): string | null {
  const { errorNameHeader } = contract.protocol;
  const [value] = errorNameHeader === null ? [] : headerValues(response, errorNameHeader);
  return value === undefined ? null : bareName(value);
}

/** Without the namespace before a `#` and whatever follows a colon, as readers of the protocol cut it. */
export function bareName(value: string): string {
  const [name = ''] = value.split(':', 1);
  return name.slice(name.lastIndexOf('#') + 1).trim();
}

/** The error that a response is, by its name, or by its status where it has none. */
export function errorIn(world: ServerWorld, response: ServerResponse): ErrorBinding | undefined {
  const name = nameInHeader(world, response);
  const { errors } = world.operation;
  return name === null ? errorUnder(errors, response.status) : errors.find(({ shape }) => shape === name);
}

/** A modelled error under its own status that says the request may be sent again. */
export function isRetryable(world: ServerWorld, reply: ServerReply): ErrorBinding['retry'] {
  if (reply.kind !== 'response') return 'never';
  const { status } = reply.response;
  if (!world.operation.errors.some((each) => comesUnder(each, status) && each.retry !== 'never'))
    return 'never';
  const error = errorIn(world, reply.response);
  return error !== undefined && comesUnder(error, status) ? error.retry : 'never';
}

/** Whether the server only said to come back later, or did better when it was asked again: no answer to what was asked. */
export function isPutOff(world: ServerWorld, { reply, passed }: Exchange): boolean {
  return passed || isRetryable(world, reply) === 'throttling';
}

export function isSuccess(world: ServerWorld, reply: ServerReply): boolean {
  return reply.kind === 'response' && successesOf(world.operation).includes(reply.response.status);
}

/** Whether a response says that all went well, whatever else it says. */
export function isTaken(reply: ServerReply): boolean {
  return reply.kind === 'response' && reply.response.status >= 200 && reply.response.status <= 299;
}

/**
 * Whether a response does what the operation does: a 2xx with an output in it that is about what was asked for.
 *
 * @param input null where nothing exists under it, so that an output of any sort is one too many
 */
export function carriesOut(
  world: ServerWorld,
  reply: ServerReply,
  input: Readonly<Record<string, unknown>> | null,
): boolean {
  if (reply.kind !== 'response' || !isTaken(reply)) return false;
  const { contract, operation } = world;
  const output = contract.shapes.find(({ name }) => name === operation.output);
  if (output?.kind !== 'structure') return successesOf(operation).includes(reply.response.status);
  const value = world.readings.of(reply.response.body).json?.value;
  if (!isObject(value)) return false;
  const echoes = operation.invariants.every(
    ({ request, response }) => input === null || String(input[request]) === String(value[response]),
  );
  return echoes && output.members.every(({ name, required }) => !required || Object.hasOwn(value, name));
}

/** The JSON object of a body; null where it is none. */
export function objectIn(reading: BodyReading): Readonly<Record<string, unknown>> | null {
  return reading.json !== null && isObject(reading.json.value) ? reading.json.value : null;
}
