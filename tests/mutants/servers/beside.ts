import { rest } from '../mutant.js';
import type { Handle, Incoming, Outgoing } from './reference.js';
import { get, mutant, type ServerMutant } from './server.js';

interface Slip {
  readonly name: string;
  readonly title: string;
  readonly met: string;
  readonly breaks: readonly string[];
  readonly request: string;
  readonly needs?: ServerMutant['needs'];
}

/** One that answers the operation rightly, and what lies beside it wrongly. */
function beside(
  { request, needs = 'requests', ...slip }: Slip,
  other: (incoming: Incoming, own: Outgoing, handle: Handle) => Outgoing | Promise<Outgoing>,
): ServerMutant {
  const around =
    (handle: Handle): Handle =>
    async (incoming) =>
      other(incoming, await handle(incoming), handle);
  return mutant({ ...slip, needs, level: 'SHOULD', witness: [request], change: () => ({ around }) });
}

function answer(status: number, type: string, text: string, name?: string): Outgoing {
  const named = name === undefined ? [] : [['x-amzn-errortype', name] as const];
  return { status, headers: [['content-type', type], ...named], body: new TextEncoder().encode(text) };
}

const empty = answer(200, 'application/json', '{}');
const failure = answer(500, 'application/json', '{"message":"Internal"}', 'InternalServerException');
const crash = answer(500, 'text/html', '<h1>Internal Server Error</h1>', 'Error');
const unknown = 'importtasks/t-9999999999';
const changes = (method: string): boolean => ['POST', 'PUT', 'PATCH', 'DELETE'].includes(method);

export const besideServers: readonly ServerMutant[] = [
  beside(
    {
      name: 'beside-post-empty',
      title: 'Answers a POST with an empty object',
      met: 'a stub for a method that is yet to be written',
      breaks: [rest('method-not-allowed')],
      request: `POST /${unknown}`,
    },
    ({ method }, own) => (method === 'POST' ? empty : own),
  ),
  beside(
    {
      name: 'beside-put-created',
      title: 'Answers a PUT with 201',
      met: 'a router of resources that adds the usual methods',
      breaks: [rest('method-not-allowed')],
      request: `PUT /${unknown}`,
    },
    ({ method }, own) => (method === 'PUT' ? { ...empty, status: 201 } : own),
  ),
  beside(
    {
      name: 'beside-changes-204',
      title: 'Answers every method that changes something with 204',
      met: 'a handler that ignores what it does not know, and a default status',
      breaks: [rest('method-not-allowed')],
      request: 'PATCH /importtasks/t-0123456789',
      needs: 'task',
    },
    ({ method }, own) => (changes(method) ? { ...empty, status: 204, body: new Uint8Array() } : own),
  ),
  beside(
    {
      name: 'beside-methods-fail',
      title: 'Fails under other methods',
      met: 'a lookup in a table of handlers, and a call of undefined',
      breaks: [rest('refused-not-failed')],
      request: `POST /${unknown}`,
    },
    ({ method }, own) => (method === 'GET' || method === 'HEAD' ? own : failure),
  ),
  beside(
    {
      name: 'beside-paths-fail',
      title: 'Fails on paths that it does not have',
      met: 'a router without a last resort',
      breaks: [rest('refused-not-failed')],
      request: 'GET /nonsense',
    },
    ({ target }, own) => (target.startsWith('/importtasks/') ? own : crash),
  ),
  beside(
    {
      name: 'beside-long-fails',
      title: 'Fails on long paths',
      met: 'a column of 255 characters in the log of requests',
      breaks: [rest('refused-not-failed')],
      request: get('a/'.repeat(200)),
    },
    ({ target }, own) => (target.length > 300 ? crash : own),
  ),
  beside(
    {
      name: 'beside-part',
      title: 'Answers a path below the task with a part of the task',
      met: 'a JSON document that is served by the path into it',
      breaks: [rest('other-paths-refused')],
      request: get('t-0123456789/details'),
      needs: 'task',
    },
    async ({ method, target, headers }, own, handle) => {
      const found = /^(\/importtasks\/[^/]+)\/\w+$/.exec(target)?.[1];
      if (found === undefined || method !== 'GET') return own;
      const whole = await handle({ method, target: found, headers });
      return whole.status === 200
        ? { ...whole, body: new TextEncoder().encode('{"status":"IMPORTING"}') }
        : whole;
    },
  ),
  beside(
    {
      name: 'beside-page',
      title: 'Answers paths that it does not have with a page',
      met: 'the fallback of a single-page application',
      breaks: [rest('other-paths-refused')],
      request: `GET /x/${unknown}`,
    },
    ({ method, target }, own) =>
      method === 'GET' && !/^\/importtasks\/[^/?]*\/?(\?|$)/.test(target)
        ? answer(200, 'text/html', '<!doctype html><div id="app"></div>')
        : own,
  ),
];
