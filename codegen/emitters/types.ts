import type { Choice, Contract, Enum, NamedShape, Option, Structure, Target, Union } from '../contract.js';
import { literalKey, quote, typeKey } from '../names.js';
import { constOf, docText, importOf, interfaceOf, typeOf } from './declare.js';
import type { Emission, EmittedFile, Statement } from './emitter.js';
import { apart } from './errors.js';
import { type SameType, sameTypes, takesNull, VARIANTS, type Variant } from './shapes.js';
import { unknownKeyOf } from './validators/scope.js';

/** types.ts: every shape in both views and both modes, in the order of the spec, and the errors of each operation. */
export function types(emission: Emission): readonly EmittedFile[] {
  const same = sameTypes(emission.contract);
  const shapes = emission.contract.shapes.flatMap((shape) =>
    VARIANTS.flatMap((variant) => declaration(emission, same, shape, variant)),
  );
  const errors = emission.contract.operations.map((operation) => errorType(emission, operation.id));
  const { shapes: all } = emission.contract;
  const open = [
    ...(all.some(({ kind }) => kind === 'enum') ? ['Unknown'] : []),
    ...(all.some((shape) => shape.kind === 'choice' && shape.tag !== null) ? ['UnknownTag'] : []),
  ];
  return [
    {
      kind: 'typescript',
      path: 'types.ts',
      doc: 'Types. A plain name is what a tolerant reader holds once it has decoded a response; `Strict` is only what the contract documents; `Wire` is the JSON itself.',
      statements: [
        ...importOf('./runtime/unknown.js', [], open),
        ...importOf('./runtime/errors.js', [], errorImports(emission)),
        ...shapes,
        ...errors,
      ],
    },
  ];
}

function declaration(
  emission: Emission,
  same: SameType,
  shape: NamedShape,
  variant: Variant,
): readonly Statement[] {
  const { names } = emission;
  const name = names.typeName(shape.name, variant.view, variant.mode);
  const first = VARIANTS.find((other) => same(shape.name, other, variant)) ?? variant;
  const doc = variantDoc(emission, shape, variant);
  if (first !== variant) return [typeOf(name, doc, names.typeName(shape.name, first.view, first.mode))];
  switch (shape.kind) {
    case 'structure':
      return [interfaceOf(name, doc, properties(emission, shape, variant))];
    case 'union':
      return [typeOf(name, doc, unionType(emission, shape, variant))];
    case 'choice':
      return [typeOf(name, doc, choiceType(emission, shape, variant))];
    case 'enum':
      return enumDeclarations(shape, name, doc, variant);
    case 'list':
    case 'map':
      return [typeOf(name, doc, targetType(emission, shape, variant))];
  }
}

/** The members say the rest; the other three types of a shape refer to the first. */
function variantDoc({ names }: Emission, shape: NamedShape, { view, mode }: Variant): string {
  const first = `{@link ${names.typeName(shape.name, 'decoded', 'tolerant')}}`;
  if (view === 'wire')
    return `${first} as JSON on the wire${mode === 'strict' ? ', and only what the contract documents' : ''}.`;
  return mode === 'strict' ? `${first}, but only what the contract documents.` : shape.doc;
}

function properties(emission: Emission, shape: Structure, variant: Variant) {
  return shape.members.map((member) => ({
    name: member.name,
    type:
      targetType(emission, member.target, variant) +
      (!member.required && takesNull(variant) && member.target.nullable !== true ? ' | null' : ''),
    optional: !member.required,
    doc: [member.doc, constraints(member.target)].filter((part) => part !== '').join('\n\n'),
    ...(member.deprecated === undefined ? {} : { deprecated: member.deprecated }),
  }));
}

/** What a type cannot say, in words. */
function constraints(target: Target): string {
  switch (target.kind) {
    case 'string':
      return sentence([
        target.pattern === undefined ? '' : `matches \`${target.pattern.replaceAll('`', "'")}\``,
        range('characters', target.minLength, target.maxLength),
      ]);
    case 'integer':
      return sentence([`a ${target.width}-bit integer`, range('', target.minimum, target.maximum)]);
    case 'float':
      return sentence([range('', target.minimum, target.maximum)]);
    case 'list':
    case 'map':
      return sentence([range('items', target.minItems, target.maxItems)]);
    default:
      return '';
  }
}

