/**
 * What of the goals was missed, in words; nothing where all hold. Of a section that did not run nothing is asked; where it ran,
 * what it did not measure is missed, too: a row that goes by another name must not hold for ever.
 */
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
    if (results[section] === undefined) return [];
    const found = rowsOf(results, section).find((each) => each.row === row)?.contenders[contender];
    if (found === undefined) return [`${section}: ${row}: ${contender} was not measured`];
    if (found.ratio <= most * (1 + tolerance)) return [];
    return [`${section}: ${row}: ${contender} takes ${found.ratio} times the limit, the goal is ${most}`];
  });
}

function decoding({ decoding: { most }, tolerance }, results) {
  if (results.decoding === undefined) return [];
  const ratio = results.decoding.beyondValidating;
  if (ratio === undefined) return ['decoding: what it takes beyond validating was not measured'];
  if (ratio <= most * (1 + tolerance)) return [];
  return [`decoding: ${ratio} times JSON.parse beside the validator's own time, the goal is ${most}`];
}

/** Nobody but the limit is ahead of ours. */
function firsts({ first, tolerance }, results) {
  return first.flatMap((section) => {
    if (results[section] === undefined) return [];
    const rows = rowsOf(results, section);
    if (rows.length === 0) return [`${section}: no row was measured`];
    return rows.flatMap(({ row, contenders }) => {
      const { ours } = contenders;
      if (ours === undefined) return [`${section}: ${row}: ours was not measured`];
      return Object.entries(contenders).flatMap(([name, { ratio }]) =>
        name !== 'by hand' && ours.ratio > ratio * (1 + tolerance)
          ? [`${section}: ${row}: ${name} is ahead, ${ratio} to ${ours.ratio}`]
          : [],
      );
    });
  });
}

function sizes({ sizes: wanted }, results) {
  if (results.size === undefined) return [];
  return Object.entries(wanted).flatMap(([name, most]) => {
    const gzipped = results.size.sizes?.[name]?.gzipped;
    if (gzipped === undefined) return [`size: ${name} was not measured`];
    return gzipped <= most ? [] : [`size: ${name} is ${gzipped} bytes, the goal is ${most}`];
  });
}

function rowsOf(results, section) {
  return results[section]?.rows ?? [];
}
