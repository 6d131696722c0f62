import fc from 'fast-check';
import type { Member, Structure, Target, Union } from '../contract.js';
import { json, presentJson } from './documents.js';
import type { Kit } from './kit.js';
import { assemble, type Entry, HOSTILE_NAMES, layout } from './objects.js';
import { anyText } from './text.js';

/** Valid structures. Shrinks to the required members alone. */
export function structureOf(kit: Kit, structure: Structure, budget: number): fc.Arbitrary<unknown> {
  return fc.tuple(kit.entries(structure, budget), layout).map(([entries, form]) => assemble(entries, form));
}

/** Makes what {@link Kit.entries} keeps. */
export function entriesOf(
  kit: Kit,
  structure: Structure,
  budget: number,
  without?: string,
): fc.Arbitrary<readonly Entry[]> {
  const slots = structure.members
    .filter((member) => member.name !== without)
    .map((member) => slotOf(kit, member, budget));
  return fc
    .tuple(fc.tuple(...slots), companionsOf(kit, structure))
    .map(([own, companions]) => [...own.filter((entry) => entry !== undefined), ...companions]);
}

/** A member that is there or, as the mode allows it, absent or null. */
function slotOf(kit: Kit, member: Member, budget: number): fc.Arbitrary<Entry | undefined> {
  const absent = fc.constant<Entry | undefined>(undefined);
  if (!member.required && budget < 0 && !isSimple(kit, member)) return absent;
  const present = memberValue(kit, member.target, budget).map((value): Entry => [member.name, value]);
  if (member.required) return present;
  return fc.oneof(
    { withCrossShrink: true },
    { weight: 2, arbitrary: absent },
    { weight: 5, arbitrary: present },
    ...(allowsNull(kit) ? [{ weight: 1, arbitrary: fc.constant<Entry>([member.name, null]) }] : []),
  );
}

/**
 * What a member that is there holds. Null is a document, but in a member it is also the form of absence, and readers
 * may take it for either; so a document that is a member is never null.
 */
export function memberValue(kit: Kit, target: Target, budget: number): fc.Arbitrary<unknown> {
  return target.kind === 'document' ? presentJson : kit.value(target, budget);
}

function isSimple(kit: Kit, member: Member): boolean {
  return kit.model.height(member.target) === 0;
}

/** Only a tolerant reader of JSON takes null for an absent member. */
export function allowsNull(kit: Kit): boolean {
  return kit.view === 'wire' && kit.mode === 'tolerant';
}

/** What a tolerant reader of JSON finds beside the documented members: undocumented ones, and such as it ignores. */
function companionsOf(kit: Kit, structure: Structure): fc.Arbitrary<readonly Entry[]> {
  if (kit.quiet || !allowsNull(kit)) return fc.constant([]);
  const extra = fc.tuple(undocumentedName(kit, structure), json);
  return fc
    .tuple(
      fc.oneof(
        { withCrossShrink: true },
        { weight: 3, arbitrary: fc.constant<readonly Entry[]>([]) },
        { weight: 1, arbitrary: fc.array(extra, { minLength: 1, maxLength: 2 }) },
      ),
      ignoredEntries(kit, structure),
    )
    .map(([extras, ignored]) => [...ignored, ...extras]);
}

/** Members that the protocol has readers ignore; mostly none. */
export function ignoredEntries(kit: Kit, shape: Structure | Union): fc.Arbitrary<readonly Entry[]> {
  const none = fc.constant<readonly Entry[]>([]);
  const names = ignoredNames(kit, shape);
  if (names.length === 0) return none;
  const one = fc.tuple(
    fc.constantFrom(...names),
    fc.oneof(fc.constantFrom(shape.name, `ns#${shape.name}`), presentJson),
  );
  return fc.oneof(
    { withCrossShrink: true },
    { weight: 5, arbitrary: none },
    { weight: 1, arbitrary: one.map((entry): readonly Entry[] => [entry]) },
  );
}

/** A documented member is not ignored, whatever its name. */
export function ignoredNames(kit: Kit, shape: Structure | Union): readonly string[] {
  return kit.model.contract.protocol.ignoredMembers.filter((name) => !isDocumented(shape, name));
}

/** Names that no member has and no reader ignores: hostile ones, look-alikes and any others. Shrinks to `extra`. */
export function undocumentedName(kit: Kit, shape: Structure | Union): fc.Arbitrary<string> {
  const lookAlikes = lookAlikeNames(shape);
  return fc
    .oneof(
      { withCrossShrink: true },
      { weight: 1, arbitrary: fc.constantFrom('extra', 'newMember') },
      { weight: 2, arbitrary: fc.constantFrom(...HOSTILE_NAMES) },
      ...(lookAlikes.length === 0 ? [] : [{ weight: 2, arbitrary: fc.constantFrom(...lookAlikes) }]),
      { weight: 1, arbitrary: anyText(1, 12) },
    )
    .filter((name) => isUndocumented(kit, shape, name));
}

/** Whether a reader that knows the shape has no use for the name. */
export function isUndocumented(kit: Kit, shape: Structure | Union, name: string): boolean {
  return (
    !isDocumented(shape, name) &&
    !kit.model.telling(shape.name).has(name) &&
    !kit.model.contract.protocol.ignoredMembers.includes(name) &&
    !(shape.kind === 'union' && name === kit.model.unknownKey)
  );
}

/** Documented names in another case or with more around them. */
export function lookAlikeNames(shape: Structure | Union): readonly string[] {
  return shape.members
    .flatMap(({ name }) => [
      name.toUpperCase(),
      name.slice(0, 1).toUpperCase() + name.slice(1),
      `${name} `,
      `_${name}`,
    ])
    .filter((name) => !isDocumented(shape, name));
}

function isDocumented(shape: Structure | Union, name: string): boolean {
  return shape.members.some((member) => member.name === name);
}
