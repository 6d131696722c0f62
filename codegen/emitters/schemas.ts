import type { Choice, Member, Mode, NamedShape, Rule, Structure, Target, Union } from '../contract.js';
import { literal } from '../literal.js';
import { jsonString, uriPart } from '../names.js';
import { stringifyJson } from '../runtime/json.js';
import { bundleSchema, type JsonSchema } from '../runtime/json-schema.js';
import { constOf, importOf } from './declare.js';
import type { Emission, EmittedFile } from './emitter.js';
import { publicShapes } from './shapes.js';

/** JSON Schemas (2020-12) of the wire, strict and tolerant, as files and as constants; and the OpenAPI document. */
export function schemas(emission: Emission): readonly EmittedFile[] {
  const modes: readonly Mode[] = ['tolerant', 'strict'];
  const files = fileNames(emission);
  const definitions = modes.map((mode) => ({ mode, definitions: definitionsOf(emission, mode) }));
  return [
    {
      kind: 'typescript',
      path: 'schemas.ts',
      doc: 'JSON Schemas (2020-12) of the wire. `jsonSchema` makes a self-contained one of any of them.',
      statements: [
        ...importOf('./runtime/json-schema.js', [], ['JsonSchema']),
        ...definitions.map((each) =>
          constOf(
            `${each.mode}Definitions`,
            each.mode === 'strict' ? 'Only what the contract documents.' : 'What a tolerant reader takes.',
            literal(each.definitions),
            'Readonly<Record<string, JsonSchema>>',
          ),
        ),
      ],
    },
    ...definitions.flatMap((each) =>
      publicShapes(emission.contract).map(
        (shape): EmittedFile => ({
          kind: 'text',
          path: `schemas/${files.get(shape.name)}.${each.mode}.json`,
          text: pretty(bundleSchema(each.definitions, shape.name, schemaId(emission, shape.name, each.mode))),
        }),
      ),
    ),
    { kind: 'text', path: 'schemas/openapi.json', text: pretty(emission.bundled) },
  ];
}

/**
 * A file's name for each shape: not too long for a file system, not one that Windows keeps for a device, and not one
 * that differs from another in the case of letters alone.
 */
function fileNames({ contract, names }: Emission): ReadonlyMap<string, string> {
  const taken = new Set<string>(['openapi']);
  return new Map(
    publicShapes(contract).map((shape) => {
      const wanted = names.typeName(shape.name, 'decoded', 'tolerant').slice(0, 120);
      const isTaken = (name: string): boolean =>
        taken.has(name.toLowerCase()) || /^(con|prn|aux|nul|com[0-9]|lpt[0-9])$/i.test(name);
      let free = wanted;
      for (let n = 2; isTaken(free); n++) free = `${wanted}-${n}`;
      taken.add(free.toLowerCase());
      return [shape.name, free];
    }),
  );
}

export function schemaId({ contract }: Emission, shape: string, mode: Mode): string {
  const words = [contract.title, contract.version, contract.edition, shape, mode];
  return `urn:neptune-contract:${words.map((word) => uriPart(word.replaceAll(' ', '-'))).join(':')}`;
}

/** JSON text of two spaces a level; a bound beyond 2^53 keeps its digits. */
function pretty(value: unknown, depth = 0): string {
  const inner = '  '.repeat(depth + 1);
  const outer = '  '.repeat(depth);
  const end = depth === 0 ? '\n' : '';
  if (Array.isArray(value) && value.length > 0) {
    return `[\n${value.map((each) => inner + pretty(each, depth + 1)).join(',\n')}\n${outer}]${end}`;
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    const members = Object.entries(value).filter(([, held]) => held !== undefined);
    if (members.length === 0) return `{}${end}`;
    const lines = members.map(([key, held]) => `${inner}${jsonString(key)}: ${pretty(held, depth + 1)}`);
    return `{\n${lines.join(',\n')}\n${outer}}${end}`;
  }
  return `${typeof value === 'string' ? jsonString(value) : stringifyJson(value)}${end}`;
}

function definitionsOf(emission: Emission, mode: Mode): Readonly<Record<string, JsonSchema>> {
  const context: Context = {
    emission,
    mode,
    has: hasClause(emission),
  };
  return Object.fromEntries(
    emission.contract.shapes.map((shape) => [shape.name, shapeSchema(context, shape)]),
  );
}

interface Context {
  readonly emission: Emission;
  readonly mode: Mode;
  has(site: string, rule: Rule): boolean;
}

