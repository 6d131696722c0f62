import { rest } from '../mutant.js';
import type { Change, Failure, Reply } from './reference.js';
import { get, mutant, type ServerMutant } from './server.js';

/** One that answers in its own way where there is no such task. */
function unknown(name: string, title: string, met: string, change: Change): ServerMutant {
  return mutant({
    name: `unknown-${name}`,
    title,
    met,
    breaks: [
      rest('unknown-resource-refused'),
      'GetImportTask#error:ResourceNotFoundException',
      rest('error-modelled'),
    ],
    level: 'MUST',
    needs: 'requests',
    witness: [get('t-9999999999')],
    change,
  });
}

/** The failure of an unknown task, answered otherwise. */
function instead(other: (failure: Failure) => Reply): Change {
  return (reference) => ({
    failure: (failure) => (failure.status === 404 ? other(failure) : reference.failure(failure)),
  });
}

function json(status: number, document: unknown): Reply {
  return { status, headers: [['content-type', 'application/json']], document };
}

export const unknownTasks: readonly ServerMutant[] = [
  unknown(
    'null',
    'Answers 200 and null for an unknown task',
    'a repository method that returns null, sent as it is',
    instead(() => json(200, null)),
  ),
  unknown(
    'empty-object',
    'Answers 200 and an empty object for an unknown task',
    '`?? {}`',
    instead(() => json(200, {})),
  ),
  unknown(
    'empty-list',
    'Answers 200 and an empty list for an unknown task',
    'a query whose rows are sent as they are',
    instead(() => json(200, [])),
  ),
  unknown(
    'no-content',
    'Answers 204 for an unknown task',
    'frameworks that turn null into 204 (NestJS, JAX-RS)',
    instead(() => json(204, null)),
  ),
  unknown(
    'validation',
    'Answers 400 ValidationException for an unknown task',
    'one error for everything that is wrong with a request',
    (reference) => ({
      failure: (failure) =>
        reference.failure(
          failure.status === 404
            ? { ...failure, name: 'ValidationException', status: 400, reason: 'ILLEGAL_ARGUMENT' }
            : failure,
        ),
    }),
  ),
  unknown(
    'forbidden',
    'Answers 403 for an unknown task',
    'services that do not tell what exists, as S3 does',
    (reference) => ({
      failure: (failure) =>
        reference.failure(
          failure.status === 404 ? { ...failure, name: 'AccessDeniedException', status: 403 } : failure,
        ),
    }),
  ),
  unknown('gone', 'Answers 410 for an unknown task', 'a task table with a time to live', (reference) => ({
    failure: (failure) => ({
      ...reference.failure(failure),
      status: failure.status === 404 ? 410 : failure.status,
    }),
  })),
  unknown('crash', 'Answers 500 for an unknown task', 'a member read from undefined', (reference) => ({
    async find(id) {
      const task = await reference.find(id);
      if (task === undefined) throw new TypeError("Cannot read properties of undefined (reading 'status')");
      return task;
    },
  })),
  unknown(
    'other-name',
    'Names the error NotFoundException',
    'a framework that has an exception of that name',
    (reference) => ({
      failure: (failure) =>
        reference.failure(failure.status === 404 ? { ...failure, name: 'NotFoundException' } : failure),
    }),
  ),
  unknown(
    'operation-name',
    'Names the error ImportTaskNotFoundFault',
    'the habit of other AWS services, an error for each resource',
    (reference) => ({
      failure: (failure) =>
        reference.failure(failure.status === 404 ? { ...failure, name: 'ImportTaskNotFoundFault' } : failure),
    }),
  ),
  unknown(
    'proxy-result',
    'Answers 200 with the status and the body as data',
    'the result of a Lambda function behind a gateway without proxy integration',
    (reference) => ({
      failure(failure) {
        const { status, headers, document } = reference.failure(failure);
        return status === 404
          ? json(200, { statusCode: status, headers: Object.fromEntries(headers), body: document })
          : reference.failure(failure);
      },
    }),
  ),
  unknown(
    'framework-page',
    'Leaves an unknown task to the page of the framework',
    '`next()` in Express, which ends in `Cannot GET`',
    (reference) => ({
      failure: (failure) =>
        failure.status === 404
          ? { status: 404, headers: [['content-type', 'text/html']], document: '<pre>Cannot GET</pre>' }
          : reference.failure(failure),
      write: (document) => (typeof document === 'string' ? document : reference.write(document)),
    }),
  ),
  {
    ...unknown(
      'created',
      'Makes a task for every identifier that it is asked about',
      'an upsert, or a `defaultdict`',
      (reference, tasks) => ({
        find: async (id) =>
          (await reference.find(id)) ??
          tasks.put({
            taskId: id,
            source: 's3://example-bucket/graph/',
            roleArn: 'arn:aws:iam::123456789012:role/ImportRole',
            status: 'INITIALIZING',
          }),
      }),
    ),
  },
  {
    ...unknown(
      'latest',
      'Answers with the latest task for an unknown one',
      '`ORDER BY created DESC LIMIT 1` with the condition lost',
      (reference, tasks) => ({
        find: async (id) => (await reference.find(id)) ?? tasks.all().at(-1),
      }),
    ),
    breaks: [
      rest('unknown-resource-refused'),
      'GetImportTask#error:ResourceNotFoundException',
      'GetImportTask#invariant:same-task',
      rest('error-modelled'),
    ],
  },
];
