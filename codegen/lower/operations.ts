/** Where the operations of a document are, and what each is made of, before anything is lowered. */
import {
  childOf,
  entriesOf,
  escapeToken,
  itemsOf,
  memberOf,
  pointerOf,
  type Tree,
  textOf,
} from '../load/tree.js';
import { problemAt, type Report } from '../problems.js';
import { classify } from './classify.js';
import { type Attribution, attributionOf } from './provenance.js';
import { readFlag, readText } from './read.js';
import { inCapitals, type SchemaAt, type SchemaRoot, target } from './schemas.js';

export interface OperationAt extends SchemaAt {
  readonly id: string;
  /** The name of the structure that it is asked with. */
  readonly input: string;
  readonly method: string;
  readonly path: string;
  /** The path's and the operation's; the operation's replace those of the path with the same name and place. */
  readonly parameters: readonly SchemaAt[];
  readonly responses: readonly ResponseAt[];
  readonly body: SchemaAt | undefined;
  /** What is attributed to the operation, and around it. */
  readonly around: readonly Attribution[];
}

export interface ResponseAt extends SchemaAt {
  readonly status: string;
}

export const methods: readonly string[] = [
  'get',
  'put',
  'post',
  'delete',
  'options',
  'head',
  'patch',
  'trace',
];

/** The operations in the order of the document. One without an id, or with another's, is a problem. */
export function operationsOf(
  root: Tree,
  around: readonly Attribution[],
  report: Report,
): readonly OperationAt[] {
  const taken = new Map<string, Tree>();
  return entriesOf(memberOf(root, 'paths')).flatMap(([path, item]) =>
    entriesOf(item).flatMap(([method, tree]) => {
      if (!path.startsWith('/') || !methods.includes(method)) return [];
      const idTree = memberOf(tree, 'operationId');
      const id = textOf(idTree);
      if (idTree === undefined || id === undefined || id === '') {
        const instead = 'Add one; types and clauses are named after it';
        report(problemAt((idTree ?? tree).place, { code: 'missing', what: 'operationId', instead }));
        return [];
      }
      const other = taken.get(id);
      if (other !== undefined) {
        report(problemAt(idTree.place, { code: 'duplicate-operation', id, other: other.place }));
        return [];
      }
      taken.set(id, idTree);
      return [operationAt(root, path, item, method, tree, id, around)];
    }),
  );
}

function operationAt(
  root: Tree,
  path: string,
  item: Tree,
  method: string,
  tree: Tree,
  id: string,
  around: readonly Attribution[],
): OperationAt {
  const base = pointerOf(['paths', path]);
  const pointer = `${base}/${method}`;
  const own = parametersOf(root, tree, pointer);
  const keys = new Set(own.map(keyOf));
  const inherited = parametersOf(root, item, base).filter((parameter) => !keys.has(keyOf(parameter)));
  const responses = entriesOf(memberOf(tree, 'responses')).map(([status, response]): ResponseAt => {
    const at = { tree: response, pointer: `${pointer}/responses/${escapeToken(status)}` };
    return { ...target(root, at), status };
  });
  const body = memberOf(tree, 'requestBody');
  const operation = {
    ...{ id, method, path, tree, pointer, responses },
    parameters: [...inherited, ...own],
    body: body && target(root, { tree: body, pointer: `${pointer}/requestBody` }),
    around: [...attributionOf(tree), ...around],
  };
  return { ...operation, input: freeInputName(root, operation) };
}

function parametersOf(root: Tree, owner: Tree, pointer: string): readonly SchemaAt[] {
  return itemsOf(memberOf(owner, 'parameters')).map((tree, index) =>
    target(root, { tree, pointer: `${pointer}/parameters/${index}` }),
  );
}

function keyOf(parameter: SchemaAt): string {
  return JSON.stringify([textOf(memberOf(parameter.tree, 'in')), textOf(memberOf(parameter.tree, 'name'))]);
}

/** What the structure is called that an operation is asked with: a name that no other schema of the document has. */
function freeInputName(root: Tree, operation: Omit<OperationAt, 'input'>): string {
  const components = entriesOf(memberOf(memberOf(root, 'components'), 'schemas')).map(([name]) => name);
  const taken = new Set(components.map(inCapitals));
  const body = payloadAt(root, operation) === undefined ? contentSchema(operation.body) : undefined;
  const own = body && target(root, body).pointer;
  const isFree = (name: string): boolean =>
    !taken.has(name) || own === pointerOf(['components', 'schemas', name]);
  const wanted = `${inCapitals(operation.id)}Input`;
  const numbered = (n: number): string => (isFree(`${wanted}${n}`) ? `${wanted}${n}` : numbered(n + 1));
  return [wanted, `${inCapitals(operation.id)}Request`].find(isFree) ?? numbered(2);
}

