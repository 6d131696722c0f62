/** Contenders in turn, several rounds; figures are ratios within a round, so that a busy machine slows all alike. */
import { measure } from 'mitata';

const OPTIONS = {
  gc: false,
  min_samples: 6,
  min_cpu_time: 6e6,
  batch_samples: 96,
  warmup_samples: 2,
};

/**
 * @param contenders functions of no parameter by name, each of which does the work `size` times
 * @returns by name: nanoseconds for one piece of work in each round
 */
export async function interleaved(contenders, { rounds, size = 1 }) {
  const names = Object.keys(contenders);
  const times = Object.fromEntries(names.map((name) => [name, []]));
  for (let round = 0; round <= rounds; round++) {
    for (const name of rotated(names, round)) {
      const { p50 } = await measure(contenders[name], { ...OPTIONS });
      // The first round only warms up.
      if (round > 0) times[name].push(p50 / size);
    }
  }
  return times;
}

/** Nobody always follows the same one. */
function rotated(names, by) {
  const from = (by * 5) % names.length;
  const turned = [...names.slice(from), ...names.slice(0, from)];
  return by % 2 === 0 ? turned : turned.reverse();
}

/** A loop of its own for each contender and row, so that none shares its inline caches with another. */
export function over(values, check, expected) {
  const loop = new Function(
    'check',
    'values',
    'return () => { let n = 0; for (let i = 0; i < values.length; i++) n += check(values[i]); return n; };',
  )(check, values);
  return expected === undefined || loop() === expected ? loop : null;
}

/** What the rounds say of each contender beside a base: the median, and where nine of ten lie. */
export function summary(times, base) {
  return Object.fromEntries(
    Object.entries(times).map(([name, list]) => {
      const ratios = list.map((time, round) => time / times[base][round]).sort((a, b) => a - b);
      const sorted = [...list].sort((a, b) => a - b);
      return [
        name,
        {
          nanoseconds: round3(at(sorted, 0.5)),
          ratio: round3(at(ratios, 0.5)),
          low: round3(at(ratios, 0.1)),
          high: round3(at(ratios, 0.9)),
        },
      ];
    }),
  );
}

/** The results of one section from several processes as one: the rounds of all of them count. */
export function merged(results) {
  const [first] = results;
  if (first.rows === undefined) return first;
  const rows = first.rows.map(({ times, ...row }, i) => {
    if (times === undefined) return row;
    const all = Object.keys(times).map((name) => [
      name,
      results.flatMap(({ rows: others }) => others[i].times[name] ?? []),
    ]);
    return { ...row, contenders: summary(Object.fromEntries(all), row.base) };
  });
  return { ...first, rows };
}

function at(sorted, share) {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}

function round3(value) {
  return Number(value.toPrecision(3));
}
