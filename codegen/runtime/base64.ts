/** Base64 with padding (RFC 4648, section 4): no line breaks, nothing else beside. */

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const VALID = /^[A-Za-z0-9+/]*={0,2}$/;

export function isBase64(text: string): boolean {
  return text.length % 4 === 0 && VALID.test(text);
}

/** The bytes of a text for which {@link isBase64} holds. Bits of the last digit that make no byte are dropped. */
export function base64ToBytes(text: string): Uint8Array {
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  const bytes = new Uint8Array((text.length / 4) * 3 - padding);
  let at = 0;
  for (let from = 0; from < text.length; from += 4) {
    const bits =
      (digit(text, from) << 18) |
      (digit(text, from + 1) << 12) |
      (digit(text, from + 2) << 6) |
      digit(text, from + 3);
    // What lies beyond the end, where there is padding, a typed array leaves out.
    bytes[at++] = bits >> 16;
    bytes[at++] = (bits >> 8) & 0xff;
    bytes[at++] = bits & 0xff;
  }
  return bytes;
}

/** The value of a base64 digit; 0 for padding. */
function digit(text: string, at: number): number {
  const code = text.charCodeAt(at);
  if (code >= 0x61) return code - 0x47;
  if (code >= 0x41) return code - 0x41;
  if (code === 0x3d) return 0;
  if (code >= 0x30) return code + 4;
  return code === 0x2b ? 62 : 63;
}

export function bytesToBase64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const bits = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    text += ALPHABET.charAt(bits >> 18) + ALPHABET.charAt((bits >> 12) & 63);
    text += at + 1 < bytes.length ? ALPHABET.charAt((bits >> 6) & 63) : '=';
    text += at + 2 < bytes.length ? ALPHABET.charAt(bits & 63) : '=';
  }
  return text;
}
