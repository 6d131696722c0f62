/**
 * What an installed AWS SDK for JavaScript says of a service: the runtime schemas, the enums and the errors that its
 * package exports. The form of the schemas is that of @smithy/types (`StaticSchema`): arrays that begin with the kind.
 */
import type { Enum, ErrorBinding, Member, NamedShape, Operation, Target } from '../contract.js';
import type { Official, Silence } from './official.js';

type Exports = Readonly<Record<string, unknown>>;

const LIST = 1;
const MAP = 2;
const STRUCTURE = 3;
const UNION = 4;
const ERROR = -3;
const OPERATION = 9;

/** Added to the number of a simple schema: a list, or a map, of it. */
const LIST_OF = 64;
const MAP_OF = 128;

/** Nothing of these is left at run time. */
const always: readonly Silence[] = [
  ...(['patterns', 'lengths', 'ranges', 'number-widths', 'list-constraints'] as const),
  ...(['errors-of-operations', 'enums-of-members'] as const),
];

/** The model of an SDK by what its package exports; null where it exports no schemas. */
export function officialOfSdk(title: string, exports: Exports): Official | null {
  const schemas = Object.values(exports).filter((value): value is readonly unknown[] => Array.isArray(value));
  const ofKind = (kind: number): readonly (readonly unknown[])[] => schemas.filter(([own]) => own === kind);
  const operations = ofKind(OPERATION);
  if (operations.length === 0) return null;
  const shapes = new Map<string, NamedShape>();
  const structures = [...ofKind(STRUCTURE), ...ofKind(ERROR)];
  for (const schema of structures) shapes.set(nameOf(schema), structureOf(schema));
  for (const schema of ofKind(UNION)) shapes.set(nameOf(schema), { ...structureOf(schema), kind: 'union' });
  for (const [name, value] of Object.entries(exports)) {
    const values = enumOf(name, value);
    if (values !== null && !shapes.has(name)) shapes.set(name, values);
  }
  const errors = ofKind(ERROR).flatMap((schema) => errorOf(schema, exports));
  const counted = structures.every((schema) => schema.length > 6 || membersIn(schema).length === 0);
  // Older SDKs do not tell which members are required; those that do count them, and leave out a count of 0.
  const anyCount = structures.some((schema) => typeof schema[6] === 'number');
  const silent = new Set<Silence>(counted || anyCount ? always : [...always, 'required']);
  return {
    title,
    operations: operations.map((each) => operationOf(each, errors)),
    shapes: [...shapes.values()],
    silent,
  };
}

function nameOf(schema: readonly unknown[]): string {
  return String(schema[2]);
}

function membersIn(schema: readonly unknown[]): readonly unknown[] {
  return Array.isArray(schema[4]) ? schema[4] : [];
}

function structureOf(schema: readonly unknown[]): Extract<NamedShape, { readonly kind: 'structure' }> {
  const targets = Array.isArray(schema[5]) ? schema[5] : [];
  const required = Number(schema[6] ?? 0);
  const members = membersIn(schema).map((name, index): Member => {
    const [target, traits] = withTraits(targets[index]);
    const binding = bindingOf(String(name), traits);
    return {
      name: binding?.name ?? wireName(String(name), traits),
      target: targetOf(target),
      required: index < required,
      doc: '',
      ...(binding === undefined ? {} : { binding }),
    };
  });
  return { kind: 'structure', name: nameOf(schema), doc: '', members };
}

/** A member's schema stands alone, or with its traits: `[schema, traits]`. A schema itself begins with a number. */
function withTraits(member: unknown): readonly [unknown, unknown] {
  if (Array.isArray(member) && (typeof member[0] === 'function' || member.length === 2)) {
    return [member[0], member[1]];
  }
  return [member, 0];
}

const HTTP_LABEL = 1;

