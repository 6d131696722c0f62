/** What the emitters of other languages share. */
import type { Contract, EnumValue, Member, Mode, NamedShape, Target } from '../../contract.js';
import type { TextFile } from '../emitter.js';

/** A shape with the names that it and its parts have in a language. */
export interface Declared {
  readonly name: string;
  readonly shape: NamedShape;
  readonly members: readonly DeclaredMember[];
  readonly values: readonly DeclaredValue[];
  /** The names of the parts that a language adds, such as what an unknown tag is kept in. */
  readonly extras: readonly string[];
}

export interface DeclaredMember {
  readonly name: string;
  readonly member: Member;
}

export interface DeclaredValue {
  readonly name: string;
  readonly value: EnumValue;
}

export interface Declarations {
  readonly contract: Contract;
  readonly mode: Mode;
  readonly heading: string;
  /** Structures, unions and enums, in the order of the spec. */
  readonly declared: readonly Declared[];
  /** The name of a shape's type. */
  nameOf(shape: string): string;
  /** What a reference leads to; lists and maps have no names in other languages. */
  resolve(target: Target): Target | NamedShape;
}

/** The languages whose code is proven by `npm run polyglot`. */
export type LanguageName = 'python' | 'go' | 'java' | 'rust';

export interface Language {
  readonly name: LanguageName;
  /** What a type has beside its members or values. */
  extras(shape: NamedShape): readonly string[];
  /** Whether the members of a union are variants of an enumeration, and are named like those. */
  readonly unionsHaveVariants: boolean;
  /** Why a text of the model cannot be written in this language; undefined where it can. */
  refuses(text: string): string | undefined;
  emit(declarations: Declarations): readonly TextFile[];
}

/** Whether a value of a shape may hold another one of it without a list or a map between. */
export function holdsItself({ contract }: Declarations, from: string, shape: string): boolean {
  const seen = new Set<string>();
  const open = [shape];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next === from) return true;
    if (seen.has(next)) continue;
    seen.add(next);
    const found = contract.shapes.find(({ name }) => name === next);
    if (found?.kind !== 'structure' && found?.kind !== 'union') continue;
    open.push(...found.members.flatMap(({ target }) => (target.kind === 'ref' ? [target.name] : [])));
  }
  return false;
}

/** Whether null is a value of a target, and not its absence. */
export function takesNull(target: Target): boolean {
  return target.nullable === true;
}

/** A float may be a string in some protocols, and then it is no number in any type system. */
export function isAny({ contract }: Declarations, target: Target | NamedShape): boolean {
  return target.kind === 'document' || (target.kind === 'float' && contract.protocol.floatStrings);
}

/** What a language writes for a type of each kind. Lists and maps have no types of their own. */
export interface Writers {
  structure(all: Declarations, declared: Declared): readonly string[];
  union(all: Declarations, declared: Declared): readonly string[];
  enumeration(all: Declarations, declared: Declared): readonly string[];
}

/** The lines that declare a type. */
export function declaration(writers: Writers, all: Declarations, each: Declared): readonly string[] {
  switch (each.shape.kind) {
    case 'structure':
      return writers.structure(all, each);
    case 'union':
      return writers.union(all, each);
    case 'enum':
      return writers.enumeration(all, each);
    case 'choice':
    case 'list':
    case 'map':
      return [];
  }
}

/** How a language writes what a target holds: its types, or what reads them. */
export interface Spelling {
  readonly any: string;
  named(shape: string, kind: 'structure' | 'union' | 'enum'): string;
  list(element: Target): string;
  map(value: Target): string;
  readonly integer: string;
  /** Of moments in epoch seconds, too. */
  readonly float: string;
  readonly boolean: string;
  /** Of blobs and of moments as text, too. */
  readonly text: string;
}

export function spelled(all: Declarations, target: Target, spelling: Spelling): string {
  const resolved = all.resolve(target);
  if (isAny(all, resolved)) return spelling.any;
  switch (resolved.kind) {
    case 'structure':
    case 'union':
    case 'enum':
      return spelling.named(resolved.name, resolved.kind);
    case 'list':
      return spelling.list(resolved.element);
    case 'map':
      return spelling.map(resolved.value);
    case 'integer':
      return spelling.integer;
    case 'float':
      return spelling.float;
    case 'timestamp':
      return resolved.format === 'epoch-seconds' ? spelling.float : spelling.text;
    case 'boolean':
      return spelling.boolean;
    case 'string':
    case 'blob':
      return spelling.text;
    default:
      return spelling.any;
  }
}
