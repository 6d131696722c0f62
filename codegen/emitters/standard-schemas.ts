import { quote, suffixOf } from '../names.js';
import { constOf, importOf } from './declare.js';
import type { Emission, EmittedFile } from './emitter.js';
import { schemaId } from './schemas.js';
import { publicShapes, type SameType, sameTypes, VARIANTS, type Variant } from './shapes.js';
import { validatorsPath } from './validators/index.js';

/** standard-schemas.ts: a Standard Schema for every shape in both views and both modes. */
export function standardSchemas(emission: Emission): readonly EmittedFile[] {
  const { contract, names } = emission;
  const same = sameTypes(contract);
  const shapes = publicShapes(contract);
  const described = shapes.flatMap((shape) =>
    VARIANTS.filter((variant) => isDescribed(same, shape.name, variant)),
  );
  const modes = [...new Set(described.map((variant) => variant.mode))];
  return [
    {
      kind: 'typescript',
      path: 'standard-schemas.ts',
      doc: 'Standard Schemas (standardschema.dev), with their JSON Schema where JSON has the type.',
      statements: [
        ...importOf('./runtime/json-schema.js', described.length > 0 ? ['bundleSchema'] : []),
        ...importOf('./runtime/standard-schema.js', ['standardSchema'], ['StandardSchema']),
        ...importOf(
          './schemas.js',
          modes.map((mode) => `${mode}Definitions`),
        ),
        ...importOf(
          './types.js',
          [],
          shapes.flatMap((shape) => VARIANTS.map((v) => names.typeName(shape.name, v.view, v.mode))),
        ),
        ...VARIANTS.flatMap((v) =>
          importOf(
            `./${validatorsPath(v.view, v.mode)}.js`,
            shapes.map((shape) => names.functionName('validate', shape.name, v.view, v.mode)),
          ),
        ),
        ...shapes.flatMap((shape) =>
          VARIANTS.map((variant) => {
            const { view, mode } = variant;
            const type = names.typeName(shape.name, view, mode);
            const validate = names.functionName('validate', shape.name, view, mode);
            const id = quote(schemaId(emission, shape.name, mode));
            const schema = isDescribed(same, shape.name, variant)
              ? `, () => bundleSchema(${mode}Definitions, ${quote(shape.name)}, ${id})`
              : '';
            return constOf(
              `${names.typeName(shape.name, 'decoded', 'tolerant')}${suffixOf(view, mode)}Schema`,
              `\`${type}\` as a Standard Schema: ${VIEW_DOC[view]}, ${MODE_DOC[mode]}.`,
              `/* @__PURE__ */ standardSchema(${validate}${schema})`,
              `StandardSchema<${type}>`,
            );
          }),
        ),
      ],
    },
  ];
}

const VIEW_DOC: Readonly<Record<Variant['view'], string>> = {
  wire: 'JSON as it is on the wire',
  decoded: 'a decoded value',
};

const MODE_DOC: Readonly<Record<Variant['mode'], string>> = {
  strict: 'nothing but what the contract documents',
  tolerant: 'to a tolerant reader',
};

/** JSON Schema describes the wire, and what does not differ from it. */
function isDescribed(same: SameType, shape: string, variant: Variant): boolean {
  return same(shape, variant, { view: 'wire', mode: variant.mode });
}
