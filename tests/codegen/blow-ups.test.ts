/** Small documents that would unfold to very large ones. */
import { expect, test } from 'vitest';
import { lowered, problemsOf } from './support.js';

const header = "openapi: 3.1.0\ninfo: { title: Test, version: '1' }\n";

test('choices within choices that each have members are told, not unfolded', async () => {
  const levels = Array.from({ length: 40 }, (_, level) => level);
  const schemas = levels.flatMap((level) =>
    ['A', 'B'].map((name) => {
      const next = ['A', 'B'].map((each) => `{ $ref: '#/components/schemas/${each}${level + 1}' }`);
      const own = `type: object, properties: { ${name.toLowerCase()}${level}: { type: string } }`;
      return `    ${name}${level}: { ${own}, oneOf: [${next.join(', ')}] }`;
    }),
  );
  const ends = ['A', 'B'].map(
    (name) => `    ${name}${levels.length}: { type: object, properties: { ${name}: { type: string } } }`,
  );
  const text = `${header}paths: {}\ncomponents:\n  schemas:\n${[...schemas, ...ends].join('\n')}\n`;
  const codes = problemsOf(await lowered(text)).map(({ code }) => code);
  expect(codes.filter((code) => code === 'choice-limit')).toHaveLength(1);
});

test('references to other files that each hold the next one twice are told, not unfolded', async () => {
  const levels = Array.from({ length: 40 }, (_, level) => level);
  const laughs = levels.map(
    (level) => `a${level}: { l: { $ref: '#/a${level + 1}' }, r: { $ref: '#/a${level + 1}' } }`,
  );
  const files = {
    'spec.yaml': `${header}x-data: { $ref: './laughs.yaml#/a0' }\npaths: {}\n`,
    'laughs.yaml': `${laughs.join('\n')}\na${levels.length}: { x: ha }\n`,
  };
  const codes = problemsOf(await lowered(files)).map(({ code }) => code);
  expect(codes).toEqual(['ref-limit']);
});
