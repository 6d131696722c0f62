import type { ServerResponse } from './server.js';

/** What bytes are that came in answer to a request. */
export type PlainReading =
  | {
      readonly kind: 'whole';
      readonly response: ServerResponse;
      /** Whether the connection may be used again. */
      readonly keeps: boolean;
    }
  /** The beginning of one. With fewer bytes than these it is not whole. */
  | { readonly kind: 'part'; readonly needed: number }
  /** Anything else; it may be right, and it may be no HTTP at all. */
  | { readonly kind: 'other' };

const OTHER: PlainReading = { kind: 'other' };

/** Longer heads and chunked bodies, in bytes, are not plain. */
const LONGEST_HEAD = 8 * 1024;
const LONGEST_CHUNKED = 16 * 1024;

const END_OF_HEAD = Buffer.from('\r\n\r\n');
const BEGINNING = 'HTTP/1.1 ';
const STATUS_LINE = /^HTTP\/1\.1 ([2-5]\d\d) [\t\x20-\x7e\x80-\xff]*$/;
/** What a name and a value of a header are (RFC 9110, section 5). */
export const NAME = /^[!#$%&'*+\-.^_`|~\w]+$/;
export const VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;

/**
 * Reads a response of HTTP/1.1 as nearly all of them are: by the book to the byte, its length told once, nothing behind
 * it. It takes for one only what every reader takes for the same; the rest is for a parser of all of HTTP. Never throws.
 */
export function readPlain(bytes: Buffer, method: string): PlainReading {
  const headEnd = bytes.indexOf(END_OF_HEAD);
  if (headEnd < 0) return isBeginning(bytes) ? part(bytes.length + 1) : OTHER;
  if (headEnd > LONGEST_HEAD) return OTHER;
  const head = readHead(bytes.toString('latin1', 0, headEnd));
  if (head === null) return OTHER;
  const { status, headers, keeps } = head;
  const start = headEnd + END_OF_HEAD.length;
  const whole = (body: Buffer): PlainReading => ({
    kind: 'whole',
    response: { status, headers, body },
    keeps,
  });
  if (method === 'HEAD' || status === 204 || status === 304) {
    return bytes.length === start && !head.chunked ? whole(bytes.subarray(start)) : OTHER;
  }
  if (head.chunked) return head.length === null ? readChunks(bytes, start, whole) : OTHER;
  if (head.length === null || bytes.length > start + head.length) return OTHER;
  if (bytes.length < start + head.length) return part(start + head.length);
  return whole(bytes.subarray(start));
}

function part(needed: number): PlainReading {
  return { kind: 'part', needed };
}

function isBeginning(bytes: Buffer): boolean {
  const begun = bytes.toString('latin1', 0, BEGINNING.length);
  return bytes.length <= LONGEST_HEAD && BEGINNING.startsWith(begun);
}

interface Head {
  readonly status: number;
  readonly headers: ServerResponse['headers'];
  /** Of the body, in bytes; null where the head does not say. */
  readonly length: number | null;
  readonly chunked: boolean;
  readonly keeps: boolean;
}

/** null where a line is not plain, or where lines together leave open where the body ends. */
function readHead(text: string): Head | null {
  const lines = text.split('\r\n');
  const [, status] = STATUS_LINE.exec(lines[0] ?? '') ?? [];
  if (status === undefined) return null;
  const headers: (readonly [string, string])[] = [];
  let length: number | null = null;
  let chunked = false;
  let keeps = true;
  for (let at = 1; at < lines.length; at++) {
    const line = lines[at] ?? '';
    const colon = line.indexOf(':');
    const name = line.slice(0, Math.max(0, colon));
    const value = trimmed(line.slice(colon + 1));
    if (!NAME.test(name) || !VALUE.test(value)) return null;
    headers.push([name, value]);
    switch (framing(name)) {
      case 'content-length':
        if (length !== null || !/^\d{1,9}$/.test(value)) return null;
        length = Number(value);
        break;
      case 'transfer-encoding':
        if (chunked || value !== 'chunked') return null;
        chunked = true;
        break;
      case 'connection':
        if (!/^(?:keep-alive|close)$/i.test(value)) return null;
        keeps &&= value.length !== 'close'.length;
        break;
      case 'upgrade':
        return null;
    }
  }
  return { status: Number(status), headers, length, chunked, keeps };
}

type Framing = 'content-length' | 'transfer-encoding' | 'connection' | 'upgrade';

const FRAMING: ReadonlyMap<number, Framing> = new Map(
  (['content-length', 'transfer-encoding', 'connection', 'upgrade'] as const).map((name) => [
    name.length,
    name,
  ]),
);

/** What a header is to the framing of the message; undefined where it is nothing to it. */
function framing(name: string): Framing | undefined {
  const known = FRAMING.get(name.length);
  return known !== undefined && name.toLowerCase() === known ? known : undefined;
}

/** Without blanks and tabs around it; other white space is part of a value, or wrong in it. */
function trimmed(text: string): string {
  let from = 0;
  let to = text.length;
  while (isBlank(text, from)) from += 1;
  while (to > from && isBlank(text, to - 1)) to -= 1;
  return text.slice(from, to);
}

function isBlank(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code === 0x20 || code === 0x09;
}

/** Chunks without extensions, and nothing after the last of them. */
function readChunks(bytes: Buffer, start: number, whole: (body: Buffer) => PlainReading): PlainReading {
  if (bytes.length > LONGEST_CHUNKED) return OTHER;
  const chunks: Buffer[] = [];
  for (let at = start; ; ) {
    const lineEnd = bytes.indexOf('\r\n', at, 'latin1');
    if (lineEnd < 0) return bytes.length - at <= LONGEST_SIZE ? part(bytes.length + 1) : OTHER;
    const line = bytes.toString('latin1', at, lineEnd);
    if (!/^[\da-f]{1,6}$/i.test(line)) return OTHER;
    const size = Number.parseInt(line, 16);
    const end = lineEnd + 2 + size + 2;
    if (bytes.length < end) return end > LONGEST_CHUNKED ? OTHER : part(end);
    if (bytes[end - 2] !== 0x0d || bytes[end - 1] !== 0x0a) return OTHER;
    if (size === 0) return bytes.length === end ? whole(Buffer.concat(chunks)) : OTHER;
    chunks.push(bytes.subarray(lineEnd + 2, end - 2));
    at = end;
  }
}

/** Digits of a size of a chunk, and the carriage return behind them. */
const LONGEST_SIZE = 7;
