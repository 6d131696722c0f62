/** The constants that tell the runtime how a shape is read from a response and written to one. */
import type { Structure } from '../../contract.js';
import { literalKey, quote } from '../../names.js';
import { block, indent, type Lines } from '../lines.js';
import { typeClause } from '../shapes.js';
import { clausesLiteral, ERROR_RULES, hasAll, hasNone, type Rules, SUCCESS_RULES } from './clauses.js';
import { converter, type Direction, partialName } from './conversion.js';
import { roundedName } from './rounded.js';
import type { Scope } from './scope.js';

export const DECODER = 'Decoder';
export const ENCODER = 'Encoder';

/** The constants that hold the clauses which are the same for every shape. */
export const SUCCESS_CLAUSES = 'successClauses';
export const ERROR_CLAUSES = 'errorClauses';

export function outputDecoder(scope: Scope, direction: Direction, shape: string): string {
  const type = scope.uses.type('runtime/decoding', 'OutputDecoder');
  const types = `${direction.givenType(shape)}, ${direction.madeType(shape)}`;
  const initializer = objectOf([
    ...clauses(scope, SUCCESS_RULES, SUCCESS_CLAUSES, shape),
    `typeClause: ${quote(typeClause(scope.shape(shape)))},`,
    `isRounded: ${roundedName(scope, shape)},`,
    `validate: ${validator(scope, shape, 'wire')},`,
    `fromWire: ${converter(scope, direction, shape)},`,
  ]);
  return local(scope.helper(shape, DECODER), initializer, `${type}<${types}>`);
}

export function inputDecoder(scope: Scope, direction: Direction, shape: string): string {
  const type = scope.uses.type('runtime/decoding', 'ShapeDecoder');
  const types = `${direction.givenType(shape)}, ${direction.madeType(shape)}`;
  const initializer = objectOf([
    `typeClause: ${quote(typeClause(scope.shape(shape)))},`,
    `validate: ${validator(scope, shape, 'wire')},`,
    `fromWire: ${converter(scope, direction, shape)},`,
  ]);
  return local(scope.helper(shape, DECODER), initializer, `${type}<${types}>`);
}

export function errorDecoder(scope: Scope, direction: Direction, shape: Structure): string {
  const type = scope.uses.type('runtime/decoding-errors', 'ErrorDecoder');
  const types = `${direction.givenType(shape.name)}, ${direction.madeType(shape.name)}`;
  const initializer = objectOf([
    ...clauses(scope, ERROR_RULES, ERROR_CLAUSES, shape.name),
    `typeClause: ${quote(`${shape.name}#type`)},`,
    `validate: ${validator(scope, shape.name, 'wire')},`,
    `fromWire: ${partialName(scope, direction, shape.name)},`,
    `blank: ${blank(shape)},`,
  ]);
  return local(scope.helper(shape.name, DECODER), initializer, `${type}<${types}>`);
}

export function encoder(scope: Scope, direction: Direction, shape: string): string {
  const type = scope.uses.type('runtime/encoding', 'Encoder');
  const types = `${direction.givenType(shape)}, ${direction.madeType(shape)}`;
  const initializer = objectOf([
    `typeClause: ${quote(typeClause(scope.shape(shape)))},`,
    `validate: ${validator(scope, shape, 'decoded')},`,
    `toWire: ${converter(scope, direction, shape)},`,
    `validateWire: ${validator(scope, shape, 'wire')},`,
  ]);
  return local(scope.helper(shape, ENCODER), initializer, `${type}<${types}>`);
}

/** The member in which AWS errors say what happened. Programs print it without looking whether it is there. */
const MESSAGE = 'message';

function blank(shape: Structure): string {
  const message = shape.members.find(
    ({ name, required, target }) => name === MESSAGE && required && target.kind === 'string',
  );
  return message === undefined ? '{}' : `{ ${literalKey(MESSAGE)}: '' }`;
}

function clauses(scope: Scope, rules: Rules, shared: string, shape: string): Lines {
  const { contract } = scope.emission;
  if (hasAll(contract, rules)) return [`clauses: ${shared},`];
  if (hasNone(contract, rules)) {
    return [
      `clauses: ${scope.uses.value('runtime/decoding', 'sameClause')}(${quote(typeClause(scope.shape(shape)))}),`,
    ];
  }
  return block('clauses:', clausesLiteral(contract, rules, typeClause(scope.shape(shape)))).with(-1, '},');
}

function validator(scope: Scope, shape: string, view: 'wire' | 'decoded'): string {
  return scope.uses.value(
    `validators/${view}`,
    scope.emission.names.functionName('validate', shape, view, 'tolerant'),
  );
}

/** A constant that the file keeps to itself. */
export function local(name: string, initializer: string, type?: string): string {
  return `\nconst ${name}${type === undefined ? '' : `: ${type}`} = ${initializer};\n`;
}

export function objectOf(entries: Lines): string {
  return ['{', ...indent(entries), '}'].join('\n');
}
