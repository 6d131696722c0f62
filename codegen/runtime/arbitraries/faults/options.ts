import fc from 'fast-check';
import type { Choice, Structure } from '../../contract.js';
import { below } from '../../issues.js';
import { candidates, isByMembers, structuresOf, tagsOf, unknownOption } from '../choices.js';
import { MISSPELLINGS, misspelt } from '../enums.js';
import { type Kit, NEARBY } from '../kit.js';
import { assemble, type Entry, layout } from '../objects.js';
import type { Site } from '../sites.js';
import { anyText } from '../text.js';
import { type Breakage, breaking } from './breakage.js';
import { notOfTypes } from './types.js';

/** A choice is none of its options, or more of them than it may be. */
export function optionBreakages(kit: Kit, site: Site): readonly Breakage[] {
  const choice = kit.model.resolve(site.target);
  if (choice.kind !== 'choice') return [];
  return choice.tag === null ? untold(kit, site, choice) : untagged(kit, site, choice, choice.tag);
}

/** There is no text in the tag. */
function untagged(kit: Kit, site: Site, choice: Choice, tag: string): readonly Breakage[] {
  const breaks = breaking(site, 'option');
  const around = fc.oneof(...structuresOf(kit, choice).map((each) => kit.entries(each, NEARBY, tag)));
  const holding = (values: fc.Arbitrary<readonly Entry[]>): fc.Arbitrary<unknown> =>
    fc.tuple(around, values, layout).map(([entries, own, form]) => assemble([...entries, ...own], form));
  const told = (values: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
    holding(values.map((value) => [[tag, value]]));
  const first = choice.options[0]?.tags[0] ?? '';
  return [
    breaks('absent', `has no ${tag}`, holding(fc.constant([]))),
    breaks('null', `has null as its ${tag}`, told(fc.constant(null))),
    breaks(
      'no-text',
      `has no text in ${tag}`,
      told(fc.constantFrom<unknown>(0, 1, true, [first], { [tag]: first })),
    ),
    breaks('undefined', `has undefined as its ${tag}`, told(fc.constant(undefined)), false),
    breaks(
      'inherited',
      `has no ${tag} of its own`,
      around.map((entries) =>
        Object.create(assemble([[tag, first]]), Object.getOwnPropertyDescriptors(assemble(entries))),
      ),
      false,
    ),
  ];
}

function untold(kit: Kit, site: Site, choice: Choice): readonly Breakage[] {
  const breaks = breaking(site, 'option');
  const others = notOfTypes(kit, site, choice).map(({ way, title, arbitrary, json }) =>
    breaks(way, title, arbitrary, json),
  );
  if (!isByMembers(kit, choice)) return others;
  const structures = structuresOf(kit, choice);
  const pairs = structures.flatMap((one, at) =>
    structures
      .slice(at + 1)
      .flatMap((other) => (areWrongTogether(kit, choice, one, other) ? [[one, other]] : [])),
  );
  return [
    ...others,
    breaks(
      'empty',
      'has no member',
      layout.map((form) => assemble([], form)),
    ),
    breaks(
      'incomplete',
      'lacks a member that tells what it is',
      fc
        .oneof(...structures.map((each) => lacking(kit, each)))
        .filter((value) => candidates(kit, choice, value).length === 0),
    ),
    ...(pairs.length === 0
      ? []
      : [breaks('several', 'is several at once', fc.oneof(...pairs.map((pair) => together(kit, pair))))]),
  ];
}

/** Documented members alone, as undocumented ones may be those of another option. */
function ownEntries(kit: Kit, structure: Structure): fc.Arbitrary<readonly Entry[]> {
  const names = new Set(structure.members.map(({ name }) => name));
  return kit.entries(structure, NEARBY).map((entries) => entries.filter(([name]) => names.has(name)));
}

function lacking(kit: Kit, structure: Structure): fc.Arbitrary<unknown> {
  const required = structure.members.filter((member) => member.required).map(({ name }) => name);
  return fc
    .tuple(ownEntries(kit, structure), fc.constantFrom(...required), layout)
    .map(([entries, without, form]) =>
      assemble(
        entries.filter(([name]) => name !== without),
        form,
      ),
    );
}

function together(kit: Kit, structures: readonly Structure[]): fc.Arbitrary<unknown> {
  return fc
    .tuple(fc.tuple(...structures.map((each) => ownEntries(kit, each))), layout)
    .map(([entries, form]) => assemble(entries.flat(), form));
}

/** Whether the members of both make a value that both take, or neither does; where one does alone, it is that one. */
function areWrongTogether(kit: Kit, choice: Choice, one: Structure, other: Structure): boolean {
  const shared = one.members.some(({ name }) => other.members.some((each) => each.name === name));
  if (shared) return false;
  if (kit.mode === 'tolerant') return !choice.several;
  const [first, second] = [one, other].map(({ name }) => kit.model.has(name, 'closed'));
  return first === second && (first === true || !choice.several);
}

/** The tag has a text that the contract does not document. */
export function unknownOptions(site: Site, choice: Choice): readonly Breakage[] {
  const { tag } = choice;
  if (tag === null) return [];
  const tags = tagsOf(choice);
  const known = new Set(tags.values.map(({ value }) => value));
  const others = anyText(0, 20).filter((text) => !known.has(text));
  const ways = [
    ...MISSPELLINGS.flatMap((each) => {
      const texts = misspelt(tags, each);
      return texts === undefined ? [] : [{ way: each.way, title: each.title, texts }];
    }),
    { way: 'unknown', title: 'that nothing documents', texts: others },
  ];
  return ways.map(({ way, title, texts }) => ({
    clause: `${choice.name}#closed`,
    way: `text-${way}`,
    title: `${site.id} has a ${tag} ${title}`,
    json: true,
    at: site.steps,
    arbitrary: unknownOption(choice, texts).map((value) => ({ value, path: below('', tag) })),
  }));
}
