import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import SwaggerParser from '@apidevtools/swagger-parser';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { JSONPathEnvironment } from 'json-p3';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';

// The spec is judged here by public tools alone, so that a fault of our own loader cannot hide a fault of the spec.

type Json = Record<string, unknown>;
interface Source {
  readonly title: string;
  readonly basis: string;
}
interface ProtocolClause {
  readonly rule: string;
  readonly role: string;
  readonly level: string;
  readonly source: string;
  readonly title: string;
  readonly contested?: string;
}
interface ErratumExample {
  readonly shape: string;
  readonly path: string;
  readonly json: string;
  readonly strict: string | null;
  readonly tolerant: string | null;
  readonly notice: string | null;
}
interface Erratum extends Json {
  readonly id: string;
  readonly source: string;
  readonly examples: readonly ErratumExample[];
}
interface OverlayAction {
  readonly target: string;
  readonly update: unknown;
}

const folder = new URL('../../spec/', import.meta.url);
const main = 'get-import-task.openapi.yaml';
const text = (name: string): string => readFileSync(new URL(name, folder), 'utf8');
const read = <T>(name: string): T => parse(text(name)) as T;
const isJson = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Every object in the document, itself included, each with its JSON Pointer. */
function* objects(value: unknown, at = ''): Generator<[string, Json]> {
  if (isJson(value)) yield [at, value];
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) yield* objects(inner, `${at}/${key}`);
}

function merge(target: Json, update: Json): void {
  for (const [key, value] of Object.entries(update)) {
    const present = target[key];
    if (isJson(present) && isJson(value)) merge(present, value);
    else target[key] = value;
  }
}

/** Applies an overlay in place; throws where a target selects nothing. */
function overlay(document: Json, actions: readonly OverlayAction[]): void {
  for (const { target, update } of actions) {
    const found = new JSONPathEnvironment()
      .query(target, document as never)
      .values() as unknown as readonly unknown[];
    if (found.length === 0) throw new Error(`${target} selects nothing`);
    for (const place of found) {
      if (Array.isArray(place)) place.push(update);
      else if (isJson(place) && isJson(update)) merge(place, update);
      else throw new Error(`${target} selects what cannot be updated so`);
    }
  }
}

const editions = readdirSync(new URL('editions/', folder)).map((file) => `editions/${file}`);
const documents = [
  { name: 'base', document: read<Json>(main) },
  ...editions.map((file) => {
    const document = read<Json>(main);
    overlay(document, read<{ actions: OverlayAction[] }>(file).actions);
    return { name: file, document };
  }),
];
const protocol = read<{ sources: Record<string, Source>; clauses: ProtocolClause[] }>(
  'protocols/rest-json-1.yaml',
);
const schemasOf = (document: Json): Record<string, Json> =>
  (document.components as { schemas: Record<string, Json> }).schemas;

test('the document is valid OpenAPI', async () => {
  await SwaggerParser.validate(fileURLToPath(new URL(main, folder)));
});

test.each(editions)('%s extends the document, and sets its own name', (file) => {
  const { overlay: version, extends: extended } = read<Json>(file);
  expect(version).toMatch(/^1\.0\.[0-9]+$/);
  expect(new URL(String(extended), new URL(file, folder)).href).toBe(new URL(main, folder).href);
  expect(file).toBe(
    `editions/${documents.find(({ name }) => name === file)?.document['x-edition']}.overlay.yaml`,
  );
});

