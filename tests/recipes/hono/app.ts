import { sValidator } from '@hono/standard-validator';
import { Hono } from 'hono';
import {
  type EncodedResponse,
  encodeGetImportTaskError,
  encodeGetImportTaskOutput,
  GetImportTaskInputStrictSchema,
  type GetImportTaskOutput,
  type Result,
} from 'neptune-contract';

export const tasks = new Map<string, GetImportTaskOutput>();

export const app = new Hono().get(
  '/importtasks/:taskIdentifier',
  sValidator('param', GetImportTaskInputStrictSchema, (checked, _c) => {
    if (checked.success) return;
    const [issue] = checked.error;
    const message = issue?.message ?? 'The request is not valid.';
    const error = { name: 'ValidationException', reason: 'CONSTRAINT_VIOLATION', message } as const;
    return sent(encodeGetImportTaskError({ ...error, status: 400, retry: 'never' }));
  }),
  (c) => {
    const { taskIdentifier } = c.req.valid('param');
    const task = tasks.get(taskIdentifier);
    if (task !== undefined) return sent(encodeGetImportTaskOutput(task));
    const message = `There is no task ${taskIdentifier}.`;
    return sent(
      encodeGetImportTaskError({ name: 'ResourceNotFoundException', message, status: 404, retry: 'never' }),
    );
  },
);

/** What breaks the contract is never sent. */
function sent(encoded: Result<EncodedResponse>): Response {
  if (!encoded.ok) throw new Error(encoded.issues.map(({ message }) => message).join('\n'));
  const { status, headers, body } = encoded.value;
  return new Response(body, { status, headers });
}
