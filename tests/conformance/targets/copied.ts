/**
 * A copy that a target may do with as it likes, and that can be sent to a thread: structured cloning, with null in
 * the place of functions and symbols, which cannot be cloned.
 */
export function copied(value: unknown): unknown {
  try {
    return structuredClone(value);
  } catch {
    return structuredClone(withoutCode(value));
  }
}

function withoutCode(value: unknown): unknown {
  if (typeof value === 'function' || typeof value === 'symbol') return null;
  if (Array.isArray(value)) return value.map(withoutCode);
  if (typeof value !== 'object' || value === null || value instanceof Date || ArrayBuffer.isView(value))
    return value;
  return Object.fromEntries(Object.entries(value).map(([name, held]) => [name, withoutCode(held)]));
}
