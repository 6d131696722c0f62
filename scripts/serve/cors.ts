import type { IncomingHttpHeaders } from 'node:http';
import { contract } from '../../generated/contract.js';

/** What a page may read beside the body: who erred, which request it was, and how long to wait. */
const EXPOSED = [contract.protocol.errorNameHeader, contract.protocol.requestIdHeader, 'retry-after']
  .filter((name) => name !== null)
  .join(', ');

/** How long, in seconds, a browser need not ask again. */
const REMEMBERED = 600;

/** Headers that let pages of an origin, or of any (`*`), read an answer (Fetch Standard, "CORS protocol"). */
export function readableBy(origin: string): Readonly<Record<string, string>> {
  return {
    'access-control-allow-origin': origin,
    'access-control-expose-headers': EXPOSED,
    ...(origin === '*' ? {} : { vary: 'origin' }),
  };
}

/**
 * What a browser is told that asks whether a page may send a request; null where it asks no such thing, since OPTIONS
 * alone is a method like others.
 */
export function preflightAnswer(
  origin: string,
  method: string,
  headers: IncomingHttpHeaders,
): Readonly<Record<string, string>> | null {
  const wanted = headers['access-control-request-method'];
  if (method !== 'OPTIONS' || headers.origin === undefined || wanted === undefined) return null;
  const also = headers['access-control-request-headers'];
  // Asked where a page of the internet turns to a machine of its visitor.
  const local = headers['access-control-request-private-network'] === 'true';
  return {
    ...readableBy(origin),
    'access-control-allow-methods': wanted,
    ...(also === undefined ? {} : { 'access-control-allow-headers': also }),
    ...(local ? { 'access-control-allow-private-network': 'true' } : {}),
    'access-control-max-age': String(REMEMBERED),
  };
}
