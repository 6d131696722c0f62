/**
 * Requests, written and read: labels of the path, the query, headers and a JSON body, as Smithy's HTTP bindings have
 * them. Parameters are text, so each says how its text and its value on the wire belong together.
 */
import type { ShapeDecoder } from './decoding.js';
import { type Encoder, HEADER_TEXT, reading, wireOf } from './encoding.js';
import { type HeadersLike, header } from './http.js';
import { below, type Issue, issue, type Result } from './issues.js';
import { readExactJson } from './json-body.js';
import { parseJson } from './json-reader.js';
import { stringifyJson } from './json-writer.js';
import { isObject, isSet, own, setOwn } from './values.js';

/** A request that was encoded here. Names of headers are in lower case. */
export interface HttpRequest {
  readonly method: string;
  /** Percent-encoded, with the query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Empty where the operation has none. */
  readonly body: string;
}

/** A request that came from somewhere. An absent body is an empty one. */
export interface RequestLike {
  readonly method: string;
  readonly path: string;
  readonly headers: HeadersLike;
  readonly body?: string | Uint8Array | null | undefined;
}

/** Where an operation's input travels. */
export interface Route {
  readonly method: string;
  /** With labels in braces. */
  readonly path: string;
  readonly parameters: readonly Parameter[];
  /** The content type of the body that holds the other members; null where there are none. */
  readonly contentType: string | null;
  /** The member that is the whole body, where one is. */
  readonly payload?: string;
}

export interface Parameter {
  readonly member: string;
  readonly in: 'path' | 'query' | 'header';
  readonly name: string;
  /** What its text stands for: text itself, or JSON. A float is JSON, or text where it is no number. */
  readonly form: 'text' | 'json';
  /** A list is repeated in a query, and separated by commas in a header. */
  readonly list: boolean;
  /** A list that is always there: none of it in a request means that it is empty, as an empty one is not sent. */
  readonly required?: true;
  /** The clause that a value breaks by having no place in the request. */
  readonly clause: string;
}

/** An input as a request. Issues where it is no valid input, or where a label or a header cannot hold it. */
export function encodeRequest<Input, Wire extends object>(
  input: unknown,
  encoder: Encoder<Input, Wire>,
  route: Route,
): Result<HttpRequest> {
  return reading(input, encoder.typeClause, () => {
    const wire = wireOf(input, encoder);
    return wire.ok ? requestOf(wire.value, route) : wire;
  });
}

function requestOf(wire: object, route: Route): Result<HttpRequest> {
  const issues: Issue[] = [];
  const query: string[] = [];
  const headers: Record<string, string> = {};
  const labels = new Map<string, string>();
  for (const parameter of route.parameters) {
    const value = own(wire, parameter.member);
    if (!isSet(value)) continue;
    const values = parameter.list && Array.isArray(value) ? value : [value];
    // An empty list is not sent; as a label it would be an empty segment.
    if (values.length === 0 && parameter.in !== 'path') continue;
    const texts = values.map((each) => textOf(each, parameter));
    const misfit = texts.length === 0 ? '' : texts.find((text) => !fits(text, parameter));
    if (misfit !== undefined) {
      issues.push(issue(parameter.clause, below('', parameter.member), EXPECTED[parameter.in], misfit));
    } else if (parameter.in === 'path') {
      labels.set(parameter.name, texts.map(percentEncode).join(','));
    } else if (parameter.in === 'header') {
      headers[parameter.name.toLowerCase()] = texts.join(', ');
    } else {
      query.push(...texts.map((text) => `${percentEncode(parameter.name)}=${percentEncode(text)}`));
    }
  }
  if (issues.length > 0) return { ok: false, issues };
  const { contentType, method } = route;
  const body = bodyOf(wire, route);
  if (contentType !== null && body !== undefined) headers['content-type'] = contentType;
  const label = route.path.replace(/\{([^{}]*)\}/g, (_, name: string) => labels.get(name) ?? '');
  const path = query.length === 0 ? label : `${label}?${query.join('&')}`;
  return { ok: true, value: { method, path, headers, body: body === undefined ? '' : stringifyJson(body) } };
}

/** The value of the body; undefined where there is none. */
function bodyOf(wire: object, route: Route): unknown {
  if (route.contentType === null) return undefined;
  return route.payload === undefined ? unbound(wire, route) : own(wire, route.payload);
}

