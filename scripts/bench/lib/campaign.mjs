/**
 * One campaign of about so many cases, in a process of its own that has compiled its code on a small one before. Prints JSON:
 * the cases, microseconds for each, and the megabytes of the process at its peak.
 */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { DIST } from './places.mjs';

/** What one run of all checks comes to. */
const CASES = 160;
const WARM_UP = 1000;

const load = (...path) => import(pathToFileURL(join(DIST, ...path)).href);
const { verifyValidator, validatorTarget } = await load('tests', 'conformance', 'index.js');
const { isGetImportTaskOutputWireStrict } = await load('generated', 'validators', 'wire-strict.js');

await campaign(WARM_UP, 2);
globalThis.gc?.();
const from = process.hrtime.bigint();
const cases = await campaign(Number(process.argv[2]), 1);
const nanoseconds = Number(process.hrtime.bigint() - from) / cases;
const microseconds = Number((nanoseconds / 1000).toPrecision(3));
const megabytes = Math.round(process.resourceUsage().maxRSS / 1024);
process.stdout.write(JSON.stringify({ cases, microseconds, megabytes }));

async function campaign(wanted, seed) {
  let count = 0;
  const target = validatorTarget((value) => {
    count++;
    return isGetImportTaskOutputWireStrict(value);
  });
  await verifyValidator({ target, mode: 'strict', seed, runs: Math.max(1, Math.round(wanted / CASES)) });
  return count;
}
