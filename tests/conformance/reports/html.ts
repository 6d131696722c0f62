import type {
  Behaviour,
  Evidence,
  Finding,
  KnownFinding,
  ResponseEvidence,
  VerifyResult,
} from '../result.js';
import { page } from './html-page.js';
import { html, type Markup, nothing } from './html-text.js';
import {
  type ClauseState,
  clauseOutcomes,
  pardon,
  type Report,
  type ReportOptions,
  replayOf,
  standingOf,
  stateOf,
  unfinished,
} from './report.js';
import { snippetsOf } from './snippets.js';
import { counted, shortened } from './text.js';

/** Longer texts are cut in the page; the JSON report has them in full. */
const LONGEST = 20_000;

/** One page that needs nothing else: verdict, findings with all that is needed to see them again, every clause. */
export const htmlReport: Report = (results, options = {}) => {
  const holds = results.every((each) => each.holds);
  const title = `${holds ? 'HOLDS' : 'BROKEN'}: ${results.map(({ target }) => target).join(', ')}`;
  const sections = results.map((result, at) => resultSection(result, `r${at + 1}`, options));
  return page(shortened(title, 200), sections, results.length === 1 ? results[0] : results);
};

function resultSection(result: VerifyResult, id: string, options: ReportOptions): Markup {
  const { findings, known, stale, behaviours, stats, died } = result;
  return html`<section aria-labelledby="${id}">
${heading(result, id)}
${died === undefined ? nothing : html`<p class="bad">The target came down: ${died}</p>`}
${stats.interrupted ? html`<p class="warn">${unfinished(result)}</p>` : nothing}
${stale.map(
  ({ limitation, covers }) =>
    html`<p class="bad">The limitation ${limitation} no longer shows: nothing found under ${covers.join(', ')}. Take it off the list.</p>`,
)}
${findings.length === 0 ? nothing : html`<h2>Findings</h2>`}
${findings.map((finding, at) => findingArticle(finding, result, `${id}f${at + 1}`, options))}
${knownSection(known, result, id, options)}
${behaviourSection(behaviours)}
${clauseTable(result)}
</section>
`;
}

function heading(result: VerifyResult, id: string): Markup {
  const { role, target, subject, mode, edition, seed, holds, level, findings, known, coverage, stats } =
    result;
  const failing = findings.filter((each) => standingOf(each, result) === 'failing').length;
  const tried = coverage.filter(({ state }) => state === 'tested').length;
  const counts = [
    `${counted(failing, 'finding')} at ${level} or above`,
    ...(findings.length === failing ? [] : [`${findings.length - failing} below or contested`]),
    ...(known.length === 0 ? [] : [`${known.length} known`]),
    `${tried} of ${counted(coverage.length, 'clause')} tried`,
  ];
  return html`<h1 id="${id}">${target} as a ${role} of ${subject}</h1>
<p class="verdict"><span class="${holds ? 'good' : 'bad'}">${holds ? 'HOLDS' : 'BROKEN'}</span> ${counts.join(', ')}</p>
<p class="soft">${mode}, edition ${edition}, seed ${seed}, ${counted(stats.cases, 'case')} in ${counted(stats.checks, 'check')}, ${(stats.milliseconds / 1000).toFixed(1)} s</p>`;
}

function findingArticle(
  finding: Finding,
  result: VerifyResult,
  id: string,
  options: ReportOptions,
  aside = pardonOf(finding, result),
): Markup {
  const { level, clause, rule, source, title, summary, expected, actual, path, reproduced } = finding;
  const { stub, curl, test } = snippetsOf(finding, result, options);
  return html`<article class="finding" aria-labelledby="${id}">
<h3 id="${id}"><span class="${aside === null ? 'bad' : 'warn'}">${level}</span> ${clause}</h3>
<p>${rule}</p>
<p class="soft">${source.url === undefined ? source.title : link(source.url, source.title)}</p>
${aside === null ? nothing : html`<p class="warn">${aside}</p>`}
<p>${title} <strong>${summary}</strong>${path === null ? nothing : html` <code>${path === '' ? '(the root)' : path}</code>`}</p>
${reproduced === false ? html`<p class="warn">It failed once and passed when it was tried again: the target is not steady.</p>` : nothing}
<div class="pair">
<div>${block('Expected', expected)}</div>
<div>${block('Actual', actual)}</div>
</div>
${evidence(finding.counterexample)}
${copied('Replay', replayOf(finding, result, options), `${id}-replay`)}
<details><summary>As code</summary>
${stub === null ? nothing : copied('A server that answers so', stub, `${id}-stub`)}
${curl === null ? nothing : copied('The request', curl, `${id}-curl`)}
${copied('A test for vitest', test, `${id}-test`)}
</details>
</article>
`;
}

