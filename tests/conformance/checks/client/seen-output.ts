import { keysOf } from '../../pointer.js';
import type { Seen } from '../../seen.js';

/** The part of what a program got at a place of the wire value; undefined where there is none. */
export function seenAt(seen: Seen, pointer: string): Seen | undefined {
  return keysOf(pointer).reduce<Seen | undefined>((at, key) => {
    if (at?.kind === 'object') return at.entries.find(([name]) => name === key)?.[1];
    return at?.kind === 'list' ? at.items[Number(key)] : undefined;
  }, seen);
}

/** Where data got into the prototype of an object of the output. */
export function pollution(seen: Seen, names: readonly string[], path = 'output'): readonly string[] {
  switch (seen.kind) {
    case 'object':
      return [
        ...seen.inherited.filter((name) => names.includes(name)).map((name) => `${path} inherits ${name}`),
        ...seen.entries.flatMap(([name, held]) => pollution(held, names, `${path}.${name}`)),
      ];
    case 'list':
      return seen.items.flatMap((item, at) => pollution(item, names, `${path}[${at}]`));
    default:
      return [];
  }
}
