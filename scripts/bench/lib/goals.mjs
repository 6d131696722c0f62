/** What of the goals was missed, in words; nothing where all hold. */
export function missed(goals, results) {
  return [
    ...ratios(goals, results),
    ...decoding(goals, results),
    ...firsts(goals, results),
    ...sizes(goals, results),
  ];
}

function ratios({ ratios: wanted, tolerance }, results) {
  return wanted.flatMap(({ section, row, contender, most }) => {
    const found = rowsOf(results, section).find((each) => each.row === row)?.contenders[contender];
    if (found === undefined || found.ratio <= most * (1 + tolerance)) return [];
    return [`${section}: ${row}: ${contender} takes ${found.ratio} times the limit, the goal is ${most}`];
  });
}

function decoding({ decoding: { most }, tolerance }, results) {
  const ratio = results.decoding?.beyondValidating;
  if (ratio === undefined || ratio <= most * (1 + tolerance)) return [];
  return [`decoding: ${ratio} times JSON.parse beside the validator's own time, the goal is ${most}`];
}

/** Nobody but the limit is ahead of ours. */
function firsts({ first, tolerance }, results) {
  return first.flatMap((section) =>
    rowsOf(results, section).flatMap(({ row, contenders }) =>
      Object.entries(contenders).flatMap(([name, { ratio }]) =>
        name !== 'by hand' && contenders.ours.ratio > ratio * (1 + tolerance)
          ? [`${section}: ${row}: ${name} is ahead, ${ratio} to ${contenders.ours.ratio}`]
          : [],
      ),
    ),
  );
}

function sizes({ sizes: wanted }, results) {
  return Object.entries(wanted).flatMap(([name, most]) => {
    const gzipped = results.size?.sizes[name].gzipped ?? 0;
    return gzipped <= most ? [] : [`size: ${name} is ${gzipped} bytes, the goal is ${most}`];
  });
}

function rowsOf(results, section) {
  return results[section]?.rows ?? [];
}
