/** The rules that the build compiled accept what swagger-parser accepts, and nothing else. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import SwaggerParser from '@apidevtools/swagger-parser';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '..', '..');

type Json = Record<string, unknown>;

/** A document of OpenAPI 3.0 with something of everything, without our keywords. */
const OPENAPI_30: Json = {
  openapi: '3.0.3',
  info: { title: 'Things', version: '1', license: { name: 'None' } },
  servers: [{ url: 'https://example.com' }],
  tags: [{ name: 'a' }, { name: 'b' }],
  paths: {
    '/things/{id}': {
      parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string', enum: ['a', 'b'] } }],
      get: {
        operationId: 'getThing',
        tags: ['a'],
        parameters: [{ name: 'all', in: 'query', schema: { type: 'boolean', nullable: true } }],
        responses: {
          200: {
            description: 'It.',
            content: { 'application/json': { schema: { $ref: '#/components/schemas/T' } } },
          },
          default: { $ref: '#/components/responses/Error' },
        },
      },
    },
  },
  components: {
    schemas: {
      T: {
        type: 'object',
        required: ['id'],
        properties: {
          id: { type: 'string', pattern: '^a' },
          n: { type: 'integer', minimum: 1, format: 'int64' },
        },
        discriminator: { propertyName: 'id' },
      },
    },
    responses: { Error: { description: 'No.', headers: { 'X-A': { schema: { type: 'string' } } } } },
    securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'X-Key' } },
  },
};

const JUNK = [
  null,
  true,
  7,
  '',
  'x',
  [],
  ['x', 'x'],
  {},
  { $ref: '#/x' },
  { type: 'strin' },
  { description: 1 },
];

/** A document with one thing changed in it: taken away, put there, or turned into something else. */
function changed(document: Json): fc.Arbitrary<Json> {
  const places = objectsOf(document);
  return fc
    .tuple(fc.nat(places.length - 1), fc.nat(99), fc.constantFrom(...JUNK, undefined), fc.boolean())
    .map(([at, which, junk, adds]) => {
      const copy = structuredClone(document);
      const place = objectsOf(copy)[at] ?? copy;
      const keys = Object.keys(place);
      const key = adds ? 'unheard-of' : (keys[which % keys.length] ?? 'none');
      if (junk === undefined) delete place[key];
      else place[key] = junk;
      return copy;
    });
}

function objectsOf(value: unknown): Json[] {
  if (typeof value !== 'object' || value === null) return [];
  return [value as Json, ...Object.values(value).flatMap(objectsOf)];
}

async function acceptedBySwaggerParser(document: Json): Promise<boolean> {
  const copy = structuredClone(document) as unknown as Parameters<typeof SwaggerParser.validate>[0];
  return SwaggerParser.validate(copy, {
    resolve: { external: false },
    dereference: { excludedPathMatcher: () => true },
  }).then(
    () => true,
    () => false,
  );
}

describe.each(['3.0', '3.1'])('the rules of OpenAPI %s', (version) => {
  test('are those of swagger-parser', async () => {
    const file = join(ROOT, 'dist', 'codegen', 'load', 'openapi-rules', `${version}.js`);
    const { default: accepts } = (await import(file)) as { default: (document: unknown) => boolean };
    const ours = JSON.parse(
      await readFile(join(ROOT, 'generated', 'schemas', 'openapi.json'), 'utf8'),
    ) as Json;
    const document = version === '3.0' ? OPENAPI_30 : ours;
    expect(accepts(document)).toBe(true);
    expect(accepts({ ...document, info: 7 })).toBe(false);
    await fc.assert(
      fc.asyncProperty(changed(document), async (one) => {
        // These it judges before it asks for the rules, and so does the loader.
        fc.pre(typeof one.openapi === 'string' && one.paths !== undefined);
        expect(accepts(one)).toBe(await acceptedBySwaggerParser(one));
      }),
      { numRuns: 8 },
    );
  });
});
