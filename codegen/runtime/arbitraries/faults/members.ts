import fc from 'fast-check';
import type { Structure, Union } from '../../contract.js';
import { below } from '../../issues.js';
import { json, presentJson } from '../documents.js';
import { type Kit, NEARBY } from '../kit.js';
import { memberOf } from '../model.js';
import { assemble, type Entry, HOSTILE_NAMES, layout } from '../objects.js';
import type { Site } from '../sites.js';
import { allowsNull, ignoredNames, isUndocumented, lookAlikeNames, memberValue } from '../structures.js';
import { anyText } from '../text.js';
import { unknownMembers } from '../unions.js';
import type { Breakage } from './breakage.js';
import { unknownOptions } from './options.js';

/** A required member of a structure is not there. */
export function requiredBreakages(kit: Kit, site: Site): readonly Breakage[] {
  if (site.owner !== 'member' || !site.required) return [];
  const structure = kit.model.shape(site.parent);
  const step = site.steps.at(-1);
  if (structure.kind !== 'structure' || step?.kind !== 'member') return [];
  const { name } = step;
  const others = kit.entries(structure, NEARBY, name);
  const breaks = (way: string, title: string, json: boolean, value: fc.Arbitrary<unknown>): Breakage => ({
    clause: `${site.id}#required`,
    way,
    title: `${site.id} ${title}`,
    json,
    at: site.steps.slice(0, -1),
    arbitrary: value.map((each) => ({ value: each, path: below('', name) })),
  });
  const holding = (value: unknown): fc.Arbitrary<unknown> =>
    fc.tuple(others, layout).map(([entries, form]) => assemble([...entries, [name, value]], form));
  const inherited = fc
    .tuple(others, memberValue(kit, memberOf(structure, name).target, NEARBY))
    .map(([entries, value]) => inheriting(assemble([[name, value]]), entries));
  return [
    breaks(
      'absent',
      'is absent',
      true,
      fc.tuple(others, layout).map(([entries, form]) => assemble(entries, form)),
    ),
    ...(allowsNull(kit) && site.target.nullable !== true
      ? [breaks('null', 'is null', true, holding(null))]
      : []),
    breaks('undefined', 'is undefined', false, holding(undefined)),
    breaks('inherited', 'is no own member', false, inherited),
  ];
}

function inheriting(prototype: object, entries: readonly Entry[]): unknown {
  return Object.create(prototype, Object.getOwnPropertyDescriptors(assemble(entries)));
}

/**
 * A structure or a union has a member that nothing documents. Not where a reader is tolerant, but for unions in the
 * decoded view: there an unknown tag has one form, and any other is wrong.
 */
export function closedBreakages(kit: Kit, site: Site): readonly Breakage[] {
  const shape = kit.model.resolve(site.target);
  if (shape.kind === 'structure') return kit.mode === 'strict' ? extraMembers(kit, site, shape, json) : [];
  if (shape.kind === 'choice') return kit.mode === 'strict' ? unknownOptions(site, shape) : [];
  if (shape.kind !== 'union') return [];
  return [
    ...(kit.mode === 'strict' ? unknownTags(kit, site, shape) : []),
    ...(kit.view === 'decoded' ? [...strayTags(kit, site, shape), ...malformedTags(kit, site, shape)] : []),
  ];
}

/** Extra members in several styles; `values` is what they hold. */
export function extraMembers(
  kit: Kit,
  site: Site,
  shape: Structure,
  values: fc.Arbitrary<unknown>,
): readonly Breakage[] {
  const others = kit.entries(shape, NEARBY);
  return namesBeside(kit, shape).map(({ way, title, names }) => ({
    clause: `${shape.name}#closed`,
    way,
    title: `${site.id} has ${title}`,
    json: true,
    at: site.steps,
    arbitrary: fc.tuple(others, names, values, layout).map(([entries, name, value, form]) => ({
      value: assemble([...entries, [name, value]], form),
      path: below('', name),
    })),
  }));
}

interface Naming {
  readonly way: string;
  readonly title: string;
  readonly names: fc.Arbitrary<string>;
}

/** Names that the shape does not document; in strict mode these that a reader ignores too. */
function namesBeside(kit: Kit, shape: Structure | Union): readonly Naming[] {
  const free = (name: string): boolean => isUndocumented(kit, shape, name);
  const choose = (way: string, title: string, names: readonly string[]): readonly Naming[] =>
    names.length === 0 ? [] : [{ way, title, names: fc.constantFrom(...names) }];
  return [
    {
      way: 'extra',
      title: 'an undocumented member',
      names: anyText(1, 12)
        .map((name) => (name === 'a' ? 'extra' : name))
        .filter(free),
    },
    ...choose('hostile', 'an undocumented member that objects inherit', HOSTILE_NAMES.filter(free)),
    ...choose('look-alike', 'a member that looks like a documented one', lookAlikeNames(shape).filter(free)),
    ...(kit.mode === 'strict' && kit.view === 'wire'
      ? choose('ignored', 'a member that only readers ignore', ignoredNames(kit, shape))
      : []),
  ];
}

/** The one member of a union is unknown, in the form that the view has for it. */
export function unknownTags(kit: Kit, site: Site, shape: Union): readonly Breakage[] {
  const styles =
    kit.view === 'wire'
      ? namesBeside(kit, shape).map(({ way, title, names }) => ({
          way,
          title,
          entry: fc.tuple(names, presentJson),
        }))
      : unknownMembers(kit, shape).map((entry) => ({ way: 'unknown', title: 'an unknown member', entry }));
  return styles.map(({ way, title, entry }) => lone(site, shape, way, title, entry));
}

/** A tag that decoding would have put under the name of the unknown member. */
function strayTags(kit: Kit, site: Site, shape: Union): readonly Breakage[] {
  return namesBeside(kit, shape).map(({ way, title, names }) =>
    lone(site, shape, `undecoded-${way}`, `${title}, undecoded`, fc.tuple(names, presentJson)),
  );
}

function malformedTags(kit: Kit, site: Site, shape: Union): readonly Breakage[] {
  const { unknownKey } = kit.model;
  if (unknownKey === undefined) return [];
  const wrong = fc.constantFrom<unknown>({}, 'a', null, [], { name: 1 }, { name: null }, { Name: 'a' });
  return [
    lone(
      site,
      shape,
      'malformed',
      'an unknown member without a name',
      fc.tuple(fc.constant(unknownKey), wrong),
    ),
  ];
}

function lone(site: Site, shape: Union, way: string, title: string, entry: fc.Arbitrary<Entry>): Breakage {
  return {
    clause: `${shape.name}#closed`,
    way,
    title: `${site.id} has ${title}`,
    json: true,
    at: site.steps,
    arbitrary: fc.tuple(entry, layout).map(([each, form]) => ({
      value: assemble([each], form),
      path: below('', each[0]),
    })),
  };
}
