import { own, setOwn } from '../../generated/runtime/values.js';

/** JSON Pointers (RFC 6901) over wire values. Values are never changed in place; `__proto__` is a key like any other. */

/** The keys of a pointer; the root has none. */
export function keysOf(pointer: string): readonly string[] {
  const keys = pointer.split('/').slice(1);
  return pointer.includes('~') ? keys.map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~')) : keys;
}

export function pointerOf(keys: readonly (string | number)[]): string {
  return keys.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** The pointer of what contains the place; the root contains itself. */
export function parentOf(pointer: string): string {
  return pointer.slice(0, Math.max(0, pointer.lastIndexOf('/')));
}

/** The value at a pointer, by own properties only; undefined where there is none. */
export function valueAt(value: unknown, pointer: string): unknown {
  return keysOf(pointer).reduce<unknown>(
    (at, key) =>
      typeof at === 'object' && at !== null && Object.hasOwn(at, key)
        ? (at as Record<string, unknown>)[key]
        : undefined,
    value,
  );
}

/** A copy in which the place holds `replacement`: a new member where there was none. The way to it must exist. */
export function withValueAt(value: unknown, pointer: string, replacement: unknown): unknown {
  return rebuilt(value, keysOf(pointer), 0, { value: replacement });
}

/** A copy without the member or element at the place. */
export function withoutValueAt(value: unknown, pointer: string): unknown {
  return rebuilt(value, keysOf(pointer), 0, null);
}

/** A copy of what lies on the way; the rest is shared. */
function rebuilt(
  value: unknown,
  keys: readonly string[],
  depth: number,
  held: { readonly value: unknown } | null,
): unknown {
  const key = keys[depth];
  if (key === undefined) return held?.value;
  const isHolder = depth === keys.length - 1;
  if (isHolder && held === null) return without(value as object, key);
  const copy = Array.isArray(value) ? [...value] : { ...(value as object) };
  setOwn(copy, key, isHolder ? held?.value : rebuilt(own(copy, key), keys, depth + 1, held));
  return copy;
}

function without(value: object, key: string): unknown {
  if (Array.isArray(value)) return value.toSpliced(Number(key), 1);
  const rest: Record<string, unknown> = {};
  for (const [name, held] of Object.entries(value)) if (name !== key) setOwn(rest, name, held);
  return rest;
}
