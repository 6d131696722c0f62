/** The first line of a request. */
export interface PlainRequest {
  readonly method: string;
  /** Path and query, still encoded. */
  readonly path: string;
}

const HEAD = /^([A-Z]+) (\/[\x21-\x7e]*) HTTP\/1\.1\r\n(?:[\w-]+:[\t\x20-\x7e]*\r\n)+\r\n$/;
/** What makes more of a request than its head, or of a connection than one that stays. */
const MORE =
  /\n(?:content-length|transfer-encoding|expect|upgrade|trailer|connection:(?![ \t]*keep-alive[ \t]*\r))/i;

/**
 * Reads a request as nearly all of them are: in one piece, without a body, on a connection that stays open. null for
 * all others, which may be right as well: they are for a parser of all of HTTP.
 */
export function plainRequest(bytes: Buffer): PlainRequest | null {
  const text = bytes.toString('latin1');
  const [, method, path] = HEAD.exec(text) ?? [];
  return method === undefined ||
    path === undefined ||
    method === 'HEAD' ||
    method === 'CONNECT' ||
    MORE.test(text)
    ? null
    : { method, path };
}
