import type { Behaviour, VerifyResult } from '../../result.js';
import { counted } from '../text.js';
import type { Ids } from './findings.js';
import { html, type Markup, nothing, prose } from './markup.js';
import { heading } from './parts.js';

/** What the target does where the sources leave it open: rejects, coerces, passes through, changes silently. */
export function behaviourSection({ behaviours, coverage }: VerifyResult, level: number, ids: Ids): Markup {
  if (behaviours.length === 0) return nothing;
  const clauses = [...new Set(behaviours.map(({ clause }) => clause))];
  const titles = new Map(coverage.map(({ clause, title }) => [clause, title]));
  return html`<section>
${heading(level, html`Where the sources leave it open <span class="count">${clauses.length}</span>`, ids.section('behaviours'))}
<div class="table" tabindex="0" role="group" aria-label="Behaviours"><table class="rows behaviours">
<thead><tr><th scope="col">What is open</th><th scope="col">What it does</th><th scope="col">Towards</th><th scope="col">How often</th></tr></thead>
<tbody>${clauses.map((clause) => {
    const rows = rowsOf(clause, behaviours);
    const name = html`<th scope="rowgroup" rowspan="${rows.length}"><code>${clause.slice(clause.indexOf('#') + 1)}</code><span class="rule">${prose(titles.get(clause) ?? '')}</span></th>`;
    return html`${rows.map(
      ({ behaviour, towards, cases }, at) =>
        html`<tr>${at === 0 ? name : nothing}<td><strong>${prose(behaviour)}</strong></td><td>${towards.join(', ')}</td><td>${counted(cases, 'case')}</td></tr>
`,
    )}`;
  })}</tbody></table></div>
</section>`;
}

interface Row {
  readonly behaviour: string;
  readonly towards: readonly string[];
  readonly cases: number;
}

/** A row for each thing that it does about a clause, with all that it does it to. */
function rowsOf(clause: string, behaviours: readonly Behaviour[]): readonly Row[] {
  const seen = behaviours.filter((each) => each.clause === clause).flatMap((each) => each.seen);
  return [...new Set(seen.map(({ behaviour }) => behaviour))].map((behaviour) => {
    const same = seen.filter((each) => each.behaviour === behaviour);
    const towards = same.flatMap((each) => (each.towards === null ? [] : [each.towards]));
    return {
      behaviour,
      towards: [...new Set(towards)],
      cases: same.reduce((sum, { cases }) => sum + cases, 0),
    };
  });
}
