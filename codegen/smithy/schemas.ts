/** Shapes of Smithy as schemas of OpenAPI: named ones under components/schemas, simple ones where they are used. */

import { itemsOf, memberOf, type ObjectTree, type Tree, textOf } from '../load/tree.js';
import { listAt, scalarAt } from '../lower/dialect/trees.js';
import { problemAt, quoted, type Report } from '../problems.js';
import { type Model, type Shape, type ShapeMember, shapeAt, type Traits } from './model.js';
import { smithyPattern } from './pattern.js';
import { plainText } from './plain-text.js';
import { checkTraits } from './traits.js';
import { objectOf } from './trees.js';

/** What a translation has come to so far. It grows: shapes are found by those that refer to them. */
export interface Translation {
  readonly model: Model;
  readonly report: Report;
  /** The shapes that need a schema of their own, by the names that they have there. */
  readonly named: Map<string, Shape>;
}

/** Where a value travels; the default form of a timestamp depends on it. */
export type Location = 'body' | 'path' | 'query' | 'header';

const constraints: readonly string[] = ['length', 'range', 'pattern', 'uniqueItems', 'timestampFormat'];

/** The wire name of a member in a JSON body. */
export function jsonName({ name, traits }: ShapeMember): string {
  return textOf(traits.get('jsonName')) ?? name;
}

/** The schema of what a member, an element or a value holds. */
export function schemaOfMember(
  translation: Translation,
  member: ShapeMember,
  location: Location = 'body',
): Tree | undefined {
  const { model, report } = translation;
  const shape = shapeAt(model, member.target, memberOf(member.tree, 'target') ?? member.tree, report);
  if (shape === undefined) return undefined;
  checkTraits(member.traits, report);
  const place = member.tree.place;
  const own = constraints.some((name) => member.traits.has(name)) || member.traits.has('enum');
  const notes = {
    description: descriptionOf(member.traits),
    deprecated: member.traits.has('deprecated') ? scalarAt(place, true) : undefined,
    default: defaultOf(member.traits),
  };
  if (isNamed(shape) && !own) {
    return extended(reference(translation, shape, member.tree), notes);
  }
  const traits = new Map([...shape.traits, ...member.traits]);
  if (!isNamed(shape)) checkTraits(shape.traits, report);
  return extended(schemaOfShape(translation, shape, traits, place, location), notes);
}

/** A reference to the schema of a shape that has one of its own. */
export function reference(translation: Translation, shape: Shape, from: Tree): Tree {
  const name = nameOf(translation, shape, from);
  return objectOf(from.place, { $ref: scalarAt(from.place, `#/components/schemas/${name}`) });
}

/** The schema of a shape that has one of its own. */
export function schemaOfNamed(translation: Translation, shape: Shape): Tree {
  checkTraits(shape.traits, translation.report);
  const place = shape.tree.place;
  const schema = schemaOfShape(translation, shape, shape.traits, place, 'body');
  const deprecated = shape.traits.has('deprecated') ? scalarAt(place, true) : undefined;
  return extended(schema, {
    description: descriptionOf(shape.traits),
    deprecated,
    'x-error': errorOf(shape),
  });
}

/** An object's schema of some of a structure's members. */
export function schemaOfMembers(
  translation: Translation,
  shape: Shape,
  members: readonly ShapeMember[],
): ObjectTree {
  const { place } = shape.tree;
  const required = members.filter(({ traits }) => traits.has('required'));
  return objectOf(place, {
    type: scalarAt(place, 'object'),
    required:
      required.length === 0
        ? undefined
        : listAt(
            place,
            required.map((member) => scalarAt(member.tree.place, jsonName(member))),
          ),
    properties: objectOf(place, propertiesOf(translation, shape, members)),
  });
}

export function descriptionOf(traits: Traits): Tree | undefined {
  const documentation = traits.get('documentation');
  const text = plainText(textOf(documentation) ?? '');
  return documentation === undefined || text === '' ? undefined : scalarAt(documentation.place, text);
}

