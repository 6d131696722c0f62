/** Valid values a second: our arbitraries beside generators of test data from zod and from JSON Schema. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { faker } from '@faker-js/faker';
import { generate } from 'json-schema-faker';
import { fake, setFaker } from 'zod-schema-faker/v4';
import { Output } from '../contenders/zod.mjs';
import { interleaved, summary } from '../lib/measure.mjs';
import { DIST, ROOT } from '../lib/places.mjs';
import { subject } from '../lib/subjects.mjs';

export const title = 'Generating one valid value';

export async function section({ rounds }) {
  const { model, shape, schema, generated } = await subject('task');
  const load = async (...path) => import(pathToFileURL(join(...path)).href);
  const { wireValue } = await load(DIST, 'codegen', 'runtime', 'arbitraries', 'index.js');
  const fc = (await load(ROOT, 'node_modules', 'fast-check', 'lib', 'fast-check.js')).default;
  setFaker(faker);
  const arbitrary = wireValue(model, shape, 'strict');
  let seed = 1;
  const contenders = {
    ours: () => fc.sample(arbitrary, { numRuns: 20, seed: seed++ }),
    'zod-schema-faker': () => twenty(() => fake(Output)),
    'json-schema-faker': () => Promise.all(twenty(() => generate(schema))),
  };
  const right = {};
  for (const name of Object.keys(contenders)) {
    const made = [];
    for (let i = 0; i < 10; i++) made.push(...(await contenders[name]()));
    const valid = made.filter((value) => generated[`is${shape}WireStrict`](value)).length;
    right[name] = valid / made.length;
  }
  const times = await interleaved(contenders, { rounds, size: 20 });
  const made = Object.entries(right).map(([name, share]) => `${name} ${Math.round(share * 100)} %`);
  return {
    rows: [{ row: 'one valid value', base: 'ours', contenders: summary(times, 'ours'), out: [] }],
    note: `valid among what they made: ${made.join(', ')}`,
  };
}

function twenty(make) {
  return Array.from({ length: 20 }, make);
}
