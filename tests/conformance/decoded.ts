import { base64ToBytes } from '../../generated/runtime/base64.js';
import type { Contract, Target } from '../../generated/runtime/contract.js';
import { setOwn } from '../../generated/runtime/values.js';
import { type Members, type Neutral, neutralOf } from './neutral.js';

/**
 * The decoded view of a strictly valid wire value: a Date for an instant, bytes for base64, a bigint where no number is
 * exact.
 */
export function decodedOf(contract: Contract, target: Target, wire: unknown): unknown {
  return decoded(neutralOf(contract, target, wire));
}

function decoded(value: Neutral): unknown {
  switch (value.kind) {
    case 'string':
    case 'float':
    case 'boolean':
    case 'document':
      return value.value;
    case 'integer':
      return Number.isSafeInteger(Number(value.digits)) ? Number(value.digits) : BigInt(value.digits);
    case 'instant':
      return new Date(value.milliseconds);
    case 'bytes':
      return base64ToBytes(value.base64);
    case 'list':
      return value.items.map((item) => decoded(item));
    case 'map':
      return objectOf(value.entries);
    case 'structure':
      return objectOf(value.members);
    case 'union':
      return objectOf([[value.tag, value.value]]);
    case 'null':
      return null;
    case 'unknown-union':
    case 'empty-union':
    case 'bad':
      throw new Error(`No strictly valid value holds this: ${value.kind}.`);
  }
}

function objectOf(members: Members): object {
  const object = {};
  for (const [name, held] of members) setOwn(object, name, decoded(held));
  return object;
}