function bindingOf(name: string, traits: unknown): Member['binding'] {
  if (typeof traits === 'number') {
    return (traits & HTTP_LABEL) === 0 ? undefined : { in: 'path', name };
  }
  const of = (key: string): unknown => (traits as Exports | undefined)?.[key];
  if (of('httpLabel') !== undefined) return { in: 'path', name };
  if (of('httpQuery') !== undefined) return { in: 'query', name: String(of('httpQuery')) };
  if (of('httpHeader') !== undefined) return { in: 'header', name: String(of('httpHeader')) };
  return undefined;
}

function wireName(name: string, traits: unknown): string {
  const stated = typeof traits === 'object' ? (traits as Exports | null)?.['jsonName'] : undefined;
  return typeof stated === 'string' ? stated : name;
}

/** Schemas of simple types are numbers, those of others come behind functions, since they may be recursive. */
function targetOf(schema: unknown): Target {
  if (typeof schema === 'function') return targetOf((schema as () => unknown)());
  if (typeof schema === 'number') return simpleOf(schema);
  if (!Array.isArray(schema)) return { kind: 'document' };
  const [kind] = schema;
  switch (kind) {
    case LIST:
      return { kind: 'list', element: targetOf(schema[4]) };
    case MAP:
      return { kind: 'map', key: { kind: 'string' }, value: targetOf(schema[5]) };
    case STRUCTURE:
    case UNION:
    case ERROR:
      return { kind: 'ref', name: nameOf(schema) };
    default:
      // A simple type with traits of its own, `[0, namespace, name, traits, number]`.
      return targetOf(schema[4]);
  }
}

function simpleOf(number: number): Target {
  if (number >= MAP_OF) return { kind: 'map', key: { kind: 'string' }, value: simpleOf(number - MAP_OF) };
  if (number >= LIST_OF) return { kind: 'list', element: simpleOf(number - LIST_OF) };
  switch (number) {
    case 0:
      return { kind: 'string' };
    case 1:
      return { kind: 'integer', width: 64 };
    case 2:
      return { kind: 'boolean' };
    case 4:
    case 7:
      return { kind: 'timestamp', format: 'epoch-seconds' };
    case 5:
      return { kind: 'timestamp', format: 'date-time' };
    case 21:
    case 42:
      return { kind: 'blob' };
    default:
      return { kind: 'document' };
  }
}

/** An enum is exported as an object whose values are those of the enum; classes and clients are functions. */
function enumOf(name: string, value: unknown): Enum | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const values = Object.values(value);
  if (values.length === 0 || !values.every((each) => typeof each === 'string')) return null;
  return { kind: 'enum', name, doc: '', values: values.map((each) => ({ value: each, doc: '' })) };
}

/** The status stands in the schema, and whether to try again on the instances of the error's class. */
function errorOf(schema: readonly unknown[], exports: Exports): readonly ErrorBinding[] {
  const shape = nameOf(schema);
  const traits = schema[3] as Exports | 0 | null;
  const status = typeof traits === 'object' ? traits?.['httpError'] : undefined;
  if (typeof status !== 'number') return [];
  return [{ shape, status, retry: retryOf(exports[shape]) }];
}

function retryOf(errorClass: unknown): ErrorBinding['retry'] {
  if (typeof errorClass !== 'function') return 'never';
  const error: unknown = Reflect.construct(errorClass, [{ message: '', $metadata: {} }]);
  const retryable = (error as { readonly $retryable?: { readonly throttling?: boolean } }).$retryable;
  if (retryable === undefined) return 'never';
  return retryable.throttling === true ? 'throttling' : 'transient';
}

function operationOf(schema: readonly unknown[], errors: readonly ErrorBinding[]): Operation {
  const traits = schema[3] as Exports | 0;
  const http = typeof traits === 'object' ? traits['http'] : undefined;
  const [method, path, status] = Array.isArray(http) ? http : [];
  const named = (lazy: unknown): string | null => {
    const target = targetOf(lazy);
    return target.kind === 'ref' ? target.name : null;
  };
  return {
    id: nameOf(schema),
    doc: '',
    http: { method: String(method), path: String(path), status: Number(status) },
    input: named(schema[4]) ?? '',
    output: named(schema[5]),
    errors,
    invariants: [],
  };
}
