/** An operation of Smithy, with its HTTP bindings, as an operation of OpenAPI. */
import { itemsOf, memberOf, type Tree, textOf } from '../load/tree.js';
import { listAt, scalarAt } from '../lower/dialect/trees.js';
import { problemAt } from '../problems.js';
import { type Shape, type ShapeMember, shapeAt, targetId } from './model.js';
import {
  descriptionOf,
  type Location,
  reference,
  schemaOfMember,
  schemaOfMembers,
  type Translation,
} from './schemas.js';
import { checkTraits } from './traits.js';
import { objectOf } from './trees.js';

const JSON_TYPE = 'application/json';
const BYTES = 'application/octet-stream';

export function operationTree(translation: Translation, service: Shape, operation: Shape, http: Tree): Tree {
  const { tree, traits } = operation;
  const { place } = tree;
  const input = structureOf(translation, operation, 'input');
  const parameters = (input?.members ?? []).flatMap((member) => parameterOf(translation, member) ?? []);
  return objectOf(place, {
    operationId: scalarAt(place, operation.name),
    description: descriptionOf(traits),
    deprecated: traits.has('deprecated') ? scalarAt(place, true) : undefined,
    parameters: parameters.length === 0 ? undefined : listAt(place, parameters),
    requestBody: input && requestBody(translation, input),
    responses: responsesOf(translation, service, operation, http),
  });
}

/** The input or output of an operation; undefined where it has none, as `smithy.api#Unit` says too. */
function structureOf(
  { model, report }: Translation,
  { tree }: Shape,
  key: 'input' | 'output',
): Shape | undefined {
  const target = memberOf(tree, key);
  const shape = target && shapeAt(model, targetId(target), target, report);
  if (shape === undefined || shape.id === 'smithy.api#Unit') return undefined;
  checkTraits(shape.traits, report);
  return shape;
}

/** Where a member of an input travels, and under which name. */
function bindingOf({ name, traits }: ShapeMember): readonly [Exclude<Location, 'body'>, string] | null {
  if (traits.has('httpLabel')) return ['path', name];
  const query = textOf(traits.get('httpQuery'));
  if (query !== undefined) return ['query', query];
  const header = textOf(traits.get('httpHeader'));
  return header === undefined ? null : ['header', header];
}

function parameterOf(translation: Translation, member: ShapeMember): Tree | undefined {
  const binding = bindingOf(member);
  if (binding === null) return undefined;
  const [location, name] = binding;
  const { place } = member.tree;
  const schema = schemaOfMember(translation, member, location);
  const described = memberOf(schema, 'description');
  return objectOf(place, {
    name: scalarAt(place, name),
    in: scalarAt(place, location),
    required: member.traits.has('required') || location === 'path' ? scalarAt(place, true) : undefined,
    deprecated: member.traits.has('deprecated') ? scalarAt(place, true) : undefined,
    description: described,
    schema:
      schema?.kind === 'object'
        ? objectOf(
            schema.place,
            [...schema.members].filter(([key]) => key !== 'description' && key !== 'deprecated'),
          )
        : schema,
  });
}

function requestBody(translation: Translation, input: Shape): Tree | undefined {
  const members = input.members.filter((member) => bindingOf(member) === null);
  const payload = members.find(({ traits }) => traits.has('httpPayload'));
  if (members.length === 0) return undefined;
  const { place } = input.tree;
  const schema =
    payload === undefined
      ? schemaOfMembers(translation, input, members)
      : payloadSchema(translation, payload);
  if (schema === null) {
    const what = 'A request body that is no JSON';
    const instead = 'Leave the operation out, or put the bytes into a member';
    const at = payload?.tree ?? input.tree;
    translation.report(problemAt(at.place, { code: 'unsupported', what, instead }));
    return undefined;
  }
  return objectOf(place, { required: scalarAt(place, true), content: contentOf(place, JSON_TYPE, schema) });
}

/** The schema of a body that is one member's value; null where that is text or bytes. */
function payloadSchema(translation: Translation, payload: ShapeMember): Tree | undefined | null {
  const kind = translation.model.get(payload.target)?.kind ?? '';
  return ['blob', 'string', 'enum'].includes(kind) ? null : schemaOfMember(translation, payload);
}

function contentOf(place: Tree['place'], type: string, schema: Tree | undefined): Tree {
  return objectOf(place, { [type]: objectOf(place, { schema }) });
}

function responsesOf(translation: Translation, service: Shape, operation: Shape, http: Tree): Tree {
  const { model, report } = translation;
  const { place } = operation.tree;
  const code = memberOf(http, 'code');
  const status = code?.kind === 'scalar' ? String(code.value) : '200';
  const errors = new Map<string, Tree>();
  for (const item of [
    ...itemsOf(memberOf(operation.tree, 'errors')),
    ...itemsOf(memberOf(service.tree, 'errors')),
  ]) {
    const shape = shapeAt(model, targetId(item), item, report);
    if (shape !== undefined) errors.set(shape.id, item);
  }
  const byStatus = new Map<string, Shape[]>();
  for (const id of errors.keys()) {
    const shape = model.get(id);
    if (shape === undefined) continue;
    const of = statusOf(shape);
    byStatus.set(of, [...(byStatus.get(of) ?? []), shape]);
  }
  const responses = [...byStatus].map(([of, shapes]): readonly [string, Tree] => {
    const refs = shapes
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .map((shape) => reference(translation, shape, errors.get(shape.id) ?? shape.tree));
    const schema = refs.length === 1 ? refs[0] : objectOf(place, { oneOf: listAt(place, refs) });
    const description = scalarAt(place, shapes.map(({ name }) => name).join(', '));
    return [of, objectOf(place, { description, content: contentOf(place, JSON_TYPE, schema) })];
  });
  return objectOf(place, [
    [status, successOf(translation, operation)],
    ...responses.sort(([a], [b]) => Number(a) - Number(b)),
  ]);
}

function statusOf({ traits }: Shape): string {
  const stated = traits.get('httpError');
  if (stated?.kind === 'scalar') return String(stated.value);
  return textOf(traits.get('error')) === 'server' ? '500' : '400';
}

function successOf(translation: Translation, operation: Shape): Tree {
  const { place } = operation.tree;
  const description = scalarAt(place, 'Success.');
  const output = structureOf(translation, operation, 'output');
  if (output === undefined) return objectOf(place, { description });
  const headers = output.members.filter(({ traits }) => traits.has('httpHeader'));
  for (const header of headers) {
    const instead = 'Leave the member out; the headers of responses are the protocol’s';
    const what = 'A member of an output in a header';
    translation.report(problemAt(header.tree.place, { code: 'unsupported', what, instead }));
  }
  const payload = output.members.find(({ traits }) => traits.has('httpPayload'));
  if (payload === undefined) {
    const content = contentOf(place, JSON_TYPE, reference(translation, output, output.tree));
    return objectOf(place, { description, content });
  }
  const schema = payloadSchema(translation, payload);
  if (schema !== null) return objectOf(place, { description, content: contentOf(place, JSON_TYPE, schema) });
  const binary = objectOf(place, { type: scalarAt(place, 'string'), format: scalarAt(place, 'binary') });
  return objectOf(place, { description, content: contentOf(place, BYTES, binary) });
}
