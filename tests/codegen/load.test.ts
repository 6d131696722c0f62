import { mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join, relative } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { entriesOf, follow, itemsOf, pointerOf, type Tree } from '../../codegen/load/tree.js';
import { loadSpec, locate } from '../../codegen/load.js';
import { problemText } from '../../codegen/problems.js';
import { SPECS } from '../support/contracts.js';
import { document, folderOf, load, problemsOf, unwrap } from './support.js';

const empty = 'Output: { type: object, properties: {} }';

describe('positions', () => {
  const text = document(`Output:
  type: object
  properties:
    first: { type: string }
    second:
      type: array
      items: { type: string, enum: [A, B] }
    a/b~c: { type: string }`);

  test.each([
    ['/info', 'info:'],
    ['/info/title', 'title: Test'],
    ['/components/schemas/Output/properties/first', 'first:'],
    ['/components/schemas/Output/properties/second/items/enum/1', 'B]'],
    ['/components/schemas/Output/properties/a~1b~0c/type', 'type: string'],
    ['/components/schemas/Output/properties/nothing/at/all', 'properties:'],
  ])('%s is at %s', async (pointer, wanted) => {
    const place = locate(unwrap(await load(text)), pointer);
    expect(text.split('\n')[place.line - 1]?.slice(place.column - 1)).toMatch(
      new RegExp(`^${wanted.replace(/[\]$]/g, '\\$&')}`),
    );
  });

  test('every part of a document is found by its pointer, in the file and at the place it was read from', async () => {
    const loaded = unwrap(await loadSpec(SPECS.orchard));
    const parts = [...partsOf(loaded.root, [])];
    expect(parts.length).toBeGreaterThan(500);
    for (const [pointer, tree] of parts) {
      expect(follow(loaded.root, pointer)).toEqual({ tree, rest: [] });
      expect(locate(loaded, pointer)).toBe(tree.place);
    }
  });

  test('a member stands where its key does, whatever the key is', async () => {
    const key = fc.string({ unit: 'binary', minLength: 0, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(key, { minLength: 1, maxLength: 5 }), async (keys) => {
        const members = keys.map((each, index) => `    ${JSON.stringify(each)}: ${index}`);
        const text = document(empty, '', `x-any:\n${members.join('\n')}`);
        const folder = await folderOf({ 'spec.yaml': text });
        const loaded = await loadSpec(join(folder, 'spec.yaml'));
        if (!loaded.ok) return;
        for (const [index, each] of keys.entries()) {
          const tree = follow(loaded.value.root, pointerOf(['x-any', each])).tree;
          expect(tree).toMatchObject({ value: index, place: { line: 4 + index, column: 5 } });
        }
      }),
      { numRuns: 30 },
    );
  });
});

function* partsOf(tree: Tree, tokens: readonly (string | number)[]): Generator<readonly [string, Tree]> {
  yield [pointerOf(tokens), tree];
  for (const [key, member] of entriesOf(tree)) yield* partsOf(member, [...tokens, key]);
  for (const [index, item] of itemsOf(tree).entries()) yield* partsOf(item, [...tokens, index]);
}