function sentence(parts: readonly string[]): string {
  const said = parts.filter((part) => part !== '').join(', ');
  return said === '' ? '' : `${said.charAt(0).toUpperCase()}${said.slice(1)}.`;
}

function range(unit: string, low: number | string | undefined, high: number | string | undefined): string {
  const tail = unit === '' ? '' : ` ${unit}`;
  if (low !== undefined && high !== undefined) return `${low} to ${high}${tail}`;
  if (low !== undefined) return `at least ${low}${tail}`;
  return high === undefined ? '' : `at most ${high}${tail}`;
}

export function targetType(emission: Emission, target: Target, variant: Variant): string {
  const type = presentType(emission, target, variant);
  return target.nullable === true ? `${type} | null` : type;
}

function presentType(emission: Emission, target: Target, variant: Variant): string {
  const wire = variant.view === 'wire';
  switch (target.kind) {
    case 'ref':
      return emission.names.typeName(target.name, variant.view, variant.mode);
    case 'list': {
      const element = targetType(emission, target.element, variant);
      return element.includes(' | ') ? `(${element})[]` : `${element}[]`;
    }
    case 'map':
      return `{ [key: string]: ${targetType(emission, target.value, variant)} }`;
    case 'string':
      return 'string';
    case 'integer':
      return target.width === 32 ? 'number' : 'number | bigint';
    case 'float':
      return wire && emission.contract.protocol.floatStrings
        ? "number | 'NaN' | 'Infinity' | '-Infinity'"
        : 'number';
    case 'timestamp':
      return wire ? (target.format === 'epoch-seconds' ? 'number' : 'string') : 'Date';
    case 'boolean':
      return 'boolean';
    case 'blob':
      return wire ? 'string' : 'Uint8Array';
    case 'document':
      return 'unknown';
  }
}

function enumDeclarations(shape: Enum, name: string, doc: string, variant: Variant): readonly Statement[] {
  const literals = shape.values.map((each) => quote(each.value));
  if (variant.mode === 'strict') return [typeOf(name, doc, alternatives(literals))];
  const members = shape.values.map(
    (each) => `${docText(each.doc, '  ')}  ${literalKey(each.value)}: ${quote(each.value)},\n`,
  );
  const open = `${doc}\n\nOpen: a value that a later edition adds is an \`Unknown\`.`;
  return [
    typeOf(name, open, alternatives([...literals, `Unknown<${quote(shape.name)}>`])),
    constOf(name, `The documented values of {@link ${name}}.`, `{\n${members.join('')}} as const`),
  ];
}

/** On one line where they fit. */
function alternatives(types: readonly string[]): string {
  const line = types.join(' | ') || 'never';
  return line.length <= 80 ? line : `\n${types.map((each) => `  | ${each}`).join('\n')}`;
}

/** One arm a member, in which the other members are never set, and one for the tag of a later edition. */
function unionType(emission: Emission, shape: Union, variant: Variant): string {
  const unset = takesNull(variant) ? 'null' : 'never';
  const unknownKey = unknownKeyOf(emission.contract);
  const named = variant.view === 'decoded' && variant.mode === 'tolerant' && unknownKey !== undefined;
  // Every object has a `constructor` to TypeScript, so no object could promise to have none.
  const neverSet = (name: string): string => (name in Object.prototype ? '' : `${typeKey(name)}?: ${unset};`);
  const arms = shape.members.map((held) =>
    arm([
      ...shape.members.map((member) =>
        member === held
          ? `${docText(member.doc)}${typeKey(member.name)}: ${targetType(emission, member.target, variant)};`
          : neverSet(member.name),
      ),
      ...(named ? [`${typeKey(unknownKey)}?: never;`] : []),
    ]),
  );
  const none = shape.members.map((member) => neverSet(member.name));
  if (variant.mode === 'tolerant') {
    arms.push(
      arm(
        named
          ? [
              ...none,
              `/** A member that a later edition adds; its name is kept, its value is not. */\n${typeKey(unknownKey)}: { name: string };`,
            ]
          : [...none, '/** A member that a later edition adds. */\n[tag: string]: unknown;'],
      ),
    );
  }
  return arms.length === 0 ? 'never' : alternatives(arms);
}

