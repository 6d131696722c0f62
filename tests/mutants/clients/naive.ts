import { get } from 'node:http';
import { rest } from '../mutant.js';
import {
  type ClientMutant,
  type Facts,
  failing,
  implementation,
  ok,
  okDetails,
  text,
  typed,
} from './client.js';
import type { Call } from './reference.js';

/** Whole clients, written as in a first draft: several things are wrong at once, and any may be found. */
function naive(facts: Facts, call: Call): ClientMutant {
  return { level: 'MUST', ...facts, name: `naive-${facts.name}`, ...implementation(() => call) };
}

const url = (endpoint: string, id: string): string => `${endpoint}/importtasks/${encodeURIComponent(id)}`;
const refused = failing(400, typed('ValidationException'), { message: 'No' });
const big = okDetails({ statementCount: 9_007_199_254_740_993n });

export const naiveClients: readonly ClientMutant[] = [
  naive(
    {
      name: 'fetch',
      title: 'One line with fetch',
      met: 'scripts, examples, answers of assistants',
      breaks: [rest('error-status-never-data'), rest('error-by-header'), rest('integer-exact-large')],
      witness: refused,
    },
    async (endpoint, { taskIdentifier }) => (await fetch(url(endpoint, taskIdentifier))).json(),
  ),
  naive(
    {
      name: 'fetch-ok',
      title: 'Two lines with fetch, and a look at `ok`',
      met: 'every tutorial',
      breaks: [
        rest('error-by-header'),
        rest('error-members'),
        rest('error-status-kept'),
        rest('integer-exact-large'),
      ],
      witness: refused,
    },
    async (endpoint, { taskIdentifier }) => {
      const response = await fetch(url(endpoint, taskIdentifier));
      if (!response.ok) throw new Error(response.statusText);
      return response.json();
    },
  ),
  naive(
    {
      name: 'typed-cast',
      title: 'A typed client that casts, and makes a Date of the start',
      met: '`(await response.json()) as ImportTask`',
      breaks: [
        rest('integer-exact-large'),
        rest('timestamp-fraction'),
        rest('null-is-absent'),
        rest('error-by-type-member'),
        rest('valid-output'),
        rest('undecodable-success-not-utf8'),
      ],
      witness: big,
    },
    async (endpoint, { taskIdentifier }) => {
      const response = await fetch(url(endpoint, taskIdentifier));
      const body = (await response.json()) as { message?: string; importTaskDetails?: { startTime: number } };
      if (!response.ok) {
        const name = response.headers.get('x-amzn-errortype') ?? 'Error';
        throw Object.assign(new Error(body.message), { name, status: response.status });
      }
      const { importTaskDetails: details } = body;
      if (details === undefined) return body;
      return { ...body, importTaskDetails: { ...details, startTime: new Date(details.startTime * 1000) } };
    },
  ),
  naive(
    {
      name: 'callback',
      title: 'Callbacks of node:http, and text glued together',
      met: 'scripts without dependencies',
      breaks: [
        rest('error-status-never-data'),
        rest('error-by-header'),
        rest('valid-output'),
        rest('undecodable-success-not-utf8'),
        rest('integer-exact-large'),
      ],
      witness: text('{"source":"s3://bücket/"}', 'bytewise'),
    },
    (endpoint, { taskIdentifier }) =>
      new Promise((resolve, reject) => {
        get(url(endpoint, taskIdentifier), { agent: false }, (response) => {
          let body = '';
          response.on('data', (chunk) => {
            body += chunk;
          });
          response.on('end', () => {
            try {
              resolve(JSON.parse(body));
            } catch (error) {
              reject(error);
            }
          });
          response.on('error', reject);
        }).on('error', reject);
      }),
  ),
  naive(
    {
      name: 'reviver',
      title: 'A reviver that makes dates of all numbers that look like times',
      met: '`JSON.parse(text, reviver)`',
      breaks: [rest('valid-output'), rest('integer-exact'), rest('error-by-header')],
      witness: okDetails({ statementCount: 1_700_000_000 }),
    },
    async (endpoint, { taskIdentifier }) => {
      const response = await fetch(url(endpoint, taskIdentifier));
      const body: unknown = JSON.parse(await response.text(), (_name, value) =>
        typeof value === 'number' && value > 1e9 ? new Date(value * 1000) : value,
      );
      if (response.status !== 200) throw Object.assign(new Error('failed'), { status: response.status });
      return body;
    },
  ),
  naive(
    {
      name: 'result',
      title: 'Never throws, and returns what it knows',
      met: 'a dashboard that must not break',
      breaks: [
        rest('error-status-never-data'),
        rest('cut-body'),
        rest('connection-reset'),
        rest('undecodable-success-truncated'),
      ],
      witness: refused,
    },
    async (endpoint, { taskIdentifier }) => {
      try {
        return await (await fetch(url(endpoint, taskIdentifier))).json();
      } catch {
        return { taskId: taskIdentifier, status: 'UNKNOWN' };
      }
    },
  ),
  naive(
    {
      name: 'picked',
      title: 'Picks the members it shows, and nothing else',
      met: 'a view model in place of a client',
      breaks: [rest('valid-output')],
      witness: ok({ graphId: 'g-0123456789' }),
    },
    async (endpoint, { taskIdentifier }) => {
      const response = await fetch(url(endpoint, taskIdentifier));
      if (!response.ok) throw Object.assign(new Error(await response.text()), { status: response.status });
      const { taskId, status } = (await response.json()) as Record<string, unknown>;
      return { taskId, status };
    },
  ),
];