describe('what a file can be', () => {
  test.each([
    ['nothing', '', 'syntax', 'the file is empty'],
    ['no YAML', 'openapi: [', 'syntax', 'not YAML or JSON'],
    ['a tab as indentation', 'openapi:\n\t3.1.0', 'syntax', 'not YAML or JSON'],
    ['two documents', 'a: 1\n---\nb: 2', 'syntax', 'not YAML or JSON'],
    ['a key twice', 'openapi: 3.1.0\ninfo: {}\ninfo: {}', 'duplicate-key', '"info" stands twice'],
    ['a number and a string as one key', "a: { 200: x, '200': y }", 'duplicate-key', '"200" stands twice'],
    ['a list as a key', '? [a, b]\n: c', 'not-json', 'keys but strings'],
    ['not a number', 'a: .nan', 'not-json', 'value NaN'],
    ['an unknown tag', 'a: !thing b', 'syntax', 'thing'],
    ['an anchor in itself', 'a: &x { b: *x }', 'alias-cycle', 'stands inside of what it names'],
    ['an alias of nothing', 'a: *x', 'syntax', 'no anchor &x'],
    [
      'another OpenAPI',
      "openapi: 3.2.0\ninfo: { title: a, version: '1' }\npaths: {}",
      'not-openapi',
      '"3.2.0"',
    ],
    ['a Swagger document', "swagger: '2.0'", 'not-openapi', 'no OpenAPI document'],
    ['a list', '- a', 'not-openapi', 'no OpenAPI document'],
    ['a string', 'text', 'not-openapi', 'no OpenAPI document'],
  ])('%s', async (_, text, code, says) => {
    const problems = problemsOf(await load(text));
    expect(problems.map(({ code }) => code)).toEqual([code]);
    expect(problems.map(problemText).join()).toContain(says);
  });

  test('a billion laughs are not laughed', async () => {
    const lines = Array.from(
      { length: 20 },
      (_, index) => `b${index}: &b${index} [${`*b${index - 1}, `.repeat(10)}]`,
    );
    const problems = problemsOf(await load(`b-1: &b-1 ha\n${lines.join('\n')}`));
    expect(problems.map(({ code }) => code)).toEqual(['alias-limit']);
  });

  test.each([100, 700, 5_000, 100_000])('%i levels end in a document or a problem', async (levels) => {
    const result = await load(`x: ${'['.repeat(levels)}${']'.repeat(levels)}`);
    expect(problemsOf(result).map(({ code }) => code)).toEqual([levels > 500 ? 'too-deep' : 'not-openapi']);
  });

  test('aliases are values like any other', async () => {
    const loaded = await load(
      document(`Output: { type: object, properties: { a: &a { type: string }, b: *a } }`),
    );
    expect(unwrap(loaded).bundled).toMatchObject({
      components: { schemas: { Output: { properties: { a: { type: 'string' }, b: { type: 'string' } } } } },
    });
  });

  test('a byte order mark is skipped, and JSON is YAML', async () => {
    const text = JSON.stringify(
      { openapi: '3.1.0', info: { title: 'a', version: '1' }, paths: {} },
      null,
      '\t',
    );
    expect(unwrap(await load(`\uFEFF${text}`)).bundled).toEqual(JSON.parse(text));
  });

  test('the first byte that cannot be of UTF-8 is told', async () => {
    const bytes = Buffer.concat([Buffer.from('a: ü\uFFFD'), Buffer.from([0xc3, 0x28])]);
    expect(problemsOf(await load({ 'spec.yaml': bytes }))).toMatchObject([{ code: 'not-utf8', offset: 9 }]);
  });

  test('a file that is not there, and one that is none', async () => {
    const folder = await folderOf({});
    for (const name of ['none.yaml', '.', 'none.yaml/none.yaml']) {
      const file = join(folder, name);
      expect(problemsOf(await loadSpec(file))).toMatchObject([
        { code: 'unreadable', file, line: 1, column: 1 },
      ]);
    }
  });

  test('no bound loses its value', async () => {
    const text = document(
      'Output: { type: object, properties: { a: { type: integer, maximum: 9223372036854775807 } } }',
    );
    const { bundled, root } = unwrap(await load(text));
    const pointer = '/components/schemas/Output/properties/a/maximum';
    expect(follow(root, pointer).tree).toMatchObject({ value: 9223372036854775807n });
    expect(bundled).toMatchObject({
      components: { schemas: { Output: { properties: { a: { maximum: 2n ** 63n - 1n } } } } },
    });
  });

  test('__proto__ is a member like any other', async () => {
    const text = document('Output: { type: object, properties: { __proto__: { type: string } } }');
    const { bundled } = unwrap(await load(text));
    expect(JSON.stringify(bundled)).toContain('"properties":{"__proto__":{"type":"string"}}');
    expect(({} as { type?: unknown }).type).toBeUndefined();
  });

  test('what OpenAPI itself does not allow is told where it stands', async () => {
    const text = `${document(empty)}\nfoo: 1`.replace(
      'description: It is there.',
      'descripton: It is there.',
    );
    const problems = problemsOf(await load(text));
    const told = problems.map((problem) => [problem.code, text.split('\n')[problem.line - 1]?.trim()]);
    expect(told).toContainEqual(['openapi', 'foo: 1']);
    expect(told).toContainEqual(['openapi', 'descripton: It is there.']);
  });
});

