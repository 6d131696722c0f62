import { Agent } from 'node:http';
import { rest } from '../mutant.js';
import { type ClientMutant, type ClientWitness, type Facts, failing, mutant, ok, typed } from './client.js';
import type { Change } from './reference.js';
import { exchange, headerOf, type Received } from './transport.js';

function headers(facts: Facts, change: Change): ClientMutant {
  return mutant({ ...facts, name: `headers-${facts.name}`, change });
}

/** A success under these headers. */
function under(others: Readonly<Record<string, string>>): ClientWitness {
  return { responses: ok().responses.map((each) => ({ ...each, headers: others })) };
}

/** Refuses a success that does not pass. */
function only(passes: (received: Received) => boolean): Change {
  return ({ conclude, isSuccess }) => ({
    conclude(received, steps) {
      if (isSuccess(received) && !passes(received)) throw new Error('This is no answer of the service.');
      return conclude(received, steps);
    },
  });
}

/** It asks the other side to keep connections open. */
const keptOpen = new Agent({ keepAlive: true, timeout: 3000 });

const typeOf = (received: Received): string => headerOf(received, 'content-type') ?? 'application/json';
const valid = [rest('valid-output')];

export const headerSlips: readonly ClientMutant[] = [
  headers(
    {
      name: 'type-exact',
      title: 'Reads a success only where its content type has no parameter',
      met: "`contentType === 'application/json'`",
      breaks: valid,
      witness: under({ 'content-type': 'application/json; charset=utf-8' }),
    },
    only((received) => typeOf(received).toLowerCase() === 'application/json'),
  ),
  headers(
    {
      name: 'type-lower-case',
      title: 'Reads a success only where its content type is in lower case',
      met: "`contentType.includes('application/json')`",
      breaks: valid,
      witness: under({ 'content-type': 'APPLICATION/JSON' }),
    },
    only((received) => typeOf(received).includes('application/json')),
  ),
  headers(
    {
      name: 'name-as-spelt',
      title: 'Finds the content type only under the name that it knows',
      met: "`headers['Content-Type']`, on a table that tells case apart",
      breaks: valid,
      witness: under({ 'CONTENT-TYPE': 'application/json' }),
    },
    only(({ headers: sent }) =>
      sent.every(
        ([name]) => !/^content-type$/i.test(name) || ['content-type', 'Content-Type'].includes(name),
      ),
    ),
  ),
  headers(
    {
      name: 'request-id-needed',
      title: 'Crashes on a success without a request id',
      met: "`headers.get('x-amzn-requestid')!.trim()`, for a log",
      breaks: valid,
      witness: ok(),
    },
    ({ conclude, isSuccess }) => ({
      conclude(received, steps) {
        if (isSuccess(received)) (headerOf(received, 'x-amzn-requestid') as string).trim();
        return conclude(received, steps);
      },
    }),
  ),
  headers(
    {
      name: 'repeated-refused',
      title: 'Refuses a response in which a header stands twice',
      met: 'a table of headers with a key that must be unique: `Collectors.toMap`',
      breaks: [...valid, rest('error-by-header')],
      witness: under({ 'set-cookie': 'a=1', 'Set-Cookie': 'b=2' }),
    },
    ({ conclude }) => ({
      conclude(received, steps) {
        const names = received.headers.map(([name]) => name.toLowerCase());
        if (new Set(names).size < names.length) throw new Error('Duplicate key');
        return conclude(received, steps);
      },
    }),
  ),
  headers(
    {
      name: 'close-is-cut',
      title: 'Takes the announced end of a connection for a response that is cut',
      met: 'a `close` listener that does not look whether the response is whole',
      breaks: [...valid, rest('error-by-header')],
      witness: under({ connection: 'close' }),
    },
    ({ conclude }) => ({
      send: (method, endpoint, path) => exchange(method, endpoint, path, keptOpen),
      conclude(received, steps) {
        if (headerOf(received, 'connection') === 'close') throw new Error('Connection closed');
        return conclude(received, steps);
      },
    }),
  ),
  headers(
    {
      name: 'error-type-exact',
      title: 'Reads an error only where its content type has no parameter',
      met: "`contentType === 'application/json' ? parse(body) : undefined`, and a name for what is left",
      breaks: [rest('error-by-header')],
      witness: failing(
        400,
        { ...typed('ValidationException'), 'content-type': 'application/json; charset=utf-8' },
        { message: 'No' },
      ),
    },
    ({ failure }) => ({
      failure: (received, name, document) =>
        failure(received, typeOf(received) === 'application/json' ? name : undefined, document),
    }),
  ),
];