describe.each(documents)('$name', ({ document }) => {
  const schemas = schemasOf(document);
  const sources = document['x-sources'] as Record<string, Source>;

  test('is valid OpenAPI without the file that it refers to', async () => {
    const { 'x-protocol': _, ...alone } = structuredClone(document);
    await SwaggerParser.validate(alone as never);
  });

  test('every schema and every member has a description of its own', () => {
    for (const [name, schema] of Object.entries(schemas)) {
      expect(schema.description, name).toMatch(/\S.*\.$/s);
      for (const [member, inner] of Object.entries((schema.properties ?? {}) as Record<string, Json>)) {
        expect(inner.description, `${name}.${member}`).toMatch(/\S.*\.$/s);
      }
    }
  });

  test('every parameter, response and operation has a description', () => {
    for (const [at, object] of objects(document.paths)) {
      if ('in' in object || 'operationId' in object || /\/responses\/[0-9]+$/.test(at)) {
        expect(object.description, at).toMatch(/\S.*\.$/s);
      }
    }
  });

  test('every value of an enum is described, differently, and nothing else is', () => {
    for (const [name, schema] of Object.entries(schemas)) {
      if (schema.enum === undefined) continue;
      const texts = schema['x-enum-descriptions'] as Record<string, string>;
      expect(Object.keys(texts), name).toEqual(schema.enum);
      expect(new Set(Object.values(texts)).size, name).toBe(Object.keys(texts).length);
      const added = (schema['x-enum-editions'] ?? {}) as Record<string, string>;
      for (const value of Object.keys(added)) expect(schema.enum, name).toContain(value);
    }
  });

  test('every source that is named exists, and every source is named', () => {
    const named = new Set<string>();
    for (const [at, object] of objects(document)) {
      if (/\/examples?(\/|$)/.test(at)) continue;
      const own = object['x-source'];
      const inline = 'basis' in object ? [] : [object.source];
      for (const id of [...(isJson(own) ? Object.values(own) : [own]), ...inline]) {
        if (typeof id !== 'string') continue;
        expect(Object.keys(sources), at).toContain(id);
        named.add(id);
      }
    }
    expect([...named].sort()).toEqual(Object.keys(sources).sort());
    for (const [id, { basis }] of Object.entries(sources)) {
      expect(['documented', 'protocol', 'inferred'], id).toContain(basis);
    }
  });

  test('patterns are anchored, ASCII, and compile with the u flag', () => {
    const patterns = [...objects(document)].filter(([, { type, pattern }]) => type && pattern);
    expect(patterns).not.toHaveLength(0);
    for (const [at, { pattern }] of patterns) {
      expect(pattern, at).toMatch(/^\^[\x20-\x7e]*\$$/);
      expect(pattern, at).not.toMatch(/\\[dDwWsSbBpP]/);
      expect(() => new RegExp(String(pattern), 'u'), at).not.toThrow();
    }
  });

  test('what is only inferred is a likely bound or an invariant, never a rule', () => {
    for (const [at, object] of objects(document)) {
      const own = object['x-source'];
      for (const id of isJson(own) ? Object.values(own) : [own]) {
        if (typeof id === 'string') expect(sources[id]?.basis, at).not.toBe('inferred');
      }
      const likely = object['x-likely'] as { source: string } | undefined;
      if (likely !== undefined) expect(sources[likely.source]?.basis, at).toBe('inferred');
    }
  });

  test('the examples of the responses fit their schemas', () => {
    const check = checker(document);
    const media = [...objects(document.paths)].filter(([, object]) => isJson(object.examples));
    expect(media).not.toHaveLength(0);
    for (const [at, { schema, examples }] of media) {
      const validate = check(String((schema as { $ref: string }).$ref));
      for (const [name, { value }] of Object.entries(examples as Record<string, { value: unknown }>)) {
        expect(validate(value), `${at}/${name}: ${JSON.stringify(validate.errors)}`).toBe(true);
      }
    }
  });
});

/** Compiles `#/components/schemas/NAME` of the document; formats as spec/README.md gives them, integers up to 2^53. */
function checker(document: Json): (ref: string) => ValidateFunction {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  ajv.addFormat('int32', { type: 'number', validate: (n: number) => (n | 0) === n });
  ajv.addFormat('int64', { type: 'number', validate: Number.isInteger });
  ajv.addFormat('unixtime', {
    type: 'number',
    validate: (n: number) => n >= -62135596800 && n < 253402300800,
  });
  ajv.addSchema({ $id: 'spec:', components: document.components }, 'spec:');
  return (ref) => ajv.compile({ $ref: `spec:${ref}` });
}

