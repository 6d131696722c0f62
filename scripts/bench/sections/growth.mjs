/** Time for each element as a response grows, and for each case as a campaign does. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { interleaved, over } from '../lib/measure.mjs';
import { BENCH } from '../lib/places.mjs';
import { subject } from '../lib/subjects.mjs';

export const title = 'Growth';

const HOUR = 3_600_000;

export async function section({ rounds, long }) {
  return {
    growth: [...(await lists(rounds)), ...(await campaigns(long ? [1e3, 1e4, 1e5, 1e6] : [1e3, 1e4, 1e5]))],
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

/** Each size in a process of its own: the memory at its peak is then that of this campaign alone. */
async function campaigns(sizes) {
  const table = [];
  for (const wanted of sizes) {
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['--expose-gc', join(BENCH, 'lib', 'campaign.mjs'), String(wanted)],
      { timeout: HOUR },
    );
    const { cases, microseconds, megabytes } = JSON.parse(stdout);
    table.push({
      what: 'a campaign: microseconds for each case',
      size: cases,
      'all in': microseconds,
      'peak memory, MB': megabytes,
    });
  }
  return table;
}

function median(list) {
  return Number([...list].sort((a, b) => a - b)[list.length >> 1].toPrecision(3));
}
