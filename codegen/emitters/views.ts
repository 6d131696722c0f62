import type { NamedShape } from '../contract.js';
import { quote } from '../names.js';
import { conversionName, conversions } from './codec/conversion.js';
import { type Scope, scopeOf } from './codec/scope.js';
import { functionOf } from './declare.js';
import type { Emission, EmittedFile, Statement } from './emitter.js';
import { reachable, typeClause } from './shapes.js';
import { fromViewFunctions, fromViewName, fromViewSuffix, KNOWN_MEMBERS } from './views/from-view.js';
import { COPY, toView, toViewSuffix } from './views/to-view.js';
import { viewType, viewTypes } from './views/types.js';
import { type OtherView, otherViews } from './views/view.js';

/** views.ts: outputs in the forms in which other programs hold them, and back. */
export function views(emission: Emission): readonly EmittedFile[] {
  const { contract } = emission;
  if (contract.operations.length === 0) return [];
  const others = otherViews(contract);
  const suffixes = others.flatMap((other) => [toViewSuffix(other), fromViewSuffix(other)]);
  const scope = scopeOf(emission, [...suffixes, COPY, KNOWN_MEMBERS], IMPORTED);
  const outputs = new Set(contract.operations.flatMap(({ output }) => output ?? []));
  const names = new Set([...outputs].flatMap((output) => [...reachable(contract, output)]));
  const shapes = contract.shapes.filter(({ name }) => names.has(name));
  const statements = others.flatMap((other) => {
    const different = shapes.filter(({ name }) => other.differs.has(name));
    return [
      ...viewTypes(scope, other, different),
      ...shapes
        .filter((shape) => outputs.has(shape.name) || different.includes(shape))
        .flatMap((shape) => converters(scope, other, shape)),
      ...conversions(scope, toView(scope, other), different),
      ...fromViewFunctions(scope, other, different),
    ];
  });
  const copied = others.flatMap((other) =>
    shapes.filter(({ name }) => !other.differs.has(name)).map((shape) => ({ other, shape })),
  );
  const shared = [...new Map(copied.map((each) => [each.shape.name, each])).values()].flatMap(
    ({ other, shape }) => [
      ...conversions(scope, toView(scope, other), [shape]),
      ...fromViewFunctions(scope, other, [shape]),
    ],
  );
  return [
    {
      kind: 'typescript',
      path: 'views.ts',
      doc: 'Converts decoded values to the forms in which other programs hold them, and back. No function here throws.',
      // A file without any export is no module.
      statements: others.length === 0 ? ['export {};'] : [...scope.uses.imports(), ...statements, ...shared],
    },
  ];
}

/** What the functions that have local variables may import. */
const IMPORTED = `below bytesToBase64 dateToEpochSeconds dateToIso exactNumber mapValues own setOwn
  unknownMember withInheritedNames`.split(/\s+/);

/** What the file exports for a shape. */
function converters(scope: Scope, other: OtherView, shape: NamedShape): readonly Statement[] {
  if (shape.kind !== 'structure' && shape.kind !== 'union' && shape.kind !== 'choice') return [];
  const { emission, uses } = scope;
  const { names } = emission;
  const base = names.typeName(shape.name, 'decoded', 'tolerant');
  const decoded = uses.type('types', base);
  const result = uses.type('runtime/issues', 'Result');
  const validate = uses.value(
    'validators/decoded',
    names.functionName('validate', shape.name, 'decoded', 'tolerant'),
  );
  const clause = quote(typeClause(shape));
  const to = conversionName(scope, toView(scope, other), shape.name);
  const from = fromViewName(scope, other, shape.name);
  const { name, integer } = other.view;
  const fits = integer === 'number' ? ', or where a number cannot hold an integer of it' : '';
  return [
    functionOf(
      `to${other.suffix}${base}`,
      [{ name: 'value', type: decoded }],
      `${result}<${viewType(scope, other, shape.name, 'tolerant')}>`,
      [`return ${uses.value('runtime/viewing', 'toView')}(value, ${clause}, ${validate}, ${to});`],
      {
        doc: `Turns a decoded \`${shape.name}\` into the view \`${name}\`. Issues where it is no valid one${fits}. Never throws.`,
      },
    ),
    functionOf(
      `from${other.suffix}${base}`,
      [{ name: 'value', type: 'unknown' }],
      `${result}<${decoded}>`,
      [`return ${uses.value('runtime/viewing', 'fromView')}(value, ${clause}, ${from}, ${validate});`],
      {
        doc: [
          `Decodes \`${shape.name}\` of the view \`${name}\`. Members that the contract does not know are left out.`,
          'Issues where it is no valid one. Never throws.',
        ].join(' '),
      },
    ),
  ];
}
