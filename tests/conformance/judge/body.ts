import { parseJson } from '../../../generated/runtime/json.js';
import { decodeUtf8 } from '../../../generated/runtime/utf8.js';
import { type JsonFacts, jsonFacts } from './json-facts.js';

/** What the bytes of a body are, before anybody asks what they mean. */
export interface BodyReading {
  readonly bytes: number;
  /** The offset of the first byte that is no UTF-8; null where all are. */
  readonly badByte: number | null;
  readonly byteOrderMark: boolean;
  /** Why the text is no JSON; null where it is. */
  readonly notJson: { readonly expected: string; readonly line: number; readonly column: number } | null;
  /** The value and its text; null where the bytes are no JSON text. A byte order mark is read over. */
  readonly json: { readonly value: unknown; readonly facts: JsonFacts } | null;
}

/** Reads a body byte for byte. Integers stay exact; never throws. */
export function readBody(body: Uint8Array): BodyReading {
  const bytes = body.length;
  const decoded = decodeUtf8(body);
  if (!decoded.ok) return { bytes, badByte: decoded.offset, byteOrderMark: false, notJson: null, json: null };
  const byteOrderMark = decoded.text.startsWith('\ufeff');
  const text = byteOrderMark ? decoded.text.slice(1) : decoded.text;
  const parsed = parseJson(text);
  if (!parsed.ok) {
    const { expected, line, column } = parsed;
    return { bytes, badByte: null, byteOrderMark, notJson: { expected, line, column }, json: null };
  }
  return {
    bytes,
    badByte: null,
    byteOrderMark,
    notJson: null,
    json: { value: parsed.value, facts: jsonFacts(text) },
  };
}
