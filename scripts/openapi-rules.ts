/**
 * Compiles the rules by which swagger-parser judges a document, as a part of the build: ajv takes longer to compile
 * them than the generator for all of a small contract. They are taken where swagger-parser hands them to ajv, so that
 * they are its own, with what it mends in them.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import SwaggerParser from '@apidevtools/swagger-parser';
import { RULES, rulesFile } from '../codegen/load/openapi-rules.js';

/** What is used here of ajv. */
interface Ajv {
  readonly opts: object;
  compile(schema: unknown): unknown;
  validate(schema: unknown, document: unknown): boolean;
}

// What swagger-parser uses, and not what else may be installed.
const require = createRequire(import.meta.resolve('@apidevtools/swagger-parser'));
const { default: Core } = require('ajv/dist/core') as { default: { prototype: Ajv } };
const { default: standalone } = require('ajv/dist/standalone') as {
  default: (ajv: Ajv, validate: unknown) => string;
};

interface Use {
  readonly ajv: Ajv;
  readonly schema: unknown;
}

const HEAD = `import { createRequire } from 'node:module';
const require = createRequire(import.meta.resolve('@apidevtools/swagger-parser'));
`;

for (const [version, example] of Object.entries(RULES)) {
  const { ajv, schema } = await usedFor(example);
  const Own = ajv.constructor as new (options: object) => Ajv;
  // Here the answer is yes or no; swagger-parser itself tells what is wrong.
  const own = new Own({ ...ajv.opts, allErrors: false, code: { source: true, esm: true } });
  const file = fileURLToPath(rulesFile(version));
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${HEAD}${standalone(own, own.compile(schema))}\n`);
}

/** What swagger-parser asks of ajv when it validates a document. */
async function usedFor(openapi: string): Promise<Use> {
  const { prototype } = Core;
  const { validate } = prototype;
  const used: Use[] = [];
  prototype.validate = function (schema) {
    used.push({ ajv: this, schema });
    return true;
  };
  try {
    await SwaggerParser.validate({ openapi, info: { title: 't', version: '1' }, paths: {} });
  } finally {
    prototype.validate = validate;
  }
  const [use] = used;
  if (use === undefined || used.length > 1) throw new Error('swagger-parser does not ask ajv once');
  return use;
}
