/** A request to the byte. */
export interface ServerRequest {
  readonly method: string;
  /** Path and query below the endpoint, exactly as they are sent: nothing is decoded, joined or cleaned up. */
  readonly target: string;
  /** In order, spelt as they are sent. */
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Uint8Array | null;
}

/** A response to the byte. */
export interface ServerResponse {
  readonly status: number;
  /** In order, spelt as they came; a name that came twice is here twice. */
  readonly headers: readonly (readonly [string, string])[];
  /** As it was framed, not unpacked. */
  readonly body: Uint8Array;
}

/** What became of a request. */
export type ServerReply =
  | { readonly kind: 'response'; readonly response: ServerResponse }
  /** No whole response came. What had arrived of it is kept. */
  | { readonly kind: 'failure'; readonly failure: ServerFailure; readonly partial: ServerResponse | null }
  /** This way of reaching a server cannot carry the request; nothing was sent. */
  | { readonly kind: 'unsent'; readonly reason: string };

/** Why no whole answer came. */
export type ServerFailure =
  /** No connection: nobody listens, or the name or the certificate is wrong. */
  | { readonly code: 'unreachable'; readonly detail: string }
  | { readonly code: 'silent'; readonly milliseconds: number }
  /** The connection ended before the response did. */
  | { readonly code: 'cut'; readonly detail: string }
  | { readonly code: 'too-large'; readonly limit: number }
  /** What came is no HTTP. */
  | { readonly code: 'malformed'; readonly detail: string }
  /** A handler in this process threw, or gave no Response. */
  | { readonly code: 'threw'; readonly detail: string };

/** How the suite reaches a server. */
export interface ServerTarget {
  /** As reports call it. */
  readonly name: string;
  /** The address that `curl` and the setup module take; paths are appended to it. */
  readonly endpoint: string;
  /** Whether it runs on this machine, where a request that changes something harms nobody. */
  readonly local: boolean;
  /** Never rejects. `timeout`, in milliseconds, is for the whole exchange. */
  readonly send: (request: ServerRequest, timeout: number) => Promise<ServerReply>;
  /** Leaves nothing behind. */
  readonly close: () => Promise<void>;
}

/** A body of more bytes than this is cut, and is a finding. */
export const LARGEST_BODY = 16 * 1024 * 1024;

/** A failure in a sentence. */
export function failureText(failure: ServerFailure): string {
  switch (failure.code) {
    case 'unreachable':
      return `no connection (${failure.detail})`;
    case 'silent':
      return `no whole response within ${failure.milliseconds} ms`;
    case 'cut':
      return `the connection ended before the response did (${failure.detail})`;
    case 'too-large':
      return `a body of more than ${failure.limit} bytes, of which no more was read`;
    case 'malformed':
      return `no HTTP response (${failure.detail})`;
    case 'threw':
      return `the handler failed (${failure.detail})`;
  }
}

/** The values of a header, in order; names are compared without regard to case. */
export function headerValues(
  { headers }: Pick<ServerRequest | ServerResponse, 'headers'>,
  name: string,
): readonly string[] {
  const found: string[] = [];
  const wanted = name.toLowerCase();
  for (const [each, value] of headers)
    if (each.length === wanted.length && each.toLowerCase() === wanted) found.push(value);
  return found;
}
