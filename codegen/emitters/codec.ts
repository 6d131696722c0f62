import type { NamedShape, Structure } from '../contract.js';
import { quote } from '../names.js';
import { clausesLiteral, ERROR_RULES, hasAll, type Rules, SUCCESS_RULES } from './codec/clauses.js';
import { conversions, PARTLY, partialConversion } from './codec/conversion.js';
import {
  DECODER,
  ENCODER,
  ERROR_CLAUSES,
  encoder,
  errorDecoder,
  inputDecoder,
  local,
  objectOf,
  outputDecoder,
  SUCCESS_CLAUSES,
} from './codec/decoders.js';
import { operationStatements, PROTOCOL } from './codec/operations.js';
import { requestStatements } from './codec/requests.js';
import { IS_ROUNDED, roundedFunctions } from './codec/rounded.js';
import { type Scope, scopeOf } from './codec/scope.js';
import { FROM_WIRE, fromWire, IGNORED_MEMBERS, TO_WIRE, toWire } from './codec/wire.js';
import type { Emission, EmittedFile, Statement } from './emitter.js';
import { reachable, references, shapeNamed } from './shapes.js';

/** codec.ts: each operation's requests and responses, from HTTP to decoded values and back. */
export function codec(emission: Emission): readonly EmittedFile[] {
  const { operations } = emission.contract;
  if (operations.length === 0) return [];
  const scope = scopeOf(emission, SUFFIXES, IMPORTED);
  const needed = shapesOf(emission);
  const [down, up] = [fromWire(scope), toWire(scope)];
  const statements = [
    ...operations.flatMap((operation) => [
      ...operationStatements(scope, operation),
      ...requestStatements(scope, operation),
    ]),
    ...needed.inputs.flatMap(({ name }) => [inputDecoder(scope, down, name), encoder(scope, up, name)]),
    ...needed.outputs.flatMap(({ name }) => [outputDecoder(scope, down, name), encoder(scope, up, name)]),
    ...needed.errors.flatMap((shape) => [errorDecoder(scope, down, shape), encoder(scope, up, shape.name)]),
    ...roundedFunctions(scope, needed.inOutputs, needed.outputs),
    ...conversions(scope, down, needed.readWhole),
    ...needed.errors.map((shape) => partialConversion(scope, down, shape)),
    ...conversions(scope, up, needed.written),
  ];
  const constants = protocolConstants(scope, needed);
  return [
    {
      kind: 'typescript',
      path: 'codec.ts',
      doc: 'Decodes the requests and responses of the operations, and encodes them. No function here throws.',
      statements: [...scope.uses.imports(), ...constants, ...statements],
    },
  ];
}

const SUFFIXES = [FROM_WIRE, `${PARTLY}${FROM_WIRE}`, TO_WIRE, IS_ROUNDED, DECODER, ENCODER];

/** What the functions that have local variables may import. */
const IMPORTED =
  `base64ToBytes below bytesToBase64 dateTimeToDate dateToEpochSeconds dateToIso epochSecondsToDate
  floatFromWire floatToWire isSet mapValues own setOwn unknownMember unknownTag withInheritedNames ${IGNORED_MEMBERS}`.split(
    /\s+/,
  );

/** The shapes that the file has functions for, in the order of the spec. */
interface Needed {
  /** Inputs that are not outputs as well. */
  readonly inputs: readonly Structure[];
  readonly outputs: readonly NamedShape[];
  readonly errors: readonly Structure[];
  readonly inOutputs: readonly NamedShape[];
  /** An error itself is read as far as it can be, which is another function. */
  readonly readWhole: readonly NamedShape[];
  readonly written: readonly NamedShape[];
}

function shapesOf({ contract }: Emission): Needed {
  const outputs = new Set(contract.operations.flatMap(({ output }) => output ?? []));
  const errors = new Set(
    contract.operations.flatMap((operation) => operation.errors.map(({ shape }) => shape)),
  );
  const inputs = new Set(
    contract.operations.map(({ input }) => input).filter((input) => !outputs.has(input)),
  );
  const inInputs = new Set([...inputs].flatMap((name) => [...reachable(contract, name)]));
  const inOutputs = new Set([...outputs].flatMap((name) => [...reachable(contract, name)]));
  const inErrors = new Set([...errors].flatMap((name) => insideOf(contract, name)));
  const among = (...sets: readonly ReadonlySet<string>[]): readonly NamedShape[] =>
    contract.shapes.filter(({ name }) => sets.some((set) => set.has(name)));
  return {
    inputs: among(inputs).filter(isStructure),
    outputs: among(outputs),
    errors: among(errors).filter(isStructure),
    inOutputs: among(inOutputs),
    readWhole: among(inInputs, inOutputs, inErrors),
    written: among(inInputs, inOutputs, inErrors, errors),
  };
}

/** All that a structure refers to; itself only where it is recursive. */
function insideOf(contract: Emission['contract'], name: string): readonly string[] {
  return references(shapeNamed(contract, name)).flatMap((each) => [...reachable(contract, each)]);
}

function isStructure(shape: NamedShape): shape is Structure {
  return shape.kind === 'structure';
}

function protocolConstants(scope: Scope, needed: Needed): readonly Statement[] {
  const { contract } = scope.emission;
  const { contentType, errorNameHeader, errorNameMembers, requestIdHeader, ignoredMembers } =
    contract.protocol;
  const shared = (name: string, rules: Rules, shapes: readonly NamedShape[]): readonly Statement[] =>
    shapes.length > 0 && hasAll(contract, rules)
      ? [
          local(
            name,
            objectOf(clausesLiteral(contract, rules, '')),
            scope.uses.type('runtime/decoding', 'BodyClauses'),
          ),
        ]
      : [];
  const list = (names: readonly string[]): string => `[${names.map(quote).join(', ')}]`;
  return [
    local(
      PROTOCOL,
      `${objectOf([
        `contentType: ${quote(contentType)},`,
        `errorNameHeader: ${orNull(errorNameHeader)},`,
        `errorNameMembers: ${list(errorNameMembers)},`,
        `requestIdHeader: ${orNull(requestIdHeader)},`,
      ])} as const`,
    ),
    ...(needed.readWhole.some((shape) => shape.kind === 'union')
      ? [local(IGNORED_MEMBERS, list(ignoredMembers), 'readonly string[]')]
      : []),
    ...shared(SUCCESS_CLAUSES, SUCCESS_RULES, needed.outputs),
    ...shared(ERROR_CLAUSES, ERROR_RULES, needed.errors),
  ];
}

function orNull(text: string | null): string {
  return text === null ? 'null' : quote(text);
}
