/** Outputs that are one plain value: a choice with a single alternative, so that they have a name as all outputs do. */
import { entriesOf, memberOf, type Tree } from '../../load/tree.js';
import { classify } from '../classify.js';
import { methods } from '../operations.js';
import { endOf } from './exchanges.js';
import { listAt, objectAt, withMember } from './trees.js';

const plain: readonly unknown[] = ['string', 'integer', 'float', 'boolean', 'timestamp'];

export function withNamedOutputs(root: Tree): Tree {
  return at(root, 'paths', (paths) =>
    each(paths, (item) =>
      each(item, (operation, method) =>
        methods.includes(method)
          ? at(operation, 'responses', (responses) =>
              each(responses, (response, status) =>
                status.startsWith('2')
                  ? at(response, 'content', (content) => each(content, named(root)))
                  : response,
              ),
            )
          : operation,
      ),
    ),
  );
}

function named(root: Tree): (media: Tree) => Tree {
  return (media) =>
    at(media, 'schema', (schema) => {
      if (!plain.includes(classify(endOf(root, schema)))) return schema;
      return objectAt(schema.place, [['oneOf', listAt(schema.place, [schema])]]);
    });
}

function at(tree: Tree, key: string, change: (member: Tree) => Tree): Tree {
  const member = memberOf(tree, key);
  return tree.kind !== 'object' || member === undefined ? tree : withMember(tree, key, change(member));
}

function each(tree: Tree, change: (member: Tree, key: string) => Tree): Tree {
  if (tree.kind !== 'object') return tree;
  return objectAt(
    tree.place,
    entriesOf(tree).map(([key, member]) => [key, change(member, key)] as const),
  );
}
