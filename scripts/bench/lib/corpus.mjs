/** Values with a label: valid by construction, or broken in one named clause. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { DIST } from './places.mjs';

const { faultsOf, wireValue } = await import(
  pathToFileURL(join(DIST, 'codegen', 'runtime', 'arbitraries', 'index.js')).href
);
const { sample } = (
  await import(pathToFileURL(join(DIST, '..', 'node_modules', 'fast-check', 'lib', 'fast-check.js')).href)
).default;

const SEED = 20261124;

export function labelled({ model, shape }, valid = 300, perFault = 2) {
  const good = sample(wireValue(model, shape, 'strict'), { numRuns: valid, seed: SEED });
  const bad = faultsOf(model, shape, 'wire', 'strict').flatMap((fault) =>
    sample(fault.arbitrary, { numRuns: perFault, seed: SEED }).map(({ value }) => ({
      valid: false,
      value,
      clause: fault.clause,
    })),
  );
  return [...good.map((value) => ({ valid: true, value, clause: null })), ...bad];
}

/** Where a contender says otherwise than the label: the clauses that it let pass, and how many valid values it refused. */
export function disagreements(accepts, corpus) {
  const missed = new Map();
  let refused = 0;
  let threw = 0;
  for (const { valid, value, clause } of corpus) {
    const said = verdict(accepts, value);
    if (said === 'threw') threw++;
    if (valid && said !== true) refused++;
    if (!valid && said === true) missed.set(clause, (missed.get(clause) ?? 0) + 1);
  }
  return { missed: [...missed.keys()], refused, threw };
}

function verdict(accepts, value) {
  try {
    return accepts(value) === true;
  } catch {
    return 'threw';
  }
}
