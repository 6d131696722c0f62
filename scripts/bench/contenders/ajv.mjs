import { Ajv2020 } from 'ajv/dist/2020.js';

export const name = 'ajv';
export const packageName = 'ajv';
export const builds = ['task', 'second'];

/** Formats are annotations here: none of them says more than the bounds beside it. */
export const options = { strict: false, validateFormats: false, ownProperties: true };

export function build({ schema }) {
  const first = new Ajv2020(options).compile(schema);
  const all = new Ajv2020({ ...options, allErrors: true }).compile(schema);
  return { accepts: (value) => first(value), count: (value) => (all(value) ? 0 : all.errors.length) };
}
