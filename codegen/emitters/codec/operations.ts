/** What codec.ts exports for an operation. */
import type { ErrorBinding, Operation, Protocol } from '../../contract.js';
import { quote } from '../../names.js';
import { successesOf } from '../../runtime/http.js';
import { functionOf, typeOf } from '../declare.js';
import type { Statement } from '../emitter.js';
import { apart } from '../errors.js';
import { block, indent, type Lines } from '../lines.js';
import { DECODER, ENCODER, local } from './decoders.js';
import type { Scope } from './scope.js';

/** The constant that holds what the protocol says of responses. */
export const PROTOCOL = 'protocol';

export function operationStatements(scope: Scope, operation: Operation): readonly Statement[] {
  const name = scope.emission.names.operationName(operation.id);
  return [
    resultType(scope, operation, name),
    decodeResponse(scope, operation, name),
    encodeOutput(scope, operation, name),
    encodeError(scope, operation, name),
    decodeError(scope, operation, name),
    errorEncoding(scope, operation, name),
  ];
}

function resultType({ emission: { names }, uses }: Scope, operation: Operation, name: string): Statement {
  const output =
    operation.output === null
      ? 'undefined'
      : uses.type('types', names.typeName(operation.output, 'decoded', 'tolerant'));
  const decoded = uses.type('runtime/decoding', 'Decoded');
  const error = uses.type('types', `${name}Error`);
  return typeOf(
    `${name}Result`,
    `What a response of \`${operation.id}\` is. Narrow on \`kind\`: the output, an error, or a success that cannot be read.`,
    `${decoded}<${output}, ${error}>`,
  );
}

function decodeResponse({ uses, helper }: Scope, operation: Operation, name: string): Statement {
  const statuses = successesOf(operation);
  const read = uses.value('runtime/http', 'readResponse');
  const success =
    operation.output === null
      ? `{ kind: 'output', status: parts.status, output: undefined, notices: [] }`
      : `${uses.value('runtime/decoding', 'decodeOutput')}(parts, ${helper(operation.output, DECODER)})`;
  return functionOf(
    `decode${name}Response`,
    [{ name: 'response', type: uses.type('runtime/http', 'ResponseLike') }],
    `${name}Result`,
    [
      `const parts = ${read}(response);`,
      `return ${statuses.map((status) => `parts.status === ${status}`).join(' || ')} ? ${success} : decode${name}Error(parts);`,
    ],
    {
      doc: [
        `Decodes a response of \`${operation.id}\`, text or bytes. Status ${statuses.join(' or ')} is a success; any other is an error,`,
        'whatever the body holds. Never throws.',
      ].join(' '),
    },
  );
}

function encodeOutput(
  { emission: { names }, uses, helper }: Scope,
  operation: Operation,
  name: string,
): Statement {
  const { status } = operation.http;
  const returned = `${uses.type('runtime/issues', 'Result')}<${uses.type('runtime/http', 'EncodedResponse')}>`;
  if (operation.output === null) {
    const empty = uses.value('runtime/encoding', 'encodeEmpty');
    return functionOf(`encode${name}Output`, [], returned, [`return ${empty}(${status});`], {
      doc: `The response that \`${operation.id}\` has succeeded: status ${status}, no body.`,
    });
  }
  const type = uses.type('types', names.typeName(operation.output, 'decoded', 'tolerant'));
  const encode = uses.value('runtime/encoding', 'encodeOutput');
  return functionOf(
    `encode${name}Output`,
    [{ name: 'output', type }],
    returned,
    [`return ${encode}(output, ${helper(operation.output, ENCODER)}, ${status}, ${PROTOCOL});`],
    {
      doc: [
        `Encodes an output of \`${operation.id}\` as a response; \`decode${name}Response\` gives it back. Issues where it`,
        'is no valid output. Never throws.',
      ].join(' '),
    },
  );
}

