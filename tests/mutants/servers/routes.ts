import { rest } from '../mutant.js';
import { type Change, elsewhere } from './reference.js';
import { get, mutant, type ServerMutant } from './server.js';

const known = 't-0123456789';

function route(
  name: string,
  title: string,
  met: string,
  breaks: readonly string[],
  request: string,
  change: Change,
  needs: ServerMutant['needs'] = 'task',
): ServerMutant {
  const level = breaks.some((each) => /further|answered|refused$/.test(each)) ? 'MUST' : 'SHOULD';
  return mutant({ name: `route-${name}`, title, met, breaks, level, needs, witness: [request], change });
}

export const routes: readonly ServerMutant[] = [
  route(
    'last-segment',
    'Takes the last segment of any path below its own',
    "`url.split('/').pop()`",
    [rest('further-segment-refused')],
    get(`old/${known}`),
    (reference) => ({
      route(incoming) {
        const segments = incoming.target.split('?')[0]?.split('/').filter(Boolean) ?? [];
        const label = segments.at(-1);
        return segments[0] === 'importtasks' &&
          label !== undefined &&
          segments.length > 1 &&
          incoming.method === 'GET'
          ? { kind: 'task', label }
          : reference.route(incoming);
      },
    }),
  ),
  route(
    'further-segments',
    'Ignores what follows the identifier',
    'a prefix route, `app.use` in Express, a pattern without `$`',
    [rest('further-segment-refused')],
    get(`${known}/details`),
    (reference) => ({
      route(incoming) {
        const label = /^\/importtasks\/([^/?]+)\//.exec(incoming.target)?.[1];
        return label !== undefined && incoming.method === 'GET'
          ? { kind: 'task', label }
          : reference.route(incoming);
      },
    }),
  ),
  route(
    'not-decoded',
    'Takes the identifier as it stands in the path',
    'a router on `req.url` that never decodes',
    [rest('label-percent-decoded')],
    get('t%2D0123456789'),
    () => ({ decode: (label) => label }),
  ),
  route(
    'query-in-label',
    'Takes the query for a part of the identifier',
    '`req.url` where the path was meant',
    [rest('unknown-query-ignored')],
    get(`${known}?x-id=GetImportTask`),
    (reference) => ({
      route(incoming) {
        const label = /^\/importtasks\/([^/]+)$/.exec(incoming.target)?.[1];
        return label !== undefined && incoming.method === 'GET'
          ? { kind: 'task', label }
          : reference.route(incoming);
      },
    }),
  ),
  route(
    'query-refused',
    'Refuses a query parameter that it does not know',
    'request validation with `additionalProperties: false`',
    [rest('unknown-query-ignored')],
    get(`${known}?trace=1`),
    (reference) => ({
      route: (incoming) =>
        incoming.target.includes('?')
          ? elsewhere(400, 'There is no such parameter.')
          : reference.route(incoming),
    }),
  ),
  route(
    'query-overrides',
    'Lets a query parameter replace the identifier',
    '`params` that merge path and query, as Rails and Sinatra have them',
    [rest('unknown-query-ignored')],
    get(`${known}?taskIdentifier=t-succeeded0`),
    (reference) => ({
      route(incoming) {
        const found = reference.route(incoming);
        const label = new URLSearchParams(incoming.target.split('?')[1]).get('taskIdentifier');
        return found.kind === 'task' && label !== null ? { kind: 'task', label } : found;
      },
    }),
  ),
  route(
    'any-method',
    'Carries the operation out under every method',
    '`app.all`, or a handler that never looks at the method',
    [rest('method-not-allowed')],
    `DELETE /importtasks/${known}`,
    (reference) => ({ route: (incoming) => reference.route({ ...incoming, method: 'GET' }) }),
  ),
  route(
    'method-override',
    'Answers a POST like a GET',
    'a route registered for both, since the console sends POST',
    [rest('method-not-allowed')],
    `POST /importtasks/${known}`,
    (reference) => ({
      route: (incoming) =>
        reference.route(incoming.method === 'POST' ? { ...incoming, method: 'GET' } : incoming),
    }),
  ),
  route(
    'path-any-case',
    'Finds the operation under any spelling of its path',
    'Express, whose routes ignore case unless told otherwise',
    [rest('path-case')],
    `GET /ImportTasks/${known}`,
    (reference) => ({
      route: (incoming) =>
        reference.route({
          ...incoming,
          target: incoming.target.replace(/^\/importtasks\//i, '/importtasks/'),
        }),
    }),
  ),
  route(
    'slashes-merged',
    'Merges doubled slashes',
    'nginx, with `merge_slashes on`, before the service',
    [rest('doubled-slashes')],
    `GET //importtasks//${known}`,
    (reference) => ({
      route: (incoming) => reference.route({ ...incoming, target: incoming.target.replace(/\/{2,}/g, '/') }),
    }),
  ),
  route(
    'empty-lists',
    'Answers a path without an identifier with the list of tasks',
    'an optional path parameter',
    [rest('empty-identifier')],
    'GET /importtasks/',
    (reference, tasks) => ({
      route: (incoming) =>
        incoming.target === '/importtasks/' ? { kind: 'task', label: '*' } : reference.route(incoming),
      isIdentifier: (id) => id === '*' || reference.isIdentifier(id),
      find: async (id) => (id === '*' ? tasks.all()[0] : reference.find(id)),
      describe: (document, task) =>
        task === tasks.all()[0] ? { tasks: tasks.all().map((each) => each.peek()) } : document,
    }),
  ),
];
