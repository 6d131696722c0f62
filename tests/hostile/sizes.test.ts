import { expect, test } from 'vitest';
import { problemText } from '../../codegen/problems.js';
import { accepted, generateFrom, ownFiles, unclear } from './generating.js';
import { complaints } from './inspect.js';
import { compilerErrors, fired } from './trying.js';

const spec = (schemas: string): Readonly<Record<string, string>> => ({
  'spec.yaml': `{"openapi": "3.1.0", "info": {"title": "Sizes", "version": "1"}, "paths": {}, "components": {"schemas": {${schemas}}}}`,
});

/** `HOSTILE=all` tries what takes a minute, too. */
const ALL = process.env['HOSTILE'] === 'all';
const MANY = ALL ? 10_000 : 500;

test(`${MANY} members, and as many values`, async () => {
  const all = Array.from({ length: MANY }, (_, i) => `"member${i}": {"type": "string"}`).join(', ');
  const values = JSON.stringify(Array.from({ length: MANY }, (_, i) => `VALUE_${i}`));
  const large = `"Large": {"type": "object", "properties": {${all}}}, "Many": {"type": "string", "enum": ${values}}`;
  const generated = accepted(await generateFrom(spec(large)));
  expect(complaints(ownFiles(generated))).toEqual([]);
  expect(await fired(generated)).toBe(0);
});

/** Objects in objects, or lists of lists, or schemas that refer to the next one. */
const DEEP = {
  objects: (levels: number): string => {
    const open = '{"type": "object", "properties": {"next": ';
    return `"Deep": ${open.repeat(levels)}{"type": "string"}${'}}'.repeat(levels)}`;
  },
  lists: (levels: number): string =>
    `"Deep": {"type": "object", "properties": {"list": ${'{"type": "array", "items": '.repeat(levels)}{"type": "string"}${'}'.repeat(levels)}}}`,
  maps: (levels: number): string =>
    `"Deep": {"type": "object", "properties": {"map": ${'{"type": "object", "additionalProperties": '.repeat(levels)}{"type": "string"}${'}'.repeat(levels)}}}`,
  references: (levels: number): string =>
    Array.from(
      { length: levels },
      (_, i) =>
        `"Deep${i}": {"type": "object", "properties": {"next": ${i + 1 < levels ? `{"$ref": "#/components/schemas/Deep${i + 1}"}` : '{"type": "string"}'}}}`,
    ).join(', '),
};

for (const [kind, deep] of Object.entries(DEEP)) {
  // A chain of references is taken at any length: each of its types and validators is compiled.
  for (const levels of kind === 'references' && !ALL ? [20, 100] : [20, 1_000]) {
    test(`${levels} levels of ${kind} compile, or are refused`, async () => {
      const result = await generateFrom(spec(deep(levels)));
      if (!result.ok) {
        expect(unclear(result.problems)).toEqual([]);
        expect(result.problems.map(problemText).join('\n')).toMatch(/deep|levels/);
      } else {
        expect(complaints(ownFiles(result.value))).toEqual([]);
        expect(await compilerErrors([result.value])).toBe('');
      }
    });
  }
}
