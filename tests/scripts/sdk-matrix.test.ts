import { describe, expect, test } from 'vitest';
import { contract } from '../../generated/contract.js';
import { type Matrix, matrixOf } from '../../scripts/sdks/matrix.js';
import { matrixText } from '../../scripts/sdks/matrix-text.js';
import { pageOf } from '../../scripts/sdks/page.js';
import { clientTarget, type Limitation, verifyClient } from '../conformance/index.js';

const CLAUSES = [
  'restJson1#undecodable-success-not-json',
  'restJson1#content-type-wrong',
  'restJson1#every-call-ends',
];
const [FAULTY = '', OBSERVED = '', HELD = ''] = CLAUSES;

/** Reads whatever comes, and shows some markup. */
async function careless(endpoint: string): Promise<unknown> {
  const text = await (await fetch(`${endpoint}/x`)).text();
  try {
    return JSON.parse(text);
  } catch {
    return { '<b>|`x`</b>': text };
  }
}

async function run(id: string, limitations: readonly Limitation[] = []) {
  const target = clientTarget(careless, id);
  const result = await verifyClient({ target, runs: 5, seed: 1, only: CLAUSES, limitations });
  return { client: { id, name: id, version: '1', runs: 5, limitations }, results: [result] };
}

describe('the matrix of clients', () => {
  test('has what does not hold, what was seen, what holds and what was not tried', async () => {
    const matrix = matrixOf(contract, 1, ['one'], [await run('one')], null);
    const cell = (clause: string) => matrix.clauses.find((row) => row.clause === clause)?.cells['one'];
    expect(cell(FAULTY)).toMatchObject({
      state: 'differs',
      findings: [{ limitation: null, response: { status: 200 } }],
    });
    expect(cell(OBSERVED)).toEqual({ state: 'observed', behaviours: ['reads it'] });
    expect(cell(HELD)).toEqual({ state: 'holds' });
    expect(cell('restJson1#open-enum')).toEqual({ state: 'not-tried', reason: 'Not selected in this run.' });
    expect(JSON.parse(JSON.stringify(matrix))).toEqual(matrix);
  });

  test('keeps the column of a client that was not run, in its place', async () => {
    const earlier = matrixOf(contract, 1, ['one', 'two'], [await run('one'), await run('two')], null);
    const later = matrixOf(
      contract,
      1,
      ['one', 'two'],
      [await run('two')],
      JSON.parse(JSON.stringify(earlier)) as Matrix,
    );
    expect(later).toEqual(earlier);
  });

  test('counts a limitation of the driver as not tried', async () => {
    const limitations = [{ limitation: 'driver-careless', covers: [FAULTY], reason: 'It is in the driver.' }];
    const matrix = matrixOf(contract, 1, ['one'], [await run('one', limitations)], null);
    expect(matrix.clauses.find((row) => row.clause === FAULTY)?.cells['one']).toEqual({
      state: 'not-tried',
      reason: 'It is in the driver.',
    });
  });

  test('is safe Markdown', async () => {
    const text = matrixText(matrixOf(contract, 1, ['a|b'], [await run('a|b')], null));
    expect(text).toContain('| clause | level | a\\|b | source |');
    // What came from the client stands in code.
    expect(text).toMatch(/and got ``the output .*<b>\|`x`<\/b>.*``\./);
  });
});

test('the page shows the clients side by side, each run of theirs', async () => {
  const one = await run('one');
  const page = pageOf([{ ...one, results: [...one.results, ...one.results] }, await run('two')]);
  for (const text of ['OF 3 HOLD', 'one, with its own retries', 'npm run sdks -- two'])
    expect(page).toContain(text);
});
