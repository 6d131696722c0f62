import type { Mode, NamedShape, Operation } from '../contract.js';
import { quote } from '../names.js';
import { functionOf, importOf } from './declare.js';
import type { Emission, EmittedFile, Statement } from './emitter.js';
import { publicShapes, VARIANTS, type Variant } from './shapes.js';

/** arbitraries.ts: fast-check arbitraries by name and with types, over the ones that read the contract. */
export function arbitraries(emission: Emission): readonly EmittedFile[] {
  const { contract, names } = emission;
  const shapes = publicShapes(contract);
  const operations = contract.operations;
  const responds = operations.length > 0 ? ['errorResponses', 'responseFaultsOf', 'responses'] : [];
  return [
    {
      kind: 'typescript',
      path: 'arbitraries.ts',
      doc: 'fast-check arbitraries: valid values, and values that break exactly one clause.',
      statements: [
        ...importOf('fast-check', [], ['Arbitrary']),
        ...importOf('./contract.js', ['contract']),
        ...importOf(
          './runtime/arbitraries/index.js',
          ['decodedValue', 'faultsOf', 'noticesOf', 'wireValue', ...responds],
          ['Fault'],
        ),
        ...(operations.length > 0
          ? importOf('./runtime/arbitraries/index.js', [], ['ErrorResponse', 'ResponseFault'])
          : []),
        ...(operations.length > 0 ? importOf('./runtime/contract.js', [], ['Mode']) : []),
        ...(operations.length > 0 ? importOf('./runtime/http.js', [], ['HttpResponse']) : []),
        ...importOf(
          './types.js',
          [],
          shapes.flatMap((shape) => VARIANTS.map((v) => names.typeName(shape.name, v.view, v.mode))),
        ),
        `export type { ${[...(operations.length > 0 ? OF_RESPONSES : []), 'Fault', 'Planted'].sort().join(', ')} } from './runtime/arbitraries/index.js';\n`,
        ...shapes.flatMap((shape) => VARIANTS.flatMap((variant) => ofShape(emission, shape, variant))),
        ...operations.flatMap((operation) => ofOperation(emission, operation)),
      ],
    },
  ];
}

/** Types that functions here give, for programs that name them. */
const OF_RESPONSES = ['ErrorResponse', 'FaultyResponse', 'ResponseFault'];

function ofShape({ names }: Emission, shape: NamedShape, { view, mode }: Variant): readonly Statement[] {
  const type = names.typeName(shape.name, view, mode);
  const named = (prefix: string): string => names.functionName(prefix, shape.name, view, mode);
  const values = view === 'wire' ? 'wireValue' : 'decodedValue';
  const [name, wanted] = [quote(shape.name), quote(mode)];
  return [
    functionOf(
      named('arbitrary'),
      [],
      `Arbitrary<${type}>`,
      [`return ${values}(contract, ${name}, ${wanted}) as Arbitrary<${type}>;`],
      {
        doc: `Every kind of valid value, ${MODE_DOC[mode]}.`,
      },
    ),
    functionOf(
      named('faultsOf'),
      [],
      'readonly Fault[]',
      [`return faultsOf(contract, ${name}, ${quote(view)}, ${wanted});`],
      {
        doc: 'Values that break exactly one clause each, clause by clause.',
      },
    ),
    ...(view === 'wire'
      ? [
          functionOf(
            named('noticesOf'),
            [],
            'readonly Fault[]',
            [`return noticesOf(contract, ${name}, ${wanted});`],
            {
              doc: 'Valid values that a reader has something to say about, clause by clause.',
            },
          ),
        ]
      : []),
  ];
}

const MODE_DOC: Readonly<Record<Mode, string>> = {
  strict: 'only what the contract documents',
  tolerant: 'with what a tolerant reader takes',
};

function ofOperation({ names }: Emission, operation: Operation): readonly Statement[] {
  const name = names.operationName(operation.id);
  const parameters = [{ name: 'mode', type: 'Mode' }];
  const call = (helper: string): string => `return ${helper}(contract, ${quote(operation.id)}, mode);`;
  return [
    functionOf(`responsesOf${name}`, parameters, 'Arbitrary<HttpResponse>', [call('responses')], {
      doc: `Whole successful responses of \`${operation.id}\`.`,
    }),
    functionOf(`errorResponsesOf${name}`, parameters, 'Arbitrary<ErrorResponse>', [call('errorResponses')], {
      doc: `Error responses of \`${operation.id}\`, in every form that the protocol allows.`,
    }),
    functionOf(
      `responseFaultsOf${name}`,
      parameters,
      'readonly ResponseFault[]',
      [call('responseFaultsOf')],
      {
        doc: `Whole responses of \`${operation.id}\` that break exactly one clause each.`,
      },
    ),
  ];
}
