import { type Part, partOf } from '../../load/grammar.js';
import { entriesOf, memberOf, type ObjectTree, type Tree, textOf, tokensOf } from '../../load/tree.js';
import type { Report } from '../../problems.js';
import { methods } from '../operations.js';
import { checkChains } from './chains.js';
import { type Context, ignore } from './context.js';
import { type Conventions, contentTypeOf, plainOperation } from './exchanges.js';
import { directions, withNamedSchemas } from './operations.js';
import { withNamedOutputs } from './outputs.js';
import { inDialect } from './schema.js';
import { objectAt, withMember, without } from './trees.js';

/**
 * Any OpenAPI document, said in the part of OpenAPI that lowering reads: `allOf` is merged, null and constants have
 * one form, and bodies one media type. What is left out without being expressed is noted.
 */
export function toDialect(root: Tree, report: Report, note: Report): Tree {
  if (root.kind !== 'object') return root;
  const named = withNamedSchemas(root, isSchema);
  const { requests, responses } = directions(named);
  const version = textOf(memberOf(named, 'openapi'))?.startsWith('3.0') === true ? '3.0' : '3.1';
  const context: Context = {
    merged: new Map(),
    root: named,
    version,
    isOurs: memberOf(named, 'x-protocol') !== undefined,
    inRequests: requests,
    inResponses: responses,
    unfolded: 0,
    report,
    note,
  };
  const rewrote = rewritten(context, withExchanges(context, named));
  const said = context.isOurs ? rewrote : withNamedOutputs(rewrote);
  checkChains(said, report);
  return said;
}

/** Whether a pointer leads to where a schema stands. */
function isSchema(pointer: string): boolean {
  return (tokensOf(pointer) ?? []).reduce<Part>(partOf, 'document') === 'schema';
}

function withExchanges(context: Context, root: ObjectTree): ObjectTree {
  const protocol = memberOf(root, 'x-protocol');
  const headers = ['errorNameHeader', 'requestIdHeader'].flatMap(
    (key) => textOf(memberOf(protocol, key))?.toLowerCase() ?? [],
  );
  const conventions: Conventions = {
    contentType: contentTypeIn(root),
    kept: [...headers, 'content-type'],
    isNamed: context.isOurs,
  };
  const paths = memberOf(root, 'paths');
  const items = entriesOf(paths).map(([path, item]): readonly [string, Tree] => {
    if (item.kind !== 'object') return [path, item];
    const servers = memberOf(item, 'servers');
    if (servers !== undefined) ignore(context, servers, 'The keyword servers');
    const members = [...without(item, 'servers').members].map(
      ([method, operation]): readonly [string, Tree] =>
        methods.includes(method) && operation.kind === 'object'
          ? [method, plainOperation(context, operation, conventions)]
          : [method, operation],
    );
    return [path, objectAt(item.place, members)];
  });
  const idle = ['webhooks', 'jsonSchemaDialect'];
  for (const keyword of idle) {
    const tree = memberOf(root, keyword);
    if (tree !== undefined) ignore(context, tree, `The keyword ${keyword}`);
  }
  const plain = without(root, ...idle);
  return paths === undefined ? plain : withMember(plain, 'paths', objectAt(paths.place, items));
}

/** What bodies are called: as the protocol says, or as most of the document's are. */
export function contentTypeIn(root: Tree): string {
  return textOf(memberOf(memberOf(root, 'x-protocol'), 'contentType')) ?? contentTypeOf(root);
}

/** The errors of one status may be several, which are known by their names. */
function errorInDialect(context: Context, schema: Tree): Tree {
  const several = memberOf(schema, 'oneOf') ?? memberOf(schema, 'anyOf');
  if (schema.kind !== 'object' || several?.kind !== 'array') return inDialect(context, schema);
  const items = several.items.map((item) => inDialect(context, item));
  return withMember(without(schema, 'anyOf'), 'oneOf', { ...several, items });
}

/** Every schema of the document in the dialect. */
function rewritten(context: Context, root: Tree): Tree {
  const walk = (tree: Tree, part: Part, isError = false): Tree => {
    if (part === 'schema') return isError ? errorInDialect(context, tree) : inDialect(context, tree);
    switch (tree.kind) {
      case 'scalar':
        return tree;
      case 'array':
        return {
          ...tree,
          items: tree.items.map((item, index) => walk(item, partOf(part, `${index}`), isError)),
        };
      case 'object': {
        if (part === 'data') return tree;
        const members = [...tree.members].map(
          ([key, member]) =>
            [
              key,
              walk(member, partOf(part, key), isError || (part === 'responses' && key[0] !== '2')),
            ] as const,
        );
        return { ...tree, members: new Map(members) };
      }
    }
  };
  return walk(root, 'document');
}
