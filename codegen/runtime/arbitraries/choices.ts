import fc from 'fast-check';
import { optionsFor } from '../choices.js';
import type { Choice, Enum, Option, Structure } from '../contract.js';
import { json } from './documents.js';
import { unknownValues } from './enums.js';
import type { Kit } from './kit.js';
import { assemble, type Entry, layout } from './objects.js';
import type { Planted } from './plant.js';
import { allowsNull } from './structures.js';

/** Valid choices. Shrinks to the option that is nearest to an end. */
export function choiceOf(kit: Kit, choice: Choice, budget: number): fc.Arbitrary<unknown> {
  const options = choice.options
    .map((option) => ({ option, height: kit.model.height(option.target) }))
    .filter(({ height }) => Number.isFinite(height))
    .sort((a, b) => a.height - b.height);
  const least = options[0]?.height ?? 0;
  const near = options.filter(({ height }) => budget >= 0 || height <= least);
  const isOpen = choice.tag !== null && kit.mode === 'tolerant' && !kit.quiet;
  return fc.oneof(
    { withCrossShrink: true },
    ...near.map(({ option }) => ({ weight: 3, arbitrary: optionOf(kit, choice, option, budget) })),
    ...(isOpen ? [{ weight: 2, arbitrary: unknownOption(choice, unknownValues(tagsOf(choice))) }] : []),
  );
}

/** Valid values of one option. */
export function optionOf(kit: Kit, choice: Choice, option: Option, budget: number): fc.Arbitrary<unknown> {
  const shape = kit.model.resolve(option.target);
  if (choice.tag === null || shape.kind !== 'structure') return kit.value(option.target, budget);
  const { tag } = choice;
  const text = fc.constantFrom(...option.tags).map((each): Entry => [tag, each]);
  return fc
    .tuple(text, kit.entries(shape, budget, tag), layout)
    .map(([told, entries, form]) => assemble([told, ...entries], form));
}

/** An object that says in its tag that it is something else: whatever members it has beside. */
export function unknownOption(
  choice: Choice,
  texts: fc.Arbitrary<string>,
): fc.Arbitrary<Record<string, unknown>> {
  const name = fc
    .constantFrom('a', 'extra', 'toString', '__proto__', '')
    .filter((each) => each !== choice.tag);
  const entry: fc.Arbitrary<Entry> = fc.tuple(name, json);
  return fc
    .tuple(texts, fc.array(entry, { maxLength: 2 }), layout)
    .map(([text, entries, form]) => assemble([[choice.tag ?? '', text], ...entries], form));
}

/** The documented texts of the tag, as an enum has its values. */
export function tagsOf(choice: Choice): Enum {
  const values = choice.options.flatMap(({ tags }) => tags).map((value) => ({ value, doc: '' }));
  return { kind: 'enum', name: choice.name, doc: '', values };
}

/** The structures among the options. */
export function structuresOf(kit: Kit, choice: Choice): readonly Structure[] {
  return choice.options.flatMap(({ target }) => {
    const shape = kit.model.resolve(target);
    return shape.kind === 'structure' ? [shape] : [];
  });
}

/** Whether it is by their required members that the structures of a choice are told apart. */
export function isByMembers(kit: Kit, choice: Choice): boolean {
  return choice.tag === null && structuresOf(kit, choice).length > 1;
}

export function candidates(kit: Kit, choice: Choice, value: unknown): readonly Option[] {
  const { floatStrings } = kit.model.contract.protocol;
  const reading = { shape: kit.model.shape, view: kit.view, takesNull: allowsNull(kit), floatStrings };
  return optionsFor(reading, choice, value);
}

/** What is planted in an option, as a value of the choice: with the tag of the option. */
export function inChoice(
  choice: Choice,
  option: Option,
  planted: fc.Arbitrary<Planted>,
): fc.Arbitrary<Planted> {
  const { tag } = choice;
  if (tag === null) return planted;
  return fc
    .tuple(planted, fc.constantFrom(...option.tags))
    .map(([{ value, path }, text]) => ({ value: withTag(value, tag, text), path }));
}

function withTag(value: unknown, tag: string, text: string): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const copy: object = Object.create(Object.getPrototypeOf(value), Object.getOwnPropertyDescriptors(value));
  return Object.defineProperty(copy, tag, {
    value: text,
    writable: true,
    enumerable: true,
    configurable: true,
  });
}
