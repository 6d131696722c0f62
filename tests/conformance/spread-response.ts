import type { Contract, Operation } from '../../generated/runtime/contract.js';
import { errorName, successesOf } from '../../generated/runtime/http.js';
import { parseJson } from '../../generated/runtime/json.js';
import type { Spreading } from './spread.js';

/** What a count needs of a response, whichever side made it. */
interface Head {
  readonly status: number;
  readonly headers: readonly (readonly [string, string])[];
}

/** Longer ones are about their length, and reading them all would cost more than the run. */
export const LONGEST = 64 * 1024;

/** Takes what a response holds into account, as far as it is JSON: of the output, or of the error that it names. */
export function spreadResponse(
  spreading: Spreading,
  contract: Contract,
  operation: Operation,
  response: Head & { readonly body: Uint8Array; readonly says?: { readonly value: unknown } },
  times = 1,
): void {
  const { body } = response;
  if (body.length === 0 || body.length > LONGEST) return;
  const { says = readOf(body) } = response;
  if (says !== null) spreadValue(spreading, contract, operation, response, says.value, times);
}

function readOf(body: Uint8Array): { readonly value: unknown } | null {
  const parsed = parseJson(Buffer.from(body).toString('utf8'));
  return parsed.ok ? parsed : null;
}

/** The header that may name an error, alone. */
function nameHeader({ protocol }: Contract, headers: Head['headers']): Readonly<Record<string, string>> {
  const name = protocol.errorNameHeader?.toLowerCase();
  const found = headers.findLast(([each]) => each.length === name?.length && each.toLowerCase() === name);
  return found === undefined ? {} : { [found[0]]: found[1] };
}

/** The same, where somebody has read the body already. */
export function spreadValue(
  spreading: Spreading,
  contract: Contract,
  operation: Operation,
  { status, headers }: Head,
  value: unknown,
  times: number,
): void {
  if (successesOf(operation).includes(status)) {
    if (operation.output !== null) spreading.add(operation.output, value, times);
    return;
  }
  const name = errorName(contract.protocol, nameHeader(contract, headers), value);
  const error =
    operation.errors.find((each) => each.shape === name) ??
    operation.errors.find((each) => each.status === status);
  if (error !== undefined) spreading.add(error.shape, value, times);
}
