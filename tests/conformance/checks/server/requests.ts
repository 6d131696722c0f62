import type { Contract, Member, Operation, Target } from '../../../../generated/runtime/contract.js';
import { resolve, structureNamed } from '../../model.js';
import { render } from '../../render.js';
import type { ServerRequest } from '../../targets/server.js';

/** A request taken apart, so that a check can put one part of it otherwise. */
export interface RequestParts {
  readonly method: string;
  /** As the operation has it, with labels in braces. */
  readonly path: string;
  /** By the names of the labels, percent-encoded. */
  readonly labels: Readonly<Record<string, string>>;
  /** Percent-encoded, without the question mark; empty where there is none. */
  readonly query: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Uint8Array | null;
}

/** What the suite says of itself, so that a server's log can be told apart. */
const ALWAYS: readonly (readonly [string, string])[] = [
  ['accept', '*/*'],
  ['user-agent', 'neptune-contract-conformance'],
];

/** The request that carries an input; null where HTTP has no form for it: a lone surrogate, a line feed in a header. */
export type RequestMaker = (input: Readonly<Record<string, unknown>>) => RequestParts | null;

export function requestMaker(contract: Contract, { http, input: shape }: Operation): RequestMaker {
  const { members } = structureNamed(contract, shape);
  const bodied = members.filter(({ binding }) => binding === undefined || binding.in === 'body');
  const whole = bodied.find(({ binding }) => binding?.in === 'body');
  const parameters = members.flatMap(({ name: member, target, binding }) =>
    binding === undefined || binding.in === 'body'
      ? []
      : [{ ...binding, member, isList: resolve(contract, target).kind === 'list' }],
  );
  const { method, path } = http;
  const typed = ['content-type', contract.protocol.contentType] as const;

  return (input) => {
    const labels: Record<string, string> = {};
    const query: string[] = [];
    const headers: (readonly [string, string])[] = [...ALWAYS];
    for (const { member, name, in: place, isList } of parameters) {
      const value = Object.hasOwn(input, member) ? input[member] : undefined;
      if (value === undefined) continue;
      const texts = isList && Array.isArray(value) ? value.map(textOf) : [textOf(value)];
      if (!texts.every((text) => text !== null)) return null;
      if (place === 'path') labels[name] = encoded(texts.join(','));
      else if (place === 'query') query.push(...texts.map((text) => `${encoded(name)}=${encoded(text)}`));
      else if (!texts.every((text) => /^[\t\x20-\x7e]*$/.test(text) && text.trim() === text)) return null;
      else headers.push([name, texts.join(',')]);
    }
    const parts = { method, path, labels, query: query.join('&') };
    const isBodied = whole === undefined ? bodied.length > 0 : Object.hasOwn(input, whole.name);
    if (!isBodied) return { ...parts, headers, body: null };
    const body =
      whole !== undefined
        ? input[whole.name]
        : Object.fromEntries(
            bodied.flatMap(({ name }) => (Object.hasOwn(input, name) ? [[name, input[name]]] : [])),
          );
    return { ...parts, headers: [...headers, typed], body: new TextEncoder().encode(render(body)) };
  };
}

/** A plain value as a parameter carries it; null for what a parameter cannot hold. */
function textOf(value: unknown): string | null {
  switch (typeof value) {
    case 'string':
      return /\p{Surrogate}/u.test(value) ? null : value;
    case 'number':
    case 'bigint':
    case 'boolean':
      return String(value);
    default:
      return null;
  }
}

/** Percent-encoded, all but the unreserved characters (RFC 3986, section 2.3). */
export function encoded(text: string): string {
  const most = encodeURIComponent(text);
  return /[!'()*]/.test(most)
    ? most.replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)
    : most;
}

export function requestOf({ method, path, labels, query, headers, body }: RequestParts): ServerRequest {
  const filled = targetOf(path, labels);
  return { method, target: query === '' ? filled : `${filled}?${query}`, headers, body };
}

/** A path with its labels filled in. */
function targetOf(path: string, labels: RequestParts['labels']): string {
  let target = '';
  let done = 0;
  for (let open = path.indexOf('{'); open >= 0; open = path.indexOf('{', done)) {
    const close = path.indexOf('}', open);
    if (close < 0) break;
    target += path.slice(done, open) + (labels[path.slice(open + 1, close)] ?? '');
    done = close + 1;
  }
  return target + path.slice(done);
}

/** The same request with something else between the path and the end. */
export function withTarget(parts: RequestParts, change: (path: string) => string): ServerRequest {
  const { target, ...rest } = requestOf({ ...parts, query: '' });
  return { ...rest, target: change(target) + (parts.query === '' ? '' : `?${parts.query}`) };
}

/** What a server reads in the place of a parameter: text is a number again where a number belongs. */
export function asRead(contract: Contract, member: Member, value: unknown): unknown {
  if (member.binding === undefined || member.binding.in === 'body') return value;
  const text = textOf(value);
  return text === null ? value : readText(contract, member.target, text);
}

function readText(contract: Contract, target: Target, text: string): unknown {
  const shape = resolve(contract, target);
  switch (shape.kind) {
    case 'integer':
      return /^-?\d+$/.test(text) ? BigInt(text) : text;
    case 'float':
      return text !== '' && Number.isFinite(Number(text)) ? Number(text) : text;
    case 'boolean':
      return text === 'true' ? true : text === 'false' ? false : text;
    case 'timestamp':
      return shape.format === 'epoch-seconds' && /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
    default:
      return text;
  }
}

/** The request as a command that sends just these bytes; what a shell cannot hold is left to the reader. */
export function curlCommand(endpoint: string, { method, target, headers, body }: ServerRequest): string {
  const words = [
    'curl',
    '-sS',
    '-i',
    '--path-as-is',
    '--globoff',
    ...(method === 'GET' ? [] : method === 'HEAD' ? ['--head'] : ['-X', method]),
    ...headers
      .filter(([name, value]) => !ALWAYS.some(([each, own]) => each === name && own === value))
      .flatMap(([name, value]) => ['-H', `${name}: ${value}`]),
    ...(body === null ? [] : ['--data-binary', Buffer.from(body).toString('utf8')]),
    endpoint + target,
  ];
  return words.map(shellWord).join(' ');
}

function shellWord(word: string): string {
  return /^[\w./:@%+=,-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
