import os from 'node:os';

/** Where it was measured, and what else was going on when it began. */
export function machine() {
  return {
    cpu: os.cpus()[0]?.model ?? 'unknown',
    cores: os.cpus().length,
    os: `${os.type()} ${os.release()}`,
    node: process.versions.node,
    v8: process.versions.v8,
    load: os
      .loadavg()
      .map((each) => each.toFixed(1))
      .join(', '),
  };
}

/**
 * Ratios and goals. A ratio is the median of the rounds, each to the other of the same round: what the machine does
 * besides slows both.
 *
 * @param measured by name, for each round `{cpu, memory}` in milliseconds and megabytes, or `{failed}`
 */
export function resultsOf(measured, most, { ours, rivals }) {
  const ratio = (name, to) => {
    const others = measured.get(to);
    return median(
      measured.get(name).flatMap(({ cpu }, round) => {
        const other = others[round]?.cpu;
        return cpu === undefined || other === undefined ? [] : [cpu / other];
      }),
    );
  };
  const rows = [...measured].map(([name, all]) => {
    const good = all.filter(({ cpu }) => cpu !== undefined);
    if (good.length === 0) return { name, failed: all[0]?.failed ?? 'it was not run' };
    return {
      name,
      ratio: rounded(ratio(name, 'node -e 0')),
      least: Math.round(Math.min(...good.map(({ cpu }) => cpu))),
      median: Math.round(median(good.map(({ cpu }) => cpu))),
      memory: Math.round(Math.max(...good.map(({ memory }) => memory))),
      rounds: good.length,
    };
  });
  const goal = (text, is, limit) => ({ goal: text, is: rounded(is), most: limit, holds: is <= limit });
  const ahead = most['beside those who emit validators'];
  const memory = rows.find(({ name }) => name === 'ours, 340 operations')?.memory;
  return {
    rows,
    goals: [
      goal('nothing to do, to `node -e 0`', ratio('ours, nothing to do', 'node -e 0'), most['nothing to do']),
      ...rivals.map((rival) => goal(`1 operation, to ${rival}`, ratio(ours, rival), ahead)),
      goal(
        '340 operations to 34',
        ratio('ours, 340 operations', 'ours, 34 operations'),
        most['340 operations to 34'],
      ),
      goal('megabytes at 340 operations', memory ?? Number.NaN, most['megabytes at 340 operations']),
    ],
  };
}

export function page({ date, machine: where, versions, rounds, rows, goals }) {
  return `${[
    `# Bench of the generator, ${date}`,
    `${where.cpu}, ${where.cores} cores, ${where.os}, Node ${where.node} (V8 ${where.v8}). Load when it began: ${where.load}.`,
    `CPU time of each process with all its threads and those it started, ${rounds} rounds in turns. The ratio is the median of the rounds, to a bare \`node -e 0\` of the same round.`,
    `Versions: ${Object.entries(versions)
      .map(([name, version]) => `${name} ${version}`)
      .join(', ')}.`,
    table(
      ['', 'ratio', 'ms, least', 'ms, median', 'MB, most', 'rounds'],
      rows.map(({ name, failed, ...row }) =>
        failed === undefined
          ? [name, row.ratio, row.least, row.median, row.memory, row.rounds]
          : [`${name}: failed (${failed.replaceAll('|', '/')})`, '', '', '', '', ''],
      ),
    ),
    '## Goals',
    table(
      ['', 'is', 'at most', ''],
      goals.map(({ goal, is, most, holds }) => [goal, is, most, holds ? 'holds' : 'MISSED']),
    ),
  ].join('\n\n')}\n`;
}

function table(head, rows) {
  return [head, ['---', ...head.slice(1).map(() => '--:')], ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
}

function median(numbers) {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const [low, high] = [sorted[sorted.length % 2 === 0 ? middle - 1 : middle], sorted[middle]];
  return low === undefined || high === undefined ? Number.NaN : (low + high) / 2;
}

function rounded(number) {
  return Math.round(number * 100) / 100;
}
