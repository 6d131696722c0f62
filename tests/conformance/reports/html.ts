import type { VerifyResult } from '../result.js';
import { behaviourSection } from './html/behaviours.js';
import { findingsSection, type Ids, knownSection } from './html/findings.js';
import { html, type Markup, nothing } from './html/markup.js';
import { overview, type Shown } from './html/overview.js';
import { page } from './html/page.js';
import { placesSection } from './html/places.js';
import { spreadSection } from './html/spreads.js';
import { countsText, verdictHeader, verdictOf } from './html/verdict.js';
import type { Report, ReportOptions } from './report.js';
import { shortened } from './text.js';

/** One page that needs nothing else: the verdict, then all that is needed to understand it and to see it again. */
export const htmlReport: Report = (results, options = {}) => {
  const all = results.map(
    (result, at): Shown => ({ result, id: `r${at + 1}`, ids: idsIn(result, `r${at + 1}`) }),
  );
  const [only] = all;
  const title = all.map(({ result }) => `${verdictOf(result).word}: ${result.target}`).join(', ');
  const body =
    all.length === 1 && only !== undefined
      ? [single(only, options)]
      : [overview(all), ...all.map((each) => oneOfMany(each, options))];
  return page(shortened(title === '' ? 'No result' : title, 200), body);
};

function idsIn({ coverage }: VerifyResult, id: string): Ids {
  const numbers = new Map(coverage.map(({ clause }, at) => [clause, at + 1]));
  return { section: (name) => `${id}-${name}`, clause: (clause) => `${id}-c${numbers.get(clause) ?? 0}` };
}

function single({ result, id, ids }: Shown, options: ReportOptions): Markup {
  return html`${verdictHeader(result, options, 1, id)}
${contents(result, ids)}
${sections({ result, id, ids }, options, 2)}`;
}

/** Folded: what a reader compares is above; what one of them did is a click away. */
function oneOfMany(shown: Shown, options: ReportOptions): Markup {
  const { result, id, ids } = shown;
  const { word, look } = verdictOf(result);
  return html`<details class="target" id="${id}"><summary><span class="badge ${look}">${word}</span> <strong>${result.target}</strong> <span class="type">${countsText(result)}</span></summary>
${verdictHeader(result, options, 2, `${id}-verdict`)}
${contents(result, ids)}
${sections(shown, options, 3)}
</details>
`;
}

function sections({ result, ids }: Shown, options: ReportOptions, level: number): Markup {
  return html`${findingsSection(result, options, level, ids)}
${knownSection(result, options, level, ids)}
${placesSection(result, level, ids)}
${spreadSection(result, level, ids)}
${behaviourSection(result, level, ids)}`;
}

function contents({ findings, known, coverage, fuzzed, behaviours }: VerifyResult, ids: Ids): Markup {
  const parts: readonly (readonly [name: string, title: string, n: number])[] = [
    ['findings', 'Findings', findings.length],
    ['known', 'Known', known.length],
    ['places', 'Clauses', coverage.length],
    ['fuzzed', 'Values', fuzzed.length],
    ['behaviours', 'Behaviours', behaviours.length],
  ];
  return html`<nav aria-label="Parts of ${ids.section('report')}"><ul>${parts.map(([name, title, n]) =>
    n === 0 ? nothing : html`<li><a href="#${ids.section(name)}">${title}</a></li> `,
  )}</ul></nav>`;
}
