import { parseJson } from '../../generated/runtime/json.js';
import { isUsageError } from '../../tests/conformance/selection.js';
import { ADMIN } from './defaults.js';
import type { Fault } from './scenario.js';
import {
  isRefusal,
  type Move,
  type NewTask,
  type Refusal,
  type Service,
  type TaskReport,
} from './service.js';

export interface AdminRequest {
  readonly method: string;
  readonly path: string;
  readonly contentType: string | undefined;
  readonly body: string;
}

export interface AdminResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export function isAdmin(path: string): boolean {
  return path === ADMIN || path.startsWith(`${ADMIN}/`) || path.startsWith(`${ADMIN}?`);
}

const ROUTES = `GET or POST ${ADMIN}/tasks; GET, PATCH or DELETE ${ADMIN}/tasks/ID; POST ${ADMIN}/tasks/ID/faults`;

/** Makes, lists, moves and deletes tasks, and orders faults. Never part of the contract. */
export function administer(service: Service, request: AdminRequest): AdminResponse {
  try {
    return administered(service, request);
  } catch (error) {
    // Done, but not kept: the disk is full, say.
    if (isUsageError(error)) return json(500, { message: error.message });
    throw error;
  }
}

function administered(service: Service, request: AdminRequest): AdminResponse {
  const [path = ''] = request.path.slice(ADMIN.length).split('?');
  const [, id, faults] = /^\/tasks(?:\/([^/]+)(\/faults)?)?\/?$/.exec(path) ?? [];
  if (!/^\/tasks(\/|$)/.test(path) || (id === undefined && !/^\/tasks\/?$/.test(path)))
    return json(404, { message: `There is ${ROUTES}.` });
  const route = `${request.method} ${id === undefined ? 'all' : faults === undefined ? 'one' : 'faults'}`;
  switch (route) {
    case 'GET all':
      return json(200, { tasks: service.list() });
    case 'GET one':
      return told(200, service.get(id ?? ''));
    case 'DELETE one':
      return told(200, service.delete(id ?? ''));
    case 'POST all':
      return withBody(request, (body) => told(201, service.create(body as NewTask)));
    case 'PATCH one':
      return withBody(request, (body) => told(200, service.move(id ?? '', body as Move)));
    case 'POST faults':
      return withBody(request, (body) => {
        const list = Array.isArray(body) ? body : [body];
        return told(200, service.order(id ?? '', list as readonly Fault[]));
      });
    default:
      return json(405, { message: `There is ${ROUTES}.` });
  }
}

/**
 * Only what says that it is JSON: a page of any site can make a browser send other types to this machine without
 * asking, but not this one.
 */
function withBody(
  { contentType = '', body }: AdminRequest,
  act: (body: unknown) => AdminResponse,
): AdminResponse {
  if (!/^application\/json\b/i.test(contentType))
    return json(415, { message: 'Send JSON as application/json, as `curl --json` does.' });
  const parsed = parseJson(body.trim() === '' ? '{}' : body);
  if (!parsed.ok)
    return json(400, {
      message: `Line ${parsed.line}, column ${parsed.column}: expected ${parsed.expected}.`,
    });
  if (typeof parsed.value !== 'object' || parsed.value === null)
    return json(400, { message: 'Expected a JSON object.' });
  return act(parsed.value);
}

function told(status: number, result: TaskReport | Refusal): AdminResponse {
  return isRefusal(result) ? json(result.refused, { message: result.text }) : json(status, result);
}

function json(status: number, body: unknown): AdminResponse {
  return {
    status,
    headers: { 'content-type': 'application/json' },
    body: `${JSON.stringify(body, null, 2)}\n`,
  };
}
