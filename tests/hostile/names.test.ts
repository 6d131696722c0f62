import { expect, test } from 'vitest';
import type { Generated } from '../../codegen/pipeline.js';
import { compile } from '../support/compile.js';
import { accepted, differences, generateFrom, unclear } from './generating.js';
import { collisions, names } from './texts.js';
import { compilerErrors, fired } from './trying.js';

/** A spec without anything of ours but a tagged union; the schemas are JSON text, so that any name is a member. */
function spec(schemas: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const list = Object.entries(schemas).map(([name, schema]) => `${JSON.stringify(name)}: ${schema}`);
  return {
    'spec.yaml': `{"openapi": "3.1.0", "info": {"title": "Names", "version": "1"}, "paths": {},
      "components": {"schemas": {${list.join(',\n')}}}}`,
  };
}

function members(some: readonly string[], schema: (name: string) => string): string {
  return `{${some.map((name) => `${JSON.stringify(name)}: ${schema(name)}`).join(', ')}}`;
}

const STRING = '{"type": "string", "minLength": 1}';
const TIME = '{"type": "number", "format": "unixtime"}';

/** Where names stand, each with all of them at once. */
function everywhere(some: readonly string[]): Readonly<Record<string, string>> {
  const tags = some.filter((name) => name !== '__type');
  return {
    Required: `{"type": "object", "required": ${JSON.stringify(some)}, "properties": ${members(some, () => STRING)}}`,
    Optional: `{"type": "object", "properties": ${members(some, () => TIME)}}`,
    Tagged: `{"type": "object", "minProperties": 1, "maxProperties": 1,
      "x-tagged-union": {"unknown-member": "UNKNOWN"}, "properties": ${members(tags, () => TIME)}}`,
    Kind: `{"type": "string", "enum": ${JSON.stringify(some)}}`,
    Holder: `{"type": "object", "properties": {"tagged": {"$ref": "#/components/schemas/Tagged"},
      "kind": {"$ref": "#/components/schemas/Kind"}, "map": {"type": "object", "additionalProperties": ${STRING}}}}`,
  };
}

type Ask = (value: unknown) => unknown;

test('any name can be a member, a tag and a value; required ones are required, others may be absent', async () => {
  const generated = accepted(await generateFrom(spec(everywhere(names))));
  expect(differences(generated, undefined)).toEqual([]);
  expect(await compilerErrors([generated])).toBe('');
  const built = await compile(generated.files);
  try {
    const module = (await built.load('index.js')) as Record<string, Ask>;
    const ask = (name: string, value: unknown): unknown => module[name]?.(value);
    const full = Object.fromEntries(names.map((name) => [name, 'x']));
    for (const variant of ['', 'Strict', 'Wire', 'WireStrict']) {
      expect(ask(`isRequired${variant}`, full)).toBe(true);
      expect(ask(`isOptional${variant}`, {})).toBe(true);
      for (const name of names) {
        const lacking = Object.fromEntries(Object.entries(full).filter(([each]) => each !== name));
        expect(ask(`isRequired${variant}`, lacking), `${name} is required`).toBe(false);
        expect(ask(`validateRequired${variant}`, lacking)).toMatchObject({ valid: false });
        // A name that objects inherit is not there for that.
        expect(ask(`isRequired${variant}`, Object.setPrototypeOf(lacking, { [name]: 'x' }))).toBe(false);
        expect(ask(`isOptional${variant}`, Object.fromEntries([[name, 'no time']])), name).toBe(false);
        expect(ask(`isKind${variant}`, name)).toBe(true);
      }
    }
  } finally {
    await built.remove();
  }
});

