/** Time for each element as a response grows, and for each case as a campaign does. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { interleaved, over } from '../lib/measure.mjs';
import { DIST } from '../lib/places.mjs';
import { subject } from '../lib/subjects.mjs';

export const title = 'Growth';

export async function section({ rounds, long }) {
  return {
    growth: [...(await lists(rounds)), ...(await campaigns(long ? [1e3, 1e4, 1e5, 1e6] : [1e3, 1e4]))],
  };
}

async function lists(rounds) {
  const { generated } = await subject('second');
  const checks = {
    boolean: (value) => (generated.isGetGraphSummaryOutputWireStrict(value) ? 1 : 0),
    collecting: (value) => (generated.validateGetGraphSummaryOutputWireStrict(value).valid ? 1 : 0),
  };
  const table = [];
  for (const elements of [1, 10, 100, 1000, 10_000]) {
    const text = JSON.stringify({
      graphSummary: {
        nodeStructures: Array.from({ length: elements }, (_, i) => ({
          count: i,
          nodeProperties: [`property ${i}`],
        })),
      },
    });
    const values = [JSON.parse(text), JSON.parse(text)];
    const contenders = Object.fromEntries(
      Object.entries(checks).map(([name, check]) => [name, over(values, check, 2)]),
    );
    const times = await interleaved(
      {
        ...contenders,
        'JSON.parse': over(
          [text, text],
          (each) => (JSON.parse(each).graphSummary.nodeStructures.length > 0 ? 1 : 0),
          2,
        ),
      },
      { rounds, size: 2 * elements },
    );
    table.push({
      what: 'nanoseconds for each element of a list',
      size: elements,
      ...Object.fromEntries(Object.entries(times).map(([name, list]) => [name, median(list)])),
    });
  }
  return table;
}

async function campaigns(sizes) {
  const load = (...path) => import(pathToFileURL(join(DIST, ...path)).href);
  const { verifyValidator, validatorTarget } = await load('tests', 'conformance', 'index.js');
  const { isGetImportTaskOutputWireStrict } = await load('generated', 'validators', 'wire-strict.js');
  const table = [];
  for (const wanted of sizes) {
    let cases = 0;
    const target = validatorTarget((value) => {
      cases++;
      return isGetImportTaskOutputWireStrict(value);
    });
    const runs = Math.max(1, Math.round(wanted / 160));
    globalThis.gc?.();
    const from = process.hrtime.bigint();
    await verifyValidator({ target, mode: 'strict', seed: 1, runs });
    const nanoseconds = Number(process.hrtime.bigint() - from) / cases;
    table.push({
      what: 'a campaign: microseconds for each case',
      size: cases,
      'all in': Number((nanoseconds / 1000).toPrecision(3)),
      'peak memory, MB': Math.round(process.resourceUsage().maxRSS / 1024),
    });
  }
  return table;
}

function median(list) {
  return Number([...list].sort((a, b) => a - b)[list.length >> 1].toPrecision(3));
}
