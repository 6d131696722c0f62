/** A response to the byte, and how it travels. */
export interface ScriptedResponse {
  readonly status: number;
  /** In order, spelt as they are sent. Content-Length or Transfer-Encoding are added by the delivery. */
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Uint8Array;
  readonly delivery: Delivery;
  /** The JSON value that the body writes, as an exact reader gives it; where it is not known, the body can be read. */
  readonly says?: { readonly value: unknown };
}

export type Delivery =
  | { readonly kind: 'whole' }
  | { readonly kind: 'chunked'; readonly size: number }
  /** With Content-Length: the head alone, then the body in so many parts, and before each so many milliseconds. */
  | { readonly kind: 'paced'; readonly parts: number; readonly pause: number }
  /** Content-Length announces so much more than the body has; the connection closes after so many bytes of it. */
  | { readonly kind: 'cut'; readonly after: number; readonly more: number }
  /** Chunked, closed after so many bytes without the last chunk. */
  | { readonly kind: 'cut-chunked'; readonly after: number }
  /** The connection is reset: before anything is sent (-1), or after so many bytes of the body. */
  | { readonly kind: 'reset'; readonly after: number };

/** Whether the connection is of no use afterwards. */
export function isDestructive({ kind }: Delivery): boolean {
  return kind !== 'whole' && kind !== 'chunked' && kind !== 'paced';
}

export const whole: Delivery = { kind: 'whole' };

/** How the bytes travelled, for a reader; empty where there is nothing to say. */
export function deliveryText(delivery: Delivery): string {
  switch (delivery.kind) {
    case 'whole':
      return '';
    case 'chunked':
      return `chunked, ${delivery.size} bytes at a time`;
    case 'paced':
      return `the head alone, then the body in ${delivery.parts} parts, ${delivery.pause} ms before each`;
    case 'cut':
      return delivery.more === 0
        ? `cut after ${delivery.after} bytes of the body, with all of it announced in Content-Length`
        : `cut after ${delivery.after} bytes, with ${delivery.more} more announced in Content-Length than the body has`;
    case 'cut-chunked':
      return `chunked, cut after ${delivery.after} bytes of the body without the last chunk`;
    case 'reset':
      return delivery.after < 0
        ? 'reset before anything was sent'
        : `reset after ${delivery.after} bytes of the body`;
  }
}

export function bytesOf(text: string): Uint8Array {
  return Buffer.from(text);
}

export function bodyEvidence(body: Uint8Array): { readonly text: string } | { readonly base64: string } {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body) };
  } catch {
    return { base64: Buffer.from(body).toString('base64') };
  }
}
