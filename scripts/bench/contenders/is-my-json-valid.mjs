import compile from 'is-my-json-valid';
import { inDraft4 } from '../lib/schemas.mjs';

export const name = 'is-my-json-valid';
export const packageName = 'is-my-json-valid';
export const builds = ['task', 'second'];

export function build({ schema }) {
  const older = inDraft4(schema);
  const first = compile(older);
  const all = compile(older, { greedy: true });
  return { accepts: (value) => first(value), count: (value) => (all(value) ? 0 : all.errors.length) };
}