function propertiesOf(
  translation: Translation,
  shape: Shape,
  members: readonly ShapeMember[],
): readonly (readonly [string, Tree | undefined])[] {
  const taken = new Map<string, ShapeMember>();
  return members.flatMap((member) => {
    const name = jsonName(member);
    const other = taken.get(name);
    taken.set(name, member);
    if (other === undefined) return [[name, schemaOfMember(translation, member)] as const];
    const instead = `Give the members of ${shape.name} different names on the wire`;
    const detail = { code: 'name-collision', name, other: other.tree.place, instead } as const;
    translation.report(problemAt(member.tree.place, detail));
    return [];
  });
}

function extended(schema: Tree, notes: Readonly<Record<string, Tree | undefined>>): Tree {
  if (schema.kind !== 'object') return schema;
  const { description, ...others } = notes;
  return objectOf(schema.place, [['description', description], ...schema.members, ...Object.entries(others)]);
}

/** Lists and maps have names in Smithy, and so they keep them. An enum in the old form is a string with a trait. */
function isNamed({ kind, traits }: Shape): boolean {
  return (
    ['structure', 'union', 'enum', 'list', 'set', 'map'].includes(kind) ||
    (kind === 'string' && traits.has('enum'))
  );
}

function nameOf({ named, report }: Translation, shape: Shape, from: Tree): string {
  const other = named.get(shape.name);
  if (other === undefined) named.set(shape.name, shape);
  else if (other.id !== shape.id) {
    const instead = 'Rename one of the two; a contract has no namespaces';
    const detail = { code: 'name-collision', name: shape.name, other: other.tree.place, instead } as const;
    report(problemAt(from.place, detail));
  }
  return encodeURIComponent(shape.name.replaceAll('~', '~0').replaceAll('/', '~1'));
}

