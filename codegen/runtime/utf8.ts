/** UTF-8, strictly: a byte order mark stays a character, and a byte that is out of place is an error with an offset. */

/** The platform's own; declared here so that the code compiles without the types of a platform. */
declare const TextDecoder: {
  new (
    label: 'utf-8',
    options: { fatal: boolean; ignoreBOM: boolean },
  ): { decode(bytes: Uint8Array): string };
};

const utf8 = /* @__PURE__ */ new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const loose = /* @__PURE__ */ new TextDecoder('utf-8', { fatal: false, ignoreBOM: true });

export type DecodedText =
  | { readonly ok: true; readonly text: string }
  /** `offset`: the first byte of the first sequence that is no character. */
  | { readonly ok: false; readonly offset: number };

export function decodeUtf8(bytes: Uint8Array): DecodedText {
  try {
    return { ok: true, text: utf8.decode(bytes) };
  } catch {
    return { ok: false, offset: firstBadByte(bytes) };
  }
}

/** The text with a replacement character for each place where the bytes are none. */
export function decodeUtf8Loosely(bytes: Uint8Array): string {
  try {
    return loose.decode(bytes);
  } catch {
    // Too long for a string of this platform.
    return '';
  }
}

/** The length of the bytes where all of them are good. */
function firstBadByte(bytes: Uint8Array): number {
  let at = 0;
  while (at < bytes.length) {
    const length = sequenceLength(bytes, at);
    if (length === 0) return at;
    at += length;
  }
  return at;
}

/** The bytes of the character at an offset (RFC 3629, section 4), or 0 where there is none. */
function sequenceLength(bytes: Uint8Array, at: number): 0 | 1 | 2 | 3 | 4 {
  const first = bytes[at] ?? 0;
  const second = bytes[at + 1] ?? 0;
  if (first < 0x80) return 1;
  if (first < 0xc2 || first > 0xf4 || !isTail(second)) return 0;
  if (first < 0xe0) return 2;
  if (first === 0xe0 && second < 0xa0) return 0;
  if (first === 0xed && second > 0x9f) return 0;
  if (!isTail(bytes[at + 2])) return 0;
  if (first < 0xf0) return 3;
  if (first === 0xf0 && second < 0x90) return 0;
  if (first === 0xf4 && second > 0x8f) return 0;
  return isTail(bytes[at + 3]) ? 4 : 0;
}

function isTail(byte: number | undefined): boolean {
  return byte !== undefined && (byte & 0xc0) === 0x80;
}
