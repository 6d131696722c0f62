import type { Change, Holds } from './reference.js';
import { closed, one, union } from './union-kit.js';
import { full, refusing, type ValidatorMutant } from './validator.js';

const type = 'GetImportTaskOutput.importOptions#type';

const inside = [
  'ImportOptions.neptune#type',
  'NeptuneImportOptions.s3ExportPath#required',
  'NeptuneImportOptions.s3ExportPath#type',
  'NeptuneImportOptions#closed',
];

const { neptune } = full.importOptions;

/** One that judges the options as a whole by other means. */
function judged(union: Holds): Change {
  return () => ({ union });
}

export const unions: readonly ValidatorMutant[] = [
  union(
    'several',
    'Takes several members at once',
    'a structure whose members are all optional, `oneOf` turned into one interface',
    [one, closed],
    judged(
      (value, rules) =>
        rules.isObject(value) &&
        rules.names(value).length > 0 &&
        (!Object.hasOwn(value, 'neptune') ||
          rules.tags['neptune']?.holds(rules.read(value, 'neptune'), rules) === true),
    ),
    { neptune, failOnError: true },
  ),
  union(
    'empty',
    'Takes a union without a member',
    '`maxProperties: 1` without `minProperties: 1`',
    [one],
    ({ union: before }) => ({
      union: (value, rules) =>
        (rules.isObject(value) && rules.names(value).length === 0) || before(value, rules),
    }),
    {},
  ),
  union(
    'structure',
    'Reads the union as a structure with one optional member',
    'a union of one, `neptune?: …`',
    [one, refusing],
    ({ structure }) => ({ union: (value, rules) => structure(value, rules.tags, rules) }),
    {},
  ),
  union(
    'first-only',
    'Looks at the first member only',
    '`Object.keys(value)[0]`',
    [one, closed],
    judged(
      (value, rules) =>
        rules.isObject(value) &&
        Object.keys(value)[0] === 'neptune' &&
        rules.tags['neptune']?.holds(rules.read(value, 'neptune'), rules) === true,
    ),
    { neptune, failOnError: true },
  ),
  union(
    'has-neptune',
    'Looks for its member, and not for others',
    '`"neptune" in value`',
    [one, closed],
    judged(
      (value, rules) =>
        rules.isObject(value) && rules.tags['neptune']?.holds(rules.read(value, 'neptune'), rules) === true,
    ),
    { neptune, s3: {} },
  ),
  union(
    'not-inside',
    'Does not look into the member that is set',
    'a check of the keys only',
    inside,
    () => ({ tags: { neptune: { required: false, holds: () => true } } }),
    { neptune: {} },
  ),
  union(
    'object-inside',
    'Wants an object inside, of any kind',
    '`z.object({}).passthrough()`',
    inside,
    () => ({ tags: { neptune: { required: false, holds: (value, rules) => rules.isObject(value) } } }),
    { neptune: {} },
  ),
  union(
    'any-tag',
    'Takes any tag in strict mode',
    'one schema for readers and writers',
    [closed],
    () => ({ mayHaveTag: () => true }),
    { parquet: {} },
  ),
  union(
    'fail-on-error',
    'Takes failOnError for a kind of options',
    'the prose of the documentation',
    [closed],
    () => ({ mayHaveTag: (tag) => tag === 'failOnError' }),
    { failOnError: true },
  ),
  union(
    'fail-on-error-beside',
    'Takes failOnError beside the member that is set',
    'the prose of the documentation',
    [one],
    () => ({ counts: (tag, held) => held !== undefined && tag !== 'failOnError' }),
    { neptune, failOnError: false },
  ),
  union(
    'sdk-unknown',
    'Takes SDK_UNKNOWN_MEMBER on the wire',
    'the documentation, which shows what a client makes of it',
    [closed],
    () => ({ mayHaveTag: (tag) => tag === 'SDK_UNKNOWN_MEMBER' }),
    { SDK_UNKNOWN_MEMBER: { name: 'x' } },
  ),
  union(
    'null-sibling-strict',
    'Passes over null members in strict mode',
    'one schema for readers and writers',
    [one],
    () => ({ counts: (_tag, held) => held !== undefined && held !== null }),
    { neptune, s3: null },
  ),
  union(
    'type-sibling-strict',
    'Passes over `__type` in strict mode',
    'one schema for readers and writers',
    [one],
    () => ({ counts: (tag, held) => held !== undefined && tag !== '__type' }),
    { __type: 'x', neptune },
  ),
  union(
    'any-object',
    'Takes any object for the options',
    '`Record<string, unknown>`',
    [one, closed, ...inside],
    judged((value, rules) => rules.isObject(value)),
    { x: 1, y: 2 },
  ),
  union(
    'list',
    'Takes a list of options',
    '`typeof value === "object"`',
    [type],
    ({ union: before }) => ({ union: (value, rules) => Array.isArray(value) || before(value, rules) }),
    [{ neptune }],
  ),
  union(
    'inherited-tag',
    'Takes the names of what all objects have for tags that it knows',
    '`tag in members`',
    [closed],
    ({ union: before }) => ({
      union: (value, rules) =>
        before(value, rules) ||
        (rules.isObject(value) &&
          rules.names(value).every((tag) => tag in Object.prototype) &&
          rules.names(value).length === 1),
    }),
    { constructor: {} },
  ),
];
