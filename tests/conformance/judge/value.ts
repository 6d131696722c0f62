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
import { fits as fitsOption, readingOf } from '../option-of.js';
import { pointerOf } from '../pointer.js';
import { type LeafRule, leafRules } from './leaves.js';

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

/** Judges a value of a shape, by its name. */
export type ValueJudge = (shape: string, value: unknown) => readonly Ruling[];

/**
 * Judges wire values, as exact parsing gives them, by walking the contract: every clause that has a say, kept or broken.
 * It shares nothing with the generated validators, so that a fault of theirs cannot hide here. Inferred bounds are
 * judged too; their clauses say how little they weigh. Values of `document` may be anything.
 */
export function valueJudge(contract: Contract, mode: Mode): ValueJudge {
  const known = new Set(contract.clauses.map(({ id }) => id));
  const court = startCourt(contract, mode, (clause) => known.has(clause));
  return (shape, value) => sentence(court({ kind: 'ref', name: shape }, shape), value);
}

/** The same for a single value. */
export function judgeValue(contract: Contract, shape: string, value: unknown, mode: Mode): readonly Ruling[] {
  return valueJudge(contract, mode)(shape, value);
}

/** Judges values of a target at a site, whether or not the contract has the clauses. */
export function targetJudge(
  contract: Contract,
  target: Target,
  site: string,
  mode: Mode,
): (value: unknown) => readonly Ruling[] {
  const judge = startCourt(contract, mode, () => true)(target, site);
  return (value) => sentence(judge, value);
}

function sentence(judge: Judge, value: unknown): readonly Ruling[] {
  const rulings: Ruling[] = [];
  judge(value, { keys: [], rulings });
  return rulings;
}

/** Where a walk is, and what it came to up to there. */
interface Walk {
  readonly keys: (string | number)[];
  readonly rulings: Ruling[];
}

/** Adds what is to be said of a value, and of all within it. */
type Judge = (value: unknown, walk: Walk) => void;

/** Says whether one clause holds, where there is such a clause. `actual` is asked for where it does not. */
type Say = (walk: Walk, holds: boolean, actual: () => string) => void;

