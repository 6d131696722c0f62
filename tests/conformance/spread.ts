import type { Contract, Structure, Target, Union } from '../../generated/runtime/contract.js';
import { codePoints, isBytes, isObject } from '../../generated/runtime/values.js';
import { type Resolved, resolve } from './model.js';
import { optionOf } from './option-of.js';
import type { Place, Spread } from './result.js';
import {
  FRACTION,
  instantBin,
  instantBins,
  numberBin,
  numberBins,
  sizeBin,
  sizeBins,
} from './spread-bins.js';

/** Counts what values hold, site by site. */
export interface Spreading {
  /** Takes a value of a named shape into account, whatever it is, as many times as it was there. */
  readonly add: (shape: string, value: unknown, times?: number) => void;
  /** What there is so far, in the order of the places; sites that no value reached are not among it. */
  readonly spreads: (places: readonly Place[]) => readonly Spread[];
}

type Fields = Readonly<Record<string, unknown>>;

interface Counter {
  readonly shape: Resolved;
  /** What the sites within begin with. */
  readonly owner: string;
  readonly bins: Map<string, number>;
  /** Values whose members are counted, and how often each came again since: those of pools come by the thousand. */
  readonly again: Map<Fields, { times: number; readonly depth: number }>;
  /** Those of the members, in their order, once a value had any; this is walked for every value. */
  members: readonly (readonly [name: string, counter: Counter])[] | null;
}

/** A recursive shape is followed no deeper: what lies there is more of the same. */
const DEEPEST = 32;
/** How many values of a site are remembered at a time. */
const REMEMBERED = 512;

export function startSpreading(contract: Contract): Spreading {
  const counters = new Map<string, Counter>();

  function counterOf(site: string, target: Target): Counter {
    const known = counters.get(site);
    if (known !== undefined) return known;
    const shape = resolve(contract, target);
    const owner = target.kind === 'ref' ? target.name : site;
    const made = {
      shape,
      owner,
      bins: new Map(binsOf(shape).map((bin) => [bin, 0])),
      again: new Map(),
      members: null,
    };
    counters.set(site, made);
    return made;
  }

  function membersOf(counter: Counter, shape: Structure | Union): NonNullable<Counter['members']> {
    counter.members ??= shape.members.map(
      ({ name, target }) => [name, counterOf(`${counter.owner}.${name}`, target)] as const,
    );
    return counter.members;
  }

  function countMembers(counter: Counter, value: Fields, times: number, depth: number): void {
    const { shape } = counter;
    if (shape.kind !== 'structure' && shape.kind !== 'union') return;
    for (const [name, inner] of membersOf(counter, shape)) {
      const held = Object.hasOwn(value, name) ? value[name] : undefined;
      // Of a union all members but one are always absent.
      if (shape.kind === 'structure' || (held !== undefined && held !== null))
        count(inner, held, times, depth + 1);
    }
  }

  function countOrNote(counter: Counter, value: Fields, times: number, depth: number): void {
    const known = counter.again.get(value);
    if (known !== undefined) {
      known.times += times;
      return;
    }
    if (counter.again.size === REMEMBERED) settle(counter);
    counter.again.set(value, { times: 0, depth });
    countMembers(counter, value, times, depth);
  }

  /** Counts what was only noted; whether there was any. */
  function settle(counter: Counter): boolean {
    const noted = [...counter.again].filter(([, { times }]) => times > 0);
    counter.again.clear();
    for (const [value, { times, depth }] of noted) countMembers(counter, value, times, depth);
    return noted.length > 0;
  }

  /** What is noted of a value may lead to notes of what it holds. */
  function settleAll(): void {
    while ([...counters.values()].map(settle).includes(true));
  }

  function count(counter: Counter, value: unknown, times: number, depth: number): void {
    const { shape, owner, bins } = counter;
    const bin = binOf(contract, shape, value);
    bins.set(bin, (bins.get(bin) ?? 0) + times);
    if (depth === DEEPEST || bin === OTHER_TYPE) return;
    switch (shape.kind) {
      case 'structure':
      case 'union':
        if (isObject(value)) countOrNote(counter, value, times, depth);
        return;
      case 'choice': {
        const option = optionOf(contract, shape, value);
        if (option !== undefined)
          count(counterOf(`${owner}.${option.name}`, option.target), value, times, depth + 1);
        return;
      }
      case 'list':
        if (Array.isArray(value)) {
          const inner = counterOf(`${owner}[]`, shape.element);
          for (const item of value) count(inner, item, times, depth + 1);
        }
        return;
      case 'map':
        if (isObject(value)) {
          const [keys, values] = [
            counterOf(`${owner}{key}`, shape.key),
            counterOf(`${owner}{}`, shape.value),
          ];
          for (const [key, held] of Object.entries(value)) {
            count(keys, key, times, depth + 1);
            count(values, held, times, depth + 1);
          }
        }
        return;
      default:
        return;
    }
  }

  return {
    add: (shape, value, times = 1) => count(counterOf(shape, { kind: 'ref', name: shape }), value, times, 0),
    spreads(places) {
      settleAll();
      return places.flatMap(({ site }) => {
        const counter = counters.get(site);
        // Made along with its siblings, without that a value ever came so far.
        const isReached = counter !== undefined && [...counter.bins.values()].some((cases) => cases > 0);
        return isReached ? [spreadOf(site, counter)] : [];
      });
    },
  };
}