test('a list or a map may be called as the variables of generated loops are', async () => {
  const some = `before element element2 entries entry fields found i i2 key key2 tag unknown value`.split(
    ' ',
  );
  const inner = `{"type": "array", "items": {"type": "object", "additionalProperties": ${STRING}}}`;
  const list = `{"type": "object", "properties": ${members(some, () => `{"type": "array", "items": ${inner}}`)}}`;
  const map = `{"type": "object", "properties": ${members(some, () => `{"type": "object", "additionalProperties": ${inner}}`)}}`;
  const generated = accepted(await generateFrom(spec({ Lists: list, Maps: map })));
  expect(await compilerErrors([generated])).toBe('');
  const built = await compile(generated.files);
  try {
    const module = (await built.load('index.js')) as Record<string, Ask>;
    for (const variant of ['', 'Strict', 'Wire', 'WireStrict']) {
      for (const name of some) {
        expect(module[`isLists${variant}`]?.({ [name]: [[{ a: 'x' }]] }), name).toBe(true);
        expect(module[`isMaps${variant}`]?.({ [name]: { b: [{ a: 'x' }] } }), name).toBe(true);
        expect(module[`isLists${variant}`]?.({ [name]: [[{ a: '' }]] }), name).toBe(false);
        expect(module[`validateMaps${variant}`]?.({ [name]: { b: [{ a: '' }] } })).toMatchObject({
          issues: [{ path: `/${name}/b/0/a` }],
        });
      }
    }
  } finally {
    await built.remove();
  }
});

test('shapes and operations of any name that OpenAPI allows', async () => {
  // The names of inputs are made of the operations': those that come to the same one are refused.
  const bases = new Map(names.map((name) => [name.replace(/[^a-z0-9]/gi, '').toLowerCase(), name]));
  const allowed = [...bases.values()].filter(
    (name) => /^[a-zA-Z0-9._-]+$/.test(name) && /[a-z0-9]/i.test(name),
  );
  const schemas = Object.fromEntries(
    allowed.map((name, i) => [
      name,
      i % 2 === 0
        ? `{"type": "object", "properties": {"next": {"$ref": "#/components/schemas/${name}"}}}`
        : `{"type": "string", "enum": [${JSON.stringify(name)}]}`,
    ]),
  );
  const paths = allowed.map(
    (
      name,
      i,
    ) => `"/p${i}": {"get": {"operationId": ${JSON.stringify(name)}, "responses": {"200": {"description": "", "content":
      {"application/json": {"schema": {"$ref": "#/components/schemas/${allowed[i - (i % 2)]}"}}}}}}}`,
  );
  const text = spec(Object.fromEntries(Object.entries(schemas)))['spec.yaml'] ?? '';
  const whole = text.replace(
    '"paths": {}',
    () => `"x-protocol": {"$ref": "./protocol.yaml"}, "paths": {${paths.join(', ')}}`,
  );
  const generated = await generateFrom({ 'spec.yaml': whole, 'protocol.yaml': PROTOCOL });
  expect(differences(accepted(generated), undefined)).toEqual([]);
  expect(await compilerErrors([accepted(generated)])).toBe('');
  expect(await fired(accepted(generated))).toBe(0);
});

const PROTOCOL = `{"name": "plain", "contentType": "application/json", "errorNameHeader": "x-error", "errorNameMembers": [],
  "ignoredMembers": [], "requestIdHeader": "x-id", "floatStrings": false, "sources": {"s": {"title": "S", "basis": "protocol"}},
  "views": [{"name": "wire", "title": "W", "timestamp": "epoch-seconds", "integer": "exact", "unknownMember": {"kind": "tag"}},
  {"name": "native", "title": "N", "timestamp": "date", "integer": "exact", "unknownMember": {"kind": "named", "key": "UNKNOWN"}}],
  "clauses": []}`;

test('names that come to one identifier are told apart, or refused', async () => {
  const structures = collisions.map((pair, i) => [
    [`Pair${i}`, everywhere(pair).Required ?? ''] as const,
    [`Kind${i}`, everywhere(pair).Kind ?? ''] as const,
    [`Tagged${i}`, everywhere(pair).Tagged ?? ''] as const,
  ]);
  const outputs: Generated[] = [accepted(await generateFrom(spec(Object.fromEntries(structures.flat()))))];
  for (const pair of collisions) {
    if (!pair.every((name) => /^[a-zA-Z0-9._-]+$/.test(name))) continue;
    const asShapes = await generateFrom(
      spec(Object.fromEntries(pair.map((name) => [name, everywhere(['a']).Required ?? '']))),
    );
    if (asShapes.ok) outputs.push(asShapes.value);
    else expect(unclear(asShapes.problems)).toEqual([]);
  }
  expect(await compilerErrors(outputs)).toBe('');
});