describe('errata', () => {
  const document = read<Json>(main);
  const schemas = schemasOf(document);
  const errata = document['x-errata'] as readonly Erratum[];
  const check = checker(document);
  const memberOf = (shape: string, member: string): Json | undefined =>
    (schemas[shape]?.properties as Record<string, Json> | undefined)?.[member];

  test('are eight, told apart by their ids, and each has an example', () => {
    expect(new Set(errata.map(({ id }) => id)).size).toBe(8);
    for (const { id, examples } of errata) expect(examples.length, id).toBeGreaterThan(0);
  });

  const examples = errata.flatMap(({ id, examples }) => examples.map((example) => ({ id, ...example })));

  test.each(examples)('$id: $path = $json stands where it can, and names what it breaks', (example) => {
    const member = memberOf(example.shape, example.path.slice(1));
    expect(member, `${example.shape}${example.path}`).toBeDefined();
    expect(() => JSON.parse(example.json)).not.toThrow();
    for (const clause of [example.strict, example.tolerant, example.notice]) {
      if (clause === null) continue;
      const [site = '', rule = ''] = clause.split('#');
      const [shape = '', name] = site.split('.');
      expect(rule).toMatch(/^[a-z0-9-]+$/);
      expect(name === undefined ? schemas[shape] : memberOf(shape, name), clause).toBeDefined();
      expect(rule === 'closed', clause).toBe(name === undefined);
    }
    // What a tolerant reader only remarks on is what a strict one refuses.
    expect(example.notice ?? example.tolerant).toBe(example.strict);
    expect(example.tolerant === null || example.notice === null).toBe(true);
  });

  // Schemas are open, and a double does not hold the largest integers: those two are left to the generated validators.
  const judged = examples.filter(
    ({ json, strict }) => !strict?.endsWith('#closed') && !/^[0-9]{16,}$/.test(json),
  );

  test.each(judged)('$id: $path = $json is judged so by the schema', ({ shape, path, json, strict }) => {
    const member = memberOf(shape, path.slice(1));
    const validate = check(`#/components/schemas/${shape}/properties${path}`);
    expect(member).toBeDefined();
    expect(validate(JSON.parse(json)), JSON.stringify(validate.errors)).toBe(strict === null);
  });
});

describe('protocol', () => {
  const { clauses, sources } = protocol;

  test('rules have names, roles, levels and sources, and each name is used once', () => {
    for (const { rule, role, level, source } of clauses) {
      expect(rule).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      expect(['client', 'server'], rule).toContain(role);
      expect(['MUST', 'SHOULD', 'INFO'], rule).toContain(level);
      expect(Object.keys(sources), rule).toContain(source);
    }
    expect(new Set(clauses.map(({ rule }) => rule)).size).toBe(clauses.length);
    expect(Object.keys(sources).filter((id) => !clauses.some(({ source }) => source === id))).toEqual([]);
  });

  test('titles are one sentence, each its own', () => {
    for (const { rule, title } of clauses) expect(title, rule).toMatch(/^(?:(?!\. ).)+\.$/);
    expect(new Set(clauses.map(({ title }) => title)).size).toBe(clauses.length);
  });

  test('what is contested is no MUST, and says why', () => {
    const contested = clauses.filter((clause) => clause.contested !== undefined);
    expect(contested).not.toHaveLength(0);
    for (const { rule, level, contested: why } of contested) {
      expect(level, rule).toBe('SHOULD');
      expect(why?.length, rule).toBeGreaterThan(80);
    }
  });

  test('where the specification is silent, a client is only observed', () => {
    for (const { rule, level, source } of clauses) {
      if (source === 'silent') expect(level, rule).toBe('INFO');
    }
  });

  test('its sources do not collide with those of the document', () => {
    const shared = Object.keys(read<Json>(main)['x-sources'] as Json).filter((id) => id in sources);
    expect(shared).toEqual([]);
  });
});

describe('README', () => {
  const readme = text('README.md');

  test('describes every keyword of ours', () => {
    const used = new Set<string>();
    for (const { document } of documents) {
      for (const [, object] of objects(document)) {
        for (const key of Object.keys(object)) if (key.startsWith('x-')) used.add(key);
      }
    }
    for (const key of used) expect(readme).toContain(`| \`${key}\` |`);
  });

  test('lists every erratum and every key of the protocol file', () => {
    for (const { id } of read<Json>(main)['x-errata'] as readonly Erratum[]) {
      expect(readme).toContain(`| \`${id}\` |`);
    }
    for (const key of Object.keys(read<Json>('protocols/rest-json-1.yaml')))
      expect(readme).toContain(`\`${key}\``);
  });
});
