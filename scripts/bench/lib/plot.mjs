/** The rows of validators as bars on a logarithmic scale, as SVG; the limit is the line at 1. */
const WIDTH = 860;
const LEFT = 150;
const BAR = 11;
const ROW = 30;
const DECADES = [0.1, 1, 10, 100, 1000];

export function plot({ date, machine, results }) {
  const rows = results.validators.rows;
  const names = [...new Set(rows.flatMap((row) => Object.keys(row.contenders)))].filter(
    (name) => name !== 'by hand',
  );
  let y = 50;
  const parts = [];
  for (const { row, contenders } of rows) {
    parts.push(text(10, y, row, 'head'));
    y += 8;
    for (const name of names) {
      const found = contenders[name];
      if (found === undefined) continue;
      const end = x(found.ratio);
      const from = Math.min(end, x(1));
      parts.push(
        text(LEFT - 8, y + BAR - 2, name, 'name'),
        `<rect x="${from}" y="${y}" width="${Math.max(1, Math.abs(end - x(1))).toFixed(1)}" height="${BAR - 2}" class="${name === 'ours' ? 'ours' : 'peer'}"/>`,
        text(Math.max(end, x(1)) + 4, y + BAR - 2, String(found.ratio), 'ratio'),
      );
      y += BAR;
    }
    y += ROW - 4;
  }
  const grid = DECADES.map(
    (at) =>
      `<line x1="${x(at)}" x2="${x(at)}" y1="30" y2="${y - 20}" class="${at === 1 ? 'limit' : 'grid'}"/>`,
  );
  const title = `Validators: time as a ratio to a hand-written check (the line). ${machine.cpu}, Node ${machine.node}, ${date}`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${y}" role="img" aria-label="${escaped(title)}">`,
    '<style>rect.bg{fill:#fff}text{font:10px system-ui,sans-serif;fill:#222}.title{font-size:12px}.head{font-weight:600;font-size:11px}.name{text-anchor:end}.ratio{fill:#555}.ours{fill:#0a7d4f}.peer{fill:#9aa7b4}.grid{stroke:#e3e7ea}.limit{stroke:#222}</style>',
    `<rect class="bg" width="${WIDTH}" height="${y}"/>`,
    text(10, 18, title, 'title'),
    ...grid,
    ...parts,
    '</svg>',
    '',
  ].join('\n');
}

function x(ratio) {
  const share = (Math.log10(ratio) + 1) / 4.2;
  return Number((LEFT + Math.min(1, Math.max(0, share)) * (WIDTH - LEFT - 60)).toFixed(1));
}

function text(left, top, content, kind) {
  return `<text x="${left}" y="${top}" class="${kind}">${escaped(content)}</text>`;
}

function escaped(content) {
  return content.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
