import { writeJson } from '../json.js';
import {
  makeTasks,
  ordinaryWorld,
  populate,
  type Task,
  type TaskDocument,
  type Tasks,
  type World,
} from './tasks.js';

/** A request as it arrived: nothing decoded, nothing put in order. */
export interface Incoming {
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  /** By their names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
}

export interface Outgoing {
  readonly status: number;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Uint8Array;
}

export type Handle = (incoming: Incoming) => Promise<Outgoing>;

export interface Failure {
  readonly name: string;
  readonly status: number;
  readonly message: string;
  readonly reason?: string;
}

/** What is to be sent, before it becomes text. */
export interface Reply {
  readonly status: number;
  readonly headers: readonly (readonly [string, string])[];
  readonly document: unknown;
}

export type Route =
  | { readonly kind: 'task'; readonly label: string }
  | { readonly kind: 'elsewhere'; readonly failure: Failure };

/** What a server does with a request, step by step. A mutant replaces a step or two. */
export interface Steps {
  readonly route: (incoming: Incoming) => Route;
  /** null where the percent-encoding is wrong. */
  readonly decode: (label: string) => string | null;
  readonly isIdentifier: (id: string) => boolean;
  readonly find: (id: string) => Promise<Task | undefined>;
  /** The answer as a JSON value. */
  readonly describe: (document: TaskDocument, task: Task) => unknown;
  readonly success: (document: unknown) => Reply;
  readonly failure: (failure: Failure) => Reply;
  readonly write: (document: unknown) => string;
  readonly encode: (text: string) => Uint8Array;
  /** The whole, for what no single step does. */
  readonly around: (handle: Handle) => Handle;
}

const UTF8 = new TextEncoder();

export function referenceSteps(tasks: Tasks): Steps {
  return {
    route({ method, target }) {
      const [path = ''] = target.split('?');
      const label = /^\/importtasks\/([^/]+)\/?$/.exec(path)?.[1];
      if (label === undefined) return elsewhere(404, 'There is no such operation.');
      if (method !== 'GET' && method !== 'HEAD') return elsewhere(405, `There is no ${method} here.`);
      return { kind: 'task', label };
    },
    decode(label) {
      try {
        return decodeURIComponent(label);
      } catch {
        return null;
      }
    },
    isIdentifier: (id) => /^t-[a-z0-9]{10}$/.test(id),
    find: async (id) => tasks.find(id),
    describe: (document) => document,
    success: (document) => ({ status: 200, headers: [['content-type', 'application/json']], document }),
    failure: ({ name, status, message, reason }) => ({
      status,
      headers: [
        ['content-type', 'application/json'],
        ['x-amzn-errortype', name],
      ],
      document: { message, reason },
    }),
    write: writeJson,
    encode: (text) => UTF8.encode(text),
    around: (handle) => handle,
  };
}

/** Who takes the request elsewhere, not being this operation. */
export function elsewhere(status: number, message: string): Route {
  return { kind: 'elsewhere', failure: { name: 'UnknownOperationException', status, message } };
}

export function malformed(id: string): Failure {
  return {
    name: 'ValidationException',
    status: 400,
    message: `The task identifier ${JSON.stringify(id)} must match t-[a-z0-9]{10}.`,
    reason: 'CONSTRAINT_VIOLATION',
  };
}

export function notFound(id: string): Failure {
  return { name: 'ResourceNotFoundException', status: 404, message: `There is no import task ${id}.` };
}

export const internal: Failure = {
  name: 'InternalServerException',
  status: 500,
  message: 'Something went wrong on our side.',
};

/** The steps in their order. The request's id is a count, so that two runs can be compared. */
export function handler(steps: Steps): Handle {
  let count = 0;

  async function reply(incoming: Incoming): Promise<Reply> {
    const route = steps.route(incoming);
    if (route.kind === 'elsewhere') return steps.failure(route.failure);
    const id = steps.decode(route.label);
    if (id === null || !steps.isIdentifier(id)) return steps.failure(malformed(id ?? route.label));
    const task = await steps.find(id);
    if (task === undefined) return steps.failure(notFound(id));
    return steps.success(steps.describe(task.read(), task));
  }

  return steps.around(async (incoming) => {
    count += 1;
    const requestId = [
      'x-amzn-requestid',
      `00000000-0000-4000-8000-${String(count).padStart(12, '0')}`,
    ] as const;
    const { status, headers, document } = await reply(incoming).catch(() => steps.failure(internal));
    const body = status === 204 ? new Uint8Array() : steps.encode(steps.write(document));
    return { status, headers: [...headers, requestId], body };
  });
}

export type Change = (reference: Steps, tasks: Tasks) => Partial<Steps>;

/** A server of its own, with tasks of its own. */
export function makeHandle(change: Change, world: World = ordinaryWorld): { handle: Handle; tasks: Tasks } {
  const tasks = makeTasks(world);
  populate(tasks);
  const reference = referenceSteps(tasks);
  return { handle: handler({ ...reference, ...change(reference, tasks) }), tasks };
}

/** The server as it should be. */
export const unchanged: Change = () => ({});
