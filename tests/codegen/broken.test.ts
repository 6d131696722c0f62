import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { objectsOf, type Part } from '../../codegen/load/grammar.js';
import { parseText } from '../../codegen/load/parse.js';
import { type Tree, tokensOf } from '../../codegen/load/tree.js';
import { loadSpec, type SpecDocument } from '../../codegen/load.js';
import { lower } from '../../codegen/lower/index.js';
import { problemText } from '../../codegen/problems.js';
import { stringifyJson } from '../../codegen/runtime/json.js';
import { SPECS } from '../support/contracts.js';
import { unwrap } from './support.js';

describe.each(Object.entries(SPECS))('%s, when it is broken', (_, spec) => {
  let document: SpecDocument;
  let text: string;
  let places: readonly string[];

  beforeAll(async () => {
    document = unwrap(await loadSpec(spec));
    // Read again as one file, so that the pointer of each place is that of the whole document.
    text = stringifyJson(document.bundled);
    document = { ...document, root: unwrap(parseText(text, 'spec.json')) };
    places = [...pointersOf(document.root)];
  });

  test('lowers to a contract or to problems with a place, and never throws', () => {
    const value = fc.oneof(
      fc.jsonValue({ maxDepth: 2 }),
      fc.constantFrom<unknown>(
        ...[
          { type: 'object' },
          { type: 'string', enum: ['A'] },
          { type: 'array', items: {} },
          { $ref: '#/info' },
        ],
      ),
    );
    const change = fc.record({ at: fc.nat(), value: fc.option(value, { nil: undefined, freq: 4 }) });
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 3 }), (changes) => {
        const broken: unknown = JSON.parse(text);
        for (const { at, value } of changes) replace(broken, places[at % places.length] ?? '', value);
        const root = parseText(JSON.stringify(broken), 'spec.json');
        if (!root.ok) return;
        const result = lower({ ...document, root: root.value });
        for (const problem of result.ok ? [] : result.problems) {
          expect(problemText(problem)).toMatch(/^spec\.json:1:\d+ {2}.+\.$/);
        }
        if (result.ok)
          expect(new Set(result.value.clauses.map(({ id }) => id)).size).toBe(result.value.clauses.length);
      }),
      { numRuns: 100 },
    );
  });

  test.each<[Part, string]>([
    ['schema', 'zzz'],
    ['schema', 'x-zzz'],
    ['operation', 'x-zzz'],
    ['parameter', 'x-zzz'],
    ['response', 'x-zzz'],
    ['header', 'x-zzz'],
    ['content', 'x-zzz'],
    ['path', 'x-zzz'],
    ['document', 'x-zzz'],
  ])('tells of a keyword that nobody knows, on every %s: %s', (part, keyword) => {
    for (const [{ place }] of [...objectsOf(document.root)].filter(([, each]) => each === part)) {
      const broken: unknown = JSON.parse(text);
      replace(broken, `${place.pointer}/${keyword}`, 1);
      const result = lower({ ...document, root: unwrap(parseText(JSON.stringify(broken), 'spec.json')) });
      const told = result.ok ? [] : result.problems.map(({ pointer }) => pointer);
      expect(told).toContain(`${place.pointer}/${keyword}`);
    }
  });
});

function* pointersOf(tree: Tree): Generator<string> {
  if (tree.place.pointer !== '') yield tree.place.pointer;
  const children = tree.kind === 'object' ? tree.members.values() : tree.kind === 'array' ? tree.items : [];
  for (const child of children) yield* pointersOf(child);
}

/** Puts a value at a pointer in place of what is there; undefined takes it away. */
function replace(root: unknown, pointer: string, value: unknown): void {
  const tokens = tokensOf(pointer) ?? [];
  const last = tokens.at(-1) ?? '';
  let at = root;
  for (const token of tokens.slice(0, -1)) {
    if (typeof at !== 'object' || at === null) return;
    at = (at as Record<string, unknown>)[token];
  }
  if (typeof at !== 'object' || at === null) return;
  if (value === undefined) Reflect.deleteProperty(at, last);
  else Object.defineProperty(at, last, { value, enumerable: true, configurable: true, writable: true });
}
