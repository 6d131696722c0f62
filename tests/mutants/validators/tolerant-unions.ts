import { closed, one, union } from './union-kit.js';
import { full, refusing, type ValidatorMutant } from './validator.js';

const { neptune } = full.importOptions;

export const tolerantUnions: readonly ValidatorMutant[] = [
  union(
    'closed',
    'Refuses a tag of a later edition, in tolerant mode',
    'a closed union in a reader',
    [closed, refusing],
    () => ({ mayHaveTag: () => false }),
    { parquet: {} },
    'tolerant',
  ),
  union(
    'null-sibling',
    'Refuses a null member beside the one that is set, in tolerant mode',
    '`Object.keys(value).length === 1`',
    [one, refusing],
    () => ({ counts: (tag, held) => held !== undefined && tag !== '__type' }),
    { neptune, s3: null },
    'tolerant',
  ),
  union(
    'type-sibling',
    'Refuses `__type` beside the member that is set, in tolerant mode',
    '`Object.keys(value).length === 1`',
    [one, refusing],
    () => ({ counts: (_tag, held) => held !== undefined && held !== null }),
    { __type: 'x', neptune },
    'tolerant',
  ),
  union(
    'several-tolerant',
    'Takes several members at once, in tolerant mode',
    'tolerance taken too far',
    [one],
    ({ union: before }) => ({
      union: (value, rules) =>
        before(value, rules) || (rules.isObject(value) && rules.names(value).length > 1),
    }),
    { neptune, parquet: {} },
    'tolerant',
  ),
  union(
    'empty-tolerant',
    'Takes a union without a member, in tolerant mode',
    'tolerance taken too far',
    [one],
    ({ union: before }) => ({
      union: (value, rules) =>
        before(value, rules) || (rules.isObject(value) && rules.names(value).length === 0),
    }),
    {},
    'tolerant',
  ),
  union(
    'null-member-tolerant',
    'Takes a union whose only member is null, in tolerant mode',
    'null taken for absent, and absent for right',
    [one],
    ({ union: before }) => ({
      union: (value, rules) =>
        before(value, rules) || (rules.isObject(value) && rules.read(value, 'neptune') === null),
    }),
    { neptune: null },
    'tolerant',
  ),
  union(
    'type-is-tag',
    'Takes `__type` alone for a tag that it does not know, in tolerant mode',
    'the first key, whatever it is',
    [one],
    () => ({ counts: (_tag, held) => held !== undefined && held !== null }),
    { __type: 'x' },
    'tolerant',
  ),
  union(
    'unknown-unwrapped',
    'Wants an object under a tag that it does not know, in tolerant mode',
    'a guess at how tags will be made',
    [closed, refusing],
    ({ union: before }) => ({
      union: (value, rules) =>
        before(value, rules) &&
        Object.values(value as object).every((held) => held === null || typeof held === 'object'),
    }),
    { parquet: true },
    'tolerant',
  ),
];
