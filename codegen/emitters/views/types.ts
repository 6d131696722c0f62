/** The types of a view, where they are not those of the decoded values. */
import type { Choice, Mode, NamedShape, Structure, Target, Union } from '../../contract.js';
import { quote, typeKey } from '../../names.js';
import { reaching } from '../codec/reach.js';
import type { Scope } from '../codec/scope.js';
import { interfaceOf, typeOf } from '../declare.js';
import type { Statement } from '../emitter.js';
import { optionTypes } from '../types.js';
import type { OtherView } from './view.js';

export function viewTypes(
  scope: Scope,
  other: OtherView,
  shapes: readonly NamedShape[],
): readonly Statement[] {
  // Elsewhere the modes take the same values.
  const open = reaching(scope.emission.contract, ({ kind }) => ['enum', 'union', 'choice'].includes(kind));
  return shapes
    .filter((shape) => shape.kind !== 'enum' && other.differs.has(shape.name))
    .flatMap((shape) => [
      declaration(scope, other, shape, 'tolerant'),
      open.has(shape.name) ? declaration(scope, other, shape, 'strict') : strictAlias(scope, other, shape),
    ]);
}

function strictAlias(scope: Scope, other: OtherView, shape: NamedShape): Statement {
  return typeOf(
    viewType(scope, other, shape.name, 'strict'),
    docOf(scope, other, shape, 'strict'),
    viewType(scope, other, shape.name, 'tolerant'),
  );
}

/** The type of a shape in a view: its own, or the decoded one where they are the same. */
export function viewType(scope: Scope, other: OtherView, shape: string, mode: Mode): string {
  const { names } = scope.emission;
  if (!other.differs.has(shape)) return scope.uses.type('types', names.typeName(shape, 'decoded', mode));
  return `${names.typeName(shape, 'decoded', 'tolerant')}${other.suffix}${mode === 'strict' ? 'Strict' : ''}`;
}

function declaration(scope: Scope, other: OtherView, shape: NamedShape, mode: Mode): Statement {
  const name = viewType(scope, other, shape.name, mode);
  const doc = docOf(scope, other, shape, mode);
  switch (shape.kind) {
    case 'structure':
      return interfaceOf(name, doc, properties(scope, other, shape, mode));
    case 'union':
      return typeOf(name, doc, unionType(scope, other, shape, mode));
    case 'choice':
      return typeOf(name, doc, choiceType(scope, other, shape, mode));
    case 'list':
    case 'map':
      return typeOf(name, doc, targetType(scope, other, shape, mode));
    case 'enum':
      return '';
  }
}

function docOf(scope: Scope, { view }: OtherView, shape: NamedShape, mode: Mode): string {
  const decoded = scope.emission.names.typeName(shape.name, 'decoded', mode);
  return `{@link ${decoded}} in the view \`${view.name}\`: ${view.title}.`;
}

function properties(scope: Scope, other: OtherView, shape: Structure, mode: Mode) {
  return shape.members.map((member) => ({
    name: member.name,
    type: targetType(scope, other, member.target, mode),
    optional: !member.required,
    doc: member.doc,
    ...(member.deprecated === undefined ? {} : { deprecated: member.deprecated }),
  }));
}

function unionType(scope: Scope, other: OtherView, shape: Union, mode: Mode): string {
  const unknown = unknownField(other);
  const fields = shape.members.map(({ name, target }) => ({
    unset: `${typeKey(name)}?: never`,
    set: `${typeKey(name)}: ${targetType(scope, other, target, mode)}`,
  }));
  const all = mode === 'strict' || unknown === undefined ? fields : [...fields, unknown];
  const arms = all.map(
    (held) => `{ ${all.map((each) => (each === held ? each.set : each.unset)).join('; ')} }`,
  );
  if (mode === 'tolerant' && unknown === undefined) {
    arms.push(`{ ${[...fields.map(({ unset }) => unset), '[tag: string]: unknown'].join('; ')} }`);
  }
  return arms.length === 0 ? 'never' : `\n${arms.map((arm) => `  | ${arm}`).join('\n')}`;
}

function choiceType(scope: Scope, other: OtherView, shape: Choice, mode: Mode): string {
  const { contract, names } = scope.emission;
  const arms = optionTypes(contract, shape, (target) => targetType(scope, other, target, mode), true);
  if (shape.tag !== null && mode === 'tolerant') {
    const brand = quote(names.typeName(shape.name, 'decoded', 'tolerant'));
    const unknown = scope.uses.type('runtime/unknown', 'UnknownTag');
    arms.push(`{ ${typeKey(shape.tag)}: ${unknown}<${brand}>; [member: string]: unknown }`);
  }
  return `\n${arms.map((arm) => `  | ${arm}`).join('\n')}`;
}

/** Undefined where an unknown member stands under its own name. */
function unknownField({
  view: { unknownMember },
}: OtherView): { readonly unset: string; readonly set: string } | undefined {
  switch (unknownMember.kind) {
    case 'tag':
      return undefined;
    case 'named':
      return {
        unset: `${typeKey(unknownMember.key)}?: never`,
        set: `${typeKey(unknownMember.key)}: { name: string }`,
      };
    case 'pair':
      return {
        unset: `${typeKey(unknownMember.key)}?: never`,
        set: `${typeKey(unknownMember.key)}: [string, unknown]`,
      };
  }
}

function targetType(scope: Scope, other: OtherView, target: Target, mode: Mode): string {
  const type = presentType(scope, other, target, mode);
  return target.nullable === true ? `${type} | null` : type;
}

function presentType(scope: Scope, other: OtherView, target: Target, mode: Mode): string {
  switch (target.kind) {
    case 'ref':
      return viewType(scope, other, target.name, mode);
    case 'list': {
      const element = targetType(scope, other, target.element, mode);
      return element.includes(' | ') ? `(${element})[]` : `${element}[]`;
    }
    case 'map':
      return `{ [key: string]: ${targetType(scope, other, target.value, mode)} }`;
    case 'string':
      return 'string';
    case 'integer':
      return target.width === 64 && other.view.integer === 'exact' ? 'number | bigint' : 'number';
    case 'float':
      return 'number';
    case 'timestamp':
      return { 'epoch-seconds': 'number', date: 'Date', iso8601: 'string' }[other.view.timestamp];
    case 'boolean':
      return 'boolean';
    case 'blob':
      return other.textual ? 'string' : 'Uint8Array';
    case 'document':
      return 'unknown';
  }
}