function pardonOf(finding: Finding, result: VerifyResult): string | null {
  return standingOf(finding, result) === 'failing' ? null : pardon(finding, result);
}

/** Only the web: a source must not run as a script when it is clicked. */
function link(url: string, text: string): Markup {
  return /^https?:\/\//i.test(url)
    ? html`<a href="${url}" rel="noopener noreferrer">${text}</a>`
    : html`${text} (${url})`;
}

function block(name: string, text: string): Markup {
  return html`<h4>${name}</h4><pre tabindex="0">${shortened(text, LONGEST)}</pre>`;
}

/** Never cut: what is copied must be whole. */
function copied(name: string, text: string, id: string): Markup {
  return html`<div class="copied"><h4>${name}</h4><pre tabindex="0" id="${id}">${text}</pre>
<button type="button" data-copy="${id}" hidden>Copy: ${name}</button></div>`;
}

function evidence(counterexample: Evidence): Markup {
  switch (counterexample.kind) {
    case 'validator':
      return block('Value', counterexample.value);
    case 'client':
      return html`${block('Input', counterexample.input)}
${response('Response', counterexample.response)}
${counterexample.twin === null ? nothing : response('Response that it was compared with', counterexample.twin)}`;
    case 'server':
      return html`${counterexample.exchanges.map(
        (each) => html`${block('Request', each.curl)}
${each.response === null ? nothing : response('Response', each.response)}
${each.failure === null ? nothing : block('Instead of a whole response', each.failure)}`,
      )}`;
  }
}

function response(name: string, { status, headers, body, delivery }: ResponseEvidence): Markup {
  const lines = [
    String(status),
    ...headers.map(([header, value]) => `${header}: ${value}`),
    '',
    'text' in body ? body.text : `base64 ${body.base64}`,
  ];
  return block(delivery === '' ? name : `${name} (${delivery})`, lines.join('\n'));
}

function knownSection(
  known: readonly KnownFinding[],
  result: VerifyResult,
  id: string,
  options: ReportOptions,
): Markup {
  if (known.length === 0) return nothing;
  return html`<h2>Declared limitations</h2>
${known.map(
  ({ limitation, reason, finding }, at) => html`<details><summary>${limitation}: ${finding.clause}</summary>
${findingArticle(finding, result, `${id}k${at + 1}`, options, `${limitation}: ${reason}`)}</details>`,
)}`;
}

function behaviourSection(behaviours: readonly Behaviour[]): Markup {
  if (behaviours.length === 0) return nothing;
  return html`<h2>Where the sources leave it open</h2>
<div class="table"><table><thead><tr><th scope="col">Clause</th><th scope="col">Behaviour</th></tr></thead><tbody>
${behaviours.map(
  ({ clause, title, seen }) => html`<tr><td>${clause}</td><td>${title} ${seen
    .map(
      ({ behaviour, towards, cases }) =>
        `${towards === null ? '' : `${towards}: `}${behaviour} (${counted(cases, 'case')})`,
    )
    .join('; ')}</td></tr>
`,
)}</tbody></table></div>`;
}

const STATES: Readonly<Record<ClauseState, readonly [text: string, look: string]>> = {
  failed: ['✗ broken', 'bad'],
  pardoned: ['! found, fails no run', 'warn'],
  known: ['≈ declared limitation', 'warn'],
  'not-covered': ['– not tried', 'soft'],
  passed: ['✓ holds', 'good'],
};

function clauseTable(result: VerifyResult): Markup {
  const rows = clauseOutcomes(result).map((outcome) => {
    const [text, look] = STATES[stateOf(outcome)];
    const { clause, level, title, notCovered, cases } = outcome;
    return html`<tr><td class="${look}">${text}</td><td>${level}</td><td><strong>${clause}</strong><br>${title}</td><td class="soft">${notCovered ?? counted(cases, 'case')}</td></tr>
`;
  });
  return html`<h2>Clauses</h2>
<div class="table"><table>
<thead><tr><th scope="col">State</th><th scope="col">Level</th><th scope="col">Clause</th><th scope="col">Tried</th></tr></thead>
<tbody>
${rows}</tbody></table></div>`;
}
