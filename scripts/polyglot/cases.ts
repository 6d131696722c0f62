/** Values that a program in another language reads and writes again, and what it has to make of them. */
import fc from 'fast-check';
import type { Contract, NamedShape, Target } from '../../codegen/contract.js';
import { noticesOf, plant, sitesOf, wireValue } from '../../generated/runtime/arbitraries/index.js';
import { stringifyJson } from '../../generated/runtime/json.js';

export type Column = 'valid cases' | 'unknown enum' | 'unknown tag' | 'int64';

export const COLUMNS: readonly Column[] = ['valid cases', 'unknown enum', 'unknown tag', 'int64'];

export interface Case {
  readonly column: Column;
  readonly shape: string;
  readonly text: string;
  readonly expected: unknown;
}

const INTEGERS = [2n ** 53n + 1n, 2n ** 63n - 1n, -(2n ** 63n), -(2n ** 53n) - 1n];

/** Half a character is no Unicode, and strings of Go and Rust cannot hold it: such values are left out. */
export function casesOf(contract: Contract, seed: number, runs: number): readonly Case[] {
  return allCases(contract, seed, runs).filter(({ text }) => !/\\u[dD][89a-fA-F]/.test(text));
}

function allCases(contract: Contract, seed: number, runs: number): readonly Case[] {
  const shapes = contract.shapes.filter(({ kind }) => kind !== 'list' && kind !== 'map' && kind !== 'choice');
  return shapes.flatMap((shape) => {
    const of = (column: Column, arbitrary: fc.Arbitrary<unknown>, numRuns = runs): readonly Case[] =>
      fc.sample(arbitrary, { seed, numRuns }).map((value) => ({
        column,
        shape: shape.name,
        text: stringifyJson(value),
        expected: kept(contract, shape, value),
      }));
    const notices = noticesOf(contract, shape.name, 'tolerant');
    const unions = new Set(
      contract.shapes.flatMap(({ kind, name }) => (kind === 'union' ? [`${name}#closed`] : [])),
    );
    const noticed = (wanted: (clause: string) => boolean): fc.Arbitrary<unknown>[] =>
      notices
        .filter(({ clause }) => wanted(clause))
        .map(({ arbitrary }) => arbitrary.map(({ value }) => value));
    const wide = sitesOf(contract, shape.name)
      .filter(({ target }) => target.kind === 'integer' && target.width === 64 && free(target))
      .map((site) =>
        plant(contract, shape.name, site, 'strict', fc.constantFrom(...INTEGERS)).map(({ value }) => value),
      );
    return [
      ...of('valid cases', wireValue(contract, shape.name, 'strict')),
      ...of('valid cases', wireValue(contract, shape.name, 'tolerant')),
      ...noticed((clause) => clause.endsWith('#enum')).flatMap((each) => of('unknown enum', each, 20)),
      ...noticed((clause) => unions.has(clause)).flatMap((each) => of('unknown tag', each, 20)),
      ...wide.flatMap((each) => of('int64', each, 20)),
    ];
  });
}

function free(target: Target): boolean {
  return target.kind === 'integer' && target.minimum === undefined && target.maximum === undefined;
}

/** What is left of a value: null means absent, and a member that no edition knows is dropped, but for a union's. */
function kept(contract: Contract, target: Target | NamedShape, value: unknown): unknown {
  if (value === null) return null;
  switch (target.kind) {
    case 'ref': {
      const shape = contract.shapes.find(({ name }) => name === target.name);
      return shape === undefined ? value : kept(contract, shape, value);
    }
    case 'structure':
    case 'union': {
      const members = new Map(target.members.map((member) => [member.name, member]));
      const ignored = contract.protocol.ignoredMembers;
      return fromEntries(
        entriesOf(value).flatMap(([name, held]): [string, unknown][] => {
          const member = members.get(name);
          const isValue = member?.required === true && target.kind === 'structure';
          if (held === null && !isValue) return [];
          if (member !== undefined) return [[name, kept(contract, member.target, held)]];
          return target.kind === 'union' && !ignored.includes(name) ? [[name, held]] : [];
        }),
      );
    }
    case 'list':
      return Array.isArray(value) ? value.map((each) => kept(contract, target.element, each)) : value;
    case 'map':
      return fromEntries(entriesOf(value).map(([key, held]) => [key, kept(contract, target.value, held)]));
    default:
      return value;
  }
}

function entriesOf(value: unknown): readonly [string, unknown][] {
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}

function fromEntries(entries: readonly (readonly [string, unknown])[]): unknown {
  return Object.fromEntries(entries);
}

/**
 * The first place, as a JSON Pointer, where two values are not the same JSON, and what is there; null where there is none.
 * Numbers are the same by their value, members in any order.
 */
export function firstDifference(a: unknown, b: unknown, path = ''): string | null {
  const here = `${path || 'it'}: ${shown(a)} became ${shown(b)}`;
  if (isNumeric(a) && isNumeric(b)) return sameNumber(a, b) ? null : here;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null)
    return a === b ? null : here;
  if (Array.isArray(a) !== Array.isArray(b)) return here;
  const [left, right] = [new Map(Object.entries(a)), new Map(Object.entries(b))];
  for (const key of new Set([...left.keys(), ...right.keys()])) {
    const found = firstDifference(left.get(key), right.get(key), `${path}/${key}`);
    if (found !== null) return found;
  }
  return null;
}

function isNumeric(value: unknown): value is number | bigint {
  return typeof value === 'number' || typeof value === 'bigint';
}

/** What no integer of 64 bits holds is a float: the digits that it is written with are more than it has. */
function sameNumber(a: number | bigint, b: number | bigint): boolean {
  const isFloat = [a, b].every((each) => typeof each === 'number' || BigInt.asIntN(64, each) !== each);
  // biome-ignore lint/suspicious/noDoubleEquals: a number and a bigint of one value are the same number
  return isFloat ? Number(a) === Number(b) : a == b;
}

function shown(value: unknown): string {
  return value === undefined ? 'nothing' : stringifyJson(value).slice(0, 100);
}
