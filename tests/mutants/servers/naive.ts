import { rest } from '../mutant.js';
import type { Handle } from './reference.js';
import { get, instance, type ServerMutant } from './server.js';
import { makeTasks, ordinaryWorld, populate, type Tasks } from './tasks.js';

/** Whole servers, written as in a first draft: several things are wrong at once, and any may be found. */
function naive(
  facts: Omit<ServerMutant, 'create' | 'level' | 'needs'>,
  makeHandle: (tasks: Tasks) => Handle,
): ServerMutant {
  return {
    ...facts,
    level: 'MUST',
    needs: 'requests',
    create(world = ordinaryWorld) {
      const tasks = makeTasks(world);
      populate(tasks);
      return instance({ handle: makeHandle(tasks), tasks });
    },
  };
}

const UTF8 = new TextEncoder();

/** `JSON.stringify` as everybody uses it, bigints and all. */
function stringify(value: unknown): Uint8Array {
  return UTF8.encode(
    JSON.stringify(value, (_name, held) => (typeof held === 'bigint' ? Number(held) : held)),
  );
}

export const naiveServers: readonly ServerMutant[] = [
  naive(
    {
      name: 'naive-mock',
      title: 'A mock server: one answer for everything',
      met: 'json-server, WireMock with a stub, a fixture behind Express',
      breaks: [
        rest('malformed-label-refused'),
        rest('unknown-resource-refused'),
        rest('further-segment-refused'),
        'GetImportTask#invariant:same-task',
      ],
      witness: [get('t-9999999999')],
    },
    (tasks) => async () => ({
      status: 200,
      headers: [['content-type', 'application/json']],
      body: stringify(tasks.find('t-minimal000')?.peek()),
    }),
  ),
  naive(
    {
      name: 'naive-express',
      title: 'A first draft in Express: a lookup, and an error object',
      met: "`res.status(404).json({ error: 'not found' })`",
      breaks: [
        rest('malformed-label-refused'),
        rest('error-name-header'),
        rest('error-body-valid'),
        rest('unknown-resource-refused'),
      ],
      witness: [get('t-1')],
    },
    (tasks) => async (incoming) => {
      const task = tasks.find(incoming.target.split('/')[2] ?? '');
      return {
        status: task === undefined ? 404 : 200,
        headers: [['content-type', 'application/json; charset=utf-8']],
        body: stringify(task?.read() ?? { error: 'not found' }),
      };
    },
  ),
  naive(
    {
      name: 'naive-lambda',
      title: 'A Lambda function behind a gateway: 502 for whatever it did not think of',
      met: 'an exception in a function with proxy integration',
      breaks: [
        rest('malformed-label-refused'),
        rest('unknown-resource-refused'),
        rest('error-name-header'),
        rest('error-modelled'),
      ],
      witness: [get('t-9999999999')],
    },
    (tasks) => async (incoming) => {
      const task = tasks.find(decodeURIComponent(incoming.target.split('?')[0]?.split('/').pop() ?? ''));
      return {
        status: task === undefined ? 502 : 200,
        headers: [['content-type', 'application/json']],
        body: stringify(task?.read() ?? { message: 'Internal server error' }),
      };
    },
  ),
  naive(
    {
      name: 'naive-static-files',
      title: 'Tasks as files in a folder of a web server',
      met: 'fixtures in an object store, or behind nginx',
      breaks: [
        rest('malformed-label-refused'),
        rest('unknown-resource-refused'),
        rest('error-name-header'),
        rest('json-content-type'),
        rest('error-body-valid'),
      ],
      witness: [get('t-9999999999')],
    },
    (tasks) => async (incoming) => {
      const task = tasks.find(incoming.target.replace('/importtasks/', ''));
      return task === undefined
        ? {
            status: 404,
            headers: [['content-type', 'text/html']],
            body: UTF8.encode('<h1>404 Not Found</h1>'),
          }
        : { status: 200, headers: [['content-type', 'binary/octet-stream']], body: stringify(task.read()) };
    },
  ),
];
