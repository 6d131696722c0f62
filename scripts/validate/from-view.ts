import { base64ToBytes, isBase64 } from '../../generated/runtime/base64.js';
import type { Contract, Target, View } from '../../generated/runtime/contract.js';
import { epochSecondsToDate, isoToDate } from '../../generated/runtime/time.js';
import { isObject, setOwn } from '../../generated/runtime/values.js';
import { memberOf, resolve } from '../../tests/conformance/model.js';
import { optionOf } from '../../tests/conformance/option-of.js';

/**
 * JSON that a program printed of what it holds, as the decoded value that it printed. What has not the form of the
 * view stays as it is: the validator says so. Recurses as deep as the model does in the value.
 */
export function fromPrinted(contract: Contract, view: View, shape: string, value: unknown): unknown {
  const decoded = read(contract, view, { kind: 'ref', name: shape }, value);
  if (view.metadata === undefined || !isObject(decoded)) return decoded;
  const { [view.metadata]: _, ...data } = decoded;
  return data;
}

function read(contract: Contract, view: View, target: Target, value: unknown): unknown {
  const shape = resolve(contract, target);
  const into = (inner: Target, held: unknown): unknown => read(contract, view, inner, held);
  switch (shape.kind) {
    case 'structure':
    case 'union': {
      if (!isObject(value)) return value;
      const result: Record<string, unknown> = {};
      for (const [name, held] of Object.entries(value)) {
        const member = memberOf(shape, name);
        if (member !== undefined) setOwn(result, name, into(member.target, held));
        else if (shape.kind === 'union') unknownMember(contract, view, result, name, held);
        else setOwn(result, name, held);
      }
      return result;
    }
    case 'choice': {
      // A text may be a moment, as programs print it; the types of all other options are those of the wire.
      const option = optionOf(contract, shape, value);
      return option === undefined ? value : into(option.target, value);
    }
    case 'list':
      return Array.isArray(value) ? value.map((item) => into(shape.element, item)) : value;
    case 'map': {
      if (!isObject(value)) return value;
      const result: Record<string, unknown> = {};
      for (const [key, held] of Object.entries(value)) setOwn(result, key, into(shape.value, held));
      return result;
    }
    case 'timestamp':
      return instant(view, value);
    case 'blob':
      return typeof value === 'string' && isBase64(value) ? base64ToBytes(value) : value;
    case 'float':
      return contract.protocol.floatStrings && isFloatText(value) ? Number(value) : value;
    default:
      return value;
  }
}

function isFloatText(value: unknown): boolean {
  return value === 'NaN' || value === 'Infinity' || value === '-Infinity';
}

/** The decoded value names the unknown member; where the view does so in another form, that form is read. */
function unknownMember(
  { views }: Contract,
  { unknownMember: form }: View,
  result: Record<string, unknown>,
  name: string,
  held: unknown,
): void {
  const decoded = views.flatMap(({ unknownMember: each }) => (each.kind === 'named' ? [each.key] : []))[0];
  if (form.kind === 'pair' && name === form.key && Array.isArray(held) && decoded !== undefined) {
    setOwn(result, decoded, { name: held[0] });
  } else setOwn(result, name, held);
}

/** JSON has no Date: programs print text, or the number of the wire. */
function instant({ timestamp }: View, value: unknown): unknown {
  if (typeof value === 'string') return isoToDate(value) ?? value;
  return timestamp === 'date' && typeof value === 'number' ? epochSecondsToDate(value) : value;
}
