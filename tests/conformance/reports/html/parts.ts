import type { ClauseState } from '../report.js';
import { html, type Markup, nothing, trusted } from './markup.js';

/** How a state is shown: by a sign and a word, so that colour is never all that tells. */
export interface Look {
  readonly sign: string;
  readonly word: string;
  /** The class that colours it. */
  readonly look: 'bad' | 'warn' | 'good' | 'soft' | 'open';
}

export const LOOKS: Readonly<Record<ClauseState | 'observed', Look>> = {
  failed: { sign: '✗', word: 'broken', look: 'bad' },
  pardoned: { sign: '!', word: 'found, fails no run', look: 'warn' },
  known: { sign: '≈', word: 'declared limitation', look: 'open' },
  'not-covered': { sign: '–', word: 'not tried', look: 'soft' },
  observed: { sign: '•', word: 'observed', look: 'soft' },
  passed: { sign: '✓', word: 'holds', look: 'good' },
};

/** A heading of a level that depends on what is around it. */
export function heading(level: number, content: Markup | string, id?: string): Markup {
  const tag = trusted(`h${level}`);
  return html`<${tag}${id === undefined ? nothing : html` id="${id}"`}>${content}</${tag}>`;
}

/** Only the web: a source must not run as a script when it is clicked. */
export function link(url: string | undefined, text: string): Markup {
  if (url === undefined) return html`${text}`;
  return /^https?:\/\//i.test(url)
    ? html`<a href="${url}" rel="noopener noreferrer">${text}</a>`
    : html`${text} (${url})`;
}

/** Text to be copied is never cut. */
export function copied(name: string, text: string, id: string): Markup {
  return html`<div class="copied"><p class="label">${name}</p>
<button type="button" data-copy="${id}" hidden>Copy<span class="unseen">: ${name}</span></button>
<pre tabindex="0" role="group" aria-label="${name}" id="${id}">${text}</pre></div>`;
}

/** A bar of `part` in `whole`, beside which its number stands as text. */
export function bar(part: number, whole: number, look = ''): Markup {
  const share = whole === 0 ? 0 : (100 * part) / whole;
  // What is there at all can be seen.
  const width = part === 0 ? 0 : Math.max(share, 0.8);
  return html`<svg class="bar ${look}" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true"><rect width="${width.toFixed(2)}" height="1"/></svg>`;
}
