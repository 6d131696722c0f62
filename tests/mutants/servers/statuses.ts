import { rest } from '../mutant.js';
import type { Change, Failure, Reply } from './reference.js';
import { get, mutant, type ServerMutant } from './server.js';

const refused = get('t-1');
const known = get('t-0123456789');

function slip(
  name: string,
  title: string,
  met: string,
  breaks: readonly string[],
  request: string,
  change: Change,
  level: 'MUST' | 'SHOULD' = 'MUST',
): ServerMutant {
  const needs = request === refused ? 'requests' : 'task';
  return mutant({ name, title, met, breaks, level, needs, witness: [request], change });
}

function status(of: (failure: Failure) => number): Change {
  return (reference) => ({ failure: (failure) => ({ ...reference.failure(failure), status: of(failure) }) });
}

function succeeds(other: (reply: Reply) => Reply): Change {
  return (reference) => ({ success: (document) => other(reference.success(document)) });
}

const errorStatus = [rest('error-status'), 'GetImportTask#error:ValidationException'];
const success = [rest('success-status'), 'GetImportTask#status'];

export const statuses: readonly ServerMutant[] = [
  slip(
    'status-error-200',
    'Sends errors with status 200',
    'GraphQL habits, and forgotten `res.status`',
    errorStatus,
    refused,
    status(() => 200),
  ),
  slip(
    'status-error-422',
    'Refuses a malformed identifier with 422',
    'FastAPI, and Rails',
    errorStatus,
    refused,
    status((failure) => (failure.status === 400 ? 422 : failure.status)),
  ),
  slip(
    'status-error-500',
    'Sends every error with status 500',
    'an exception mapper that does not know its exceptions',
    [...errorStatus, 'GetImportTask#error:ResourceNotFoundException'],
    refused,
    status(() => 500),
  ),
  slip(
    'status-error-400',
    'Sends every error with status 400',
    'the AWS JSON protocols, where all client errors are 400',
    [rest('error-status'), 'GetImportTask#error:ResourceNotFoundException', rest('unknown-resource-refused')],
    get('t-9999999999'),
    status((failure) => Math.min(failure.status, 400)),
  ),
  slip(
    'status-malformed-404',
    'Answers a malformed identifier with 404',
    'a pattern in the route itself',
    [...errorStatus, rest('malformed-label-refused')],
    refused,
    status(() => 404),
  ),
  slip(
    'status-201',
    'Answers with 201',
    'a handler copied from the operation that starts an import',
    success,
    known,
    succeeds((reply) => ({ ...reply, status: 201 })),
  ),
  slip(
    'status-203',
    'Answers with 203',
    'a proxy that transforms',
    success,
    known,
    succeeds((reply) => ({ ...reply, status: 203 })),
  ),
  slip(
    'status-202-while-running',
    'Answers with 202 until the task is over',
    'the pattern of asynchronous request and reply',
    success,
    known,
    (reference) => ({
      success(document) {
        const { status: task } = document as { status: string };
        return {
          ...reference.success(document),
          status: /^(SUCCEEDED|FAILED|CANCELLED)$/.test(task) ? 200 : 202,
        };
      },
    }),
  ),
  slip(
    'status-204',
    'Answers with 204 and nothing',
    'a handler that forgets to return',
    success,
    known,
    succeeds((reply) => ({ ...reply, status: 204 })),
  ),
  slip(
    'status-of-task',
    'Answers with 500 for a task that failed',
    'the task’s failure taken for its own',
    [...success, rest('output-faithful'), rest('error-name-header'), rest('error-body-valid')],
    get('t-failed0000'),
    (reference) => ({
      success(document) {
        const { status: task } = document as { status: string };
        return { ...reference.success(document), status: task === 'FAILED' ? 500 : 200 };
      },
    }),
  ),
  slip(
    'success-named-error',
    'Names an error on a success',
    'a header set before the work and never taken back',
    [rest('success-not-named-error')],
    known,
    succeeds((reply) => ({
      ...reply,
      headers: [...reply.headers, ['x-amzn-errortype', 'InternalServerException']],
    })),
    'SHOULD',
  ),
];