/** The input of a request; undefined where it is a request to something else. Issues where the input is not valid. */
export function decodeRequest<Input, Wire>(
  request: RequestLike,
  decoder: ShapeDecoder<Wire, Input>,
  route: Route,
): Result<Input> | undefined {
  try {
    const [path = '', query = ''] = request.path.split(/\?(.*)/s, 2);
    const labels = request.method === route.method ? labelsOf(route.path, path) : undefined;
    if (labels === undefined) return undefined;
    const body = route.contentType === null ? { ok: true as const, value: {} } : readExactJson(request.body);
    if (!body.ok && body.fault !== 'empty') {
      return { ok: false, issues: [issue(decoder.typeClause, '', 'a JSON body', request.body)] };
    }
    const sent = body.ok ? body.value : undefined;
    const { payload } = route;
    const value = payload === undefined ? (sent ?? {}) : sent === undefined ? {} : { [payload]: sent };
    if (!isObject(value)) return { ok: false, issues: [issue(decoder.typeClause, '', 'an object', value)] };
    const wire = payload === undefined ? unbound(value, route) : { ...value };
    for (const parameter of route.parameters) {
      const texts = textsOf(parameter, labels, query, request.headers);
      const values = texts.map((text) => wireValueOf(text, parameter));
      if (values.length > 0 || parameter.required === true)
        setOwn(wire, parameter.member, parameter.list ? values : values[0]);
    }
    const result = decoder.validate(wire);
    return result.valid
      ? { ok: true, value: decoder.fromWire(result.value) }
      : { ok: false, issues: result.issues };
  } catch {
    return { ok: false, issues: [issue(decoder.typeClause, '', 'a request that can be read', request)] };
  }
}

const EXPECTED = {
  path: 'text that can be a segment of a path',
  query: 'text that a query can hold',
  header: 'text that a header can hold',
} as const;

/** UTF-8, and so percent-encoding, has no place for one. */
const LONE_SURROGATE = /\p{Surrogate}/u;

/** A path loses empty segments and dots on its way, a header what surrounds its text, and its list at each comma. */
function fits(text: string, parameter: Parameter): boolean {
  switch (parameter.in) {
    case 'path':
      return text !== '' && text !== '.' && text !== '..' && !LONE_SURROGATE.test(text);
    case 'query':
      return !LONE_SURROGATE.test(text);
    case 'header':
      return HEADER_TEXT.test(text) && !(parameter.list && text.includes(','));
  }
}

function textOf(value: unknown, { form }: Parameter): string {
  return form === 'text' || typeof value === 'string' ? String(value) : stringifyJson(value);
}

/** Text that is not what its form says stays text, which the validator then refuses. */
function wireValueOf(text: string, { form }: Parameter): unknown {
  if (form === 'text') return text;
  const parsed = parseJson(text);
  return parsed.ok ? parsed.value : text;
}

/** The members that travel in the body. */
function unbound(wire: object, route: Route): Record<string, unknown> {
  const bound = new Set(route.parameters.map(({ member }) => member));
  const body: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(wire)) if (!bound.has(name)) setOwn(body, name, value);
  return body;
}

function textsOf(
  { in: place, name, list }: Parameter,
  labels: ReadonlyMap<string, string>,
  query: string,
  headers: HeadersLike,
): readonly string[] {
  switch (place) {
    case 'path': {
      const label = labels.get(name);
      return label === undefined ? [] : list ? label.split(',').map(percentDecode) : [percentDecode(label)];
    }
    case 'query':
      return query
        .split('&')
        .map((pair) => pair.split(/=(.*)/s, 2))
        .filter(([key]) => key !== undefined && percentDecode(key) === name)
        .map(([, value = '']) => percentDecode(value));
    case 'header': {
      const text = header(headers, name);
      if (text === undefined) return [];
      return list ? text.split(',').map((each) => each.trim()) : [text];
    }
  }
}

/** The labels of a path, still encoded; undefined where it has not the form of the template. */
function labelsOf(template: string, path: string): ReadonlyMap<string, string> | undefined {
  const [wanted, given] = [template.split('/'), path.split('/')];
  if (wanted.length !== given.length) return undefined;
  const labels = new Map<string, string>();
  for (const [i, segment] of wanted.entries()) {
    // Literals at even places, names of labels between them.
    const parts = segment.split(/\{([^{}]*)\}/);
    const pattern = parts.map((part, n) => (n % 2 === 0 ? escapeRegExp(part) : '(.+?)')).join('');
    const match = new RegExp(`^${pattern}$`).exec(given[i] ?? '');
    if (match === null) return undefined;
    for (let n = 1; n < parts.length; n += 2) labels.set(parts[n] ?? '', match[(n + 1) / 2] ?? '');
  }
  return labels;
}

function escapeRegExp(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}

/** All but the unreserved characters of RFC 3986. */
function percentEncode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** A text with a percent sign that encodes nothing is taken as it stands. */
function percentDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
