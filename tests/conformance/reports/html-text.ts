import { printable } from './text.js';

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

export const nothing: Markup = { markup: '' };

/** JSON for a `<script type="application/json">`: nothing in it can end the element or begin a comment. */
export function jsonForScript(value: unknown): Markup {
  const json = printable(JSON.stringify(value));
  return { markup: json.replace(/[<>&]/g, (unit) => `\\u00${unit.charCodeAt(0).toString(16)}`) };
}

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
