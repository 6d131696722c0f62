import type { Change } from './reference.js';
import { closed, D, N, O, structure } from './structure-kit.js';
import { details, full, neptune, output, type ValidatorMutant } from './validator.js';

/** One that does not see unknown members in one of the structures. */
function openIn(part: 'output' | 'details' | 'neptune'): Change {
  return (reference) => ({
    structure(value, fields, rules) {
      if (fields !== rules[part] || !rules.isObject(value)) return reference.structure(value, fields, rules);
      const known = Object.entries(value).filter(([name]) => rules.isKnown(fields, name));
      return reference.structure(Object.fromEntries(known), fields, rules);
    },
  });
}

export const extraMembers: readonly ValidatorMutant[] = [
  structure(
    'open',
    'Takes unknown members in strict mode',
    'a check of what is known only',
    closed,
    () => ({ mayHave: () => true }),
    output({ extra: 1 }),
  ),
  structure(
    'open-root',
    'Takes unknown members at the top',
    '`additionalProperties` in the nested schemas only',
    [`${O}#closed`],
    openIn('output'),
    output({ extra: 1 }),
  ),
  structure(
    'open-details',
    'Takes unknown members among the details',
    '`additionalProperties: false` at the top only',
    [`${D}#closed`],
    openIn('details'),
    details({ extra: 1 }),
  ),
  structure(
    'open-options',
    'Takes unknown members among the options',
    '`strict()` that is not deep',
    [`${N}#closed`],
    openIn('neptune'),
    neptune({ extra: 1 }),
  ),
  structure(
    'open-null',
    'Takes unknown members that are null',
    '`value[name] == null`',
    closed,
    () => ({ mayHave: (_name, held) => held === undefined || held === null }),
    output({ extra: null }),
  ),
  structure(
    'open-underscore',
    'Takes unknown members that begin with an underscore',
    'private members by agreement',
    closed,
    ({ mayHave }) => ({ mayHave: (name, held) => name.startsWith('_') || mayHave(name, held) }),
    output({ __type: 'x' }),
  ),
  structure(
    'open-inherited-names',
    'Takes unknown members named as what all objects have',
    '`name in known`',
    closed,
    () => ({ isKnown: (fields, name) => name in fields }),
    output({ toString: 1 }),
  ),
  structure(
    'open-proto',
    'Does not see a member `__proto__`',
    '`Object.assign({}, value)`, `known[name]`',
    closed,
    ({ names }) => ({ names: (value) => names(value).filter((name) => name !== '__proto__') }),
    JSON.parse(`{"__proto__":1,${JSON.stringify(full).slice(1)}`),
  ),
  structure(
    'open-known-anywhere',
    'Takes members in the wrong structure',
    'one set of names for all structures',
    closed,
    (reference) => ({
      isKnown: (fields, name) =>
        reference.isKnown(fields, name) ||
        reference.isKnown(reference.output, name) ||
        reference.isKnown(reference.details, name),
    }),
    output({ errorCount: 1 }),
  ),
  structure(
    'open-any-case',
    'Takes members in another case',
    '`name.toLowerCase()`',
    closed,
    ({ isKnown }) => ({
      isKnown: (fields, name) =>
        isKnown(fields, name) ||
        Object.keys(fields).some((each) => each.toLowerCase() === name.toLowerCase()),
    }),
    output({ TASKID: 1 }),
  ),
];
