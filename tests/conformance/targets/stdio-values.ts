import { optionsFor } from '../../../generated/runtime/choices.js';
import type { Contract, Target, Union } from '../../../generated/runtime/contract.js';
import { isObject, own } from '../../../generated/runtime/values.js';
import { memberOf, type Resolved, resolve } from '../model.js';
import { readingOf } from '../option-of.js';
import { type Seen, see } from '../seen.js';

/**
 * What a driver wrote down of an output, read by the model. In every view a leaf may stand in its neutral form, which
 * is how a driver writes what JSON has no type for; unions, maps and documents have one in the neutral view alone,
 * where they would look like data in the others. Numbers are as an exact reader gives them.
 */
export function writtenValue(contract: Contract, target: Target, value: unknown, neutral: boolean): Seen {
  return read(contract, target, value, neutral, 0);
}

/** As deep as `see` goes. */
const DEEPEST = 300;

function read(contract: Contract, target: Target, value: unknown, neutral: boolean, depth: number): Seen {
  if (depth > DEEPEST) return { kind: 'other', text: 'too deep' };
  const shape = resolve(contract, target);
  const into = (inner: Target, held: unknown): Seen => read(contract, inner, held, neutral, depth + 1);
  switch (shape.kind) {
    case 'structure':
      return entriesOf(value, (name, held) => {
        const member = memberOf(shape, name);
        return member === undefined ? see(held) : into(member.target, held);
      });
    case 'union':
      return (
        (neutral && isObject(value) ? neutralUnion(contract, shape, value, into) : undefined) ?? plainUnion()
      );
    case 'choice': {
      const option = optionsFor(readingOf(contract, 'tolerant'), shape, value)[0];
      if (option !== undefined) return into(option.target, value);
      return isObject(value) && shape.tag === null ? neutralLeaf(value) : see(value);
    }
    case 'list':
      return Array.isArray(value)
        ? { kind: 'list', items: value.map((item) => into(shape.element, item)) }
        : see(value);
    case 'map': {
      const entries = neutral && isObject(value) ? own(value, 'map') : value;
      return entriesOf(entries, (_, held) => into(shape.value, held));
    }
    case 'document':
      return see(neutral && isObject(value) ? own(value, 'document') : value);
    default:
      return isObject(value) ? neutralLeaf(value) : plainLeaf(shape, value);
  }

  function plainUnion(): Seen {
    const union = shape as Union;
    return entriesOf(value, (name, held) => {
      const member = memberOf(union, name);
      return member === undefined ? see(held) : into(member.target, held);
    });
  }
}

function entriesOf(value: unknown, readMember: (name: string, held: unknown) => Seen): Seen {
  if (!isObject(value)) return see(value);
  const entries = Object.entries(value).map(([name, held]) => [name, readMember(name, held)] as const);
  return { kind: 'object', entries, inherited: [] };
}

function neutralUnion(
  contract: Contract,
  shape: Union,
  value: object,
  into: (target: Target, held: unknown) => Seen,
): Seen | undefined {
  const tag = own(value, 'union');
  if (typeof tag === 'string') {
    const member = memberOf(shape, tag);
    const held = own(value, 'value');
    return object([[tag, member === undefined ? see(held) : into(member.target, held)]]);
  }
  const unknown = own(value, 'unknownUnion');
  if (typeof unknown === 'string') return object([unknownMember(contract, unknown)]);
  return own(value, 'unionEmpty') === true ? object([]) : undefined;
}

/** In the form of a view that has one for it, so that it cannot be taken for a known member. */
function unknownMember({ views }: Contract, tag: string): readonly [string, Seen] {
  const name: Seen = { kind: 'string', value: tag };
  for (const { unknownMember: form } of views) {
    if (form.kind === 'named') return [form.key, object([['name', name]])];
  }
  return [tag, object([])];
}

function object(entries: readonly (readonly [string, Seen])[]): Seen {
  return { kind: 'object', entries, inherited: [] };
}

/** A leaf that is an object: one of the forms of PROTOCOL.md, or something that does not belong there. */
function neutralLeaf(value: object): Seen {
  const [[form, held] = ['', undefined], second] = Object.entries(value);
  if (second !== undefined || typeof held !== 'string') return see(value);
  switch (form) {
    case 'int':
      return /^-?\d+$/.test(held) ? { kind: 'bigint', digits: String(BigInt(held)) } : see(value);
    case 'float':
      return { kind: 'number', value: Number(held) };
    case 'ts':
      return { kind: 'date', milliseconds: held === '' ? Number.NaN : Math.trunc(Number(held)) };
    case 'bytes':
      return { kind: 'bytes', base64: held };
    case 'utf16':
      return /^([0-9a-f]{4})*$/i.test(held) ? { kind: 'string', value: textOfUnits(held) } : see(value);
    case 'bad':
      return { kind: 'other', text: held };
    default:
      return see(value);
  }
}

function textOfUnits(hex: string): string {
  return hex.replaceAll(/.{4}/g, (unit) => String.fromCharCode(Number.parseInt(unit, 16)));
}

/** Text without an offset says no instant: it would be read in whatever zone this machine is in. */
function plainLeaf(shape: Resolved, value: unknown): Seen {
  const zoneless = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?$/;
  return shape.kind === 'timestamp' && typeof value === 'string' && zoneless.test(value)
    ? { kind: 'other', text: `${value} without an offset` }
    : see(value);
}