function spreadOf(site: string, { shape, bins }: Counter): Spread {
  return { site, kind: shape.kind, bins: ordered([...bins].map(([bin, cases]) => ({ bin, cases }))) };
}

/** In brackets, so that no value of an enum is called the same. */
const PRESENT = '(present)';
const UNDOCUMENTED = '(undocumented)';
const NO_MEMBER = '(no member)';
const SEVERAL = '(several members)';
const OTHER_TYPE = '(another type)';
const NULL = '(null)';
const ABSENT = '(absent)';

/** What is shown behind the natural classes, and only where something fell into it. */
const ODD: readonly string[] = [FRACTION, NO_MEMBER, SEVERAL, OTHER_TYPE, NULL, ABSENT];

/** Those that a reader wants to see also where nothing fell into them. */
function binsOf(shape: Resolved): readonly string[] {
  switch (shape.kind) {
    case 'enum':
      return [...shape.values.map(({ value }) => value), UNDOCUMENTED];
    case 'union':
      return [...shape.members.map(({ name }) => name), UNDOCUMENTED];
    case 'choice':
      return [...shape.options.map(({ name }) => name), ...(shape.tag === null ? [] : [UNDOCUMENTED])];
    case 'string':
    case 'list':
    case 'map':
    case 'blob':
      return sizeBins;
    case 'integer':
    case 'float':
      return numberBins;
    case 'timestamp':
      return instantBins;
    case 'boolean':
      return ['true', 'false'];
    case 'structure':
    case 'document':
      return [PRESENT];
  }
}

function binOf(contract: Contract, shape: Resolved, value: unknown): string {
  if (value === undefined) return ABSENT;
  if (value === null) return NULL;
  switch (shape.kind) {
    case 'enum':
      if (typeof value !== 'string') return OTHER_TYPE;
      for (const each of shape.values) if (each.value === value) return value;
      return UNDOCUMENTED;
    case 'union':
      return isObject(value) ? tagOf(contract, shape.members, value) : OTHER_TYPE;
    case 'choice': {
      const option = optionOf(contract, shape, value);
      return option?.name ?? (shape.tag !== null && isObject(value) ? UNDOCUMENTED : OTHER_TYPE);
    }
    case 'string':
      return typeof value === 'string' ? sizeBin(codePoints(value)) : OTHER_TYPE;
    case 'list':
      return Array.isArray(value) ? sizeBin(value.length) : OTHER_TYPE;
    case 'map':
      return isObject(value) ? sizeBin(Object.keys(value).length) : OTHER_TYPE;
    case 'blob':
      if (isBytes(value)) return sizeBin(value.length);
      // Four characters of base64 are three bytes.
      return typeof value === 'string' ? sizeBin(Math.floor((value.length * 3) / 4)) : OTHER_TYPE;
    case 'integer':
    case 'float':
      return typeof value === 'number' || typeof value === 'bigint' ? numberBin(value) : OTHER_TYPE;
    case 'timestamp':
      return instantBin(value) ?? OTHER_TYPE;
    case 'boolean':
      return typeof value === 'boolean' ? String(value) : OTHER_TYPE;
    case 'structure':
      return isObject(value) ? PRESENT : OTHER_TYPE;
    case 'document':
      return PRESENT;
  }
}

function tagOf(contract: Contract, members: readonly { readonly name: string }[], value: object): string {
  const set = Object.entries(value).filter(
    ([tag, held]) => held !== undefined && held !== null && !contract.protocol.ignoredMembers.includes(tag),
  );
  const [only, second] = set;
  if (only === undefined) return NO_MEMBER;
  if (second !== undefined) return SEVERAL;
  return members.some(({ name }) => name === only[0]) ? only[0] : UNDOCUMENTED;
}

/** The counts of two runs in one. */
export function together(one: Spread, other: Spread): Spread {
  const names = [...new Set([...one.bins, ...other.bins].map(({ bin }) => bin))];
  const of = ({ bins }: Spread, name: string): number => bins.find(({ bin }) => bin === name)?.cases ?? 0;
  return { ...one, bins: ordered(names.map((bin) => ({ bin, cases: of(one, bin) + of(other, bin) }))) };
}

/** Whatever was counted first. */
function ordered(bins: Spread['bins']): Spread['bins'] {
  return [
    ...bins.filter(({ bin }) => !ODD.includes(bin)),
    ...ODD.flatMap((odd) => bins.filter(({ bin }) => bin === odd)),
  ];
}
