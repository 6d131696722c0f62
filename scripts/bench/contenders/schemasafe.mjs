import { validator } from '@exodus/schemasafe';
import { withoutFormats } from '../lib/schemas.mjs';

export const name = 'schemasafe';
export const packageName = '@exodus/schemasafe';
export const builds = ['task', 'second'];

export function build({ schema }) {
  const options = { mode: 'spec', allowUnusedKeywords: true };
  const plain = withoutFormats(schema);
  const first = validator(plain, options);
  const all = validator(plain, { ...options, includeErrors: true, allErrors: true });
  return { accepts: (value) => first(value), count: (value) => (all(value) ? 0 : all.errors.length) };
}
