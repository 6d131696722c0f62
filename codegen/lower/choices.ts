/** `oneOf` and `anyOf` of several forms: choices, and what tells their options apart. */
import type { Choice, NamedShape, Option, Structure, Target } from '../contract.js';
import { entriesOf, escapeToken, memberOf, referenceOf, type Tree, textOf } from '../load/tree.js';
import { nearest } from '../nearest.js';
import { problemAt, type Report } from '../problems.js';
import { classify } from './classify.js';
import type { Attribution } from './provenance.js';
import { readText, readTextMap } from './read.js';
import { childAt, pointerOfReference, type SchemaAt, target } from './schemas.js';
import { lowerTarget, type Scope, type Site } from './targets.js';

const SCHEMAS = '/components/schemas/';

/** A choice as it is written; `settledChoice` sees whether its options can be told apart. */
export function lowerChoice(
  scope: Scope,
  at: SchemaAt,
  name: string,
  doc: string,
  around: readonly Attribution[],
): { readonly shape: Choice; readonly sites: readonly Site[] } {
  const alternatives = alternativesOf(at);
  const tags = tagsOf(scope, at, alternatives);
  const taken = new Map<string, SchemaAt>();
  const lowered = alternatives.flatMap((each, index) => {
    const option = optionName(scope, each);
    const other = taken.get(option);
    if (other !== undefined) {
      refuse(each.tree, `Two alternatives of the form ${option}`, APART, scope.report);
      return [];
    }
    taken.set(option, each);
    const held = lowerTarget(scope, each, `${name}.${option}`, around);
    if (held === null) return [];
    const { nullable, ...present } = held.target;
    if (nullable === true)
      refuse(each.tree, 'An alternative that is nullable', "Write { type: 'null' } beside it", scope.report);
    const shape: Option = { name: option, target: present as Target, tags: tags?.values[index] ?? [] };
    return [{ option: shape, sites: held.sites }];
  });
  return {
    shape: {
      kind: 'choice',
      name,
      doc,
      tag: tags?.name ?? null,
      several: tags === null && memberOf(at.tree, 'anyOf') !== undefined,
      options: lowered.map(({ option }) => option),
    },
    sites: lowered.flatMap(({ sites }) => sites),
  };
}

export function alternativesOf(at: SchemaAt): readonly SchemaAt[] {
  const keyword = memberOf(at.tree, 'oneOf') === undefined ? 'anyOf' : 'oneOf';
  const list = memberOf(at.tree, keyword);
  return (list?.kind === 'array' ? list.items : []).flatMap(
    (_, index) => childAt(at, keyword, String(index)) ?? [],
  );
}

function optionName(scope: Scope, at: SchemaAt): string {
  const end = target(scope.root, at);
  const kind = classify(end.tree);
  return scope.names.get(end.pointer) ?? (typeof kind === 'string' ? kind : 'value');
}

interface Tags {
  readonly name: string;
  /** For each alternative. */
  readonly values: readonly (readonly string[])[];
}

/** What `discriminator` says: the texts of its mapping, else the names of the schemas. */
function tagsOf(scope: Scope, at: SchemaAt, alternatives: readonly SchemaAt[]): Tags | null {
  const { report } = scope;
  const discriminator = memberOf(at.tree, 'discriminator');
  const name = readText(memberOf(discriminator, 'propertyName'), 'propertyName', report);
  if (discriminator === undefined || name === undefined) return null;
  const mapping = memberOf(discriminator, 'mapping');
  readTextMap(mapping, 'mapping', report);
  const ends = alternatives.map((each) => target(scope.root, each).pointer);
  const mapped = ends.map((): string[] => []);
  for (const [text, tree] of entriesOf(mapping)) {
    const to = textOf(tree) ?? '';
    const pointer = to.startsWith('#') ? pointerOfReference(to) : SCHEMAS + escapeToken(to);
    const index = ends.indexOf(pointer);
    if (index >= 0) mapped[index]?.push(text);
    else {
      const names = ends.filter((end) => end.startsWith(SCHEMAS)).map((end) => end.slice(SCHEMAS.length));
      const suggestion = nearest(to, names);
      report(problemAt(tree.place, { code: 'unknown-name', what: 'alternative', name: to, suggestion }));
    }
  }
  const values = alternatives.map((each, index) => {
    const explicit = mapped[index] ?? [];
    if (explicit.length > 0) return explicit;
    const ref = referenceOf(each.tree);
    const pointer = ref === undefined ? '' : pointerOfReference(ref);
    if (pointer.startsWith(SCHEMAS)) return [pointer.slice(SCHEMAS.length)];
    const instead =
      'Name it in the mapping of the discriminator, or give it a schema under components/schemas';
    refuse(each.tree, 'An alternative that no text of the discriminator stands for', instead, report);
    return [];
  });
  return { name, values };
}

/** What `settledChoice` looks at. */
export interface Surroundings {
  readonly shapes: ReadonlyMap<string, NamedShape>;
  readonly floatStrings: boolean;
  readonly report: Report;
}

/**
 * The choice with its tag: the one that it names, or a required member whose documented values differ from option to
 * option. A choice without either is told by what its values are, and where that is not clear it is a problem.
 */
