import { entriesOf, memberOf, referenceOf, type Tree, textOf } from '../load/tree.js';
import type { ProblemDetail } from '../problems.js';
import { isTrue } from './dialect/trees.js';
import type { SchemaKind } from './keywords.js';

/** What kind of shape a schema describes, judged by its own keywords; or why it describes none. */
export function classify(schema: Tree): SchemaKind | ProblemDetail {
  if (schema.kind === 'scalar' && schema.value === true) return 'document';
  if (schema.kind !== 'object') return noSchema;
  if (referenceOf(schema) !== undefined) return 'reference';
  if (schema.members.has('oneOf') || schema.members.has('anyOf')) return 'choice';
  const type = schema.members.get('type');
  const name = type?.kind === 'array' && type.items.length === 1 ? textOf(type.items[0]) : textOf(type);
  if (type === undefined) return withoutType(schema);
  switch (name) {
    case 'object':
      return ofObject(schema);
    case 'array':
      return 'list';
    case 'string':
      return ofString(schema);
    case 'integer':
      return ofInteger(schema);
    case 'number':
      return ofNumber(schema);
    case 'boolean':
      return schema.members.has('enum') ? unsupported('An enum of booleans', 'Remove the enum') : 'boolean';
    case 'null':
      return unsupported('The type null', 'Leave the member out, or add the type that it has besides null');
    case undefined:
      return unsupported('A type that is several', 'Write one type, or one and null');
    default:
      return unknownType(name);
  }
}

export const noSchema: ProblemDetail = unsupported(
  'A schema that is no object',
  'Write a schema, or remove it',
);

export const types: readonly string[] = ['object', 'array', 'string', 'integer', 'number', 'boolean'];

export function unknownType(name: string): ProblemDetail {
  const expected = `one of ${types.join(', ')}`;
  return { code: 'wrong-value', what: 'type', expected, received: JSON.stringify(name) };
}

/** Keywords that speak of values of one type, and so call for it. */
const typed: Readonly<Record<string, string>> = {
  properties: 'object',
  required: 'object',
  additionalProperties: 'object',
  propertyNames: 'object',
  minProperties: 'object',
  maxProperties: 'object',
  'x-tagged-union': 'object',
  items: 'array',
  minItems: 'array',
  maxItems: 'array',
  uniqueItems: 'array',
  enum: 'string',
  pattern: 'string',
  minLength: 'string',
  maxLength: 'string',
  contentEncoding: 'string',
  minimum: 'number (or integer)',
  maximum: 'number (or integer)',
  format: 'string (or integer, or number)',
};

function withoutType(schema: Tree): SchemaKind | ProblemDetail {
  for (const [keyword] of entriesOf(schema)) {
    if (!Object.hasOwn(typed, keyword)) continue;
    const instead = `Add type: ${typed[keyword]}; without it, ${keyword} lets any value of another type pass`;
    return { code: 'missing', what: 'type', instead };
  }
  return 'document';
}

function ofObject(schema: Tree): SchemaKind | ProblemDetail {
  if (schema.kind !== 'object') return 'document';
  if (schema.members.has('x-tagged-union')) return 'union';
  const additional = schema.members.get('additionalProperties');
  const closed = additional === undefined || (additional.kind === 'scalar' && additional.value === false);
  if (schema.members.has('properties')) {
    if (closed || isOpen(schema)) return 'structure';
    return unsupported(
      'An object with members of its own and additional ones of some type',
      'Put the additional ones into a map, a member of its own',
    );
  }
  // An object of which nothing is said holds anything; one without members says `properties: {}`.
  return additional !== undefined && closed ? 'structure' : 'map';
}

/** Whether an object with members of its own takes any others too. */
export function isOpen(schema: Tree): boolean {
  const additional = memberOf(schema, 'additionalProperties');
  if (memberOf(schema, 'properties') === undefined) return false;
  return additional?.kind === 'object' ? additional.members.size === 0 : isTrue(additional);
}

function ofString(schema: Tree): SchemaKind | ProblemDetail {
  const format = memberOf(schema, 'format');
  const encoding = memberOf(schema, 'contentEncoding');
  if (memberOf(schema, 'enum') !== undefined) return 'enum';
  if (encoding !== undefined && textOf(encoding) !== 'base64') {
    return unsupported(
      'A contentEncoding but base64',
      'Write base64, or remove it and take the string as it is',
    );
  }
  switch (textOf(format)) {
    case undefined:
    case 'password':
      return encoding === undefined ? 'string' : 'blob';
    case 'byte':
      return 'blob';
    case 'date-time':
      return 'timestamp';
    default:
      return unsupported(
        `The format ${JSON.stringify(textOf(format))} of a string`,
        'Write a pattern, or remove it; the formats of strings are byte, date-time and password',
      );
  }
}

function ofInteger(schema: Tree): SchemaKind | ProblemDetail {
  if (memberOf(schema, 'enum') !== undefined)
    return unsupported('An enum of integers', 'Write minimum and maximum');
  const format = memberOf(schema, 'format');
  if (format === undefined || ['int32', 'int64'].includes(textOf(format) ?? '')) return 'integer';
  return unsupported(`The format ${JSON.stringify(textOf(format))} of an integer`, 'Write int32 or int64');
}

function ofNumber(schema: Tree): SchemaKind | ProblemDetail {
  if (memberOf(schema, 'enum') !== undefined)
    return unsupported('An enum of numbers', 'Write minimum and maximum');
  const format = memberOf(schema, 'format');
  if (format === undefined || ['float', 'double'].includes(textOf(format) ?? '')) return 'float';
  if (textOf(format) === 'unixtime') return 'timestamp';
  return unsupported(
    `The format ${JSON.stringify(textOf(format))} of a number`,
    'Write float, double or unixtime',
  );
}

function unsupported(what: string, instead: string): ProblemDetail {
  return { code: 'unsupported', what, instead };
}
