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
