/** The platform's own; declared here so that the code compiles without the types of a platform. */
declare const TextEncoder: { new (): { encode(text: string): Uint8Array } };

export function encodeUtf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
