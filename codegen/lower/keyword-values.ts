/**
 * What the keywords of a schema must hold: the specification of OpenAPI 3.1 leaves that to others, and nobody else looks.
 * Bounds are not among them: they are read as numbers, and told where they are none.
 */
import type { ObjectTree, Tree } from '../load/tree.js';
import type { Report } from '../problems.js';
import { readObject, wrong } from './read.js';

type Kind = 'text' | 'flag' | 'object' | 'list' | 'texts' | 'schemas' | 'schema';

const kinds: Readonly<Record<Kind, { readonly expected: string; readonly isOne: (tree: Tree) => boolean }>> =
  {
    text: { expected: 'a string', isOne: isText },
    flag: { expected: 'true or false', isOne: isFlag },
    object: { expected: 'an object', isOne: isObject },
    list: { expected: 'a list', isOne: (tree) => tree.kind === 'array' },
    texts: {
      expected: 'a list of strings',
      isOne: (tree) => tree.kind === 'array' && tree.items.every(isText),
    },
    schemas: {
      expected: 'a list of one schema or more',
      isOne: (tree) => tree.kind === 'array' && tree.items.length > 0 && tree.items.every(isObject),
    },
    schema: { expected: 'a schema', isOne: (tree) => isObject(tree) || isFlag(tree) },
  };

const keywords: Readonly<Record<string, Kind>> = {
  ...of('text', 'title', 'description', 'format', 'pattern', '$ref', 'contentEncoding', 'contentMediaType'),
  ...of('flag', 'nullable', 'deprecated', 'readOnly', 'writeOnly', 'uniqueItems'),
  ...of('object', 'properties', 'patternProperties', '$defs', 'dependentSchemas', 'discriminator'),
  ...of('list', 'enum'),
  ...of('texts', 'required'),
  ...of('schemas', 'allOf', 'anyOf', 'oneOf'),
  ...of('schema', 'items', 'additionalProperties', 'propertyNames', 'not'),
};

function of(kind: Kind, ...names: readonly string[]): Readonly<Record<string, Kind>> {
  return Object.fromEntries(names.map((name) => [name, kind]));
}

/** Reports what a keyword of a schema holds and cannot mean. */
export function checkKeywordValues({ members }: ObjectTree, report: Report): void {
  for (const [keyword, value] of members) {
    const kind = Object.hasOwn(keywords, keyword) ? keywords[keyword] : undefined;
    if (kind !== undefined && !kinds[kind].isOne(value)) wrong(value, keyword, kinds[kind].expected, report);
    else if (keyword === 'discriminator') checkDiscriminator(value, report);
  }
}

function checkDiscriminator(tree: Tree, report: Report): void {
  const known = ['propertyName', 'mapping', 'defaultMapping'];
  if (tree.kind !== 'object') return;
  const named = new Map([...tree.members].filter(([key]) => !key.startsWith('x-')));
  const members = readObject({ ...tree, members: named }, 'discriminator', known, report);
  const name = members.get('propertyName');
  const mapping = members.get('mapping');
  if (name !== undefined && !isText(name)) wrong(name, 'propertyName', 'a string', report);
  if (mapping === undefined) return;
  if (mapping.kind !== 'object') wrong(mapping, 'mapping', 'an object', report);
  else
    for (const each of mapping.members.values())
      if (!isText(each)) wrong(each, 'mapping', 'a string', report);
}

function isText(tree: Tree): boolean {
  return tree.kind === 'scalar' && typeof tree.value === 'string';
}

function isFlag(tree: Tree): boolean {
  return tree.kind === 'scalar' && typeof tree.value === 'boolean';
}

function isObject(tree: Tree): boolean {
  return tree.kind === 'object';
}
