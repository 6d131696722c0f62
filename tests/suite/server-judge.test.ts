import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arbitrariesOf } from '../../codegen/runtime/arbitraries/index.js';
import { readBody } from '../conformance/judge/body.js';
import { jsonFacts } from '../conformance/judge/json-facts.js';
import { judgeValue } from '../conformance/judge/value.js';
import { bytesOf } from '../conformance/server/response.js';
import { CHOICES, contractOf, SPECS } from '../support/contracts.js';
import { naiveCheck } from '../support/naive-check.js';

describe('the judge of values', () => {
  const modes = ['strict', 'tolerant'] as const;
  const specs = Object.entries({ ...SPECS, menagerie: CHOICES });

  test.each(specs.flatMap(([name, spec]) => modes.map((mode) => [name, mode, spec] as const)))(
    'breaks what the naive check breaks, and nothing else: %s, %s',
    async (_, mode, spec) => {
      const contract = await contractOf(spec);
      const arbitraries = arbitrariesOf(contract);
      const outputs = contract.operations.flatMap(({ output }) => output ?? []);
      for (const output of new Set(outputs)) {
        const faults = arbitraries.faultsOf(output, 'wire', mode);
        const values = fc.oneof(
          arbitraries.wireValue(output, mode),
          ...faults.map(({ arbitrary }) => arbitrary.map(({ value }) => value)),
          fc.jsonValue(),
        );
        fc.assert(
          fc.property(values, (value) => {
            const broken = judgeValue(contract, output, value, mode).filter(({ holds }) => !holds);
            const naive = naiveCheck(contract, output, 'wire', mode, value);
            const likely = naive.notices.filter(({ clause }) => clause.includes('#likely-'));
            expect(texts(broken)).toEqual(texts([...naive.issues, ...likely]));
          }),
          { numRuns: 600, seed: 7 },
        );
      }
    },
  );

  test('says which clauses held, too', async () => {
    const contract = await contractOf(SPECS.task);
    const [operation] = contract.operations;
    const minimal = fc.sample(arbitrariesOf(contract).wireValue(operation?.output ?? '', 'strict'), 1)[0];
    const held = judgeValue(contract, operation?.output ?? '', minimal, 'strict').map(({ clause }) => clause);
    expect(held).toContain('GetImportTaskOutput#type');
    expect(held).toContain('GetImportTaskOutput.status#enum');
    expect(held).toContain('GetImportTaskOutput#closed');
  });
});

function texts(breaches: readonly { readonly clause: string; readonly path: string }[]): readonly string[] {
  return breaches.map(({ clause, path }) => `${clause} at ${path}`).sort();
}

describe('facts of a JSON text', () => {
  test.each([
    ['{"a":1,"b":{"a":2}}', []],
    ['{"a":1,"b":2,"a":3}', ['/a']],
    ['{"a":1,"\\u0061":2}', ['/a']],
    ['{"x":[{"a":1},{"a":1,"a":1}]}', ['/x/1/a']],
    ['{"a/b~":1,"a/b~":2}', ['/a~1b~0']],
    ['{"__proto__":1,"__proto__":2}', ['/__proto__']],
    ['{"a":"\\"a\\":1","b":"}"}', []],
  ])('names that stand twice in %s', (text, expected) => {
    expect(jsonFacts(text).duplicates).toEqual(expected);
  });

  test.each([
    ['{"a":"\\ud83d\\ude00"}', []],
    ['{"a":"\\ud83d"}', ['/a']],
    ['["x","\\ude00\\ud83d"]', ['/1']],
    ['{"\\ud83d":1}', ['/\ud83d']],
  ])('halves of surrogate pairs in %s', (text, expected) => {
    expect(jsonFacts(text).loneSurrogates).toEqual(expected);
  });

  test('numbers with a fraction or an exponent keep their spelling', () => {
    const { spellings } = jsonFacts(' { "a" : 1.0, "b": [1e3, -7, 2.5E-1], "c": "1.0" } ');
    expect([...spellings]).toEqual([
      ['/a', '1.0'],
      ['/b/0', '1e3'],
      ['/b/2', '2.5E-1'],
    ]);
  });

  test('depth is no danger', () => {
    const text = `${'['.repeat(200_000)}1.0${']'.repeat(200_000)}`;
    expect([...jsonFacts(text).spellings.values()]).toEqual(['1.0']);
  });
});

describe('bodies', () => {
  test.each<readonly [string, Uint8Array, string]>([
    ['an empty one', new Uint8Array(), 'no JSON'],
    ['one with text behind', bytesOf('{}x'), 'no JSON'],
    ['two documents', bytesOf('{}{}'), 'no JSON'],
    ['a truncated one', bytesOf('{"a":1'), 'no JSON'],
    ['bytes that are no UTF-8', Uint8Array.of(0x22, 0xc3, 0x28, 0x22), 'bad byte 1'],
    ['a surrogate in three bytes', Uint8Array.of(0x22, 0xed, 0xa0, 0x80, 0x22), 'bad byte 1'],
    ['one with a byte order mark', bytesOf('\ufeff{}'), 'mark, JSON'],
    ['one with blanks around', bytesOf(' \n{"a": 1}\r\n'), 'JSON'],
  ])('%s', (_, bytes, expected) => {
    const { badByte, byteOrderMark, notJson, json } = readBody(bytes);
    const said = [
      ...(badByte === null ? [] : [`bad byte ${badByte}`]),
      ...(byteOrderMark ? ['mark'] : []),
      ...(notJson === null ? [] : ['no JSON']),
      ...(json === null ? [] : ['JSON']),
    ];
    expect(said.join(', ')).toBe(expected);
  });
});
