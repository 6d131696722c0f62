/** A larger contract with lists and maps: a response of it, and values as they are generated. */
import { labelled } from '../lib/corpus.mjs';
import { summaryRows } from '../lib/second-values.mjs';
import { subject } from '../lib/subjects.mjs';
import { able, agreementOn, entrants, rowsOf } from '../lib/validators.mjs';

export const title = 'Validators, a contract with lists and maps';

export async function section({ rounds, judges }) {
  const chosen = await subject('second');
  const corpus = labelled(chosen);
  // Values as JSON has them, on which all agree, so that all do the same work.
  const asked = able(await entrants(chosen));
  const agreed = corpus
    .flatMap(({ valid, value }) => asJson(value).map((copy) => ({ valid, value: copy })))
    .filter(({ valid, value }) => asked.every((each) => says(each, value) === valid));
  const of = (valid) => spread(agreed.flatMap((each) => (each.valid === valid ? [each.value] : [])));
  const rows = {
    ...summaryRows,
    'accept, generated values': { values: of(true), wrong: 0, ask: 'accepts' },
    'reject, generated faults': { values: of(false), wrong: 1, ask: 'accepts' },
  };
  // Made anew: what judged hostile values has learnt from them.
  const built = able(await entrants(await subject('second')));
  return {
    rows: await rowsOf(built, rows, { rounds, base: 'ours' }),
    ...(judges ? { agreement: await agreementOn(chosen, corpus) } : {}),
    note: `Generated values are those on which all agree: ${of(true).length} valid, ${of(false).length} invalid`,
  };
}

/** The value as `JSON.parse` gives it; none where JSON has no words for it. */
function asJson(value) {
  try {
    const text = JSON.stringify(value);
    return text === undefined ? [] : [JSON.parse(text)];
  } catch {
    return [];
  }
}

/** 64 of a list, from all of its parts. */
function spread(list) {
  const step = Math.max(1, Math.floor(list.length / 64));
  return list.filter((_, i) => i % step === 0).slice(0, 64);
}

function says({ accepts }, value) {
  try {
    return accepts(value) === true;
  } catch {
    return 'threw';
  }
}
