import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import standalone from 'ajv/dist/standalone/index.js';
import { options } from './ajv.mjs';

export const name = 'ajv standalone';
export const packageName = 'ajv';
export const builds = ['task', 'second'];

export async function build({ schema, folder }) {
  const first = await compiled(schema, {}, join(folder, 'ajv-first.mjs'));
  const all = await compiled(schema, { allErrors: true }, join(folder, 'ajv-all.mjs'));
  return { accepts: (value) => first(value), count: (value) => (all(value) ? 0 : all.errors.length) };
}

async function compiled(schema, more, file) {
  const ajv = new Ajv2020({ ...options, ...more, code: { source: true, esm: true } });
  const code = standalone.default(ajv, ajv.compile(schema));
  const head =
    "import { createRequire } from 'node:module';\nconst require = createRequire(import.meta.url);\n";
  await writeFile(file, head + code);
  // Another address each time, so that who is built anew has learnt nothing.
  return (await import(`${pathToFileURL(file).href}?${performance.now()}`)).default;
}
