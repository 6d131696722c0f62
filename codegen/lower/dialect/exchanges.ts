/** Requests and responses of any OpenAPI document: their media types, statuses and headers. */
import {
  entriesOf,
  itemsOf,
  memberOf,
  type ObjectTree,
  referenceOf,
  type Tree,
  textOf,
  treeAt,
} from '../../load/tree.js';
import { methods } from '../operations.js';
import { pointerOfReference } from '../schemas.js';
import { type Context, ignore } from './context.js';
import { isFalse, objectAt, scalarAt, withMember, without } from './trees.js';

/** What JSON is called, the usual name first. `*` stands for whatever a client asks for, and so for JSON too. */
const json = /^(?:application|text|\*)\/(?:json|\*|[^;]+\+json)\s*(?:;.*)?$/i;

/** The content type of the document: what most of its bodies of JSON say they are. */
export function contentTypeOf(root: Tree): string {
  const counts = new Map<string, number>();
  for (const operation of operationsIn(root)) {
    for (const [, response] of entriesOf(memberOf(operation, 'responses'))) {
      for (const [type] of entriesOf(memberOf(endOf(root, response), 'content')))
        if (json.test(type) && !type.includes('*')) counts.set(type, (counts.get(type) ?? 0) + 1);
    }
  }
  const standard = [...counts].find(([type]) => type === 'application/json');
  const [most] = standard ? [standard] : [...counts].sort(([, a], [, b]) => b - a);
  return most?.[0].split(';')[0]?.trim() ?? 'application/json';
}

function operationsIn(root: Tree): readonly Tree[] {
  return entriesOf(memberOf(root, 'paths')).flatMap(([, item]) =>
    entriesOf(item).flatMap(([method, operation]) => (methods.includes(method) ? [operation] : [])),
  );
}

export function endOf(root: Tree, tree: Tree): Tree {
  const ref = referenceOf(tree);
  const end = ref === undefined ? undefined : treeAt(root, pointerOfReference(ref));
  return end === undefined ? tree : endOf(root, end);
}

/** What a document's protocol says of its exchanges. */
export interface Conventions {
  readonly contentType: string;
  /** The headers of responses that are the protocol's, in lower case. */
  readonly kept: readonly string[];
  /** Whether it names errors on the wire. */
  readonly isNamed: boolean;
}

/** An operation whose bodies have the one content type, whose success is a 2xx, and whose headers are the protocol's. */
export function plainOperation(
  context: Context,
  operation: ObjectTree,
  { contentType, kept, isNamed }: Conventions,
): ObjectTree {
  const body = memberOf(operation, 'requestBody');
  const answers = memberOf(operation, 'responses');
  let plain = without(operation, 'callbacks', 'servers');
  for (const keyword of ['callbacks', 'servers']) {
    const tree = memberOf(operation, keyword);
    if (tree !== undefined) ignore(context, tree, `The keyword ${keyword}`);
  }
  const parameters = memberOf(operation, 'parameters');
  if (parameters?.kind === 'array')
    plain = withMember(plain, 'parameters', withoutReserved(context, parameters));
  if (body !== undefined)
    plain = withMember(plain, 'requestBody', oneContent(context, endOf(context.root, body), contentType));
  if (answers?.kind !== 'object') return plain;
  const responses = entriesOf(answers).flatMap(([status, response]) => {
    if (status.startsWith('x-')) return [];
    const end = endOf(context.root, response);
    if (!/^(?:[245](?:\d\d|XX)|default)$/.test(status)) {
      ignore(context, response, `A response for ${status}`);
      return [];
    }
    if (!status.startsWith('2') && !isNamed && !isStructured(context, end)) {
      ignore(context, response, `The error ${status}, whose body is no object,`);
      return [];
    }
    const told = status.startsWith('2') ? withoutBytes(context, end, isNamed) : end;
    return [[status, withoutHeaders(context, oneContent(context, told, contentType), kept)] as const];
  });
  // A protocol that names errors knows them by that, so that one without a body is a mistake.
  const named = withSuccess(context, responses).map(
    ([status, response]) =>
      [status, status.startsWith('2') || isNamed ? response : emptyError(response, contentType)] as const,
  );
  return withMember(plain, 'responses', objectAt(answers.place, named));
}

/** A range, or what stands for every status, is the success where there is no other. */
function withSuccess(
  context: Context,
  responses: readonly (readonly [string, Tree])[],
): readonly (readonly [string, Tree])[] {
  if (responses.some(([status]) => /^2\d\d$/.test(status))) {
    const range = responses.find(([status]) => status === '2XX');
    if (range !== undefined) ignore(context, range[1], 'A response for 2XX beside other successes');
    return responses.filter(([status]) => status !== '2XX');
  }
  const general =
    responses.find(([status]) => status === '2XX') ?? responses.find(([status]) => status === 'default');
  if (general === undefined) return responses;
  ignore(context, general[1], `That ${general[0]} stands for other successes than 200`);
  return responses.map(([status, response]) => [status === general[0] ? '200' : status, response]);
}

