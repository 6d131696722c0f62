import { describe, expect, test } from 'vitest';
import type { Generated } from '../../codegen/pipeline.js';
import { accepted, differences, generateFrom, unclear } from './generating.js';
import { filledIn, type Hole, holesOf } from './holes.js';
import { BOTOCORE, SMITHY } from './official-templates.js';
import { breakers, harmlessTwin, patterns } from './texts.js';
import { compilerErrors, fired } from './trying.js';

/** As in `breakers.test.ts`. */
const { HOSTILE } = process.env;

/** What an official model may write as it likes. Other names have a grammar, and may be refused. */
const FREE: readonly Hole['kind'][] = ['doc', 'value'];

const TEXTS = Object.entries(breakers);

describe.each([
  ['botocore', BOTOCORE],
  ['Smithy', SMITHY],
])('a model of %s', (_, template) => {
  const holes = holesOf(template);
  const generatedFrom = (texts: Readonly<Record<string, string>>) =>
    generateFrom({ 'spec.yaml': filledIn(template, texts) });
  const into = (some: readonly Hole[], textOf: (index: number) => string): Readonly<Record<string, string>> =>
    Object.fromEntries(
      some.map(({ kind, id }, i) => [id, kind === 'value' ? `${textOf(i)}${i}` : textOf(i)]),
    );

  test('no text leaves the place that it was put into', async () => {
    const free = holes.filter(({ kind }) => FREE.includes(kind));
    const turns = HOSTILE === 'all' ? TEXTS.map((_, turn) => turn) : [0, 13];
    const outputs: Generated[] = [];
    for (const turn of turns) {
      const textOf = (i: number): string => TEXTS[(i + turn) % TEXTS.length]?.[1] ?? '';
      const generated = accepted(await generatedFrom(into(free, textOf)));
      const twin = accepted(await generatedFrom(into(free, (i) => harmlessTwin(textOf(i)))));
      expect(differences(generated, twin), `turned by ${turn}`).toEqual([]);
      outputs.push(generated);
    }
    expect(await compilerErrors(outputs)).toBe('');
    for (const output of outputs.slice(0, 2)) expect(await fired(output)).toBe(0);
  }, 1_800_000);

  test('a name or a pattern is refused with a place, or stays text', async () => {
    const outputs: Generated[] = [];
    const cases = holes
      .filter(({ kind }) => !FREE.includes(kind))
      .flatMap(({ kind, id }) =>
        (kind === 'pattern' ? patterns.map((text) => [text, text] as const) : TEXTS).map(([title, text]) => ({
          id,
          title,
          text,
        })),
      );
    for (const [i, { id, title, text }] of cases.entries()) {
      if (HOSTILE !== 'all' && i % 47 !== 0) continue;
      const result = await generatedFrom({ [id]: text });
      if (!result.ok) expect(unclear(result.problems), `${title} in ${id}`).toEqual([]);
      else {
        expect(differences(result.value, undefined), `${title} in ${id}`).toEqual([]);
        if (outputs.length < 50) outputs.push(result.value);
      }
    }
    expect(outputs.length).toBeGreaterThan(0);
    expect(await compilerErrors(outputs)).toBe('');
    for (const output of outputs.slice(0, 2)) expect(await fired(output)).toBe(0);
  }, 1_800_000);
});
