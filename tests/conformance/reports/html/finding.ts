import type { Evidence, Finding, ResponseEvidence, VerifyResult } from '../../result.js';
import { pardon, type ReportOptions, replayOf, standingOf } from '../report.js';
import { snippetsOf } from '../snippets.js';
import { bodyText, shortened } from '../text.js';
import { differenceOf } from './difference.js';
import { html, type Markup, nothing } from './markup.js';
import { copied, link } from './parts.js';
import { spanAt } from './span.js';

/** Longer texts are cut in the page; the JSON report has them in full. */
const LONGEST = 20_000;

/** What a finding in full needs besides itself. */
export interface Around {
  readonly result: VerifyResult;
  readonly options: ReportOptions;
  /** Unique in the page. */
  readonly id: string;
  /** It stands under the reason why it is known, and no other is told. */
  readonly isKnown?: true;
}

/** One finding: what was tried, expected beside actual, the raw bytes, and how to see it again. */
export function findingBody(finding: Finding, { result, options, id, isKnown }: Around): Markup {
  const { summary, expected, actual, path, reproduced, counterexample } = finding;
  const { stub, curl, test } = snippetsOf(finding, result, options);
  return html`<div class="finding">
<p><strong>${summary}</strong>${path === null || (path !== '' && summary.includes(path)) ? nothing : html` <span class="path">at <code>${path === '' ? 'the root' : path}</code></span>`}</p>
${isKnown === true || standingOf(finding, result) === 'failing' ? nothing : html`<p class="note warn">${pardon(finding, result)}</p>`}
${reproduced === false ? html`<p class="note warn">It failed once and passed when it was tried again: the target is not steady.</p>` : nothing}
${sideBySide(expected, actual)}
${evidence(counterexample, path)}
${copied('See it again', replayOf(finding, result, options), `${id}-replay`)}
<details class="code"><summary>As code</summary>
${copied('A test for vitest', test, `${id}-test`)}
${stub === null ? nothing : copied('A server that answers so: stub.mjs', stub, `${id}-stub`)}
${curl === null ? nothing : copied('The request', curl, `${id}-curl`)}
</details>
</div>`;
}

/** Where a clause comes from, and why it may be contested. */
export function sourceLine({ source, basis }: Pick<Finding, 'source' | 'basis'>): Markup {
  return html`<p class="source">${basis}: ${link(source.url, source.title)}</p>`;
}

function sideBySide(expected: string, actual: string): Markup {
  const [left, right] = [shortened(expected, LONGEST), shortened(actual, LONGEST)];
  const difference = differenceOf(left, right);
  const cell = (name: string, look: string, text: string, part: string | undefined): Markup => {
    const content =
      difference === null || part === undefined
        ? html`${text}`
        : html`${difference.before}${part === '' ? nothing : html`<mark>${part}</mark>`}${difference.behind}`;
    return html`<div class="${look}"><p class="label">${name}</p><pre tabindex="0" role="group" aria-label="${name}">${content}</pre></div>`;
  };
  return html`<div class="pair">${cell('Expected', 'wanted', left, difference?.one)}
${cell('Actual', 'got', right, difference?.other)}</div>`;
}

function evidence(counterexample: Evidence, path: string | null): Markup {
  switch (counterexample.kind) {
    case 'validator':
      return raw('Value', pointedAt(counterexample.value, path ?? counterexample.path));
    case 'client':
      return html`${raw('Input of the call', html`${shortened(counterexample.input, LONGEST)}`)}
${response('Response, as it was sent', counterexample.response, path ?? counterexample.path)}
${counterexample.twin === null ? nothing : response('The response that it was compared with', counterexample.twin, null)}`;
    case 'server':
      return html`${counterexample.exchanges.map(
        (each) => html`${raw('Request', html`${shortened(each.curl, LONGEST)}`)}
${each.response === null ? nothing : response('Response, as it came', each.response, path)}
${each.failure === null ? nothing : raw('Instead of a whole response', html`${each.failure}`)}`,
      )}`;
  }
}

function response(
  name: string,
  { status, headers, body, delivery }: ResponseEvidence,
  path: string | null,
): Markup {
  const isText = 'text' in body;
  const content = html`<span class="head">${status}
${headers.map(([header, value]) => html`${header}: ${value}\n`)}</span>
${isText ? (body.text === '' ? html`<span class="head">(no body)</span>` : pointedAt(body.text, path)) : html`${shortened(bodyText(body), LONGEST)}`}`;
  const words = [...(delivery === '' ? [] : [delivery]), ...(isText ? [] : ['not UTF-8: \\xNN is a byte'])];
  return raw(words.length === 0 ? name : `${name} (${words.join('; ')})`, content);
}

/** A text with the place marked that the finding is about, where it is in it. */
function pointedAt(text: string, path: string | null): Markup {
  const span = path === null || path === '' ? null : spanAt(text, path);
  if (span === null || text.length > LONGEST) return html`${shortened(text, LONGEST)}`;
  return html`${text.slice(0, span.start)}<mark>${text.slice(span.start, span.end)}</mark>${text.slice(span.end)}`;
}

function raw(name: string, content: Markup): Markup {
  return html`<p class="label">${name}</p><pre class="raw" tabindex="0" role="group" aria-label="${name}">${content}</pre>`;
}
