import type { ResponseEvidence } from '../result.js';

/** `1 case`, `2 cases`. */
export function counted(n: number, thing: string): string {
  return `${n.toLocaleString('en')} ${thing}${n === 1 ? '' : 's'}`;
}

export function indented(text: string, by: number): string {
  return text.replace(/^(?!$)/gm, ' '.repeat(by));
}

/**
 * Text of a target or of a response, so that it can be printed: nothing in it moves the cursor, sets a colour, turns
 * the direction of reading or is illegal in XML 1.0.
 */
export function printable(text: string): string {
  return text.replace(
    /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufffe\uffff\p{Surrogate}]/gu,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** As `printable`, in one line. */
export function oneLine(text: string): string {
  return printable(text.replace(/\s*[\r\n]\s*|\t/g, ' '));
}

/** The text, or its beginning with a word on how much is missing. */
export function shortened(text: string, most: number): string {
  return text.length <= most
    ? text
    : `${text.slice(0, most)}… (${text.length.toLocaleString('en')} characters in all)`;
}

/** A body as a person can read it: bytes that are no text stand as `\xNN`, and so does then whatever is not ASCII. */
export function bodyText(body: ResponseEvidence['body']): string {
  if ('text' in body) return body.text;
  return [...Buffer.from(body.base64, 'base64')]
    .map((byte) =>
      byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : `\\x${byte.toString(16).padStart(2, '0')}`,
    )
    .join('');
}