/** One arm an option; with a tag, one for the texts that a later edition adds, whose members are kept as they are. */
function choiceType(emission: Emission, shape: Choice, variant: Variant): string {
  const { names } = emission;
  const typed = (target: Target): string => targetType(emission, target, variant);
  const arms = optionTypes(emission.contract, shape, typed, !takesNull(variant));
  if (shape.tag !== null && variant.mode === 'tolerant') {
    const text = `${typeKey(shape.tag)}: UnknownTag<${quote(names.typeName(shape.name, 'decoded', 'tolerant'))}>;`;
    arms.push(arm([`/** One that a later edition adds. */\n${text}`, '[member: string]: unknown;']));
  }
  return alternatives(arms);
}

/**
 * The types of the options, each with the texts of its tag. Without a tag it lacks what the others cannot do without,
 * so that the compiler can tell them apart.
 */
export function optionTypes(
  contract: Contract,
  shape: Choice,
  typed: (target: Target) => string,
  exclusive: boolean,
): string[] {
  const structures = new Map(contract.shapes.map((each) => [each.name, each]));
  const structureOf = ({ target }: Option): Structure | undefined => {
    const found = target.kind === 'ref' ? structures.get(target.name) : undefined;
    return found?.kind === 'structure' ? found : undefined;
  };
  return shape.options.map((option) => {
    const type = typed(option.target);
    const own = structureOf(option);
    if (shape.tag !== null) {
      const isEnum = own?.members.some(({ name, target }) => name === shape.tag && target.kind === 'ref');
      // An open enum in it would let no switch over the texts narrow.
      const rest = isEnum === true ? `Omit<${type}, ${quote(shape.tag)}>` : type;
      return `(${rest} & { ${typeKey(shape.tag)}: ${option.tags.map(quote).join(' | ')} })`;
    }
    const foreign = shape.options.flatMap((other) => structureOf(other)?.members ?? []);
    const never = foreign.filter(
      ({ name, required }) =>
        required && !(name in Object.prototype) && !own?.members.some((each) => each.name === name),
    );
    if (own === undefined || !exclusive || never.length === 0) return type;
    const unset = [...new Set(never.map(({ name }) => `${typeKey(name)}?: never`))].join('; ');
    return `(${type} & { ${unset} })`;
  });
}

function arm(lines: readonly string[]): string {
  const body = lines
    .filter((line) => line !== '')
    .flatMap((line) => line.split('\n'))
    .map((line) => `      ${line}`);
  return ['{', ...body, '    }'].join('\n');
}

function errorType(emission: Emission, operationId: string): Statement {
  const { contract, names } = emission;
  const name = `${names.operationName(operationId)}Error`;
  const operation = contract.operations.find((each) => each.id === operationId);
  const arms = (operation?.errors ?? []).map(
    (error) =>
      `ModelledError${apart(error, contract)}<${quote(error.shape)}, ${quote(error.retry)}, ${names.typeName(error.shape, 'decoded', 'tolerant')}>`,
  );
  return typeOf(
    name,
    `What \`${operationId}\` answers instead of an output. Narrow on \`name\`.`,
    `\n${[...arms, 'UnmodelledError'].map((each) => `  | ${each}`).join('\n')}`,
  );
}

function errorImports({ contract }: Emission): readonly string[] {
  const { operations } = contract;
  const modelled = operations.flatMap(({ errors }) =>
    errors.map((error) => `ModelledError${apart(error, contract)}`),
  );
  return operations.length === 0 ? [] : [...new Set([...modelled, 'UnmodelledError'])].sort();
}
