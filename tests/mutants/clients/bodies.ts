import { rest } from '../mutant.js';
import { type ClientMutant, type Facts, minimal, mutant, ok, text } from './client.js';
import { isObject } from './reading.js';
import type { Change } from './reference.js';

function body(facts: Facts, change: Change): ClientMutant {
  return mutant({ ...facts, name: `body-${facts.name}`, change });
}

/** What is made of a success that cannot be read. */
function otherwise(make: () => unknown): Change {
  return (reference) => ({
    output(document, read) {
      return document === UNREAD ? make() : reference.output(document, read);
    },
    parse(json) {
      try {
        return reference.parse(json);
      } catch {
        return UNREAD;
      }
    },
    errorDocument: (received) => reference.errorDocument(received, reference),
  });
}

const UNREAD = Symbol('unread');

const document = JSON.stringify(minimal);
const half = document.slice(0, document.length / 2);
const unread = ['truncated', 'not-json', 'trailing', 'empty'].map((each) =>
  rest(`undecodable-success-${each}`),
);

export const bodies: readonly ClientMutant[] = [
  body(
    {
      name: 'unread-is-empty',
      title: 'Makes an empty success of a body that it cannot parse',
      met: '`catch { return {}; }`, as botocore does',
      breaks: unread,
      witness: text(half),
    },
    otherwise(() => ({})),
  ),
  body(
    {
      name: 'unread-is-undefined',
      title: 'Returns undefined for a body that it cannot parse',
      met: 'a parser of its own that swallows errors',
      breaks: unread,
      witness: text(half),
    },
    otherwise(() => undefined),
  ),
  body(
    {
      name: 'unread-is-text',
      title: 'Returns the text where it is no JSON',
      met: 'axios, whose default is to hand on what it cannot parse',
      breaks: unread,
      witness: text('<html></html>'),
    },
    (reference) => ({
      conclude(received, steps) {
        if (!steps.isSuccess(received)) return reference.conclude(received, steps);
        const json = steps.text(received.body);
        try {
          steps.parse(json);
        } catch {
          return json;
        }
        return reference.conclude(received, steps);
      },
    }),
  ),
  body(
    {
      name: 'truncated-mended',
      title: 'Closes what a truncated document left open',
      met: 'parsers for streamed or partial JSON',
      breaks: [rest('undecodable-success-truncated')],
      witness: text(document.slice(0, -1)),
    },
    ({ parse }) => ({
      parse(json) {
        for (const mending of ['', '}', '"}', '}}', '"}}', 'null}', '}}}']) {
          try {
            return parse(json + mending);
          } catch {}
        }
        return parse(json);
      },
    }),
  ),
  body(
    {
      name: 'trailing-ignored',
      title: 'Reads the first document, and not what follows',
      met: '`json.NewDecoder(r).Decode` in Go, Jackson without FAIL_ON_TRAILING_TOKENS',
      breaks: [rest('undecodable-success-trailing')],
      witness: text(`${document} and more`),
    },
    ({ parse }) => ({
      parse(json) {
        const ends = [...json.matchAll(/\}/g)].map(({ index }) => index + 1);
        for (const end of ends.slice(0, 50)) {
          try {
            return parse(json.slice(0, end));
          } catch {}
        }
        return parse(json);
      },
    }),
  ),
  body(
    {
      name: 'outermost-braces',
      title: 'Reads what stands between the first brace and the last',
      met: 'a pattern against guards and callbacks',
      breaks: [rest('undecodable-success-trailing'), rest('undecodable-success-not-json')],
      witness: text(`<pre>${document}</pre>`),
    },
    ({ parse }) => ({ parse: (json) => parse(/\{.*\}/s.exec(json)?.[0] ?? json) }),
  ),
  body(
    {
      name: 'evaluated',
      title: 'Evaluates the document as JavaScript',
      met: '`eval("(" + text + ")")`',
      breaks: [
        rest('undecodable-success-not-json'),
        rest('undecodable-success-trailing'),
        rest('json-extension'),
        rest('no-prototype-pollution'),
        rest('integer-exact-large'),
      ],
      witness: text(`${document}, {}`),
    },
    () => ({ parse: (json) => new Function(`return (${json})`)() }),
  ),
  body(
    {
      name: 'empty-is-success',
      title: 'Makes an empty success of an empty body',
      met: '`text ? JSON.parse(text) : {}`, as all SDKs of AWS have it',
      breaks: [rest('undecodable-success-empty')],
      witness: text(''),
    },
    ({ parse }) => ({ parse: (json) => (json === '' ? {} : parse(json)) }),
  ),
  body(
    {
      name: 'null-is-success',
      title: 'Makes an empty success of null',
      met: '`JSON.parse(text) ?? {}`',
      breaks: [rest('undecodable-success-wrong-type')],
      witness: text('null'),
    },
    ({ output }) => ({ output: (value, read) => output(value ?? {}, read) }),
  ),
  body(
    {
      name: 'any-type-is-success',
      title: 'Makes an empty success of text, numbers and lists',
      met: 'members read from whatever is there, as in the SDK for JavaScript',
      breaks: [rest('undecodable-success-wrong-type')],
      witness: text('"x"'),
    },
    ({ output }) => ({ output: (value, read) => (isObject(value) ? output(value, read) : {}) }),
  ),
  body(
    {
      name: 'list-unwrapped',
      title: 'Takes the first of a list',
      met: '`Array.isArray(body) ? body[0] : body`, and PowerShell',
      breaks: [rest('undecodable-success-wrong-type')],
      witness: text(`[${document}]`),
    },
    ({ output }) => ({
      output: (value, read) => output(Array.isArray(value) ? (value[0] ?? {}) : value, read),
    }),
  ),
  body(
    {
      name: 'text-unwrapped',
      title: 'Parses JSON within a JSON string',
      met: '`typeof body === "string" ? JSON.parse(body) : body`',
      breaks: [rest('undecodable-success-wrong-type')],
      witness: text(JSON.stringify(document)),
    },
    ({ output, parse }) => ({
      output(value, read) {
        if (typeof value !== 'string') return output(value, read);
        return output(/^\s*\{/.test(value) ? parse(value) : {}, read);
      },
    }),
  ),
  body(
    {
      name: 'bytes-replaced',
      title: 'Replaces bytes that are no UTF-8',
      met: '`response.text()`, `buffer.toString()`, `errors="replace"`',
      breaks: [rest('undecodable-success-not-utf8')],
      witness: text(Buffer.from(document.replace('graph', 'gr\xe9ph'), 'latin1')),
    },
    () => ({ text: (bytes) => Buffer.from(bytes).toString('utf8') }),
  ),
  body(
    {
      name: 'bytes-latin-1',
      title: 'Reads UTF-8 as Latin-1',
      met: '`requests` for text without a charset, old servlets',
      breaks: [rest('valid-output'), rest('undecodable-success-not-utf8')],
      witness: ok({ source: 's3://bücket/' }),
    },
    () => ({ text: (bytes) => Buffer.from(bytes).toString('latin1') }),
  ),
  body(
    {
      name: 'bytes-ascii',
      title: 'Drops what is not ASCII',
      met: '`errors="ignore"`',
      breaks: [rest('valid-output'), rest('undecodable-success-not-utf8')],
      witness: ok({ source: 's3://bücket/' }),
    },
    () => ({ text: (bytes) => Buffer.from(bytes.filter((each) => each < 128)).toString() }),
  ),
  body(
    {
      name: 'cached',
      title: 'Returns the first answer again for the same task',
      met: 'memoisation, a cache in front of a poller',
      breaks: [rest('valid-output'), rest('error-status-never-data')],
      witness: { responses: [...ok().responses, ...ok({ status: 'SUCCEEDED' }).responses], calls: 2 },
    },
    () => ({
      around(call) {
        const cache = new Map<string, unknown>();
        return async (endpoint, input) => {
          const held = cache.get(input.taskIdentifier) ?? (await call(endpoint, input));
          cache.set(input.taskIdentifier, held);
          return held;
        };
      },
    }),
  ),
];
