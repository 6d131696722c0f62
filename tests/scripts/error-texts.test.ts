import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rows as config } from './error-texts/config.js';
import { rows as drift } from './error-texts/drift.js';
import { rows as generate } from './error-texts/generate.js';
import { rows as report } from './error-texts/report.js';
import type { Row } from './error-texts/row.js';
import { rows as serve } from './error-texts/serve.js';
import { type Place, placeToType } from './error-texts/situation.js';
import { rows as targets } from './error-texts/targets.js';
import { UNREACHABLE } from './error-texts/unreachable.js';
import { rows as usage } from './error-texts/usage.js';
import { rows as validate } from './error-texts/validate.js';
import { rows as verify } from './error-texts/verify.js';
import { wordings } from './error-texts/wordings.js';

const table: Readonly<Record<string, readonly Row[]>> = {
  ...{ usage, generate, verify, targets, validate, serve, drift, report, config },
};

let place: Place;
beforeAll(async () => {
  place = await placeToType();
});
afterAll(() => place.leave());

describe.each(Object.entries(table))('%s', (_, rows) => {
  test.each(rows.map((row, at) => [at + 1, row.typed, row] as const))('%i: %s', async (_at, _typed, row) => {
    const { code, stderr } = await place.type(row);
    expect({ code, says: stderr }).toEqual({ code: row.code, says: row.says });
  });
});

describe('the table', () => {
  const said = Object.values(table).flatMap((rows) => rows.map(({ says }) => says));
  const all = wordings();
  const isShown = ({ pattern }: { readonly pattern: RegExp }): boolean =>
    said.some((text) => pattern.test(text));

  test('shows every wording of the commands', () => {
    expect(all.length).toBeGreaterThan(100);
    const missing = all.filter((each) => !isShown(each) && !Object.hasOwn(UNREACHABLE, each.text));
    expect(missing.map((each) => `${each.place}: ${each.text}`)).toEqual([]);
  });

  test('and what is said to be out of reach is a wording that no row shows', () => {
    const idle = Object.keys(UNREACHABLE).filter(
      (text) => !all.some((each) => each.text === text && !isShown(each)),
    );
    expect(idle).toEqual([]);
  });

  test('has no two rows alike', () => {
    const rows = Object.values(table).flat();
    const situations = rows.map(({ typed, given, stdin }) => JSON.stringify([typed, given, stdin]));
    expect(new Set(situations).size).toBe(rows.length);
  });
});
