/**
 * The parts of an HTTP response that the protocol speaks of. What comes from outside is read with care: headers and
 * bodies of any shape give an answer or nothing, never an exception.
 */
import type { Operation, Protocol } from './contract.js';
import { decodeUtf8 } from './utf8.js';
import { isBytes, isObject, own } from './values.js';

/** A whole response. Names of headers are in lower case. */
export interface HttpResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

/** A response that was encoded here, ready for any HTTP server: what is encoded is text. */
export interface EncodedResponse extends HttpResponse {
  readonly body: string;
}

/** Headers as fetch gives them, or as Node, an AWS SDK or a test does. */
export type HeadersLike =
  | {
      /** The value of a header, whatever the case of its name. */
      get(name: string): string | null;
    }
  | Readonly<Record<string, string | readonly string[] | undefined>>;

/** A response that came from somewhere. An absent body is an empty one. */
export interface ResponseLike {
  readonly status: number;
  readonly headers: HeadersLike;
  readonly body: string | Uint8Array | null | undefined;
}

/** What a response is read from, once: each property is asked for a single time. */
export interface ReadResponse {
  /** 0 where the status is no number. */
  readonly status: number;
  readonly headers: unknown;
  readonly body: unknown;
}

/** The parts of a response of any shape; a part that cannot be read is as good as absent. */
export function readResponse(response: unknown): ReadResponse {
  const status = read(response, 'status');
  return {
    status: typeof status === 'number' ? status : 0,
    headers: read(response, 'headers'),
    body: read(response, 'body'),
  };
}

/** Not only own properties: a fetch Response has its parts on the prototype. */
function read(object: unknown, key: string): unknown {
  try {
    return isObject(object) ? object[key] : undefined;
  } catch {
    return undefined;
  }
}

/** A header's value, whatever the case of its name; the first where there are several. */
export function header(headers: unknown, name: string): string | undefined {
  try {
    if (!isObject(headers)) return undefined;
    if (typeof headers['get'] === 'function') return textOf(headers['get'](name));
    const wanted = name.toLowerCase();
    const key = Object.keys(headers).find((each) => each.toLowerCase() === wanted);
    return key === undefined ? undefined : textOf(headers[key]);
  } catch {
    return undefined;
  }
}

function textOf(value: unknown): string | undefined {
  const first: unknown = Array.isArray(value) ? value[0] : value;
  return typeof first === 'string' ? first : undefined;
}

export type BodyText =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly reason: 'utf-8'; readonly offset: number }
  /** Neither text nor bytes. */
  | { readonly ok: false; readonly reason: 'unreadable' };

/** The body as text. Bytes are UTF-8 (RFC 8259, section 8.1); a byte order mark stays, and is no JSON. */
export function bodyText(body: unknown): BodyText {
  if (typeof body === 'string') return { ok: true, text: body };
  if (body === undefined || body === null) return { ok: true, text: '' };
  if (!isBytes(body)) return { ok: false, reason: 'unreadable' };
  const decoded = decodeUtf8(body);
  return decoded.ok ? decoded : { ok: false, reason: 'utf-8', offset: decoded.offset };
}

/** The parts of a protocol that say how an error is named. */
export type ErrorNaming = Pick<Protocol, 'errorNameHeader' | 'errorNameMembers'>;

/**
 * The name of an error: from the header, else from the first member of the body that names one. `body` is parsed
 * JSON, or undefined where there is none. Undefined where nothing names the error.
 */
export function errorName(naming: ErrorNaming, headers: unknown, body: unknown): string | undefined {
  const named = naming.errorNameHeader === null ? undefined : header(headers, naming.errorNameHeader);
  const name = named === undefined ? '' : bareName(named);
  if (name !== '') return name;
  if (!isObject(body)) return undefined;
  for (const member of naming.errorNameMembers) {
    const value = own(body, member);
    const name = typeof value === 'string' ? bareName(value) : '';
    if (name !== '') return name;
  }
  return undefined;
}

/**
 * The shape's name alone: what follows a colon (a URL, in old services) and what precedes the `#` (a namespace) is
 * cut off (restJson1, operation error serialization).
 */
function bareName(text: string): string {
  const [beforeColon = ''] = text.split(':', 1);
  return beforeColon.slice(beforeColon.lastIndexOf('#') + 1).trim();
}

/** The statuses that say that an operation succeeded; its own is the first. */
export function successesOf({ http: { status, also = [] } }: Pick<Operation, 'http'>): readonly number[] {
  return [status, ...also];
}
