/**
 * Functions that ask parsed JSON whether an integer that the contract keeps exact may have lost digits: `JSON.parse`
 * is fast, and only such a response needs the exact reader.
 */
import type { FunctionDeclarationStructure } from 'ts-morph';
import type { NamedShape, Target } from '../../contract.js';
import { quote } from '../../names.js';
import { functionOf } from '../declare.js';
import { indent, type Lines } from '../lines.js';
import { references } from '../shapes.js';
import type { Scope } from './scope.js';

export const IS_ROUNDED = 'IsRounded';

/** The name of a shape's function, or of the one that stands for all shapes in which nothing can lose digits. */
export function roundedName(scope: Scope, shape: string): string {
  return scope.exact.has(shape)
    ? scope.helper(shape, IS_ROUNDED)
    : scope.uses.value('runtime/decoding', 'neverRounded');
}

export function roundedFunctions(
  scope: Scope,
  shapes: readonly NamedShape[],
  outputs: readonly NamedShape[],
): readonly FunctionDeclarationStructure[] {
  const asked = askedOf(scope, outputs);
  return shapes
    .filter((shape) => scope.exact.has(shape.name) && asked.has(shape.name))
    .map((shape) =>
      functionOf(
        roundedName(scope, shape.name),
        [{ name: 'wire', type: 'unknown' }],
        'boolean',
        body(scope, shape),
      ),
    );
}

/** The shapes of outputs and all that they refer to; a choice asks its value as a whole. */
function askedOf(scope: Scope, outputs: readonly NamedShape[]): ReadonlySet<string> {
  const asked = new Set<string>();
  const due = [...outputs];
  for (let next = due.pop(); next !== undefined; next = due.pop()) {
    if (asked.has(next.name)) continue;
    asked.add(next.name);
    if (next.kind !== 'choice') due.push(...references(next).map(scope.shape));
  }
  return asked;
}

function body(scope: Scope, shape: NamedShape): Lines {
  switch (shape.kind) {
    case 'structure':
    case 'union': {
      const questions = shape.members.flatMap(
        (member) => question(scope, member.target, `wire[${quote(member.name)}]`) ?? [],
      );
      return [
        `if (!${scope.uses.value('runtime/values', 'isObject')}(wire)) return false;`,
        ...either(questions),
      ];
    }
    case 'choice':
      return [`return ${scope.uses.value('runtime/json', 'holdsRounded')}(wire);`];
    case 'list':
    case 'map':
      return [`return ${question(scope, shape, 'wire') ?? 'false'};`];
    case 'enum':
      return [];
  }
}

function either(questions: readonly string[]): Lines {
  const line = `return ${questions.join(' || ')};`;
  if (line.length <= 100) return [line];
  const [first = '', ...others] = questions;
  return ['return (', ...indent([first, ...others.map((each) => `|| ${each}`)]), ');'];
}

/** The expression that asks a value, or undefined where nothing in it can lose digits. */
function question(scope: Scope, target: Target, v: string): string | undefined {
  switch (target.kind) {
    case 'integer':
      return target.width === 64 ? `${scope.uses.value('runtime/json', 'isRounded')}(${v})` : undefined;
    case 'document':
      return `${scope.uses.value('runtime/json', 'holdsRounded')}(${v})`;
    case 'ref':
      return scope.exact.has(target.name) ? `${roundedName(scope, target.name)}(${v})` : undefined;
    case 'list':
      return inside(scope, 'someElement', target.element, v);
    case 'map':
      return inside(scope, 'someValue', target.value, v);
    default:
      return undefined;
  }
}

function inside(scope: Scope, helper: string, target: Target, v: string): string | undefined {
  const asked = question(scope, target, 'each');
  if (asked === undefined) return undefined;
  const plain = /^(\w+)\(each\)$/.exec(asked)?.[1];
  return `${scope.uses.value('runtime/conversions', helper)}(${v}, ${plain ?? `(each) => ${asked}`})`;
}
