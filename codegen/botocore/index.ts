/**
 * The front end for botocore's `service-2.json`: a model in the form of the AWS SDKs before Smithy becomes a Smithy
 * model, each part at its place, and goes on as one.
 */
import { entriesOf, itemsOf, memberOf, type ObjectTree, type Tree, textOf } from '../load/tree.js';
import { isTrue, listAt, scalarAt } from '../lower/dialect/trees.js';
import { objectOf } from '../smithy/trees.js';
import { idOf, namespace, shapeTree } from './shapes.js';

/** What the protocols are called in Smithy. Another is passed on under its name, and refused there. */
const protocols: Readonly<Record<string, string>> = {
  'rest-json': 'restJson1',
  'rest-xml': 'restXml',
  json: 'awsJson1_1',
  query: 'awsQuery',
  ec2: 'ec2Query',
};

/** Operations and shapes may share names here, and in Smithy they have a namespace each. */
function operationId(name: string): string {
  return `${namespace}.operations#${name}`;
}

/** The JSON AST of a service model. */
export function botocoreToSmithy(root: Tree): Tree {
  const shapes = memberOf(root, 'shapes');
  const operations = entriesOf(memberOf(root, 'operations')).map(
    ([name, tree]) => [operationId(name), operationTree(tree)] as const,
  );
  const service = serviceTree(
    root,
    operations.map(([id]) => id),
  );
  const all = entriesOf(shapes).map(([name, tree]) => [idOf(name), shapeTree(tree)] as const);
  return objectOf(root.place, {
    smithy: scalarAt(root.place, '2.0'),
    shapes: objectOf(root.place, [...all, ...operations, [`${namespace}.service#Service`, service]]),
  });
}

function serviceTree(root: Tree, operations: readonly string[]): Tree {
  const metadata = memberOf(root, 'metadata') ?? root;
  const { place } = metadata;
  const stated = memberOf(metadata, 'protocol') ?? metadata;
  const listed = itemsOf(memberOf(metadata, 'protocols')).map((item) => textOf(item) ?? '');
  const spoken = listed.includes('rest-json') ? 'rest-json' : (textOf(stated) ?? listed[0] ?? '');
  const protocol = Object.hasOwn(protocols, spoken) ? protocols[spoken] : spoken;
  return objectOf(place, {
    type: scalarAt(place, 'service'),
    version: memberOf(metadata, 'apiVersion'),
    operations: listAt(
      place,
      operations.map((id) => target(place, id)),
    ),
    traits: objectOf(place, {
      'smithy.api#title': memberOf(metadata, 'serviceFullName'),
      [`aws.protocols#${protocol}`]: objectOf(stated.place, {}),
    }),
  });
}

function operationTree(tree: Tree): Tree {
  const { place } = tree;
  const http = memberOf(tree, 'http') ?? tree;
  const shapeOf = (owner: Tree | undefined): Tree | undefined => {
    const shape = memberOf(owner, 'shape');
    return shape && target(shape.place, idOf(textOf(shape) ?? ''));
  };
  return objectOf(place, {
    type: scalarAt(place, 'operation'),
    input: shapeOf(memberOf(tree, 'input')),
    output: shapeOf(memberOf(tree, 'output')),
    errors: listAt(
      place,
      itemsOf(memberOf(tree, 'errors')).flatMap((error) => shapeOf(error) ?? []),
    ),
    traits: objectOf(place, {
      'smithy.api#documentation': memberOf(tree, 'documentation'),
      'smithy.api#deprecated': isTrue(memberOf(tree, 'deprecated')) ? objectOf(place, {}) : undefined,
      'smithy.api#http': objectOf(http.place, {
        method: memberOf(http, 'method'),
        uri: memberOf(http, 'requestUri') ?? scalarAt(http.place, '/'),
        code: memberOf(http, 'responseCode'),
      }),
    }),
  });
}

function target(place: Tree['place'], id: string): ObjectTree {
  return objectOf(place, { target: scalarAt(place, id) });
}
