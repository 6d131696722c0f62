import { brotliDecompressSync, gunzipSync, inflateRawSync, inflateSync } from 'node:zlib';
import { headerValues, LARGEST_BODY, type ServerRequest, type ServerResponse } from '../../targets/server.js';

/** How a body is packed (RFC 9110, section 8.4), and whether the request took that. */
export type Coding =
  | { readonly kind: 'plain' }
  /** Asked for, and unpacked. */
  | { readonly kind: 'unpacked'; readonly body: Uint8Array }
  | { readonly kind: 'unasked'; readonly declared: string }
  | { readonly kind: 'unreadable'; readonly declared: string };

const PLAIN: Coding = { kind: 'plain' };
const LIMIT = { maxOutputLength: LARGEST_BODY };

const UNPACK: Readonly<Record<string, (packed: Uint8Array) => Uint8Array>> = {
  gzip: (packed) => gunzipSync(packed, LIMIT),
  'x-gzip': (packed) => gunzipSync(packed, LIMIT),
  deflate: inflated,
  br: (packed) => brotliDecompressSync(packed, LIMIT),
};

/** Section 8.4.1.2: some send it without the zlib format around it, and readers know. */
function inflated(packed: Uint8Array): Uint8Array {
  try {
    return inflateSync(packed, LIMIT);
  } catch {
    return inflateRawSync(packed, LIMIT);
  }
}

/**
 * A request that names no coding takes none: the RFC leaves it open, and the clients of the protocol that name none
 * unpack nothing.
 */
export function codingOf(request: ServerRequest, response: ServerResponse): Coding {
  const codings = namesIn(headerValues(response, 'content-encoding')).filter((each) => each !== 'identity');
  // Where there is no body, there is nothing to unpack.
  if (codings.length === 0 || request.method === 'HEAD' || response.body.length === 0) return PLAIN;
  const declared = codings.join(', ');
  const taken = takenBy(request);
  if (!codings.every((each) => taken.has(each))) return { kind: 'unasked', declared };
  let body = response.body;
  try {
    // The last one was applied last.
    for (const coding of codings.toReversed()) {
      const unpack = Object.hasOwn(UNPACK, coding) ? UNPACK[coding] : undefined;
      if (unpack === undefined) return { kind: 'unreadable', declared };
      body = unpack(body);
    }
  } catch {
    return { kind: 'unreadable', declared };
  }
  return { kind: 'unpacked', body };
}

function takenBy(request: ServerRequest): ReadonlySet<string> {
  const taken = namesIn(headerValues(request, 'accept-encoding'));
  return new Set(taken.flatMap((name) => (name === 'gzip' ? ['gzip', 'x-gzip'] : [name])));
}

function namesIn(values: readonly string[]): readonly string[] {
  return values
    .flatMap((value) => value.split(','))
    .map((each) => each.split(';')[0]?.trim().toLowerCase() ?? '')
    .filter((each) => each !== '');
}
