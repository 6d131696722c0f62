/** How choices are converted: option by option, as their tag or what they are says. */
import type { Choice, Option, Target } from '../../contract.js';
import { access, quote } from '../../names.js';
import { block, type Lines } from '../lines.js';
import { type Direction, isInherited, type Place } from './conversion.js';
import type { Scope } from './scope.js';

/** The expression that converts what a target holds. */
export type Convert = (target: Target, v: string, place: Place) => string;

/** The body of the function that converts a choice, of which something changes. */
export function choiceBody(scope: Scope, direction: Direction, shape: Choice, convert: Convert): Lines {
  const { given } = direction;
  const place = (option: Option): Place => ({ site: `${shape.name}.${option.name}`, path: 'path' });
  const isStructure = ({ target }: Option): boolean =>
    target.kind === 'ref' && scope.shape(target.name).kind === 'structure';
  const made = (option: Option, v: string): string => {
    const converted = convert(option.target, v, place(option));
    return isStructure(option) ? `${converted} as ${direction.madeType(shape.name)}` : converted;
  };
  if (shape.tag !== null) {
    // What every object has a property of by this name is to be read as its own, by which no compiler narrows.
    const inherited = isInherited(shape.tag);
    const own = (): string =>
      `${scope.uses.value('runtime/values', 'own')}(${given}, ${quote(shape.tag ?? '')})`;
    return block(`switch (${inherited ? own() : access(given, shape.tag)})`, [
      ...shape.options.flatMap((option) => [
        ...option.tags.map((text) => `case ${quote(text)}:`),
        `  return ${made(option, inherited ? as(direction, option, given) : given)};`,
      ]),
      'default:',
      `  return ${inherited ? `${given} as ${direction.madeType(shape.name)}` : given};`,
    ]);
  }
  const ordered = [...shape.options].sort((a, b) => Number(isObject(scope, a)) - Number(isObject(scope, b)));
  const last = ordered.at(-1);
  return [
    ...ordered.slice(0, -1).map((option) => {
      const test = isStructure(option)
        ? `${scope.uses.value(`validators/${direction.from}`, isName(scope, direction, option))}(${given})`
        : ofType(scope, direction.from, option.target, given);
      return `if (${test}) return ${made(option, given)};`;
    }),
    ...(last === undefined
      ? []
      : [`return ${made(last, isStructure(last) ? as(direction, last, given) : given)};`]),
  ];
}

/** The value as the type of an option, which is a reference. */
function as(direction: Direction, { target }: Option, v: string): string {
  return target.kind === 'ref' ? `${v} as ${direction.givenType(target.name)}` : v;
}

function isName(scope: Scope, direction: Direction, { target }: Option): string {
  const name = target.kind === 'ref' ? target.name : '';
  return scope.emission.names.functionName('is', name, direction.from, 'tolerant');
}

function isObject(scope: Scope, { target }: Option): boolean {
  const kind = target.kind === 'ref' ? scope.shape(target.name).kind : target.kind;
  return kind === 'structure' || kind === 'union' || kind === 'map';
}

/** The condition that a value which is an option has the type of this one. */
function ofType(scope: Scope, from: 'wire' | 'decoded', target: Target, v: string): string {
  const shape = target.kind === 'ref' ? scope.shape(target.name) : target;
  const values = (name: string): string => `${scope.uses.value('runtime/values', name)}(${v})`;
  switch (shape.kind) {
    case 'list':
      return `Array.isArray(${v})`;
    case 'boolean':
      return `typeof ${v} === 'boolean'`;
    case 'integer':
      return `typeof ${v} === 'number' || typeof ${v} === 'bigint'`;
    case 'float': {
      const texts = from === 'wire' && scope.emission.contract.protocol.floatStrings;
      return `typeof ${v} === 'number' || typeof ${v} === '${texts ? 'string' : 'bigint'}'`;
    }
    case 'timestamp':
      if (from === 'decoded') return values('isDate');
      return `typeof ${v} === '${shape.format === 'epoch-seconds' ? 'number' : 'string'}'`;
    case 'blob':
      return from === 'decoded' ? values('isBytes') : `typeof ${v} === 'string'`;
    case 'enum':
    case 'string':
      return `typeof ${v} === 'string'`;
    default:
      return values('isObject');
  }
}