export function settledChoice(choice: Choice, tree: Tree, around: Surroundings): Choice {
  const { shapes, report } = around;
  const structures = choice.options.flatMap(({ target: held }) => {
    const shape = held.kind === 'ref' ? shapes.get(held.name) : undefined;
    return shape?.kind === 'structure' ? [shape] : [];
  });
  if (choice.tag !== null) {
    checkTag(choice, choice.tag, tree, around);
    return choice;
  }
  const implied = structures.length === choice.options.length ? impliedTag(structures, shapes) : null;
  if (implied !== null) {
    const options = choice.options.map((option, index) => ({ ...option, tags: implied.values[index] ?? [] }));
    return { ...choice, tag: implied.name, several: false, options };
  }
  const taken = new Map<string, Option>();
  for (const option of choice.options) {
    const types = typesOf(option.target, around);
    if (types === null) {
      const what = `${option.name} as an alternative`;
      refuse(tree, what, 'Write its own alternatives here, or alternatives of one type each', report);
      continue;
    }
    for (const type of types) {
      const other = taken.get(type);
      if (other !== undefined && !areToldApart(other, option, structures))
        refuse(
          tree,
          `Alternatives that cannot be told apart (${other.name} and ${option.name})`,
          APART,
          report,
        );
      else taken.set(type, option);
    }
  }
  for (const [index, one] of structures.entries()) {
    for (const other of structures.slice(index + 1)) {
      if (hasItsOwn(one, other) && hasItsOwn(other, one)) continue;
      const what = `Alternatives that cannot be told apart (${one.name} and ${other.name})`;
      refuse(tree, what, APART, report);
    }
  }
  return choice;
}

const APART =
  'Give each alternative a required member that the others do not have, or one in common whose value tells them apart (an enum, or a const), and name that in a discriminator';

/** Structures are compared with each other. */
function areToldApart(one: Option, other: Option, structures: readonly Structure[]): boolean {
  return [one, other].every(({ name }) => structures.some((each) => each.name === name));
}

/** Whether a value of the other, with nothing but what that documents, can never be taken for this one. */
function hasItsOwn(one: Structure, other: Structure): boolean {
  return one.members.some(
    ({ name, required }) => required && other.members.every((member) => member.name !== name),
  );
}

/** The types that values have in JSON; null for what may have any, and for what is a choice itself. */
function typesOf(held: Target, { shapes, floatStrings }: Surroundings): readonly string[] | null {
  const shape = held.kind === 'ref' ? shapes.get(held.name) : held;
  switch (shape?.kind) {
    case 'structure':
    case 'union':
    case 'map':
      return ['object'];
    case 'list':
      return ['array'];
    case 'enum':
    case 'string':
    case 'blob':
      return ['string'];
    case 'integer':
      return ['number'];
    case 'float':
      return floatStrings ? ['number', 'string'] : ['number'];
    case 'timestamp':
      return [shape.format === 'epoch-seconds' ? 'number' : 'string'];
    case 'boolean':
      return ['boolean'];
    default:
      return null;
  }
}

function impliedTag(structures: readonly Structure[], shapes: ReadonlyMap<string, NamedShape>): Tags | null {
  const [first] = structures;
  for (const { name } of first?.members ?? []) {
    const values = structures.map((structure) => {
      const member = structure.members.find((each) => each.name === name && each.required);
      return member === undefined ? [] : valuesOf(member.target, shapes);
    });
    const all = values.flat();
    if (values.every((each) => each.length > 0) && new Set(all).size === all.length) return { name, values };
  }
  return null;
}

/** The documented values of an enum; none for anything else. */
function valuesOf(held: Target, shapes: ReadonlyMap<string, NamedShape>): readonly string[] {
  const shape = held.kind === 'ref' && held.nullable !== true ? shapes.get(held.name) : undefined;
  return shape?.kind === 'enum' ? shape.values.map(({ value }) => value) : [];
}

/** Every option is a structure that has the tag, and takes its own texts there. */
function checkTag(choice: Choice, tag: string, tree: Tree, { shapes, report }: Surroundings): void {
  const place = memberOf(tree, 'discriminator') ?? tree;
  const texts = choice.options.flatMap(({ tags }) => tags);
  for (const text of new Set(texts.filter((each, index) => texts.indexOf(each) !== index)))
    report(problemAt(place.place, { code: 'duplicate-value', what: 'discriminator', value: text }));
  for (const { name, target: held, tags } of choice.options) {
    const shape = held.kind === 'ref' ? shapes.get(held.name) : undefined;
    const member = shape?.kind === 'structure' ? shape.members.find((each) => each.name === tag) : undefined;
    const told = member?.target;
    if (told === undefined) {
      const instead = `Add it, required and of type string, to each of them`;
      const what = `${JSON.stringify(tag)}, which the discriminator names, as a member of ${name}`;
      report(problemAt(place.place, { code: 'missing', what, instead }));
      continue;
    }
    const isPlain = told.kind === 'string' && Object.keys(told).length === 1;
    const values = valuesOf(told, shapes);
    if (isPlain || (values.length > 0 && tags.every((text) => values.includes(text)))) continue;
    const what = `${JSON.stringify(tag)} of ${name}, which does not take ${tags.map((each) => JSON.stringify(each)).join(' and ')} as it is,`;
    refuse(place, what, 'Write type: string, or an enum with the texts of the discriminator', report);
  }
}

function refuse(tree: Tree, what: string, instead: string, report: Report): void {
  report(problemAt(tree.place, { code: 'unsupported', what, instead }));
}
