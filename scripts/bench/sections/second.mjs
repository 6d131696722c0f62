/** A larger contract with lists, maps, a union within a union and floats: values as they are generated. */
import { labelled } from '../lib/corpus.mjs';
import { subject } from '../lib/subjects.mjs';
import { able, agreementOn, entrants, rowsOf } from '../lib/validators.mjs';

export const title = 'Validators, a contract with lists and maps';

export async function section({ rounds }) {
  const chosen = await subject('second');
  const corpus = labelled(chosen);
  const agreement = await agreementOn(chosen, corpus);
  // Who is wrong of valid values as JSON has them would do other work than the rest.
  const judges = able(await entrants(chosen));
  const agreed = corpus.filter(({ valid, value }) => judges.every((each) => says(each, value) === valid));
  const of = (valid) => agreed.flatMap((each) => (each.valid === valid ? [each.value] : [])).slice(0, 64);
  const rows = {
    'accept, generated values': { values: of(true), wrong: 0, ask: 'accepts' },
    'reject, generated faults': { values: of(false), wrong: 1, ask: 'accepts' },
    'all issues, valid': { values: of(true), wrong: 0, ask: 'count' },
    'all issues, generated faults': { values: of(false), wrong: 1, ask: 'count' },
  };
  const built = able(await entrants(chosen));
  return {
    rows: await rowsOf(built, rows, { rounds, base: 'ours' }),
    agreement,
    note: `values on which all agree: ${of(true).length} valid, ${of(false).length} invalid`,
  };
}

function says({ accepts }, value) {
  try {
    return accepts(value) === true;
  } catch {
    return 'threw';
  }
}
