import type { Fields, Rules } from './reference.js';
import { closed, D, N, O, structure } from './structure-kit.js';
import { details, full, output, refusing, type ValidatorMutant } from './validator.js';

const types = [
  `${O}#type`,
  `${O}.importTaskDetails#type`,
  `${O}.importOptions#type`,
  'ImportOptions.neptune#type',
];

const nulls = [
  `${O}.graphId#type`,
  `${O}.statusReason#type`,
  `${O}.format#type`,
  `${D}.errorDetails#type`,
  `${O}.importTaskDetails#type`,
];

export const structures: readonly ValidatorMutant[] = [
  {
    ...structure(
      'undefined-refused',
      'Refuses a member that is undefined',
      '`Object.keys`, with no look at the values',
      [refusing, 'validator#hostile'],
      () => ({ mayHave: () => false, isAbsent: (held) => held === undefined }),
      { ...full, extra: undefined },
    ),
    level: 'SHOULD',
  },
  structure(
    'list-empty',
    'Takes an empty list for the details',
    '`typeof value === "object"`, and members looked for in vain',
    [`${O}.importTaskDetails#type`, ...types],
    (reference) => ({
      structure: (value, fields, rules) =>
        (Array.isArray(value) && value.length === 0) || reference.structure(value, fields, rules),
    }),
    output({ importTaskDetails: [] }),
  ),
  structure(
    'nothing-nested',
    'Does not look into nested structures',
    'a check of one level',
    [
      `${D}.status#type`,
      `${D}.startTime#type`,
      `${D}.status#required`,
      `${N}.s3ExportPath#type`,
      `${N}.s3ExportPath#required`,
      `${D}#closed`,
      `${D}.errorCount#type`,
    ],
    ({ output: fields, isObject }) => ({ output: { ...fields, ...nested(fields, isObject) } }),
    output({ importTaskDetails: {} }),
  ),
  structure(
    'null-optional',
    'Takes null for an optional member in strict mode',
    '`value == null`, `nullish()`',
    nulls,
    () => ({ isAbsent: (held) => held === undefined || held === null }),
    output({ graphId: null }),
  ),
  structure(
    'null-details',
    'Takes null for the details in strict mode',
    '`typeof null === "object"`',
    [`${O}.importTaskDetails#type`],
    (reference) => ({
      structure: (value, fields, rules) => value === null || reference.structure(value, fields, rules),
    }),
    output({ importTaskDetails: null }),
  ),
  structure(
    'null-required',
    'Takes null for a required member, in tolerant mode',
    '`name in value`',
    [`${O}.taskId#required`, `${O}.source#required`, `${D}.status#required`],
    (reference) => ({
      structure: (value, fields, rules) =>
        reference.structure(filled(value, fields, reference), fields, rules),
    }),
    output({ source: null }),
    'tolerant',
  ),
  structure(
    'closed',
    'Refuses unknown members, in tolerant mode',
    '`additionalProperties: false`, `strict()`',
    [...closed, refusing],
    () => ({ mayHave: () => false }),
    output({ extra: 1 }),
    'tolerant',
  ),
  structure(
    'closed-details',
    'Refuses unknown members among the details, in tolerant mode',
    '`passthrough()` that is not deep',
    [`${D}#closed`, refusing],
    (reference) => ({
      structure: (value, fields, rules) =>
        reference.structure(value, fields, rules) &&
        !(
          fields === rules.details &&
          Object.keys(value as object).some((name) => !rules.isKnown(fields, name))
        ),
    }),
    details({ extra: 1 }),
    'tolerant',
  ),
  structure(
    'type-refused',
    'Refuses `__type`, in tolerant mode',
    'a list of members to come that misses one',
    [refusing, ...closed],
    () => ({ mayHave: (name) => name !== '__type' }),
    output({ __type: 'x' }),
    'tolerant',
  ),
  structure(
    'null-refused',
    'Refuses null for an optional member, in tolerant mode',
    '`value !== undefined`',
    [refusing, ...nulls],
    () => ({ isAbsent: (held) => held === undefined }),
    output({ graphId: null }),
    'tolerant',
  ),
  {
    ...structure(
      'inherited',
      'Takes members that a value inherits',
      '`value.taskId`, `"taskId" in value`',
      ['validator#hostile'],
      () => ({ read: (value, name) => Reflect.get(value, name) }),
      Object.create(full),
    ),
    level: 'SHOULD',
  },
  {
    ...structure(
      'plain-only',
      'Refuses objects without a prototype',
      '`value.constructor === Object`, `value instanceof Object`',
      [refusing, 'validator#hostile'],
      ({ isObject }) => ({
        isObject: (value): value is object => isObject(value) && value instanceof Object,
      }),
      Object.assign(Object.create(null), full),
    ),
    level: 'SHOULD',
  },
];

function nested(fields: Fields, isObject: Rules['isObject']): Fields {
  return Object.fromEntries(
    ['importOptions', 'importTaskDetails'].flatMap((name) => {
      const field = fields[name];
      return field === undefined ? [] : [[name, { ...field, holds: isObject }]];
    }),
  );
}

/** A value with something right where a required member is null. */
function filled(value: unknown, fields: Fields, { isObject }: Rules): unknown {
  if (!isObject(value)) return value;
  const samples: Readonly<Record<string, unknown>> = {
    ...full.importOptions.neptune,
    ...full.importTaskDetails,
    ...full,
  };
  return Object.fromEntries(
    Object.entries(value).map(([name, held]) => [
      name,
      held === null && fields[name]?.required ? samples[name] : held,
    ]),
  );
}
