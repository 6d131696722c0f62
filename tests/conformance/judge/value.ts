import { optionsFor } from '../../../generated/runtime/choices.js';
import type {
  Choice,
  Contract,
  List,
  MapShape,
  Mode,
  Rule,
  Structure,
  Target,
  Union,
} from '../../../generated/runtime/contract.js';
import { received } from '../../../generated/runtime/values.js';
import { resolve } from '../model.js';
import { fits, readingOf } from '../option-of.js';
import { pointerOf } from '../pointer.js';
import { type Answer, leafAnswers } from './leaves.js';

/** One clause at one place of a value, and what it came to. */
export interface Ruling {
  /** Id of a clause: `SITE#RULE`. */
  readonly clause: string;
  readonly holds: boolean;
  /** JSON Pointer; empty where the clause holds, and so is `actual`. */
  readonly path: string;
  readonly expected: string;
  readonly actual: string;
}

type Keys = readonly (string | number)[];

interface Bench {
  readonly contract: Contract;
  readonly strict: boolean;
  readonly rulings: Ruling[];
}

/**
 * Judges a wire value, as exact parsing gives it, by walking the contract: every clause that has a say, kept or
 * broken. It shares nothing with the generated validators, so that a fault of theirs cannot hide here. Inferred
 * bounds are judged too; their clauses say how little they weigh. Values of `document` may be anything.
 */
export function judgeValue(contract: Contract, shape: string, value: unknown, mode: Mode): readonly Ruling[] {
  const known = new Set(contract.clauses.map(({ id }) => id));
  return judgeTarget(contract, { kind: 'ref', name: shape }, shape, value, mode).filter(({ clause }) =>
    known.has(clause),
  );
}

/** The same for a target at a site, whether or not the contract has the clauses. */
export function judgeTarget(
  contract: Contract,
  target: Target,
  site: string,
  value: unknown,
  mode: Mode,
): readonly Ruling[] {
  const bench: Bench = { contract, strict: mode === 'strict', rulings: [] };
  judge(bench, target, site, [], value);
  return bench.rulings;
}

function rule(
  bench: Bench,
  site: string,
  name: Rule,
  keys: Keys,
  holds: boolean,
  expected: string,
  actual: () => string,
): void {
  const path = holds ? '' : pointerOf(keys);
  bench.rulings.push({ clause: `${site}#${name}`, holds, path, expected, actual: holds ? '' : actual() });
}

function judge(bench: Bench, target: Target, site: string, keys: Keys, value: unknown): void {
  if (target.nullable === true && value === null) return;
  const shape = resolve(bench.contract, target);
  const inner = target.kind === 'ref' ? target.name : site;
  switch (shape.kind) {
    case 'structure':
    case 'union':
    case 'map': {
      const fits = typeof value === 'object' && value !== null && !Array.isArray(value);
      rule(bench, site, 'type', keys, fits, 'an object', () => received(value));
      if (!fits) return;
      if (shape.kind === 'structure') judgeStructure(bench, shape, keys, value);
      else if (shape.kind === 'union') judgeUnion(bench, shape, site, keys, value);
      else judgeMap(bench, shape, site, inner, keys, value);
      return;
    }
    case 'choice':
      judgeChoice(bench, shape, site, keys, value);
      return;
    case 'list':
      rule(bench, site, 'type', keys, Array.isArray(value), 'an array', () => received(value));
      if (Array.isArray(value)) judgeList(bench, shape, site, inner, keys, value);
      return;
    default:
      give(bench, site, keys, value, leafAnswers(shape, value, bench.contract.protocol.floatStrings));
  }
}

function give(bench: Bench, site: string, keys: Keys, value: unknown, answers: readonly Answer[]): void {
  for (const answer of answers) {
    if (!bench.strict && answer.rule === 'enum') continue;
    rule(bench, site, answer.rule, keys, answer.holds, answer.expected, () => received(value));
  }
}

function judgeStructure(bench: Bench, shape: Structure, keys: Keys, value: object): void {
  const members = new Map(entriesOf(value));
  for (const { name, target, required } of shape.members) {
    const site = `${shape.name}.${name}`;
    const held: unknown = members.get(name);
    const there = members.has(name) && !(held === null && !bench.strict && target.nullable !== true);
    if (required) rule(bench, site, 'required', [...keys, name], there, 'a value', () => received(held));
    if (there) judge(bench, target, site, [...keys, name], held);
  }
  judgeExtras(bench, shape, keys, [...members.keys()], (name) =>
    shape.members.some((each) => each.name === name),
  );
}

/** A member that is not documented breaks the shape in strict mode, and nothing in tolerant mode. */
function judgeExtras(
  bench: Bench,
  shape: Structure | Union,
  keys: Keys,
  names: readonly string[],
  isKnown: (name: string) => boolean,
): void {
  if (!bench.strict) return;
  const known = shape.members.map(({ name }) => name).join(', ');
  const extras = names.filter((name) => !isKnown(name));
  const expected = `no members but ${known}`;
  if (extras.length === 0) rule(bench, shape.name, 'closed', keys, true, expected, () => '');
  for (const name of extras)
    rule(bench, shape.name, 'closed', [...keys, name], false, expected, () => received(name));
}

