/** Sections that measure what another one judges: who is wrong there is marked in both. */
const JUDGED_IN = { polluted: 'validators', 'second-polluted': 'second' };

/** Results as a page. */
export function markdown({ date, machine, versions, results, missed }) {
  return `${[
    `# Bench of ${date}`,
    `${machine.cpu}, ${machine.cores} cores, ${machine.os}, Node ${machine.node} (V8 ${machine.v8}).`,
    `Load when it began: ${machine.load}. A figure is the median of the rounds: nanoseconds for one piece of work, the ratio to the base of the row, and in brackets where nine of ten rounds lie. ✗ marks who judges at least one of the labelled values wrongly.`,
    `Versions: ${Object.entries(versions)
      .map(([name, version]) => `${name} ${version}`)
      .join(', ')}.`,
    ...Object.entries(results).flatMap(([name, result]) =>
      sectionText(result, result.agreement ?? results[JUDGED_IN[name]]?.agreement),
    ),
    '## Goals',
    missed.length === 0 ? 'All hold.' : missed.map((each) => `- missed: ${each}`).join('\n'),
  ].join('\n\n')}\n`;
}

function sectionText({ title, rows = [], agreement, note, sizes, growth, beyondValidating }, marks) {
  return [
    `## ${title}`,
    ...(rows.length === 0 ? [] : [rowsTable(rows, marks)]),
    ...(sizes === undefined ? [] : [sizesTable(sizes)]),
    ...(growth === undefined ? [] : growthTables(growth)),
    ...(beyondValidating === undefined
      ? []
      : [`Beside the validator's own time, ours takes ${beyondValidating} times \`JSON.parse\`.`]),
    ...(note === undefined ? [] : [`${note}.`]),
    ...(agreement === undefined ? [] : [agreementTable(agreement)]),
  ];
}

function rowsTable(rows, agreement) {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row.contenders)))];
  const wrong = new Set(
    (agreement?.contenders ?? []).flatMap(({ name, missed = [], refused, threw }) =>
      missed.length + refused + threw > 0 ? [name] : [],
    ),
  );
  const cell = (found) =>
    found === undefined ? '' : `${found.nanoseconds} ns, ${found.ratio} (${found.low} to ${found.high})`;
  return table(
    ['', ...rows.map(({ row }) => row)],
    names.map((name) => [
      `${name}${wrong.has(name) ? ' ✗' : ''}`,
      ...rows.map(({ contenders }) => cell(contenders[name])),
    ]),
  );
}

function agreementTable({ valid, invalid, contenders }) {
  return [
    `Agreement on ${valid} valid and ${invalid} invalid values:`,
    table(
      ['', 'valid refused', 'threw', 'clauses of which a fault passes'],
      contenders.map(({ name, failed, refused, threw, missed }) =>
        failed === undefined
          ? [name, refused, threw, missed.length === 0 ? 'none' : `${missed.length}: ${missed.join(', ')}`]
          : [name, '', '', `cannot be built: ${failed}`],
      ),
    ),
  ].join('\n\n');
}

function sizesTable(sizes) {
  return table(
    ['', 'minified', 'gzipped'],
    Object.entries(sizes).map(([name, { minified, gzipped }]) => [name, minified, gzipped]),
  );
}

function growthTables(growth) {
  return [...new Set(growth.map(({ what }) => what))].map((what) => {
    const lines = growth.filter((each) => each.what === what).map(({ what: _, ...figures }) => figures);
    const heads = Object.keys(lines[0] ?? {});
    return [
      `In ${what}:`,
      table(
        heads,
        lines.map((line) => heads.map((head) => line[head])),
      ),
    ].join('\n\n');
  });
}

function table(heads, lines) {
  const row = (cells) => `| ${cells.map((cell) => String(cell).replaceAll('|', '\\|')).join(' | ')} |`;
  return [row(heads), row(heads.map(() => '---')), ...lines.map(row)].join('\n');
}
