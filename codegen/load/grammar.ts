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
  | 'bodies'
  | 'body'
  | 'callbacks'
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
  requestBody: 'body',
  responses: 'responses',
  callbacks: 'callbacks',
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
  requestBodies: 'bodies',
  callbacks: 'callbacks',
  pathItems: 'paths',
  examples: 'data',
  links: 'data',
};

const content: Table = { schema: 'schema', example: 'data', examples: 'data', encoding: 'objects' };

/** The part that a member (or an item, under its index) of a part is. */
export function partOf(parent: Part, key: string): Part {
  switch (parent) {
    case 'document':
      return lookup({ paths: 'paths', webhooks: 'paths', components: 'components' }, key, 'object');
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
      return lookup({ headers: 'headers', content: 'contents', links: 'data' }, key, 'object');
    case 'headers':
      return 'header';
    case 'bodies':
      return 'body';
    case 'body':
      return lookup({ content: 'contents' }, key, 'object');
    case 'callbacks':
      return 'paths';
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

/** Every value of a document with the part that it is, but for those inside of data, in the order of the document. */
export function* partsOf(root: Tree): Generator<readonly [Tree, Part]> {
  // Not by recursion: a generator in a generator hands on every value once a level.
  const due: (readonly [Tree, Part])[] = [[root, 'document']];
  for (let next = due.pop(); next !== undefined; next = due.pop()) {
    const [tree, part] = next;
    if (part === 'data') continue;
    yield next;
    const inside: Iterable<readonly [string, Tree]> =
      tree.kind === 'object' ? tree.members : tree.kind === 'array' ? numbered(tree.items) : [];
    for (const [key, member] of [...inside].reverse()) due.push([member, partOf(part, key)]);
  }
}

/** Every object of a document with the part that it is, but for those inside of data. */
export function* objectsOf(root: Tree): Generator<readonly [ObjectTree, Part]> {
  for (const [tree, part] of partsOf(root)) if (tree.kind === 'object') yield [tree, part];
}

function numbered(items: readonly Tree[]): Iterable<readonly [string, Tree]> {
  return items.map((item, index) => [`${index}`, item]);
}
