import { STATUS_CODES } from 'node:http';
import type { ScriptedResponse } from './response.js';

const LAST_CHUNK = '0\r\n\r\n';

/**
 * All the bytes of a response that travels whole or in chunks, on a connection that stays open, as Node would send them.
 * null for those that it is left to.
 */
export function plainBytes(response: ScriptedResponse | undefined): Buffer | null {
  if (response === undefined) return null;
  const { status, headers, body, delivery } = response;
  if (status < 200 || status === 204 || status === 304 || headers.some(isConnection)) return null;
  switch (delivery.kind) {
    case 'whole':
      return Buffer.concat([head(status, headers, `content-length: ${body.length}`), body]);
    case 'chunked':
      return Buffer.concat([
        head(status, headers, 'transfer-encoding: chunked'),
        ...chunks(body, delivery.size),
      ]);
    default:
      return null;
  }
}

function isConnection([name]: readonly [string, string]): boolean {
  return name.length === 10 && name.toLowerCase() === 'connection';
}

function head(status: number, headers: ScriptedResponse['headers'], framing: string): Buffer {
  let text = `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? 'unknown'}\r\n`;
  for (const [name, value] of headers) text += `${name}: ${value}\r\n`;
  return Buffer.from(`${text}${framing}\r\nConnection: keep-alive\r\n\r\n`, 'latin1');
}

function* chunks(body: Uint8Array, size: number): Generator<Uint8Array> {
  for (let at = 0; at < body.length; at += size) {
    const part = body.subarray(at, at + size);
    yield Buffer.from(`${part.length.toString(16)}\r\n`, 'latin1');
    yield part;
    yield CRLF;
  }
  yield Buffer.from(LAST_CHUNK, 'latin1');
}

const CRLF = Buffer.from('\r\n', 'latin1');