function hasClause({ contract }: Emission): Context['has'] {
  const ids = new Set(contract.clauses.map((clause) => clause.id));
  return (site, rule) => ids.has(`${site}#${rule}`);
}

function shapeSchema(context: Context, shape: NamedShape): JsonSchema {
  const description = shape.doc === '' ? undefined : shape.doc;
  switch (shape.kind) {
    case 'structure':
      return { title: shape.name, description, ...structureSchema(context, shape) };
    case 'union':
      return { title: shape.name, description, ...unionSchema(context, shape) };
    case 'choice':
      return { title: shape.name, description, ...choiceSchema(context, shape) };
    case 'enum': {
      const values = shape.values.map((each) => each.value);
      const docs = shape.values.map((each) => `- ${each.value}: ${each.doc}`).join('\n');
      return {
        title: shape.name,
        description: [shape.doc, docs].filter((part) => part !== '').join('\n\n'),
        type: 'string',
        ...(context.mode === 'strict' && context.has(shape.name, 'enum')
          ? { enum: values }
          : { examples: values }),
      };
    }
    case 'list':
    case 'map':
      return { title: shape.name, description, ...targetSchema(context, shape, shape.name) };
  }
}

function structureSchema(context: Context, shape: Structure): JsonSchema {
  const required = shape.members.filter(
    (member) => member.required && context.has(`${shape.name}.${member.name}`, 'required'),
  );
  return {
    type: 'object',
    properties: byName(shape.members, (member) => memberSchema(context, shape.name, member)),
    ...(required.length === 0 ? {} : { required: required.map((member) => member.name) }),
    ...(context.mode === 'strict' && context.has(shape.name, 'closed')
      ? { additionalProperties: false }
      : {}),
  };
}

/** restJson1: to a reader, null means absent. */
function memberSchema(context: Context, owner: string, member: Member): JsonSchema {
  const schema = targetSchema(context, member.target, `${owner}.${member.name}`);
  const takesNull = context.mode === 'tolerant' && !member.required && member.target.nullable !== true;
  const nullable = takesNull ? orNull(schema) : schema;
  return {
    ...(member.doc === '' ? {} : { description: member.doc }),
    ...nullable,
    ...(member.deprecated === undefined ? {} : { deprecated: true }),
  };
}

function orNull(schema: JsonSchema): JsonSchema {
  return typeof schema.type === 'string' && schema.enum === undefined
    ? { ...schema, type: [schema.type, 'null'] }
    : { anyOf: [schema, { type: 'null' }] };
}

function byName(members: readonly Member[], schema: (member: Member) => JsonSchema): JsonSchema {
  return Object.fromEntries(members.map((member) => [member.name, schema(member)]));
}

/**
 * Strict: one known member. Tolerant: one member that is not null, known or not. A schema cannot count the unknown
 * members that are not null, so it takes several of them where a validator does not.
 */
function unionSchema(context: Context, shape: Union): JsonSchema {
  const one = context.has(shape.name, 'one-member');
  const known = byName(shape.members, (member) =>
    targetSchema(context, member.target, `${shape.name}.${member.name}`),
  );
  if (context.mode === 'strict') {
    return {
      type: 'object',
      properties: known,
      ...(context.has(shape.name, 'closed') ? { additionalProperties: false } : {}),
      ...(one ? { minProperties: 1, maxProperties: 1 } : {}),
    };
  }
  const ignored = Object.fromEntries(
    context.emission.contract.protocol.ignoredMembers.map((name) => [name, {}]),
  );
  const unset = Object.fromEntries(shape.members.map((member) => [member.name, { type: 'null' }]));
  const others = { additionalProperties: { type: 'null' } };
  return {
    type: 'object',
    anyOf: [
      ...shape.members.map((member) => ({
        title: member.name,
        properties: { ...unset, ...pick(known, member.name), ...ignored },
        required: [member.name],
        ...others,
      })),
      {
        title: 'A member of a later edition',
        properties: unset,
        not: { properties: { ...unset, ...ignored }, ...others },
      },
    ],
  };
}

