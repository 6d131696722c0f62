/**
 * Every keyword a schema may have, and what becomes of it: it is part of the contract, it is an annotation that the
 * contract has no use for, or it is a problem. There is no fourth way.
 */
import { entriesOf, type Tree } from '../load/tree.js';
import { nearest } from '../nearest.js';
import { problemAt, type Report } from '../problems.js';

export type SchemaKind =
  | 'reference'
  | 'structure'
  | 'union'
  | 'choice'
  | 'map'
  | 'list'
  | 'enum'
  | 'string'
  | 'timestamp'
  | 'blob'
  | 'integer'
  | 'float'
  | 'boolean'
  | 'document';

/** What a keyword says to people, or to other programs: no value is refused for it. */
const annotations: readonly string[] = [
  // Schemas that are referred to from elsewhere have moved from here.
  ...['$defs', 'definitions'],
  ...['title', 'description', 'summary', 'example', 'examples', 'externalDocs', '$comment', 'default', 'xml'],
  ...['deprecated', 'contentMediaType'],
];

const byKind: Readonly<Record<SchemaKind, readonly string[]>> = {
  reference: ['$ref'],
  structure: ['type', 'properties', 'required', 'additionalProperties', 'x-error'],
  union: ['type', 'properties', 'minProperties', 'maxProperties', 'additionalProperties', 'x-tagged-union'],
  choice: ['oneOf', 'anyOf', 'discriminator'],
  map: ['type', 'additionalProperties', 'propertyNames', 'minProperties', 'maxProperties'],
  list: ['type', 'items', 'minItems', 'maxItems', 'uniqueItems'],
  enum: ['type', 'enum', 'x-enum-descriptions', 'x-enum-editions'],
  string: ['type', 'format', 'pattern', 'minLength', 'maxLength'],
  timestamp: ['type', 'format'],
  blob: ['type', 'format', 'contentEncoding'],
  integer: ['type', 'format', 'minimum', 'maximum', 'x-likely'],
  float: ['type', 'format', 'minimum', 'maximum'],
  boolean: ['type'],
  document: [],
};

/** What any schema may have. `x-edition` is for members, which read it there. */
const always: readonly string[] = ['x-source', 'x-edition', 'nullable'];

const unsupported: Readonly<Record<string, string>> = {
  allOf: 'Write the members of all of them into one schema',
  not: 'Say what is allowed instead',
  const: 'Write an enum of strings',
  if: 'Write a schema for each case, and a tagged union of them',
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema; the table is never awaited
  then: 'Write a schema for each case, and a tagged union of them',
  else: 'Write a schema for each case, and a tagged union of them',
  dependentRequired: 'Write a schema for each case, and a tagged union of them',
  dependentSchemas: 'Write a schema for each case, and a tagged union of them',
  dependencies: 'Write a schema for each case, and a tagged union of them',
  prefixItems: 'Write an object with a member for each position',
  contains: 'Remove it, and say so in the description',
  minContains: 'Remove it, and say so in the description',
  maxContains: 'Remove it, and say so in the description',
  patternProperties: 'Write a map: additionalProperties, with the pattern under propertyNames',
  unevaluatedItems: 'Remove it; lists hold items of one kind',
  unevaluatedProperties: 'Remove it; strict readers refuse unknown members, tolerant ones take them',
  multipleOf: 'Remove it, and say so in the description',
  exclusiveMinimum: 'Write minimum',
  exclusiveMaximum: 'Write maximum',
  discriminator: 'Write a oneOf of the schemas that it tells apart beside it',
  contentSchema: 'Remove it, and say so in the description',
  $id: 'Remove it, and refer to schemas by their place in the document',
  $schema: 'Remove it; the schemas of an OpenAPI document share one dialect',
  $anchor: 'Remove it, and refer to schemas by their place in the document',
  $dynamicRef: 'Write $ref',
  $dynamicAnchor: 'Remove it, and refer to schemas by their place in the document',
  $vocabulary: 'Remove it; the schemas of an OpenAPI document share one dialect',
};

/** Said of requests or of responses alone: noted, and read over, before a kind is judged. */
const directions: readonly string[] = ['readOnly', 'writeOnly'];

const kindNames: Readonly<Record<SchemaKind, string>> = {
  reference: 'a reference',
  structure: 'an object schema with properties',
  union: 'a tagged union',
  choice: 'a oneOf or anyOf of several forms',
  map: 'a map',
  list: 'an array schema',
  enum: 'an enum',
  string: 'a string schema',
  timestamp: 'a timestamp',
  blob: 'a string of base64',
  integer: 'an integer schema',
  float: 'a number schema',
  boolean: 'a boolean schema',
  document: 'a schema without a type',
};

const known: readonly string[] = [
  ...new Set([...Object.values(byKind).flat(), ...annotations, ...Object.keys(unsupported)]),
];

/** Whether a schema may have the keyword, of whatever kind it is. */
export function isKeyword(keyword: string): boolean {
  return known.includes(keyword);
}

const all: readonly string[] = [...known, ...always, ...directions];

/** Reports every keyword of a schema that no schema has. Unknown `x-` ones are `extensions.ts`'s. */
export function checkKeywordNames(schema: Tree, report: Report): void {
  for (const [keyword, value] of entriesOf(schema)) {
    if (keyword.startsWith('x-') || all.includes(keyword)) continue;
    const suggestion = nearest(keyword, all);
    report(
      problemAt(value.place, { code: 'unknown-keyword', keyword, owner: 'a schema', suggestion, ours: [] }),
    );
  }
}

/** Reports every keyword of a schema that its kind does not have. */
export function checkSchemaKeywords(schema: Tree, kind: SchemaKind, report: Report): void {
  for (const [keyword, value] of entriesOf(schema)) {
    if (byKind[kind].includes(keyword) || annotations.includes(keyword) || always.includes(keyword)) continue;
    const instead = Object.hasOwn(unsupported, keyword) ? unsupported[keyword] : undefined;
    if (instead !== undefined) {
      report(problemAt(value.place, { code: 'unsupported', what: `The keyword ${keyword}`, instead }));
    } else if (known.includes(keyword)) {
      const belongs = belongsOn(keyword);
      report(problemAt(value.place, { code: 'misplaced-keyword', keyword, owner: kindNames[kind], belongs }));
    }
  }
}

function belongsOn(keyword: string): string {
  const kinds = (Object.keys(byKind) as SchemaKind[]).filter((kind) => byKind[kind].includes(keyword));
  return kinds.map((kind) => kindNames[kind]).join(', or ');
}
