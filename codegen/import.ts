/** An official model as an OpenAPI document to start from. */
import { stringify } from 'yaml';
import { readTree } from './load/read.js';
import { memberOf, plain, type Tree } from './load/tree.js';
import { objectAt, scalarAt } from './lower/dialect/trees.js';
import { isOfficial, officialToOpenApi, PROTOCOL_FILE } from './official.js';
import { problemAt, type Result } from './problems.js';

export interface ImportChoice {
  /** The operations that are wanted; none for all. */
  readonly operations?: readonly string[];
  /** Leaves out the model's descriptions, which are somebody else's words. */
  readonly descriptions?: boolean;
}

/**
 * The YAML of an OpenAPI document that says what an official model says. It refers to the protocol by
 * `./protocols/rest-json-1.yaml`, which has to lie beside it. Generating from it gives the contract that the model
 * itself gives.
 *
 * @param file a Smithy JSON AST or a service-2.json of botocore
 */
export async function importModel(file: string, options: ImportChoice = {}): Promise<Result<string>> {
  const source = await readTree(file, file);
  if (!source.ok) return source;
  if (!isOfficial(source.value)) {
    const detail = {
      code: 'wrong-value',
      what: 'the document',
      expected: official,
      received: 'another',
    } as const;
    return { ok: false, problems: [problemAt(source.value.place, detail)] };
  }
  const { place } = source.value;
  const reference = objectAt(place, [['$ref', scalarAt(place, `./${PROTOCOL_FILE.replaceAll('\\', '/')}`)]]);
  const translated = await officialToOpenApi(source.value, reference, options.operations ?? []);
  if (!translated.ok) return translated;
  const tree = options.descriptions === false ? withoutDescriptions(translated.value) : translated.value;
  return { ok: true, value: yamlOf(tree) };
}

const official = 'a Smithy JSON AST or a service-2.json of botocore';

/** Responses have to have a description; those are the translation's own, and stay. */
function withoutDescriptions(tree: Tree, isResponse = false): Tree {
  switch (tree.kind) {
    case 'scalar':
      return tree;
    case 'array':
      return { ...tree, items: tree.items.map((item) => withoutDescriptions(item)) };
    case 'object': {
      const isMember = memberOf(tree, 'description')?.kind !== 'scalar';
      const members = [...tree.members]
        .filter(([key]) => isResponse || isMember || key !== 'description')
        .filter(([key]) => key !== 'x-enum-descriptions')
        .map(
          ([key, member]) =>
            [key, key === 'responses' ? responses(member) : withoutDescriptions(member)] as const,
        );
      return objectAt(tree.place, members);
    }
  }
}

function responses(tree: Tree): Tree {
  if (tree.kind !== 'object') return withoutDescriptions(tree);
  return objectAt(
    tree.place,
    [...tree.members].map(([status, response]) => [status, withoutDescriptions(response, true)] as const),
  );
}

function yamlOf(tree: Tree): string {
  return stringify(plain(tree), {
    version: '1.2',
    schema: 'core',
    lineWidth: 110,
    singleQuote: true,
    aliasDuplicateObjects: false,
    defaultStringType: 'PLAIN',
  });
}