function encodeError(
  { emission: { contract }, uses, helper }: Scope,
  operation: Operation,
  name: string,
): Statement {
  const returned = `${uses.type('runtime/issues', 'Result')}<${uses.type('runtime/http', 'EncodedResponse')}>`;
  const unmodelled = `return ${uses.value('runtime/encoding', 'encodeUnmodelledError')}(error, ${encodingName(name)});`;
  const cases = operation.errors.map((error) => ({
    label: error.shape,
    line: `return ${uses.value('runtime/encoding', `encodeModelledError${apart(error, contract)}`)}(error, ${quote(error.shape)}, ${helper(error.shape, ENCODER)}, ${encodingName(name)});`,
  }));
  const nameOf = (): string => `${uses.value('runtime/encoding', 'nameOfError')}(error)`;
  return functionOf(
    `encode${name}Error`,
    [{ name: 'error', type: uses.type('types', `${name}Error`) }],
    returned,
    switchOver(nameOf, cases, unmodelled),
    {
      doc: [
        `Encodes an error of \`${operation.id}\` as a response under its own status; \`decode${name}Response\` gives it`,
        'back. Issues where it is no valid error. Never throws.',
      ].join(' '),
    },
  );
}

function decodeError(
  { emission: { contract }, uses, helper }: Scope,
  operation: Operation,
  name: string,
): Statement {
  const type = uses.type('types', `${name}Error`);
  const unmodelled = `return ${uses.value('runtime/decoding-errors', 'unmodelledError')}(read);`;
  const lineOf = (error: ErrorBinding): string =>
    `return ${uses.value('runtime/decoding-errors', `modelledError${apart(error, contract)}`)}(read, ${quote(error.shape)}, ${quote(error.retry)}, ${helper(error.shape, DECODER)});`;
  const cases = operation.errors.map((error) => ({ label: error.shape, line: lineOf(error) }));
  return functionOf(
    `decode${name}Error`,
    [{ name: 'parts', type: uses.type('runtime/http', 'ReadResponse') }],
    `${uses.type('runtime/decoding', 'Failure')}<${type}>`,
    [
      `const read = ${uses.value('runtime/decoding-errors', 'readError')}(parts, ${PROTOCOL});`,
      ...(namesErrors(contract.protocol)
        ? switchOver(() => 'read.name', cases, unmodelled)
        : byStatus(operation.errors, (error) => lineOf(error), unmodelled)),
    ],
  );
}

function namesErrors({ errorNameHeader, errorNameMembers }: Protocol): boolean {
  return errorNameHeader !== null || errorNameMembers.length > 0;
}

/** Errors that only their statuses tell apart: exact ones first, then ranges, the narrower ones before. */
function byStatus(
  errors: readonly ErrorBinding[],
  line: (error: ErrorBinding) => string,
  otherwise: string,
): Lines {
  const ranges = errors
    .flatMap((error) =>
      statusesOf(error).map((range) => ({ error, ...range, size: range.last - range.first })),
    )
    .sort((a, b) => a.size - b.size);
  const exact = ranges.filter(({ size }) => size === 0);
  const cases = exact.flatMap(({ error, first }, index) => {
    const next = exact[index + 1];
    return next?.error === error ? [`case ${first}:`] : [`case ${first}:`, ...indent([line(error)])];
  });
  const others = ranges
    .filter(({ size }) => size > 0)
    .map(({ error, first, last }) => `if (read.status >= ${first} && read.status <= ${last}) ${line(error)}`);
  return [...(cases.length === 0 ? [] : block('switch (read.status)', cases)), ...others, otherwise];
}

/** A status that stands for a range is not one of its own. */
function statusesOf({
  status,
  also = [],
}: ErrorBinding): readonly { readonly first: number; readonly last: number }[] {
  const isCovered = also.some(({ first, last }) => first < last && first <= status && status <= last);
  return isCovered ? also : [{ first: status, last: status }, ...also];
}

function errorEncoding({ uses }: Scope, operation: Operation, name: string): Statement {
  return local(
    encodingName(name),
    `{ ${PROTOCOL}, successes: [${successesOf(operation).join(', ')}], clause: ${quote(`${operation.id}#status`)} }`,
    uses.type('runtime/encoding', 'ErrorEncoding'),
  );
}

function encodingName(name: string): string {
  return `${name.charAt(0).toLowerCase()}${name.slice(1)}Errors`;
}

interface Case {
  readonly label: string;
  readonly line: string;
}

/** Two bindings of one error are one case. */
function switchOver(subject: () => string, cases: readonly Case[], otherwise: string): Lines {
  if (cases.length === 0) return [otherwise];
  const distinct = [...new Map(cases.map((each) => [each.label, each.line]))];
  return block(`switch (${subject()})`, [
    ...distinct.flatMap(([label, line]) => [`case ${quote(label)}:`, ...indent([line])]),
    'default:',
    ...indent([otherwise]),
  ]);
}