function judgeUnion(bench: Bench, shape: Union, site: string, keys: Keys, value: object): void {
  const { ignoredMembers } = bench.contract.protocol;
  const set = entriesOf(value).filter(
    ([name, held]) => bench.strict || (held !== null && !ignoredMembers.includes(name)),
  );
  const [only, second] = set;
  const one = only !== undefined && second === undefined;
  rule(
    bench,
    site,
    'one-member',
    keys,
    one,
    'exactly one member',
    () => set.map(([name]) => name).join(', ') || 'none',
  );
  if (!one) return;
  const [tag, held] = only;
  judgeExtras(bench, shape, keys, [tag], (name) => shape.members.some((each) => each.name === name));
  const member = shape.members.find((each) => each.name === tag);
  if (member !== undefined) judge(bench, member.target, `${shape.name}.${tag}`, [...keys, tag], held);
}

function judgeChoice(bench: Bench, shape: Choice, site: string, keys: Keys, value: unknown): void {
  const { contract, strict } = bench;
  const mode: Mode = strict ? 'strict' : 'tolerant';
  const names = shape.options.map(({ name }) => name).join(', ');
  if (shape.tag !== null) {
    const fits = typeof value === 'object' && value !== null && !Array.isArray(value);
    rule(bench, site, 'type', keys, fits, 'an object', () => received(value));
    if (!fits) return;
    const text = new Map(entriesOf(value)).get(shape.tag);
    const told = typeof text === 'string';
    rule(bench, site, 'option', keys, told, `a text in ${shape.tag}`, () => received(text));
    if (!told) return;
    const known = shape.options.some(({ tags }) => tags.includes(text));
    const at = known ? keys : [...keys, shape.tag];
    if (strict) rule(bench, shape.name, 'closed', at, known, `one of ${names}`, () => received(text));
  }
  const candidates = optionsFor(readingOf(contract, mode), shape, value);
  const fitting =
    candidates.length < 2
      ? candidates
      : candidates.filter((each) => fits(contract, shape, each, value, mode));
  const [only, second] = fitting;
  const one = only !== undefined && (second === undefined || shape.several);
  if (shape.tag === null) rule(bench, site, 'option', keys, one, `one of ${names}`, () => received(value));
  if (one) judge(bench, only.target, `${shape.name}.${only.name}`, keys, value);
}

function judgeList(
  bench: Bench,
  shape: List,
  site: string,
  inner: string,
  keys: Keys,
  value: readonly unknown[],
): void {
  judgeSize(bench, shape, site, keys, value.length, 'element');
  if (shape.uniqueItems === true) {
    const distinct = new Set(value.map(canonical)).size;
    rule(
      bench,
      site,
      'unique-items',
      keys,
      distinct === value.length,
      'no element twice',
      () => `${value.length} elements, ${distinct} of them distinct`,
    );
  }
  for (const [at, item] of value.entries()) judge(bench, shape.element, `${inner}[]`, [...keys, at], item);
}

function judgeMap(
  bench: Bench,
  shape: MapShape,
  site: string,
  inner: string,
  keys: Keys,
  value: object,
): void {
  const entries = entriesOf(value);
  judgeSize(bench, shape, site, keys, entries.length, 'entry');
  for (const [key, held] of entries) {
    const answers = leafAnswers(shape.key, key, false).filter((answer) => answer.rule !== 'type');
    give(bench, `${inner}{key}`, [...keys, key], key, answers);
    judge(bench, shape.value, `${inner}{}`, [...keys, key], held);
  }
}

function judgeSize(
  bench: Bench,
  shape: List | MapShape,
  site: string,
  keys: Keys,
  size: number,
  of: string,
): void {
  const { minItems, maxItems } = shape;
  const actual = (): string => `${size}`;
  if (minItems !== undefined)
    rule(bench, site, 'min-items', keys, size >= minItems, `${of}s: at least ${minItems}`, actual);
  if (maxItems !== undefined)
    rule(bench, site, 'max-items', keys, size <= maxItems, `${of}s: at most ${maxItems}`, actual);
}

/** Members that are undefined, which JSON cannot say, are absent. */
function entriesOf(value: object): readonly (readonly [string, unknown])[] {
  return Object.entries(value).filter(([, held]) => held !== undefined);
}

/** Equal JSON values have equal texts. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value !== 'object' || value === null)
    return typeof value === 'string' ? JSON.stringify(value) : String(value);
  const entries = Object.entries(value).map(([name, held]) => `${JSON.stringify(name)}:${canonical(held)}`);
  return `{${entries.sort().join()}}`;
}
