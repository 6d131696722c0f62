import { header } from '../../generated/runtime/http.js';
import { lineStarts } from './lines.js';

/** A response that was captured: where its JSON stands in a file, and what is known of the exchange. */
export interface Capture {
  /** The file, or `<stdin>`. */
  readonly file: string;
  /** The text of the whole file; places are told in it. */
  readonly text: string;
  /** Where its lines begin, found once for all that is told of the file. */
  readonly lines: readonly number[];
  /** Where the JSON begins and ends in it. */
  readonly start: number;
  readonly end: number;
  /** What came before the body, where it was captured with it. */
  readonly head: ResponseHead | null;
}

export interface ResponseHead {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
}

/** The captures of a text: the whole of it, or each of its lines. */
export function capturesIn(file: string, text: string, byLine: boolean): readonly Capture[] {
  const from = text.startsWith('\ufeff') ? 1 : 0;
  const lines = lineStarts(text);
  if (byLine) {
    return [...text.slice(from).matchAll(/[^\r\n]+/g)]
      .filter(({ 0: line }) => line.trim() !== '')
      .map(({ 0: line, index }) => {
        const start = from + index;
        return { file, text, lines, start, end: start + line.length, head: null };
      });
  }
  const { head, length } = headOf(text.slice(from));
  return [{ file, text, lines, start: from + length, end: text.length, head }];
}

/** Whether a file holds a response on each of its lines, by its name. */
export function isLines(file: string): boolean {
  return /\.(jsonl|ndjson)$/i.test(file);
}

/**
 * The status line and the headers that `curl -i` prints. Of several (a redirect, a `100 Continue`) the last, which
 * the body belongs to.
 */
function headOf(text: string): { readonly head: ResponseHead | null; readonly length: number } {
  const match = /^HTTP\/[\d.]+ (\d{3})[^\r\n]*\r?\n((?:[^\r\n:]+:[^\r\n]*\r?\n)*)\r?\n/.exec(text);
  if (match === null) return { head: null, length: 0 };
  const [whole, status = '', fields = ''] = match;
  const after = headOf(text.slice(whole.length));
  if (after.head !== null) return { head: after.head, length: whole.length + after.length };
  const headers = Object.fromEntries(
    [...fields.matchAll(/^([^\r\n:]+):[ \t]*([^\r\n]*?)[ \t]*$/gm)].map(([, name = '', value = '']) => [
      name.toLowerCase(),
      value,
    ]),
  );
  return { head: { status: Number(status), headers }, length: whole.length };
}

/** The media type of a captured response, without parameters; null where none was captured. */
export function mediaTypeOf(head: ResponseHead): string | null {
  const [type = ''] = (header(head.headers, 'content-type') ?? '').split(';');
  return type.trim() === '' ? null : type.trim().toLowerCase();
}
