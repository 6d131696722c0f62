import { LARGEST_BODY, type ServerReply, type ServerRequest, type ServerTarget } from './server.js';

/** A class of the platform, which who imports this need not have types of. */
export type Platform<Name extends string> =
  typeof globalThis extends Readonly<Record<Name, { readonly prototype: infer Instance }>> ? Instance : never;

/** What frameworks of the fetch style call their entry: from a Request to a Response. */
export type FetchHandler = (
  request: Platform<'Request'>,
) => Platform<'Response'> | Promise<Platform<'Response'>>;

/** A name that no network resolves (RFC 2606). */
const ENDPOINT = 'http://server.invalid';

/**
 * A server in this process, as a function from Request to Response. A Request holds a URL, and a URL is cleaned up
 * when it is made, so a path that would not survive that is not sent; neither is a body with GET.
 */
export function handlerServer(handler: FetchHandler, name = handler.name || 'handler'): ServerTarget {
  return {
    name,
    endpoint: ENDPOINT,
    local: true,
    async send(request, timeout) {
      const made = requestOf(request);
      if (typeof made === 'string') return { kind: 'unsent', reason: made };
      let timer: ReturnType<typeof setTimeout> | undefined;
      const reading: Reading = { end: null };
      const silence = new Promise<ServerReply>((resolve) => {
        const failure = { code: 'silent', milliseconds: timeout } as const;
        timer = setTimeout(() => {
          resolve({ kind: 'failure', failure, partial: null });
          reading.end?.();
        }, timeout);
      });
      return Promise.race([answer(handler, made, reading), silence]).finally(() => clearTimeout(timer));
    },
    async close() {},
  };
}

function requestOf({ method, target, headers, body }: ServerRequest): Request | string {
  const url = ENDPOINT + target;
  if (!URL.canParse(url) || new URL(url).href !== url) return 'A Request would change its path.';
  try {
    // A Uint8Array of a SharedArrayBuffer is no body; a copy never is one.
    const init = { method, headers: headers.map(([key, value]) => [key, value] as [string, string]) };
    return new Request(url, body === null ? init : { ...init, body: new Uint8Array(body) });
  } catch (error) {
    return `A Request cannot hold it: ${messageOf(error)}`;
  }
}

/** How to end the reading of a body that nobody waits for any more; null while none is read. */
interface Reading {
  end: (() => void) | null;
}

async function answer(handler: FetchHandler, request: Request, reading: Reading): Promise<ServerReply> {
  try {
    const response = await handler(request);
    const { status } = response;
    const headers = [...response.headers];
    const body = await bytesOf(response, reading);
    const failure = { code: 'too-large', limit: LARGEST_BODY } as const;
    return body.cut
      ? { kind: 'failure', failure, partial: { status, headers, body: body.bytes } }
      : { kind: 'response', response: { status, headers, body: body.bytes } };
  } catch (error) {
    return { kind: 'failure', failure: { code: 'threw', detail: messageOf(error) }, partial: null };
  }
}

async function bytesOf(
  response: Response,
  reading: Reading,
): Promise<{ readonly bytes: Uint8Array; readonly cut: boolean }> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = response.body?.getReader();
  reading.end = () => void reader?.cancel().catch(() => {});
  for (let next = await reader?.read(); next?.done === false; next = await reader?.read()) {
    const chunk = next.value as Uint8Array;
    size += chunk.length;
    if (size > LARGEST_BODY) {
      await reader?.cancel();
      return { bytes: Buffer.concat(chunks), cut: true };
    }
    chunks.push(chunk);
  }
  return { bytes: Buffer.concat(chunks), cut: false };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