describe('references', () => {
  const refers = (ref: string): string =>
    document(`Output: { type: object, properties: { a: { $ref: '${ref}' } } }`);

  test.each([
    ['https://example.com/a.yaml', 'ref-url'],
    ['//example.com/a.yaml', 'ref-url'],
    ['file:///etc/passwd', 'ref-url'],
    ['data:application/json,{}', 'ref-url'],
    ['/etc/passwd', 'ref-outside'],
    ['../secret.yaml', 'ref-outside'],
    ['./sub/../../secret.yaml#/a', 'ref-outside'],
    ['%2e%2e/secret.yaml', 'ref-outside'],
    ['..%2fsecret.yaml', 'ref-outside'],
    ['./missing.yaml', 'ref-missing-file'],
    ['./sub', 'ref-missing-file'],
    ['.', 'ref-missing-file'],
    ['./other.yaml?x#/Other', 'ref-malformed'],
    ['#Output', 'ref-malformed'],
    ['#/components/%zz', 'ref-malformed'],
    ['#/components/~2', 'ref-malformed'],
    ['#/components/schemas/Missing', 'ref-missing-pointer'],
    ['./other.yaml#/Missing', 'ref-missing-pointer'],
    ['#/components/schemas/Output/properties/a', 'ref-cycle'],
  ] as const)('%s is a problem', async (ref, code) => {
    const text = refers(ref);
    const problems = problemsOf(
      await load({ 'spec.yaml': text, 'other.yaml': 'Other: { type: string }', 'sub/a.yaml': '{}' }),
    );
    expect(problems).toMatchObject([{ code, ref, pointer: '/components/schemas/Output/properties/a/$ref' }]);
    expect(text.split('\n')[(problems[0]?.line ?? 0) - 1]).toContain(ref);
  });

  test('two that only refer to each other are problems', async () => {
    const problems = problemsOf(
      await load(
        document(`${empty}\nA: { $ref: '#/components/schemas/B' }\nB: { $ref: '#/components/schemas/A' }`),
      ),
    );
    expect(problems.map(({ code }) => code)).toEqual(['ref-cycle', 'ref-cycle']);
  });

  test('a schema that contains itself is no problem', async () => {
    const loaded = await load(
      document(`Output: { type: object, properties: { a: { $ref: '#/components/schemas/Output' } } }`),
    );
    expect(loaded.ok).toBe(true);
  });

  test('symbolic links are followed, and must not lead out', async () => {
    const outside = await folderOf({ 'secret.yaml': 'Secret: { type: string }' });
    const folder = await folderOf({ 'inside.yaml': 'Inside: { type: string }' });
    await symlink(join(outside, 'secret.yaml'), join(folder, 'link.yaml'));
    await symlink(outside, join(folder, 'linked'));
    await symlink(join(folder, 'inside.yaml'), join(folder, 'alias.yaml'));
    for (const [ref, code] of [
      ['./link.yaml#/Secret', 'ref-outside'],
      ['./linked/secret.yaml#/Secret', 'ref-outside'],
      ['./alias.yaml#/Inside', undefined],
    ] as const) {
      await writeFile(join(folder, 'spec.yaml'), refers(ref));
      expect(problemsOf(await loadSpec(join(folder, 'spec.yaml'))).map((problem) => problem.code)).toEqual(
        code ? [code] : [],
      );
    }
  });

  test('the network is not asked, not even by a file that is referred to', async () => {
    const asked: string[] = [];
    const server = createServer((request, response) => {
      asked.push(request.url ?? '');
      response.end('{}');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/a.yaml`;
    const problems = problemsOf(
      await load({
        'spec.yaml': document(
          `Output: { type: object, properties: { a: { $ref: './b.yaml' }, b: { example: { $ref: '${url}' } } } }`,
        ),
        'b.yaml': `type: object\nproperties: { c: { $ref: '${url}' } }`,
      }),
    );
    await new Promise((resolve) => server.close(resolve));
    expect(problems.map((problem) => [problem.code, problem.file.split('/').at(-1)])).toEqual([
      ['ref-url', 'spec.yaml'],
      ['ref-url', 'b.yaml'],
    ]);
    expect(asked).toEqual([]);
  });

  test('a pipe is not waited for', async () => {
    const folder = await folderOf({ 'spec.yaml': refers('./dir.yaml') });
    await mkdir(join(folder, 'dir.yaml'));
    expect(problemsOf(await loadSpec(join(folder, 'spec.yaml')))).toMatchObject([
      { code: 'ref-missing-file' },
    ]);
    await rm(join(folder, 'dir.yaml'), { recursive: true });
  });
});

describe('many files', () => {
  const files = {
    'spec.yaml': document(
      `Output:
  type: object
  properties:
    a: { $ref: './shapes/a.yaml', description: Beside it. }
    b: { $ref: './shapes/common.yaml#/defs/B' }
Home: { $ref: './shapes/home.yaml' }`,
      '',
      'x-protocol: { $ref: ./protocol.yaml }',
    ),
    'protocol.yaml': 'name: other',
    'shapes/a.yaml': `type: object
properties:
  again: { $ref: './common.yaml#/defs/B' }
  output: { $ref: '../spec.yaml#/components/schemas/Output' }
  home: { $ref: './home.yaml' }`,
    'shapes/common.yaml': `defs:
  B: { type: object, properties: { inner: { $ref: '#/defs/C' } } }
  C: { type: string }`,
    'shapes/home.yaml': 'type: object\nproperties: { self: { $ref: ./home.yaml } }',
  };

  test('become one, with every reference inside it', async () => {
    const loaded = unwrap(await load(files));
    const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
    expect(loaded.bundled).toMatchObject({
      'x-protocol': { name: 'other' },
      components: {
        schemas: {
          Output: { properties: { a: { ...ref('a'), description: 'Beside it.' }, b: ref('B') } },
          Home: { type: 'object', properties: { self: ref('Home') } },
          a: { properties: { again: ref('B'), output: ref('Output'), home: ref('Home') } },
          B: { properties: { inner: ref('C') } },
          C: { type: 'string' },
        },
      },
    });
    expect(loaded.files.map((file) => relative(dirname(loaded.file), file))).toEqual([
      ...['spec.yaml', 'protocol.yaml', 'shapes/a.yaml', 'shapes/common.yaml', 'shapes/home.yaml'],
    ]);
  });

  test('keep their places', async () => {
    const place = locate(unwrap(await load(files)), '/components/schemas/B/properties/inner');
    expect(place).toMatchObject({ line: 2, pointer: '/defs/B/properties/inner' });
    expect(place.file).toMatch(/shapes\/common\.yaml$/);
  });

  test('two schemas that would share a name are a problem', async () => {
    const spec = document(`Output: { type: object, properties: { a: { $ref: './o.yaml#/Output' } } }`);
    const problems = problemsOf(await load({ 'spec.yaml': spec, 'o.yaml': 'Output: { type: string }' }));
    expect(problems).toMatchObject([{ code: 'name-collision', name: 'Output' }]);
  });

  test('parts that are copied into each other without end are a problem', async () => {
    const spec = document(empty, '', 'x-protocol: { $ref: ./p.yaml }');
    const problems = problemsOf(await load({ 'spec.yaml': spec, 'p.yaml': 'views: { $ref: ./p.yaml }' }));
    expect(problems).toMatchObject([{ code: 'ref-cycle' }]);
  });
});

test('our own specs load, in every edition', async () => {
  for (const [spec, edition] of [
    [SPECS.task, 'base'],
    [SPECS.task, 'latest'],
    [SPECS.orchard, 'base'],
    [SPECS.orchard, 'later'],
  ] as const) {
    expect(unwrap(await loadSpec(spec, { edition }))).toMatchObject({ edition, file: spec });
  }
});
