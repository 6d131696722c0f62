import type { Finding, KnownFinding, VerifyResult } from '../../result.js';
import { type ReportOptions, standingOf } from '../report.js';
import { counted } from '../text.js';
import { findingBody, sourceLine } from './finding.js';
import { html, type Markup, nothing, prose } from './markup.js';
import { heading } from './parts.js';

/** The ids of things in the page, for links from one part to another. */
export interface Ids {
  readonly section: (name: string) => string;
  /** The group of findings of a clause. */
  readonly clause: (clause: string) => string;
}

/** How many clauses are open from the start: enough to see what a finding looks like, and still to see the others. */
const OPEN = 1;

/** Findings by clause, worst first; of each clause the first in full, the others one click away. */
export function findingsSection(
  result: VerifyResult,
  options: ReportOptions,
  level: number,
  ids: Ids,
): Markup {
  const { findings } = result;
  if (findings.length === 0) return nothing;
  const clauses = [...new Set(findings.map(({ clause }) => clause))];
  return html`<section>
${heading(level, html`Findings <span class="count">${findings.length}</span>`, ids.section('findings'))}
<div class="tools" hidden data-filter>
<label>Filter <input type="search" placeholder="clause, member, text"></label>
<button type="button" data-fold="open">Open all</button>
<button type="button" data-fold="close">Close all</button>
<output></output>
</div>
${clauses.map((clause, at) =>
  clauseGroup(
    findings.filter((each) => each.clause === clause),
    result,
    options,
    ids,
    at < OPEN,
  ),
)}
</section>`;
}

function clauseGroup(
  findings: readonly Finding[],
  result: VerifyResult,
  options: ReportOptions,
  ids: Ids,
  open: boolean,
): Markup {
  const [first, ...others] = findings;
  if (first === undefined) return nothing;
  const id = ids.clause(first.clause);
  const look = findings.some((each) => standingOf(each, result) === 'failing') ? 'bad' : 'warn';
  return html`<details class="clause ${look}" id="${id}" data-findings${open ? html` open` : nothing}>
<summary>${levelBadge(first, look)} <code class="id">${first.clause}</code> <span class="count">${findings.length}</span>
<span class="rule">${prose(first.rule)}</span></summary>
${sourceLine(first)}
<p class="tried">${prose(first.title)}</p>
${findingBody(first, { result, options, id: `${id}-0` })}
${others.length === 0 ? nothing : html`<p class="label">The same clause is broken in ${counted(others.length, 'more case')}</p>`}
${others.map(
  (other, at) => html`<details class="other" data-finding><summary>${other.title} ${other.summary}</summary>
${findingBody(other, { result, options, id: `${id}-${at + 1}` })}
</details>
`,
)}</details>
`;
}

function levelBadge({ level, contested }: Finding, look: string): Markup {
  return html`<span class="badge ${look}">${level}${contested === undefined ? nothing : html`<span>?</span>`}</span>`;
}

/** What a declared limitation or the baseline covers. */
export function knownSection(
  { known, ...rest }: VerifyResult,
  options: ReportOptions,
  level: number,
  ids: Ids,
): Markup {
  if (known.length === 0) return nothing;
  const result = { known, ...rest };
  const names = [...new Set(known.map(({ limitation }) => limitation))];
  const covered = (name: string): readonly KnownFinding[] =>
    known.filter(({ limitation }) => limitation === name);
  return html`<section>
${heading(level, html`Known, and declared with a reason <span class="count">${known.length}</span>`, ids.section('known'))}
${names.map(
  (
    name,
    at,
  ) => html`<details class="clause open"><summary><span class="badge open">≈</span> <code class="id">${name}</code> <span class="count">${covered(name).length}</span>
<span class="rule">${prose(covered(name)[0]?.reason ?? '')}</span></summary>
${covered(name).map(
  (
    { finding },
    index,
  ) => html`<details class="other"><summary><code>${finding.clause}</code> ${finding.title} ${finding.summary}</summary>
${sourceLine(finding)}
${findingBody(finding, { result, options, id: `${ids.section('known')}-${at}-${index}`, isKnown: true })}
</details>
`,
)}</details>
`,
)}</section>`;
}