/** The judges of all sites, each made when it is first needed. */
function startCourt(
  contract: Contract,
  mode: Mode,
  isClause: (clause: string) => boolean,
): (target: Target, site: string) => Judge {
  const strict = mode === 'strict';
  const { ignoredMembers, floatStrings } = contract.protocol;
  const made = new Map<string, Judge>();

  function saying(site: string, rule: Rule, expected: string): Say {
    const clause = `${site}#${rule}`;
    if (!isClause(clause)) return () => {};
    const kept: Ruling = { clause, holds: true, path: '', expected, actual: '' };
    return ({ keys, rulings }, holds, actual) => {
      rulings.push(holds ? kept : { clause, holds, path: pointerOf(keys), expected, actual: actual() });
    };
  }

  function judgeAt(target: Target, site: string): Judge {
    const known = made.get(site);
    if (known !== undefined) return known;
    const judge = judgeOf(target, site);
    const nullable: Judge =
      target.nullable === true ? (value, walk) => value !== null && judge(value, walk) : judge;
    made.set(site, nullable);
    return nullable;
  }

  function judgeOf(target: Target, site: string): Judge {
    const shape = resolve(contract, target);
    const inner = target.kind === 'ref' ? target.name : site;
    switch (shape.kind) {
      case 'structure':
        return whereObject(site, judgeStructure(shape));
      case 'union':
        return whereObject(site, judgeUnion(shape, site));
      case 'map':
        return whereObject(site, judgeMap(shape, site, inner));
      case 'choice':
        return judgeChoice(shape, site);
      case 'list':
        return judgeList(shape, site, inner);
      default:
        return judgeLeaf(site, leafRules(shape, floatStrings));
    }
  }

  function whereObject(site: string, judge: (value: object, walk: Walk) => void): Judge {
    const type = saying(site, 'type', 'an object');
    return (value, walk) => {
      const fits = typeof value === 'object' && value !== null && !Array.isArray(value);
      type(walk, fits, () => received(value));
      if (fits) judge(value, walk);
    };
  }

  function judgeLeaf(site: string, rules: readonly LeafRule[]): Judge {
    const asked = rules
      .filter(({ rule }) => strict || rule !== 'enum')
      .map(({ rule, expected, holds }) => ({ holds, say: saying(site, rule, expected) }));
    return (value, walk) => {
      let isFirst = true;
      for (const { holds, say } of asked) {
        const kept = holds(value);
        say(walk, kept, () => received(value));
        // Of another type nothing else can be asked.
        if (isFirst && !kept) return;
        isFirst = false;
      }
    };
  }

  function judgeStructure(shape: Structure): (value: object, walk: Walk) => void {
    let members: readonly {
      readonly name: string;
      readonly target: Target;
      readonly judge: Judge;
      readonly required: Say | null;
    }[];
    const extras = judgeExtras(shape);
    return (value, walk) => {
      // Made here, since a shape may hold itself.
      members ??= shape.members.map(({ name, target, required }) => {
        const site = `${shape.name}.${name}`;
        const say = required ? saying(site, 'required', 'a value') : null;
        return { name, target, judge: judgeAt(target, site), required: say };
      });
      for (const { name, target, judge, required } of members) {
        const held = own(value, name);
        const there = held !== undefined && !(held === null && !strict && target.nullable !== true);
        walk.keys.push(name);
        required?.(walk, there, () => received(held));
        if (there) judge(held, walk);
        walk.keys.pop();
      }
      extras(Object.keys(value), value, walk);
    };
  }

  /** A member that is not documented breaks the shape in strict mode, and nothing in tolerant mode. */
  function judgeExtras({
    name: shape,
    members,
  }: Structure | Union): (names: readonly string[], value: object, walk: Walk) => void {
    const known = new Set(members.map(({ name }) => name));
    const say = saying(shape, 'closed', `no members but ${[...known].join(', ')}`);
    return (names, value, walk) => {
      if (!strict) return;
      let closed = true;
      for (const name of names) {
        if (known.has(name) || own(value, name) === undefined) continue;
        closed = false;
        walk.keys.push(name);
        say(walk, false, () => received(name));
        walk.keys.pop();
      }
      if (closed) say(walk, true, () => '');
    };
  }

  function judgeUnion(shape: Union, site: string): (value: object, walk: Walk) => void {
    const say = saying(site, 'one-member', 'exactly one member');
    const extras = judgeExtras(shape);
    return (value, walk) => {
      const set = entriesOf(value).filter(
        ([name, held]) => strict || (held !== null && !ignoredMembers.includes(name)),
      );
      const [only, second] = set;
      const one = only !== undefined && second === undefined;
      say(walk, one, () => set.map(([name]) => name).join(', ') || 'none');
      if (!one) return;
      const [tag, held] = only;
      extras([tag], value, walk);
      const member = shape.members.find((each) => each.name === tag);
      if (member === undefined) return;
      walk.keys.push(tag);
      judgeAt(member.target, `${shape.name}.${tag}`)(held, walk);
      walk.keys.pop();
    };
  }

  function judgeChoice(shape: Choice, site: string): Judge {
    const names = shape.options.map(({ name }) => name).join(', ');
    const tagged = shape.tag === null ? null : judgeTag(shape, shape.tag, site, names);
    const told = shape.tag === null ? saying(site, 'option', `one of ${names}`) : null;
    const reading = readingOf(contract, mode);
    return (value, walk) => {
      if (tagged !== null && !tagged(value, walk)) return;
      const candidates = optionsFor(reading, shape, value);
      const fitting =
        candidates.length < 2
          ? candidates
          : candidates.filter((each) => fitsOption(contract, shape, each, value, mode));
      const [only, second] = fitting;
      const one = only !== undefined && (second === undefined || shape.several);
      told?.(walk, one, () => received(value));
      if (one) judgeAt(only.target, `${shape.name}.${only.name}`)(value, walk);
    };
  }

  /** Whether there is a text that tells the option; one that tells none is a matter of the shape. */
  function judgeTag(
    { name: shape, options }: Choice,
    tag: string,
    site: string,
    names: string,
  ): (value: unknown, walk: Walk) => boolean {
    const type = saying(site, 'type', 'an object');
    const option = saying(site, 'option', `a text in ${tag}`);
    const closed = saying(shape, 'closed', `one of ${names}`);
    return (value, walk) => {
      const fits = typeof value === 'object' && value !== null && !Array.isArray(value);
      type(walk, fits, () => received(value));
      if (!fits) return false;
      const text = own(value, tag);
      const told = typeof text === 'string';
      option(walk, told, () => received(text));
      if (!told) return false;
      const known = options.some(({ tags }) => tags.includes(text));
      if (!known) walk.keys.push(tag);
      if (strict) closed(walk, known, () => received(text));
      if (!known) walk.keys.pop();
      return true;
    };
  }

  function judgeList(shape: List, site: string, inner: string): Judge {
    const type = saying(site, 'type', 'an array');
    const size = judgeSize(shape, site, 'element');
    const unique = shape.uniqueItems === true ? saying(site, 'unique-items', 'no element twice') : null;
    return (value, walk) => {
      const fits = Array.isArray(value);
      type(walk, fits, () => received(value));
      if (!fits) return;
      size(walk, value.length);
      if (unique !== null) {
        const distinct = new Set(value.map(canonical)).size;
        const actual = (): string => `${value.length} elements, ${distinct} of them distinct`;
        unique(walk, distinct === value.length, actual);
      }
      const judge = judgeAt(shape.element, `${inner}[]`);
      for (const [at, item] of value.entries()) {
        walk.keys.push(at);
        judge(item, walk);
        walk.keys.pop();
      }
    };
  }

  function judgeMap(shape: MapShape, site: string, inner: string): (value: object, walk: Walk) => void {
    const size = judgeSize(shape, site, 'entry');
    const keys = judgeKeys(shape, `${inner}{key}`);
    return (value, walk) => {
      const entries = entriesOf(value);
      size(walk, entries.length);
      const judge = judgeAt(shape.value, `${inner}{}`);
      for (const [key, held] of entries) {
        walk.keys.push(key);
        keys(key, walk);
        judge(held, walk);
        walk.keys.pop();
      }
    };
  }

  /** Every name of a member is of the type of a key. */
  function judgeKeys({ key }: MapShape, site: string): Judge {
    const asked = leafRules(key, false)
      .filter(({ rule }) => rule !== 'type' && (strict || rule !== 'enum'))
      .map(({ rule, expected, holds }) => ({ holds, say: saying(site, rule, expected) }));
    return (name, walk) => {
      for (const { holds, say } of asked) say(walk, holds(name), () => received(name));
    };
  }

  function judgeSize(
    { minItems, maxItems }: List | MapShape,
    site: string,
    of: string,
  ): (walk: Walk, size: number) => void {
    const least = minItems === undefined ? null : saying(site, 'min-items', `${of}s: at least ${minItems}`);
    const most = maxItems === undefined ? null : saying(site, 'max-items', `${of}s: at most ${maxItems}`);
    return (walk, size) => {
      least?.(walk, size >= Number(minItems), () => `${size}`);
      most?.(walk, size <= Number(maxItems), () => `${size}`);
    };
  }

  return judgeAt;
}

function own(value: object, name: string): unknown {
  return Object.hasOwn(value, name) ? Reflect.get(value, name) : undefined;
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
