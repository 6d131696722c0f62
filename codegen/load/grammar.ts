import type { ObjectTree, Tree } from './tree.js';

/** What a part of an OpenAPI document is. A plural is a map or a list of its singular, and its keys are names. */
export type Part =
  | 'document'
  | 'paths'
  | 'path'
  | 'operation'
  | 'parameters'
  | 'parameter'
  | 'responses'
  | 'namedResponses'
  | 'response'
  | 'headers'
  | 'header'
  | 'contents'
  | 'content'
  | 'components'
  | 'schemas'
  | 'schema'
  | 'objects'
  /** An object whose keywords are OpenAPI's own, and hold nothing that we read. */
  | 'object'
  /** Any JSON: an example, a default, the value of an extension. */
  | 'data';

type Table = Readonly<Record<string, Part>>;

const holdsSchema: Table = { schema: 'schema', content: 'contents', example: 'data', examples: 'data' };

const operation: Table = {
  parameters: 'parameters',
  requestBody: 'object',
  responses: 'responses',
  callbacks: 'objects',
};

const path: Table = {
  parameters: 'parameters',
  ...Object.fromEntries(
    ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'].map(
      (method) => [method, 'operation'] as const,
    ),
  ),
};

const schema: Table = {
  ...Object.fromEntries(
    [
      ...['properties', 'patternProperties', '$defs', 'dependentSchemas'],
      ...['allOf', 'anyOf', 'oneOf', 'prefixItems'],
    ].map((keyword) => [keyword, 'schemas'] as const),
  ),
  ...Object.fromEntries(
    [
      ...['items', 'additionalProperties', 'propertyNames', 'not', 'if', 'then', 'else', 'contains'],
      ...['unevaluatedItems', 'unevaluatedProperties', 'contentSchema'],
    ].map((keyword) => [keyword, 'schema'] as const),
  ),
};

const components: Table = {
  schemas: 'schemas',
  parameters: 'parameters',
  responses: 'namedResponses',
  headers: 'headers',
  pathItems: 'paths',
};

const content: Table = { schema: 'schema', example: 'data', examples: 'data', encoding: 'objects' };

/** The part that a member (or an item, under its index) of a part is. */
export function partOf(parent: Part, key: string): Part {
  switch (parent) {
    case 'document':
      return lookup({ paths: 'paths', components: 'components' }, key, 'object');
    case 'paths':
      return key.startsWith('x-') ? 'data' : 'path';
    case 'path':
      return lookup(path, key, 'object');
    case 'operation':
      return lookup(operation, key, 'object');
    case 'parameters':
      return 'parameter';
    case 'namedResponses':
      return 'response';
    case 'responses':
      return key.startsWith('x-') ? 'data' : 'response';
    case 'response':
      return lookup({ headers: 'headers', content: 'contents', links: 'objects' }, key, 'object');
    case 'headers':
      return 'header';
    case 'parameter':
    case 'header':
      return lookup(holdsSchema, key, 'object');
    case 'contents':
      return 'content';
    case 'content':
      return lookup(content, key, 'object');
    case 'components':
      return lookup(components, key, 'objects');
    case 'schemas':
      return 'schema';
    case 'schema':
      return lookup(schema, key, 'data');
    case 'objects':
      return 'object';
    case 'object':
      return lookup(holdsSchema, key, 'object');
    case 'data':
      return 'data';
  }
}

function lookup(table: Table, key: string, otherwise: Part): Part {
  if (Object.hasOwn(table, key)) return table[key] ?? otherwise;
  return key.startsWith('x-') ? 'data' : otherwise;
}

/** Every object of a document with the part that it is, but for those inside of data. */
export function* objectsOf(tree: Tree, part: Part = 'document'): Generator<readonly [ObjectTree, Part]> {
  if (tree.kind === 'scalar' || part === 'data') return;
  if (tree.kind === 'array') {
    for (const [index, item] of tree.items.entries()) yield* objectsOf(item, partOf(part, String(index)));
    return;
  }
  yield [tree, part];
  for (const [key, member] of tree.members) yield* objectsOf(member, partOf(part, key));
}
