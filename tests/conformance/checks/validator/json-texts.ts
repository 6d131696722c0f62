import fc from 'fast-check';
import { checkId } from '../../check.js';
import { validatorClauses } from '../../clauses.js';
import { composite } from '../../composite.js';
import { resolve } from '../../model.js';
import { plain, render, styles } from '../../render.js';
import { parsed } from '../../tame.js';
import {
  judgeValidator,
  type ValidatorCase,
  type ValidatorCheck,
  type ValidatorExpectation,
  type ValidatorWorld,
} from './validator-check.js';

/** What only a validator that is handed JSON text can be asked: text that is none, and all the ways to write one value. */
export function jsonTexts(world: ValidatorWorld): readonly ValidatorCheck[] {
  const { contract, root, view } = world;
  if (view === 'decoded' || resolve(contract, root).kind !== 'structure') return [];
  const values = composite(world, root, 'all').map((value) => parsed(contract, root, value));
  const accepted: ValidatorExpectation = { kind: 'accepted', notice: null };
  return [
    check('no-json', 'Text that is no JSON.', noJson(values), { kind: 'refused', clause: null }),
    check(
      'spelling',
      'A valid value, written in another way.',
      fc.tuple(values, styles).map(([value, style]) => ({ value, text: render(value, style) })),
      accepted,
    ),
    check(
      'blanks',
      'A valid value with white space before and behind it.',
      fc
        .tuple(values, fc.constantFrom(' ', '\n', '\r\n', '\t \n'), fc.constantFrom('', '\n', ' \r\n\t'))
        .map(([value, before, after]) => ({ value, text: before + render(value, plain) + after })),
      accepted,
    ),
  ];
}

interface Written {
  readonly value: unknown;
  readonly text: string;
}

function check(
  variant: string,
  title: string,
  written: fc.Arbitrary<Written>,
  expect: ValidatorExpectation,
): ValidatorCheck {
  const { id: clause } = validatorClauses.text;
  return {
    id: checkId(clause, variant),
    clause,
    title,
    cases: written.map((each): ValidatorCase => ({ ...each, hostile: null, path: null, expect })),
    judge: judgeValidator,
  };
}

/** An object ends with its last brace: no beginning of its text is JSON, and neither is its text with more behind it. */
function noJson(values: fc.Arbitrary<unknown>): fc.Arbitrary<Written> {
  const whole = values.map((value) => ({ value, text: render(value, plain) }));
  const cut = fc
    .tuple(whole, fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }))
    .map(([{ value, text }, share]) => ({ value, text: text.slice(0, Math.floor(share * text.length)) }));
  const longer = fc
    .tuple(whole, fc.constantFrom(' x', ',', '}', ' {}', '\u0000', ' // all of it', ';'))
    .map(([{ value, text }, more]) => ({ value, text: text + more }));
  const other = fc
    .tuple(
      whole,
      fc.constantFrom<(text: string) => string>(
        () => '',
        () => ' ',
        () => 'NaN',
        () => 'undefined',
        () => '<html></html>',
        (text) => text.replaceAll('"', "'"),
        (text) => text.replace(/\}$/, ',}'),
        (text) => text.replace(/"(\w+)":/, '$1:'),
      ),
    )
    .map(([{ value, text }, spoil]) => ({ value, text: spoil(text) }));
  return fc.oneof(cut, longer, other);
}
