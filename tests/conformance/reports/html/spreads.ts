import type { Spread, VerifyResult } from '../../result.js';
import { counted } from '../text.js';
import type { Ids } from './findings.js';
import { html, type Markup, nothing } from './markup.js';
import { bar, heading } from './parts.js';

/** How the values were spread that were sent, or came: a plot for each place that holds something of its own. */
export function spreadSection({ fuzzed, role }: VerifyResult, level: number, ids: Ids): Markup {
  const shown = fuzzed.filter(({ kind }) => kind !== 'structure' && kind !== 'document');
  if (shown.length === 0) return nothing;
  const what = role === 'server' ? 'What the server answered with' : 'What was fuzzed';
  return html`<section>
${heading(level, html`${what} <span class="count">${shown.length}</span>`, ids.section('fuzzed'))}
<div class="cards">${shown.map(card)}</div>
</section>`;
}

const MEASURED: Readonly<Record<string, string>> = {
  string: 'lengths in code points',
  blob: 'lengths in bytes',
  list: 'lengths',
  map: 'sizes',
  integer: 'magnitudes',
  float: 'magnitudes',
  timestamp: 'years',
  enum: 'values',
  union: 'tags',
  boolean: 'values',
};

function card({ site, kind, bins }: Spread): Markup {
  const most = Math.max(0, ...bins.map(({ cases }) => cases));
  const total = bins.reduce((sum, { cases }) => sum + cases, 0);
  return html`<div class="card"><table>
<caption><code>${site}</code> <span class="type">${MEASURED[kind] ?? kind} · ${counted(total, 'case')}</span></caption><colgroup><col class="names"><col><col class="numbers"></colgroup>
<thead class="unseen"><tr><th scope="col">Class</th><th scope="col">Share</th><th scope="col">Cases</th></tr></thead>
<tbody>${bins.map(
    ({ bin, cases }) =>
      html`<tr${cases === 0 ? html` class="none"` : nothing}><th scope="row">${bin}</th><td>${bar(cases, most, bin.startsWith('(') ? 'odd' : '')}</td><td>${cases.toLocaleString('en')}</td></tr>
`,
  )}</tbody></table></div>
`;
}
