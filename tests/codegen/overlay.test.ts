import { describe, expect, test } from 'vitest';
import { applyOverlay } from '../../codegen/load/overlay.js';
import { parseText } from '../../codegen/load/parse.js';
import { plain } from '../../codegen/load/tree.js';
import { locate } from '../../codegen/load.js';
import { problemText } from '../../codegen/problems.js';
import { document, load, problemsOf, unwrap } from './support.js';

const head = 'overlay: 1.0.0\ninfo: { title: t, version: v }\n';

function apply(document: unknown, actions: unknown) {
  const tree = unwrap(parseText(JSON.stringify(document), 'spec.yaml'));
  const overlay = unwrap(parseText(`${head}actions: ${JSON.stringify(actions)}`, 'o.yaml'));
  const applied = applyOverlay(tree, overlay);
  return applied.ok ? plain(applied.value) : applied.problems.map(problemText).join('\n');
}

describe('an action', () => {
  test.each<[string, unknown, unknown, unknown]>([
    ['merges objects', { a: { b: 1 } }, [{ target: '$.a', update: { c: 2 } }], { a: { b: 1, c: 2 } }],
    [
      'merges deeply',
      { a: { b: { c: 1 } } },
      [{ target: '$', update: { a: { b: { d: 2 } } } }],
      { a: { b: { c: 1, d: 2 } } },
    ],
    ['replaces plain values', { a: 1 }, [{ target: '$', update: { a: 'x' } }], { a: 'x' }],
    ['joins lists', { a: [1] }, [{ target: '$', update: { a: [2, 3] } }], { a: [1, 2, 3] }],
    ['appends to a list', { a: [1] }, [{ target: '$.a', update: 2 }], { a: [1, 2] }],
    ['appends a list as one item', { a: [1] }, [{ target: '$.a', update: [2] }], { a: [1, [2]] }],
    [
      'updates all matches',
      { a: [{ b: 1 }, { b: 2 }] },
      [{ target: '$.a[*]', update: { c: 3 } }],
      {
        a: [
          { b: 1, c: 3 },
          { b: 2, c: 3 },
        ],
      },
    ],
    [
      'selects by filter',
      { a: [{ b: 1 }, { b: 2 }] },
      [{ target: '$.a[?@.b==2]', update: { c: 3 } }],
      { a: [{ b: 1 }, { b: 2, c: 3 }] },
    ],
    ['removes members', { a: { b: 1, c: 2 } }, [{ target: '$.a.b', remove: true }], { a: { c: 2 } }],
    [
      'removes items, none twice',
      { a: [1, 2, 3, 4] },
      [{ target: '$.a[0,0,2]', remove: true }],
      { a: [2, 4] },
    ],
    [
      'comes after the one before',
      { a: {} },
      [
        { target: '$.a', update: { b: {} } },
        { target: '$.a.b', update: { c: 1 } },
      ],
      { a: { b: { c: 1 } } },
    ],
    [
      'ignores its update where it removes',
      { a: { b: 1 } },
      [{ target: '$.a', update: { c: 1 }, remove: true }],
      {},
    ],
    [
      'takes __proto__ as a name',
      {},
      [{ target: '$', update: JSON.parse('{"__proto__":{"a":1}}') }],
      JSON.parse('{"__proto__":{"a":1}}'),
    ],
  ])('%s', (_, document, actions, wanted) => {
    expect(JSON.stringify(apply(document, actions))).toBe(JSON.stringify(wanted));
  });

  test.each<[string, unknown, string]>([
    ['matches nothing', [{ target: '$.b', update: {} }], 'matches nothing'],
    ['is no JSONPath', [{ target: '$.[', update: {} }], 'is no JSONPath'],
    ['selects a plain value', [{ target: '$.a.n', update: { x: 1 } }], 'neither an object nor an array'],
    ['has no target', [{ update: {} }], 'must have a target'],
    ['does nothing', [{ target: '$.a' }], 'an update, or remove: true'],
    ['is misspelt', [{ target: '$.a', updates: {} }], 'no field'],
    ['puts a list over an object', [{ target: '$.a', update: [] }], 'can only be updated with an object'],
    [
      'puts a list over a plain value',
      [{ target: '$.a', update: { n: [] } }],
      '"n\\" is a plain value there and a list here',
    ],
    ['is no object', ['x'], 'must be an object'],
    ['is not there', [], 'at least one action'],
  ])('that %s is a problem', (_, actions, says) => {
    expect(apply({ a: { n: 1 } }, actions)).toMatch(/^o\.yaml:3:.*/);
    expect(String(apply({ a: { n: 1 } }, actions)).replaceAll('"n"', '"n\\"')).toContain(says);
  });
});

describe('an edition', () => {
  const spec = document('Output: { type: object, properties: { a: { type: string } } }');
  const overlay = `${head}extends: ../spec.yaml
actions:
  - target: $
    update: { x-edition: next }
  - target: $.components.schemas.Output.properties
    update:
      b: { type: integer }`;
  const files = { 'spec.yaml': spec, 'editions/next.overlay.yaml': overlay, 'editions/notes.txt': '' };

  test('is applied by its name, and what it adds is where it says so', async () => {
    const loaded = unwrap(await load(files, 'next'));
    expect(loaded.edition).toBe('next');
    expect(loaded.files[1]).toMatch(/editions\/next\.overlay\.yaml$/);
    const place = locate(loaded, '/components/schemas/Output/properties/b');
    expect(place).toMatchObject({
      line: 9,
      column: 7,
      pointer: '/actions/1/update/b',
      file: loaded.files[1],
    });
    expect(locate(loaded, '/components/schemas/Output/properties/a').file).toBe(loaded.file);
  });

  test('that is not asked for is not there', async () => {
    const loaded = unwrap(await load(files));
    expect(loaded.edition).toBe('base');
    expect(loaded.bundled).not.toHaveProperty('components.schemas.Output.properties.b');
  });

  test.each(['nope', '../editions/next', 'next.overlay.yaml', '', '__proto__'])(
    '%j is unknown',
    async (edition) => {
      const problems = problemsOf(await load(files, edition));
      expect(problems).toMatchObject([{ code: 'unknown-edition', edition, editions: ['base', 'next'] }]);
      expect(problems.map(problemText).join()).toContain('The editions are "base", "next"');
    },
  );

  test.each([
    ['calls itself another', overlay.replace('x-edition: next', 'x-edition: other'), 'edition-mismatch'],
    ['extends another spec', overlay.replace('../spec.yaml', '../other.yaml'), 'overlay-extends'],
    ['is of another version', overlay.replace('1.0.0', '2.0.0'), 'overlay-invalid'],
    ['has no info', overlay.replace(/info:.*\n/, ''), 'overlay-invalid'],
    ['is no overlay', '[]', 'overlay-invalid'],
    ['is no YAML', 'a: [', 'syntax'],
    ['refers to a URL', overlay.replace('{ type: integer }', "{ $ref: 'http://a/b' }"), 'ref-url'],
  ] as const)('that %s is a problem in its file', async (_, text, code) => {
    const problems = problemsOf(await load({ ...files, 'editions/next.overlay.yaml': text }, 'next'));
    expect(problems.map((problem) => problem.code)).toEqual([code]);
    expect(problems[0]?.file).toMatch(/next\.overlay\.yaml$/);
  });

  test('adds schemas that refer to the document', async () => {
    const text = overlay.replace('{ type: integer }', "{ $ref: '#/components/schemas/Output' }");
    expect((await load({ ...files, 'editions/next.overlay.yaml': text }, 'next')).ok).toBe(true);
  });
});
