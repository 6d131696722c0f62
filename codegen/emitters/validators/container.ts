import type { List, MapShape, Rule } from '../../contract.js';
import type { Scope } from './scope.js';
import type { Check } from './simple.js';

/** The checks of a list or a map as a whole, held in the variable `v`. */
export function containerChecks(
  scope: Scope,
  target: List | MapShape,
  v: string,
): { readonly type: Check; readonly rest: readonly Check[] } {
  const list = target.kind === 'list';
  const size = (): string => (list ? `${v}.length` : `${scope.use('size')}(${v})`);
  const items = list ? (['item', 'items'] as const) : (['entry', 'entries'] as const);
  return {
    type: list
      ? { rule: 'type', fails: () => `!Array.isArray(${v})`, expected: 'a list' }
      : { rule: 'type', fails: () => `!${scope.use('isObject')}(${v})`, expected: 'an object' },
    rest: [
      ...limit(
        'min-items',
        target.minItems,
        (n) => `${size()} < ${n}`,
        `at least ${count(target.minItems ?? 0, items)}`,
      ),
      ...limit(
        'max-items',
        target.maxItems,
        (n) => `${size()} > ${n}`,
        `at most ${count(target.maxItems ?? 0, items)}`,
      ),
      ...(target.kind === 'list' && target.uniqueItems === true
        ? [
            {
              rule: 'unique-items',
              fails: () => `${scope.use('hasDuplicates')}(${v})`,
              expected: 'items that differ',
            } satisfies Check,
          ]
        : []),
    ],
  };
}

function limit(
  rule: Rule,
  n: number | undefined,
  fails: (n: number) => string,
  expected: string,
): readonly Check[] {
  return n === undefined ? [] : [{ rule, fails: () => fails(n), expected }];
}

function count(n: number, [one, many]: readonly [string, string]): string {
  return `${n} ${n === 1 ? one : many}`;
}
