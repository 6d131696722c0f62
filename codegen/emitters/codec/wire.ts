/** The two ways between the wire and the decoded values. */
import type { Contract, Simple } from '../../contract.js';
import { literalKey, quote } from '../../names.js';
import { unknownKeyOf } from '../validators/scope.js';
import type { Direction } from './conversion.js';
import type { Scope } from './scope.js';
import type { Uses } from './uses.js';

/** The constant that holds the members that a reader of the wire ignores. */
export const IGNORED_MEMBERS = 'ignoredMembers';

export const FROM_WIRE = 'FromWire';
export const TO_WIRE = 'ToWire';

export function fromWire({ emission: { contract, names }, uses }: Scope): Direction {
  return {
    suffix: () => FROM_WIRE,
    given: 'wire',
    made: 'value',
    givenType: (shape) => uses.type('types', names.typeName(shape, 'wire', 'tolerant')),
    madeType: (shape) => uses.type('types', names.typeName(shape, 'decoded', 'tolerant')),
    from: 'wire',
    parsed: true,
    simple: (target, v) => simpleFromWire(uses, target, v),
    unknown: () => {
      const tag = `${uses.value('runtime/conversions', 'unknownTag')}(wire, ${IGNORED_MEMBERS})`;
      return `{ ${literalKey(unknownKey(contract))}: { name: ${tag} } }`;
    },
    placed: () => false,
  };
}

export function toWire({ emission: { contract, names }, uses }: Scope): Direction {
  return {
    suffix: () => TO_WIRE,
    given: 'value',
    made: 'wire',
    givenType: (shape) => uses.type('types', names.typeName(shape, 'decoded', 'tolerant')),
    madeType: (shape) => uses.type('types', names.typeName(shape, 'wire', 'tolerant')),
    from: 'decoded',
    parsed: false,
    simple: (target, v) => simpleToWire(contract, uses, target, v),
    unknown: () => {
      const own = uses.value('runtime/values', 'own');
      const name = `${own}(value, ${quote(unknownKey(contract))})?.name ?? ''`;
      return `${uses.value('runtime/conversions', 'unknownMember')}(${name})`;
    },
    placed: () => false,
  };
}

/** The front end sees to it that a contract has a view that names unknown members. */
function unknownKey(contract: Contract): string {
  const key = unknownKeyOf(contract);
  if (key === undefined) throw new Error('no view of the contract names unknown members');
  return key;
}

function simpleFromWire(uses: Uses, target: Simple, v: string): string {
  switch (target.kind) {
    case 'timestamp':
      return target.format === 'epoch-seconds'
        ? `${uses.value('runtime/time', 'epochSecondsToDate')}(${v})`
        : `${uses.value('runtime/conversions', 'dateTimeToDate')}(${v})`;
    case 'float':
      return `${uses.value('runtime/conversions', 'floatFromWire')}(${v})`;
    case 'blob':
      return `${uses.value('runtime/base64', 'base64ToBytes')}(${v})`;
    case 'string':
    case 'integer':
    case 'boolean':
    case 'document':
      return v;
  }
}

function simpleToWire(contract: Contract, uses: Uses, target: Simple, v: string): string {
  switch (target.kind) {
    case 'timestamp':
      return target.format === 'epoch-seconds'
        ? `${uses.value('runtime/time', 'dateToEpochSeconds')}(${v})`
        : `${uses.value('runtime/time', 'dateToIso')}(${v})`;
    case 'float':
      return contract.protocol.floatStrings ? `${uses.value('runtime/conversions', 'floatToWire')}(${v})` : v;
    case 'blob':
      return `${uses.value('runtime/base64', 'bytesToBase64')}(${v})`;
    case 'string':
    case 'integer':
    case 'boolean':
    case 'document':
      return v;
  }
}