test('what one file is given for several shapes and members has names of its own', async () => {
  const object = (properties: string): string => `{"type": "object", "properties": {${properties}}}`;
  const pattern = (text: string): string => `{"type": "string", "pattern": "${text}"}`;
  const ref = (name: string): string => `{"$ref": "#/components/schemas/${name}"}`;
  const specs: readonly Readonly<Record<string, string>>[] = [
    // Patterns, as expressions and as functions.
    {
      User: object(`"groupId": ${pattern('^[a-z]+$')}, "group-id": ${pattern('^[A-Z]+$')}`),
      UserGroup: object(`"id": ${pattern('^[0-9]+$')}`),
    },
    {
      User: object(`"groupId": ${pattern('^[a-z]{3}$')}, "group-id": ${pattern('^[A-Z]{3}$')}`),
      UserGroup: object(`"id": ${pattern('^[0-9]{3}$')}`),
    },
    // Predicates, which are named like those of other shapes.
    { Group: object(`"name": ${STRING}`), GroupMember: object(`"id": ${STRING}`) },
    { Status: '{"type": "string", "enum": ["a", "b"]}', StatusValue: object(`"s": ${ref('Status')}`) },
    { Ignored: object(`"name": ${STRING}`), IgnoredMember: object(`"name": ${STRING}`) },
    // Helpers, once the case of their shapes is gone.
    { ARN: object(`"a": ${STRING}`), Arn: object(`"b": ${STRING}`) },
    { CheckA: object(`"a": ${STRING}`), AFits: object(`"b": ${STRING}`), A: object(`"c": ${ref('AFits')}`) },
    { IsFoo: object(`"a": ${STRING}`), FooFits: object(`"b": ${STRING}`) },
    // Types of the runtime, which the same files import.
    { Fields: object(`"a": {"type": "object", "additionalProperties": ${STRING}}`) },
    { MembersOf: object(`"a": ${STRING}`), BodyClauses: object(`"a": ${STRING}`) },
    {
      UnknownTag: `{"oneOf": [${ref('A')}, ${ref('B')}], "discriminator": {"propertyName": "k"}}`,
      A: `{"type": "object", "required": ["k"], "properties": {"k": {"type": "string"}}}`,
      B: `{"type": "object", "required": ["k"], "properties": {"k": {"type": "string"}}}`,
    },
    // Variables, which would hide what the same function calls.
    {
      Order: object(`"address": ${ref('Address')}, "checkAddress": {"type": "boolean"}`),
      Address: object(`"s": ${STRING}`),
    },
    { Group: object(`"name": ${STRING}, "isGroupMember": {"type": "boolean"}`) },
    {
      A: object(`"x": ${STRING}, "fixed": ${pattern('^abc$')}, "matchesAFixed": ${STRING}`),
      Choice: `{"oneOf": [{"type": "string"}, ${ref('A')}, {"type": "array", "items": {"type": ["string", "null"]}}]}`,
      H: object(
        `"c": ${ref('Choice')}, "choiceOption": ${STRING}, "m": {"type": "object", "additionalProperties": ${ref('Choice')}}`,
      ),
      ChoiceOption: object(
        `"choiceFits": ${STRING}, "a": ${ref('A')}, "aFits": ${STRING}, "validateA": ${STRING}`,
      ),
    },
  ];
  const outputs = await Promise.all(specs.map(async (each) => accepted(await generateFrom(spec(each)))));
  expect(await compilerErrors(outputs)).toBe('');
  const built = await compile(outputs[0]?.files ?? []);
  try {
    const module = (await built.load('index.js')) as Record<string, Ask>;
    expect(module.isUser?.({ groupId: 'a', 'group-id': 'A' })).toBe(true);
    expect(module.isUser?.({ groupId: 'A' })).toBe(false);
    expect(module.isUser?.({ 'group-id': '1' })).toBe(false);
    expect(module.isUserGroup?.({ id: '1' })).toBe(true);
  } finally {
    await built.remove();
  }
});