function withoutReserved(context: Context, parameters: Tree): Tree {
  const reserved = ['accept', 'content-type', 'authorization'];
  const items = itemsOf(parameters).filter((item) => {
    const end = endOf(context.root, item);
    const name = textOf(memberOf(end, 'name'))?.toLowerCase() ?? '';
    // OpenAPI: such parameters shall be ignored.
    return textOf(memberOf(end, 'in')) !== 'header' || !reserved.includes(name);
  });
  return { kind: 'array', place: parameters.place, items };
}

/** Of several media types the one that is JSON, under the name that the document's bodies have. */
function oneContent(context: Context, owner: Tree, contentType: string): Tree {
  const content = memberOf(owner, 'content');
  if (owner.kind !== 'object' || content?.kind !== 'object') return owner;
  const entries = [...content.members];
  if (entries.length === 0) return without(owner, 'content');
  const found =
    entries.find(([type]) => type.split(';')[0]?.trim().toLowerCase() === contentType.toLowerCase()) ??
    entries.find(([type]) => json.test(type));
  // What is no JSON at all is a problem where it is lowered.
  if (found === undefined) return owner;
  const [own = ''] = found[0].split(';');
  if (own.trim().toLowerCase() !== contentType.toLowerCase() && !own.includes('*'))
    ignore(context, found[1], `That this is ${own.trim()}, and not ${contentType} like other bodies,`);
  for (const [type, media] of entries)
    if (media !== found[1]) ignore(context, media, `The media type ${type}`);
  if (memberOf(found[1], 'schema') === undefined && found[1].kind === 'object') {
    const any = objectAt(found[1].place, []);
    return withMember(
      owner,
      'content',
      objectAt(content.place, [[contentType, withMember(found[1], 'schema', any)]]),
    );
  }
  return withMember(owner, 'content', objectAt(content.place, [[contentType, found[1]]]));
}

/**
 * A success whose body is no JSON: there is nothing in it to decode, and whoever wants it reads the response's own. Where
 * the document is written for us, only bytes are meant so.
 */
function withoutBytes(context: Context, response: Tree, isNamed: boolean): Tree {
  const entries = entriesOf(memberOf(response, 'content'));
  const isBytes = ([, media]: readonly [string, Tree]): boolean =>
    textOf(memberOf(memberOf(media, 'schema'), 'format')) === 'binary';
  const isLeft =
    response.kind === 'object' &&
    entries.length > 0 &&
    entries.every((entry) => isBytes(entry) || (!isNamed && !json.test(entry[0])));
  if (!isLeft) return response;
  for (const [type, media] of entries) ignore(context, media, `A body of ${type}`);
  return without(response, 'content');
}

/** Whether an error has no body, or one that may be an object: programs know an error by its members. */
function isStructured({ root }: Context, response: Tree): boolean {
  const content = entriesOf(memberOf(response, 'content'));
  if (content.length === 0) return true;
  const media = content.find(([type]) => json.test(type))?.[1];
  const schema = memberOf(media, 'schema');
  const end = schema && endOf(root, schema);
  if (end?.kind !== 'object') return false;
  if (['allOf', 'oneOf', 'anyOf', 'properties'].some((keyword) => end.members.has(keyword))) return true;
  return textOf(memberOf(end, 'type')) === 'object' && isFalse(memberOf(end, 'additionalProperties'));
}

function withoutHeaders(context: Context, response: Tree, kept: readonly string[]): Tree {
  const headers = memberOf(response, 'headers');
  const links = memberOf(response, 'links');
  if (response.kind !== 'object') return response;
  if (links !== undefined) ignore(context, links, 'The keyword links');
  const others = entriesOf(headers).filter(([name]) => kept.includes(name.toLowerCase()));
  for (const [name, header] of entriesOf(headers))
    if (!kept.includes(name.toLowerCase())) ignore(context, header, `The response header ${name}`);
  const plain = without(response, 'links', 'headers');
  return others.length === 0 || headers === undefined
    ? plain
    : withMember(plain, 'headers', objectAt(headers.place, others));
}

/** What has a status and nothing more has an empty body, so that programs know it by a name too. */
function emptyError(response: Tree, contentType: string): Tree {
  if (response.kind !== 'object' || response.members.has('content')) return response;
  const { place } = response;
  const nothing = objectAt(place, [
    ['type', scalarAt(place, 'object')],
    ['properties', objectAt(place, [])],
  ]);
  return withMember(
    response,
    'content',
    objectAt(place, [[contentType, objectAt(place, [['schema', nothing]])]]),
  );
}
