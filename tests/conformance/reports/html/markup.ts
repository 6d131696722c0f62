import { printable } from '../text.js';

/** Markup that is safe to put into a page as it is: only `html` and `trusted` make it. */
export interface Markup {
  readonly markup: string;
}

type Part = string | number | Markup | readonly Markup[];

/** Markup with values in it; every value that is not markup itself becomes text, also within a quoted attribute. */
export function html(texts: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return { markup: texts.reduce((page, text, at) => `${page}${written(parts[at - 1] ?? '')}${text}`) };
}

/** A constant of ours: never for a text that came from a target, a model or a command line. */
export function trusted(markup: string): Markup {
  return { markup };
}

/** A sentence of ours or of a contract: what stands between backticks is code. */
export function prose(text: string): Markup {
  const parts = text.split('`');
  // An odd backtick at the end is one that means itself.
  if (parts.length % 2 === 0) return html`${text}`;
  return html`${parts.map((part, at) => (at % 2 === 1 ? html`<code>${part}</code>` : html`${part}`))}`;
}

export const nothing: Markup = { markup: '' };

function written(part: Part): string {
  if (typeof part === 'number') return String(part);
  if (typeof part === 'string') return escaped(part);
  if ('markup' in part) return part.markup;
  return part.map(({ markup }) => markup).join('');
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return printable(text).replace(/[&<>"']/g, (unit) => ENTITIES[unit] ?? '');
}