export function isSuccess(status: string): boolean {
  return /^2\d\d$/.test(status);
}

/** The schema of the one media type of a body; undefined where there is not just one. */
export function contentSchema(owner: SchemaAt | undefined): SchemaAt | undefined {
  const [entry, ...others] = entriesOf(memberOf(owner?.tree, 'content'));
  if (owner === undefined || entry === undefined || others.length > 0) return undefined;
  const schema = childOf(entry[1], 'schema');
  return schema && { tree: schema, pointer: `${owner.pointer}${pointerOf(['content', entry[0], 'schema'])}` };
}

/** Where the schemas of an operation begin, with the names they would have. */
export function schemasOf(root: Tree, operation: OperationAt): readonly SchemaRoot[] {
  const name = inCapitals(operation.id);
  const { around } = operation;
  const input = operation.input;
  const parameters = operation.parameters.flatMap((parameter): SchemaRoot[] => {
    const tree = memberOf(parameter.tree, 'schema');
    const own = textOf(memberOf(parameter.tree, 'name')) ?? '';
    if (tree === undefined) return [];
    return [
      { tree, pointer: `${parameter.pointer}/schema`, role: 'inline', name: input + inCapitals(own), around },
    ];
  });
  const [success] = operation.responses.filter(({ status }) => isSuccess(status));
  const responses = operation.responses.flatMap((response): SchemaRoot[] => {
    // Other successes have the same body, or are problems.
    if (isSuccess(response.status) && response !== success) return [];
    const schema = contentSchema(response);
    const suffix = isSuccess(response.status) ? 'Output' : `Error${inCapitals(response.status)}`;
    // Several errors of one status have their own names.
    const isSeveral = !isSuccess(response.status) && memberOf(schema?.tree, 'oneOf') !== undefined;
    if (schema === undefined || isSeveral) return [];
    return [
      {
        ...schema,
        role: isSuccess(response.status) ? 'output' : 'inline',
        name: name + suffix,
        around: [...attributionOf(response.tree), ...around],
      },
    ];
  });
  const payload = payloadAt(root, operation);
  const body: readonly SchemaRoot[] =
    payload === undefined ? [] : [{ ...payload, role: 'inline', name: `${name}Body`, around }];
  return [
    { ...inputAt(root, operation), role: 'input', name: input, around },
    ...parameters,
    ...body,
    ...responses,
  ];
}

/**
 * The schema that an operation's input takes over: its body's, unless that is a shape of its own under another name.
 * An operation without one stands in for it.
 */
export function inputAt(root: Tree, operation: OperationAt): SchemaAt {
  const body = contentSchema(operation.body);
  if (body === undefined || payloadAt(root, operation) !== undefined)
    return { tree: operation.tree, pointer: operation.pointer };
  const end = target(root, body);
  const isOwn = end.pointer === body.pointer || end.pointer.endsWith(`/${escapeToken(operation.input)}`);
  return isOwn ? end : { tree: operation.tree, pointer: operation.pointer };
}

/**
 * The schema of a body that is a member of the input as a whole: one that is no structure, that has members of the same
 * names as parameters, or that may be left out although it has members that may not.
 */
export function payloadAt(
  root: Tree,
  operation: Pick<OperationAt, 'body' | 'parameters'>,
): SchemaAt | undefined {
  const body = contentSchema(operation.body);
  if (body === undefined) return undefined;
  const { tree } = target(root, body);
  const kind = classify(tree);
  if (typeof kind !== 'string') return undefined;
  const names = operation.parameters.map((parameter) => textOf(memberOf(parameter.tree, 'name')));
  const collides = entriesOf(memberOf(tree, 'properties')).some(([name]) => names.includes(name));
  const required = memberOf(operation.body?.tree, 'required');
  const isOptional = !(required?.kind === 'scalar' && required.value === true);
  const mayBeAbsent = isOptional && itemsOf(memberOf(tree, 'required')).length > 0;
  return kind !== 'structure' || collides || mayBeAbsent ? body : undefined;
}

/** What an operation is for; its summary where it has no description. */
export function operationDoc({ tree }: OperationAt, report: Report): string {
  const doc =
    readText(memberOf(tree, 'description') ?? memberOf(tree, 'summary'), 'description', report)?.trim() ?? '';
  return readFlag(memberOf(tree, 'deprecated'), 'deprecated', report) === true
    ? `${doc}\n\nDeprecated.`.trim()
    : doc;
}
