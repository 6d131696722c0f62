import type { VerifyResult } from '../../result.js';
import { type ClauseOutcome, clauseOutcomes, stateOf } from '../report.js';
import type { Ids } from './findings.js';
import { html, type Markup, nothing, prose } from './markup.js';
import { heading, LOOKS } from './parts.js';
import { countsText, verdictOf } from './verdict.js';

/** A run with the ids of its parts in the page. */
export interface Shown {
  readonly result: VerifyResult;
  readonly id: string;
  readonly ids: Ids;
}

/** Several targets side by side: a table for each part that they play, a row for each clause. */
export function overview(all: readonly Shown[]): Markup {
  const holding = all.filter(({ result }) => result.holds).length;
  const groups = new Map<string, readonly Shown[]>();
  for (const shown of all) {
    const { role, subject } = shown.result;
    const name = `${role}s of ${subject}`;
    groups.set(name, [...(groups.get(name) ?? []), shown]);
  }
  return html`<header class="verdict ${holding === all.length ? 'good' : 'bad'}">
<p class="word">${holding === all.length ? 'ALL HOLD' : `${holding} OF ${all.length} HOLD`}</p>
${heading(1, `${all.length} targets side by side`)}
<ul class="targets">${all.map(({ result, id }) => {
    const { word, look } = verdictOf(result);
    return html`<li><span class="badge ${look}">${word}</span> <a href="#${id}">${result.target}</a> <span class="type">as a ${result.role} of ${result.subject} · ${countsText(result)}</span></li>
`;
  })}</ul>
</header>
${[...groups].map(([name, shown]) => matrix(name, shown))}`;
}

function matrix(name: string, columns: readonly Shown[]): Markup {
  const outcomes = columns.map(
    ({ result }) => new Map(clauseOutcomes(result).map((each) => [each.clause, each])),
  );
  const clauses = new Map(
    columns.flatMap(({ result }) => result.coverage.map((each) => [each.clause, each])),
  );
  return html`<section>
${heading(2, html`Clause by clause: ${name}`)}
<div class="tools" hidden data-rows><label><input type="checkbox"> only where they differ, or break</label></div>
<div class="table matrix" tabindex="0" role="group" aria-label="${name}, clause by clause"><table class="rows">
<thead><tr><th scope="col">Clause</th>${columns.map(({ result, id }) => html`<th scope="col"><a href="#${id}">${result.target}</a></th>`)}</tr></thead>
<tbody>${[...clauses.values()].map(({ clause, title, level }) => {
    const cells = columns.map((shown, at) => cell(shown, outcomes[at]?.get(clause)));
    const [first] = cells;
    const plain = first?.look === 'good' || first?.look === 'soft';
    const same = plain && cells.every(({ text }) => text === first.text);
    return html`<tr${same ? html` data-same` : nothing}><th scope="row"><code>${clause.slice(clause.indexOf('#') + 1)}</code> <span class="type">${level}</span><span class="rule">${prose(title)}</span></th>${cells.map(({ markup }) => markup)}</tr>
`;
  })}</tbody></table></div>
</section>`;
}

interface Cell {
  readonly text: string;
  readonly look: string;
  readonly markup: Markup;
}

function cell({ result, ids }: Shown, outcome: ClauseOutcome | undefined): Cell {
  if (outcome === undefined)
    return {
      text: '',
      look: 'soft',
      markup: html`<td class="soft"><span class="unseen">does not concern it</span></td>`,
    };
  const state = stateOf(outcome);
  const seen = result.behaviours
    .filter(({ clause }) => clause === outcome.clause)
    .flatMap((each) => each.seen);
  if (state === 'passed' && seen.length > 0) {
    const text = [...new Set(seen.map(({ behaviour }) => behaviour))].sort().join('; ');
    return { text, look: 'soft', markup: html`<td>${text}</td>` };
  }
  const { sign, word, look } = LOOKS[state];
  const found = outcome.failing.length + outcome.pardoned.length;
  const content =
    found > 0
      ? html`<a href="#${ids.clause(outcome.clause)}">${sign} ${found}<span class="unseen"> ${word}</span></a>`
      : html`${sign}<span class="unseen"> ${word}${outcome.notCovered === null ? '' : `: ${outcome.notCovered}`}</span>`;
  return { text: `${sign} ${found}`, look, markup: html`<td class="${look}">${content}</td>` };
}