function schemaOfShape(
  translation: Translation,
  shape: Shape,
  traits: Traits,
  place: Tree['place'],
  location: Location,
): Tree {
  const { report } = translation;
  const text = (value: string): Tree => scalarAt(place, value);
  const number = (value: number): Tree => scalarAt(place, value);
  const taken = (...names: readonly string[]): void => {
    for (const name of constraints) {
      const tree = traits.get(name);
      if (tree === undefined || names.includes(name)) continue;
      const instead = 'Leave the trait out';
      const what = `The trait ${name} on a ${shape.kind}`;
      report(problemAt(tree.place, { code: 'unsupported', what, instead }));
    }
  };
  const length = traits.get('length');
  const range = traits.get('range');
  const element = (name: string): Tree | undefined => {
    const member = shape.members.find((each) => each.name === name);
    return member && schemaOfMember(translation, member);
  };
  switch (shape.kind) {
    case 'structure':
      taken();
      return schemaOfMembers(translation, shape, shape.members);
    case 'union':
      taken();
      if (traits.has('streaming')) refuse('A stream of events', 'Leave the operation out');
      return objectOf(place, {
        type: text('object'),
        minProperties: number(1),
        maxProperties: number(1),
        'x-tagged-union': objectOf(place, {}),
        properties: objectOf(place, propertiesOf(translation, shape, shape.members)),
      });
    case 'enum':
      taken();
      return enumSchema(
        place,
        shape.members.map(({ name, traits: own, tree }) => ({
          value: own.get('enumValue') ?? scalarAt(tree.place, name),
          doc: descriptionOf(own),
        })),
      );
    case 'string': {
      const values = traits.get('enum');
      if (values !== undefined) {
        return enumSchema(
          place,
          itemsOf(values).map((item) => {
            const doc = memberOf(item, 'documentation');
            return {
              value: memberOf(item, 'value') ?? item,
              doc: doc && scalarAt(doc.place, plainText(textOf(doc) ?? '')),
            };
          }),
        );
      }
      taken('length', 'pattern');
      return objectOf(place, {
        type: text('string'),
        pattern: smithyPattern(traits.get('pattern')),
        minLength: memberOf(length, 'min'),
        maxLength: memberOf(length, 'max'),
      });
    }
    case 'list':
    case 'set':
      taken('length', 'uniqueItems');
      return objectOf(place, {
        type: text('array'),
        items: element('member'),
        minItems: memberOf(length, 'min'),
        maxItems: memberOf(length, 'max'),
        uniqueItems: traits.has('uniqueItems') || shape.kind === 'set' ? scalarAt(place, true) : undefined,
      });
    case 'map':
      taken('length');
      return objectOf(place, {
        type: text('object'),
        propertyNames: element('key'),
        additionalProperties: element('value'),
        minProperties: memberOf(length, 'min'),
        maxProperties: memberOf(length, 'max'),
      });
    case 'boolean':
      taken();
      return objectOf(place, { type: text('boolean') });
    case 'blob':
      taken();
      return objectOf(place, { type: text('string'), contentEncoding: text('base64') });
    case 'document':
      taken();
      return objectOf(place, {});
    case 'timestamp':
      taken('timestampFormat');
      return timestamp(traits.get('timestampFormat'));
    case 'byte':
    case 'short':
    case 'integer':
    case 'long': {
      taken('range');
      const bits = { byte: 8, short: 16, integer: 32, long: 64 }[shape.kind];
      const bound = bits < 32 ? 2 ** (bits - 1) : null;
      return objectOf(place, {
        type: text('integer'),
        format: text(bits === 64 ? 'int64' : 'int32'),
        minimum: memberOf(range, 'min') ?? (bound === null ? undefined : number(-bound)),
        maximum: memberOf(range, 'max') ?? (bound === null ? undefined : number(bound - 1)),
      });
    }
    case 'intEnum': {
      // Such an enum is open, like any other: its values are told, and none is refused.
      taken();
      return objectOf(place, { type: text('integer'), format: text('int32') });
    }
    case 'float':
    case 'double':
      taken('range');
      return objectOf(place, {
        type: text('number'),
        format: text(shape.kind),
        minimum: memberOf(range, 'min'),
        maximum: memberOf(range, 'max'),
      });
    default:
      refuse(`A ${shape.kind} as a value`, 'Write a string, or a number of a fixed width');
      return objectOf(place, {});
  }

  function refuse(what: string, instead: string): void {
    report(problemAt(place, { code: 'unsupported', what, instead }));
  }

  function timestamp(stated: Tree | undefined): Tree {
    // What the protocol says where the model says nothing.
    const byDefault = { body: 'epoch-seconds', path: 'date-time', query: 'date-time', header: 'http-date' };
    const format = textOf(stated) ?? byDefault[location];
    if (format === 'epoch-seconds')
      return objectOf(place, { type: text('number'), format: text('unixtime') });
    if (format !== 'date-time') {
      const what = `A timestamp in the form ${quoted(format)}`;
      const instead = 'Add timestampFormat with date-time or epoch-seconds';
      report(problemAt(stated?.place ?? place, { code: 'unsupported', what, instead }));
    }
    return objectOf(place, { type: text('string'), format: text('date-time') });
  }
}

interface EnumMember {
  readonly value: Tree;
  readonly doc: Tree | undefined;
}

/** Values are described all or none, as the keyword has it. */
function enumSchema(place: Tree['place'], members: readonly EnumMember[]): Tree {
  const described = members.length > 0 && members.every(({ doc }) => doc !== undefined);
  return objectOf(place, {
    type: scalarAt(place, 'string'),
    enum: listAt(
      place,
      members.map(({ value }) => value),
    ),
    'x-enum-descriptions': described
      ? objectOf(
          place,
          members.map(({ value, doc }) => [textOf(value) ?? '', doc]),
        )
      : undefined,
  });
}

/** Null is the AST's way to take a default back. */
function defaultOf(traits: Traits): Tree | undefined {
  const tree = traits.get('default');
  return tree?.kind === 'scalar' && tree.value === null ? undefined : tree;
}

function errorOf({ traits }: Shape): Tree | undefined {
  const error = traits.get('error');
  if (error === undefined) return undefined;
  const retryable = traits.get('retryable');
  const throttling = memberOf(retryable, 'throttling');
  const throttles = throttling?.kind === 'scalar' && throttling.value === true;
  const retry = retryable === undefined ? 'never' : throttles ? 'throttling' : 'transient';
  const { place } = retryable ?? error;
  return objectOf(place, { retry: scalarAt(place, retry) });
}
