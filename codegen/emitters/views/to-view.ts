/** From the decoded values to a view. */
import type { Simple } from '../../contract.js';
import { literalKey, quote } from '../../names.js';
import type { Direction, Place } from '../codec/conversion.js';
import type { Scope } from '../codec/scope.js';
import { viewType } from './types.js';
import type { OtherView } from './view.js';

/** The suffix of functions for shapes that are the same in a view: such functions all views share. */
export const COPY = 'Copy';

/** The suffix of the functions for shapes that differ. */
export function toViewSuffix({ suffix }: OtherView): string {
  return `To${suffix}`;
}

export function toView(scope: Scope, other: OtherView): Direction {
  const { names } = scope.emission;
  return {
    suffix: (shape) => (other.differs.has(shape) ? toViewSuffix(other) : COPY),
    given: 'value',
    made: 'view',
    givenType: (shape) => scope.uses.type('types', names.typeName(shape, 'decoded', 'tolerant')),
    madeType: (shape) => viewType(scope, other, shape, 'tolerant'),
    from: 'decoded',
    parsed: false,
    simple: (target, v, place) => simple(scope, other, target, v, place),
    unknown: () => unknown(scope, other),
    placed: (shape) => other.mayNotFit.has(shape),
  };
}

function simple({ uses }: Scope, other: OtherView, target: Simple, v: string, place: Place): string {
  switch (target.kind) {
    case 'timestamp':
      switch (other.view.timestamp) {
        case 'date':
          return v;
        case 'iso8601':
          return `${uses.value('runtime/time', 'dateToIso')}(${v})`;
        case 'epoch-seconds':
          return `${uses.value('runtime/time', 'dateToEpochSeconds')}(${v})`;
      }
      return v;
    case 'integer':
      if (target.width === 32 || other.view.integer === 'exact') return v;
      return `${uses.value('runtime/viewing', 'exactNumber')}(${v}, ${quote(`${place.site}#int64`)}, ${place.path}, found)`;
    case 'blob':
      return other.textual ? `${uses.value('runtime/base64', 'bytesToBase64')}(${v})` : v;
    case 'string':
    case 'float':
    case 'boolean':
    case 'document':
      return v;
  }
}

/** The value of an unknown member was not kept, so a pair has none. */
function unknown({ uses }: Scope, { view: { unknownMember }, decodedKey }: OtherView): string {
  const name = `${uses.value('runtime/values', 'own')}(value, ${quote(decodedKey)})?.name ?? ''`;
  switch (unknownMember.kind) {
    case 'named':
      return `{ ${literalKey(unknownMember.key)}: { name: ${name} } }`;
    case 'pair':
      return `{ ${literalKey(unknownMember.key)}: [${name}, undefined] }`;
    case 'tag':
      return `${uses.value('runtime/conversions', 'unknownMember')}(${name})`;
  }
}
