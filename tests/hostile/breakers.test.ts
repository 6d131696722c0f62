import { expect, test } from 'vitest';
import type { Generated } from '../../codegen/pipeline.js';
import { accepted, differences, generateFrom, unclear } from './generating.js';
import { filled, type Hole, holes } from './holes.js';
import { breakers, harmlessTwin, patterns } from './texts.js';
import { compilerErrors, fired } from './trying.js';

/** `HOSTILE=all` puts every text into every hole by itself, which takes minutes. */
const { HOSTILE } = process.env;

/** OpenAPI has rules of its own for the other kinds: each of them is filled by itself, and may be refused. */
const FREE: ReadonlySet<Hole['kind']> = new Set([
  'doc',
  'id',
  'name',
  'header',
  'member',
  'tag',
  'value',
  'operation',
  'json',
] as const);

const FREE_HOLES = holes.filter(
  ({ kind, id }) => FREE.has(kind) || id === 'parameter.query' || id === 'parameter.header',
);

type Texts = Readonly<Record<string, string>>;

/** One text in several holes, where names stay apart by a number. */
function into(some: readonly Hole[], textOf: (index: number) => string): Texts {
  const fillings = some.map(({ kind, id }, i) => {
    const text = textOf(i);
    if (kind === 'doc') return [id, text];
    return [id, kind === 'json' ? JSON.stringify(text) : some.length === 1 ? text : `${text}${i}`];
  });
  return Object.fromEntries(fillings);
}

const ALL = Object.entries(breakers);

/** Each case fills every hole: with one text, or with all of them in turn, each time in other holes. */
const FILLINGS: readonly { readonly title: string; readonly textOf: (index: number) => string }[] =
  HOSTILE === 'all'
    ? ALL.map(([title, text]) => ({ title, textOf: () => text }))
    : [0, 7, 14, 21].map((turn) => ({
        title: `all, turned by ${turn}`,
        textOf: (i) => ALL[(i + turn) % ALL.length]?.[1] ?? '',
      }));

test('no text leaves the place that it was put into', async () => {
  const outputs: Generated[] = [];
  for (const { title, textOf } of FILLINGS) {
    const generated = accepted(await generateFrom(filled(into(FREE_HOLES, textOf))));
    const harmless = into(FREE_HOLES, (i) => harmlessTwin(textOf(i)));
    const twin = accepted(await generateFrom(filled(harmless)));
    expect(differences(generated, twin), title).toEqual([]);
    outputs.push(generated);
  }
  expect(await compilerErrors(outputs)).toBe('');
  for (const output of outputs.slice(0, 2)) expect(await fired(output)).toBe(0);
}, 1_800_000);

test('patterns stay patterns', async () => {
  const outputs: Generated[] = [];
  const some = holes.filter(({ kind }) => kind === 'pattern');
  for (let i = 0; i < patterns.length; i += some.length) {
    const texts = Object.fromEntries(some.map(({ id }, j) => [id, patterns[i + j] ?? '^$']));
    const generated = accepted(await generateFrom(filled(texts)));
    expect(differences(generated, undefined)).toEqual([]);
    outputs.push(generated);
  }
  expect(await compilerErrors(outputs)).toBe('');
  for (const output of outputs) expect(await fired(output)).toBe(0);
});

test('what OpenAPI does not allow is refused with a place, and else stays text', async () => {
  const outputs: Generated[] = [];
  const some = HOSTILE === 'all' ? holes : holes.filter((hole) => !FREE_HOLES.includes(hole));
  const cases = some.flatMap((hole) =>
    Object.entries(breakers).map(([title, text]) => ({ hole, title, text })),
  );
  for (const [i, { hole, title, text }] of cases.entries()) {
    if (HOSTILE !== 'all' && i % 37 !== 0) continue;
    const result = await generateFrom(filled(into([hole], () => text)));
    if (!result.ok) expect(unclear(result.problems), `${title} in ${hole.id}`).toEqual([]);
    else {
      expect(differences(result.value, undefined), `${title} in ${hole.id}`).toEqual([]);
      if (outputs.length < 50) outputs.push(result.value);
    }
  }
  expect(await compilerErrors(outputs)).toBe('');
}, 1_800_000);
