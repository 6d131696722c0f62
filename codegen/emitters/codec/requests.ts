/** What codec.ts exports for the request of an operation. */
import type { Member, Operation, Target } from '../../contract.js';
import { quote } from '../../names.js';
import { functionOf } from '../declare.js';
import type { Statement } from '../emitter.js';
import { indent, type Lines } from '../lines.js';
import { DECODER, ENCODER, local, objectOf } from './decoders.js';
import type { Scope } from './scope.js';

export function requestStatements(scope: Scope, operation: Operation): readonly Statement[] {
  const { names } = scope.emission;
  const { uses, helper } = scope;
  const name = names.operationName(operation.id);
  const input = uses.type('types', names.typeName(operation.input, 'decoded', 'tolerant'));
  const result = uses.type('runtime/issues', 'Result');
  const request = uses.type('runtime/requests', 'HttpRequest');
  const encode = uses.value('runtime/requests', 'encodeRequest');
  const decode = uses.value('runtime/requests', 'decodeRequest');
  const route = `${name.charAt(0).toLowerCase()}${name.slice(1)}Route`;
  return [
    functionOf(
      `encode${name}Request`,
      [{ name: 'input', type: input }],
      `${result}<${request}>`,
      [`return ${encode}(input, ${helper(operation.input, ENCODER)}, ${route});`],
      {
        doc: `Encodes an input of \`${operation.id}\` as a request. Issues where it is no valid input. Never throws.`,
      },
    ),
    functionOf(
      `decode${name}Request`,
      [{ name: 'request', type: uses.type('runtime/requests', 'RequestLike') }],
      `${result}<${input}> | undefined`,
      [`return ${decode}(request, ${helper(operation.input, DECODER)}, ${route});`],
      {
        doc: [
          `Decodes a request, undefined where it is none of \`${operation.id}\`: its method or its path is another.`,
          'Issues where the input is not valid. Never throws.',
        ].join(' '),
      },
    ),
    local(route, objectOf(routeEntries(scope, operation)), uses.type('runtime/requests', 'Route')),
  ];
}

function routeEntries(scope: Scope, operation: Operation): Lines {
  const shape = scope.shape(operation.input);
  const members = shape.kind === 'structure' ? shape.members : [];
  const payload = members.find(({ binding }) => binding?.in === 'body');
  const bound = members.flatMap((member) =>
    member.binding === undefined || member === payload
      ? []
      : [parameter(scope, operation, member, member.binding)],
  );
  const { contentType } = scope.emission.contract.protocol;
  return [
    `method: ${quote(operation.http.method)},`,
    `path: ${quote(operation.http.path)},`,
    ...(bound.length === 0 ? ['parameters: [],'] : ['parameters: [', ...indent(bound), '],']),
    `contentType: ${bound.length === members.length ? 'null' : quote(contentType)},`,
    ...(payload === undefined ? [] : [`payload: ${quote(payload.name)},`]),
  ];
}

function parameter(
  scope: Scope,
  operation: Operation,
  member: Member,
  binding: NonNullable<Member['binding']>,
): string {
  const target = targetOf(scope, member.target);
  const list = target.kind === 'list';
  const form = isText(scope, list ? targetOf(scope, target.element) : target) ? 'text' : 'json';
  const clause = `${operation.input}.${member.name}#type`;
  const entries = [
    `member: ${quote(member.name)}`,
    `in: ${quote(binding.in)}`,
    `name: ${quote(binding.name)}`,
    `form: ${quote(form)}`,
    `list: ${list}`,
    ...(list && member.required && binding.in === 'query' ? ['required: true'] : []),
    `clause: ${quote(clause)}`,
  ];
  return `{ ${entries.join(', ')} },`;
}

/** A list or map that has a name stands for itself. */
function targetOf(scope: Scope, target: Target): Target {
  const shape = target.kind === 'ref' ? scope.shape(target.name) : undefined;
  return shape?.kind === 'list' || shape?.kind === 'map' ? shape : target;
}

/** Whether a value on the wire is a JSON string, whatever it stands for. */
function isText(scope: Scope, target: Target): boolean {
  switch (target.kind) {
    case 'string':
    case 'blob':
      return true;
    case 'timestamp':
      return target.format === 'date-time';
    case 'ref':
      return scope.shape(target.name).kind === 'enum';
    default:
      return false;
  }
}