/** With a tag, tolerant takes any other text too. */
function choiceSchema(context: Context, shape: Choice): JsonSchema {
  const { tag } = shape;
  if (!context.has(shape.name, 'option')) return {};
  const options = shape.options.map((option) =>
    targetSchema(context, option.target, `${shape.name}.${option.name}`),
  );
  if (tag === null) return { [shape.several ? 'anyOf' : 'oneOf']: options };
  const arms = options.map((option, index) => ({
    ...option,
    properties: { [tag]: { enum: shape.options[index]?.tags } },
  }));
  const known = shape.options.flatMap(({ tags }) => tags);
  const later = {
    title: 'One of a later edition',
    properties: { [tag]: { type: 'string', not: { enum: known } } },
  };
  const isOpen = context.mode === 'tolerant' || !context.has(shape.name, 'closed');
  return { type: 'object', required: [tag], oneOf: isOpen ? [...arms, later] : arms };
}

function pick(schema: JsonSchema, name: string): JsonSchema {
  return Object.fromEntries(Object.entries(schema).filter(([key]) => key === name));
}

function targetSchema(context: Context, target: Target, site: string): JsonSchema {
  const schema = presentSchema(context, target, site);
  return target.nullable === true ? orNull(schema) : schema;
}

function presentSchema(context: Context, target: Target, site: string): JsonSchema {
  const rule = (name: Rule, keywords: JsonSchema): JsonSchema => (context.has(site, name) ? keywords : {});
  switch (target.kind) {
    case 'ref':
      return { $ref: `#/$defs/${encodeURIComponent(target.name)}` };
    case 'list':
      return {
        type: 'array',
        items: targetSchema(context, target.element, `${site}[]`),
        ...rule('min-items', { minItems: target.minItems }),
        ...rule('max-items', { maxItems: target.maxItems }),
        ...rule('unique-items', { uniqueItems: true }),
      };
    case 'map':
      return {
        type: 'object',
        ...keysSchema(targetSchema(context, target.key, `${site}{key}`)),
        additionalProperties: targetSchema(context, target.value, `${site}{}`),
        ...rule('min-items', { minProperties: target.minItems }),
        ...rule('max-items', { maxProperties: target.maxItems }),
      };
    case 'string':
      return {
        type: 'string',
        ...rule('pattern', { pattern: target.pattern }),
        ...rule('min-length', { minLength: target.minLength }),
        ...rule('max-length', { maxLength: target.maxLength }),
      };
    case 'integer': {
      const widest =
        target.width === 32 ? ['-2147483648', '2147483647'] : ['-9223372036854775808', '9223372036854775807'];
      const enforced = context.has(site, target.width === 32 ? 'int32' : 'int64');
      const likely = [target.likely?.minimum, target.likely?.maximum];
      return {
        type: context.has(site, 'integer') ? 'integer' : 'number',
        ...(enforced ? { format: `int${target.width}` } : {}),
        minimum: digits(target.minimum ?? (enforced ? widest[0] : undefined)),
        maximum: digits(target.maximum ?? (enforced ? widest[1] : undefined)),
        ...(likely.every((bound) => bound === undefined)
          ? {}
          : {
              $comment: `In all likelihood ${likely[0] === undefined ? '' : `at least ${likely[0]}`}${likely[0] !== undefined && likely[1] !== undefined ? ' and ' : ''}${likely[1] === undefined ? '' : `at most ${likely[1]}`}: inferred, so not enforced.`,
            }),
      };
    }
    case 'float': {
      const number = {
        type: 'number',
        ...rule('minimum', { minimum: target.minimum }),
        ...rule('maximum', { maximum: target.maximum }),
      };
      return context.emission.contract.protocol.floatStrings
        ? { anyOf: [number, { type: 'string', enum: ['NaN', 'Infinity', '-Infinity'] }] }
        : number;
    }
    case 'timestamp':
      return target.format === 'epoch-seconds'
        ? {
            type: 'number',
            ...rule('timestamp', {
              format: 'unixtime',
              minimum: -62135596800,
              exclusiveMaximum: 253402300800,
            }),
          }
        : { type: 'string', ...rule('timestamp', { format: 'date-time' }) };
    case 'boolean':
      return { type: 'boolean' };
    case 'blob':
      return { type: 'string', contentEncoding: 'base64', ...rule('base64', { pattern: BASE64 }) };
    case 'document':
      return {};
  }
}

const BASE64 = '^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$';

function keysSchema(keys: JsonSchema): JsonSchema {
  return Object.keys(keys).length > 1 ? { propertyNames: keys } : {};
}

/** A bound as a number, or as a bigint where a number would lose digits. */
function digits(text: string | undefined): number | bigint | undefined {
  if (text === undefined) return undefined;
  return Number.isSafeInteger(Number(text)) ? Number(text) : BigInt(text);
}
