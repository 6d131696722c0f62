/** A larger contract with lists, maps, a union within a union and floats: values as they are generated. */
import { labelled } from '../lib/corpus.mjs';
import { subject } from '../lib/subjects.mjs';
import { able, agreementOn, entrants, rowsOf } from '../lib/validators.mjs';

export const title = 'Validators, a contract with lists and maps';

export async function section({ rounds }) {
  const chosen = await subject('second');
  const corpus = labelled(chosen);
  const agreement = await agreementOn(chosen, corpus);
  // Values as JSON has them, on which all agree, so that all do the same work. Who refuses them all has no say.
  const lost = new Set(
    agreement.contenders.filter(({ refused }) => refused === agreement.valid).map(({ name }) => name),
  );
  const judges = able(await entrants(chosen)).filter(({ name }) => !lost.has(name));
  const agreed = corpus
    .flatMap(({ valid, value }) => asJson(value).map((copy) => ({ valid, value: copy })))
    .filter(({ valid, value }) => judges.every((each) => says(each, value) === valid));
  const of = (valid) => spread(agreed.flatMap((each) => (each.valid === valid ? [each.value] : [])));
  const rows = {
    'accept, generated values': { values: of(true), wrong: 0, ask: 'accepts' },
    'reject, generated faults': { values: of(false), wrong: 1, ask: 'accepts' },
    'all issues, valid': { values: of(true), wrong: 0, ask: 'count' },
    'all issues, generated faults': { values: of(false), wrong: 1, ask: 'count' },
  };
  // Made anew, as the peers are: what judged hostile values has learnt from them.
  const built = able(await entrants(await subject('second'))).filter(({ name }) => !lost.has(name));
  return {
    rows: await rowsOf(built, rows, { rounds, base: 'ours' }),
    agreement,
    note: `Values on which all agree: ${of(true).length} valid, ${of(false).length} invalid. The peers take base64 and date-time as any text`,
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
