import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pointerOf } from '../conformance/pointer.js';
import { plain, render, styles } from '../conformance/render.js';
import { differenceOf } from '../conformance/reports/html/difference.js';
import { html, prose } from '../conformance/reports/html/markup.js';
import { spanAt } from '../conformance/reports/html/span.js';

/** Every place in a value, with what is there. */
function placesIn(value: unknown, keys: readonly string[] = []): readonly (readonly [string, unknown])[] {
  const inner = Object(value) === value ? Object.entries(value as object) : [];
  return [[pointerOf(keys), value], ...inner.flatMap(([key, held]) => placesIn(held, [...keys, key]))];
}

test('what a pointer points at is found in the text, however it is written', () => {
  fc.assert(
    fc.property(fc.jsonValue({ depthSize: 'medium' }), styles, (value, style) => {
      const text = render(value, { ...style, first: plain.first });
      for (const [pointer, held] of placesIn(JSON.parse(render(value)))) {
        const span = spanAt(text, pointer);
        expect(JSON.parse(text.slice(span?.start, span?.end))).toEqual(held);
      }
    }),
  );
});

test.each([
  ['{"a":1,"a":2}', '/a', '2'],
  ['{"a":1,"a', '/a', '1'],
  ['[1,[2,{"b":true}]', '/1/1/b', 'true'],
  ['{"a":{"b":1}', '/a', '{"b":1}'],
] as const)('%s at %s is %s', (text, pointer, part) => {
  const span = spanAt(text, pointer);
  expect(text.slice(span?.start, span?.end)).toBe(part);
});

test.each([
  ['', ''],
  ['{', '/a'],
  ['{"a"}', '/a'],
  ['{"a":', '/a'],
  ['[1', '/1'],
  ['<html>', '/a'],
  ['{"a":1}', '/b'],
  ['"a', ''],
])('%j has nothing at %j', (text, pointer) => {
  expect(spanAt(text, pointer)).toBe(null);
});

test('whatever the text, it is read to an end', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom(...'{}[]",:\\a1 ') }),
      fc.constantFrom('', '/a', '/1', '/a/1'),
      (text, pointer) => {
        const span = spanAt(text, pointer);
        if (span !== null) expect(span.start).toBeLessThan(span.end);
      },
    ),
  );
  const deep = `${'['.repeat(100_000)}1${']'.repeat(100_000)}`;
  expect(spanAt(deep, '')).toEqual({ start: 0, end: deep.length });
});

test('a difference puts both texts together again, and cuts no character', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme' }),
      fc.string({ unit: 'grapheme' }),
      fc.string({ unit: 'grapheme' }),
      (before, one, other) => {
        const [left, right] = [`${before}${one}${before}`, `${before}${other}${before}`];
        const difference = differenceOf(left, right);
        if (difference === null) return;
        expect(`${difference.before}${difference.one}${difference.behind}`).toBe(left);
        expect(`${difference.before}${difference.other}${difference.behind}`).toBe(right);
        expect(Object.values(difference).every((part) => part.isWellFormed())).toBe(true);
      },
    ),
  );
  expect(differenceOf('valid', 'invalid')).toBe(null);
});

test('between backticks is code, and all else is text', () => {
  expect(prose('`a` is <b>, `c`').markup).toBe('<code>a</code> is &lt;b&gt;, <code>c</code>');
  expect(prose('one ` alone').markup).toBe('one ` alone');
  expect(html`<p title="${'"&\''}">${1}</p>`.markup).toBe('<p title="&quot;&amp;&#39;">1</p>');
});
