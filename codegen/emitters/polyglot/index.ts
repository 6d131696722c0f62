/** Types in other languages, with what reads and writes them. Loaded only where a target asks for it. */
import type { Contract, Mode, NamedShape, Target } from '../../contract.js';
import { namesOf } from '../../names.js';
import type { TextFile } from '../emitter.js';
import { declare } from './declare.js';
import { go } from './go.js';
import { java } from './java.js';
import type { Declarations, Language } from './language.js';
import { isOtherLanguage, other, otherLanguages } from './others.js';
import { python } from './python.js';
import { rust } from './rust.js';

/** The languages that are compiled, and whose programs give back what they read, in `npm run polyglot`. */
export const provenLanguages: readonly Language[] = [python, go, java, rust];

/** Why a target cannot be made of a contract, in words. */
export interface Refusal {
  readonly what: string;
  readonly instead: string;
}

export type Polyglot =
  | { readonly ok: true; readonly files: readonly TextFile[] }
  | { readonly ok: false; readonly refusals: readonly Refusal[] };

/**
 * Types of a contract in another language.
 *
 * @param target a language; `python:strict` for only what the contract documents
 */
export async function polyglot(contract: Contract, target: string, heading: string): Promise<Polyglot> {
  const [name = '', form] = target.split(':');
  const language = provenLanguages.find((each) => each.name === name);
  const mode = form === 'strict' ? 'strict' : 'tolerant';
  if (language === undefined && form === undefined && isOtherLanguage(name))
    return other(contract, name, heading);
  if (language === undefined || (form !== undefined && form !== mode))
    return {
      ok: false,
      refusals: [
        { what: `The target ${JSON.stringify(target)}`, instead: `Give one of ${targets().join(', ')}` },
      ],
    };
  const declarations = await declarationsOf(contract, language, mode, heading);
  const refusals = refusalsOf(declarations, language);
  return refusals.length > 0 ? { ok: false, refusals } : { ok: true, files: language.emit(declarations) };
}

export async function declarationsOf(
  contract: Contract,
  language: Language,
  mode: Mode,
  heading: string,
): Promise<Declarations> {
  const shapes = contract.shapes.filter(({ kind }) => kind !== 'list' && kind !== 'map' && kind !== 'choice');
  const declared = await declare(language, shapes, namesOf(contract));
  const names = new Map(declared.map((each) => [each.shape.name, each.name]));
  const byName = new Map(contract.shapes.map((shape) => [shape.name, shape]));
  return {
    contract,
    mode,
    heading,
    declared,
    nameOf: (shape) => names.get(shape) ?? shape,
    resolve: (target) => resolved(byName, target),
  };
}

/** A list or a map that holds itself has no type without a name, and a choice none in most languages: it is any JSON. */
function resolved(shapes: ReadonlyMap<string, NamedShape>, target: Target): Target | NamedShape {
  if (target.kind !== 'ref') return target;
  const shape = shapes.get(target.name);
  if (shape === undefined || shape.kind === 'choice' || isEndless(shapes, shape, []))
    return { kind: 'document' };
  return shape;
}

function isEndless(
  shapes: ReadonlyMap<string, NamedShape>,
  shape: NamedShape | Target,
  open: readonly (NamedShape | Target)[],
): boolean {
  if (open.includes(shape)) return true;
  const inside = shape.kind === 'list' ? shape.element : shape.kind === 'map' ? shape.value : undefined;
  if (inside === undefined) return false;
  const held = inside.kind === 'ref' ? shapes.get(inside.name) : inside;
  return held !== undefined && isEndless(shapes, held, [...open, shape]);
}

function refusalsOf({ declared, contract }: Declarations, language: Language): readonly Refusal[] {
  const texts = [
    ...contract.protocol.ignoredMembers,
    ...declared.flatMap(({ members, values }) => [
      ...members.map(({ member }) => member.name),
      ...values.map(({ value }) => value.value),
    ]),
  ].map((text) => ({ text, reason: language.refuses(text) }));
  return texts.flatMap(({ text, reason }) =>
    reason === undefined
      ? []
      : [
          {
            what: `The name ${JSON.stringify(text)} in ${language.name} (${reason})`,
            instead: `Leave ${language.name} out of the targets, or rename it`,
          },
        ],
  );
}

function targets(): readonly string[] {
  return [...provenLanguages.map(({ name }) => name), ...otherLanguages];
}
