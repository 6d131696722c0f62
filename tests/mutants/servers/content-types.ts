import { rest } from '../mutant.js';
import type { Change, Reply } from './reference.js';
import { get, mutant, type ServerMutant } from './server.js';

function typed(value: string | null, reply: Reply): Reply {
  const others = reply.headers.filter(([name]) => name !== 'content-type');
  return { ...reply, headers: value === null ? others : [...others, ['content-type', value]] };
}

/** Name, what is declared of a success, and where that is met. */
const ofSuccesses: readonly (readonly [string, string | null, string])[] = [
  ['text', 'text/plain; charset=utf-8', '`res.end(JSON.stringify(x))` behind a default'],
  ['html', 'text/html; charset=utf-8', '`res.send(text)` in Express, and PHP'],
  ['missing', null, '`node:http` by hand'],
  ['bytes', 'application/octet-stream', 'an object store, or Buffer bodies'],
  ['aws-json', 'application/x-amz-json-1.1', 'another AWS protocol'],
  ['javascript', 'application/javascript', 'the days of JSONP'],
  ['garbled', 'json', 'a constant from memory'],
  ['latin-1', 'application/json; charset=ISO-8859-1', 'the default of servlet containers'],
  ['form', 'application/x-www-form-urlencoded', 'the default of a client library, sent back'],
];

const ofErrors: readonly (readonly [string, string | null, string])[] = [
  ['error-problem', 'application/problem+json', 'RFC 9457 middleware'],
  ['error-text', 'text/plain', 'an error path of its own'],
  ['error-missing', null, 'an error path of its own'],
];

/** Name, type, body and where it is met, of errors that are no JSON. */
const pages: readonly (readonly [string, string, string, string])[] = [
  [
    'html',
    'text/html',
    '<!DOCTYPE html><title>Bad Request</title><pre>Bad Request</pre>',
    'the default error handler of a framework',
  ],
  ['text', 'text/plain', 'bad identifier\n', '`http.Error` in Go'],
  ['empty', 'application/json', '', '`sendStatus`, or `res.status(400).end()`'],
  [
    'xml',
    'text/xml',
    '<ErrorResponse><Error><Code>ValidationError</Code></Error></ErrorResponse>',
    'the query protocol',
  ],
];

export const contentTypes: readonly ServerMutant[] = [
  ...ofSuccesses.map(([name, value, met]) =>
    slip(
      `content-type-${name}`,
      `Declares its answers as ${value ?? 'nothing'}`,
      met,
      'task',
      (reference) => ({
        success: (document) => typed(value, reference.success(document)),
      }),
    ),
  ),
  ...ofErrors.map(([name, value, met]) =>
    slip(
      `content-type-${name}`,
      `Declares its errors as ${value ?? 'nothing'}`,
      met,
      'requests',
      (reference) => ({
        failure: (failure) => typed(value, reference.failure(failure)),
      }),
    ),
  ),
  ...pages.map(([name, type, text, met]) => ({
    ...slip(
      `error-page-${name}`,
      `Sends ${name === 'empty' ? 'nothing' : name} for an error`,
      met,
      'requests',
      page(type, text),
    ),
    breaks: [
      rest('json-content-type'),
      rest('body-is-json'),
      rest('error-body-valid'),
      'ValidationException#type',
      'ValidationException.message#required',
    ],
  })),
];

function slip(
  name: string,
  title: string,
  met: string,
  needs: 'task' | 'requests',
  change: Change,
): ServerMutant {
  const breaks = [rest('json-content-type'), ...(needs === 'task' ? ['GetImportTask#content-type'] : [])];
  const witness = [get(needs === 'task' ? 't-0123456789' : 't-1')];
  return mutant({ name, title, met, breaks, level: 'MUST', needs, witness, change });
}

/** The header that names the error stays: only the body is no JSON. */
function page(type: string, text: string): Change {
  return (reference) => ({
    failure: (failure) => ({ ...typed(type, reference.failure(failure)), document: null }),
    write: (document) => (document === null ? text : reference.write(document)),
  });
}
