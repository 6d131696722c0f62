import { valueAt, withValueAt } from '../pointer.js';

/** Values that are no JSON, which a program may still be handed: what to make, and where to put it. */
export interface Hostile {
  readonly kind: (typeof hostileKinds)[number];
  /** JSON Pointer in the value. */
  readonly path: string;
}

export const hostileKinds = [
  'throwing getter',
  'throwing proxy',
  'revoked proxy',
  'symbol',
  'function',
  'bigint',
  'cycle',
  'very deep',
  'object without a prototype',
  'object that inherits its members',
  'member that is undefined',
  'unknown member that is undefined',
] as const;

/** The value with the hostile one in its place, some of them made of what stands there. Made where the target lives, since half of them cannot travel. */
export function withHostile(value: unknown, hostile: Hostile): unknown {
  const placed = (made: unknown): unknown => withValueAt(value, hostile.path, made);
  const held = valueAt({ root: value }, `/root${hostile.path}`);
  switch (hostile.kind) {
    case 'throwing getter':
      return placed(Object.defineProperty({}, 'x', { enumerable: true, get: refuse }));
    case 'throwing proxy':
      return placed(
        new Proxy(
          {},
          {
            get: refuse,
            has: refuse,
            ownKeys: refuse,
            getOwnPropertyDescriptor: refuse,
            getPrototypeOf: refuse,
          },
        ),
      );
    case 'revoked proxy': {
      const { proxy, revoke } = Proxy.revocable({}, {});
      revoke();
      return placed(proxy);
    }
    case 'symbol':
      return placed(Symbol('hostile'));
    case 'function':
      return placed(() => true);
    case 'bigint':
      return placed(10n ** 400n);
    case 'cycle': {
      const cycle: Record<string, unknown> = {};
      cycle['self'] = cycle;
      return placed(cycle);
    }
    case 'object without a prototype':
      return placed(Object.assign(Object.create(null), held));
    case 'object that inherits its members':
      return placed(Object.create(held as object));
    case 'member that is undefined':
      return placed(undefined);
    case 'unknown member that is undefined':
      return placed({ ...(held as object), addedLater: undefined });
    case 'very deep': {
      let deep: unknown = {};
      for (let level = 0; level < 20_000; level++) deep = { deep };
      return placed(deep);
    }
  }
}

function refuse(): never {
  throw new RangeError('A value that does not want to be read.');
}
