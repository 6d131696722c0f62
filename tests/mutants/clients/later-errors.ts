import { rest } from '../mutant.js';
import { type ClientMutant, failing } from './client.js';
import { error, message, validation } from './error-kit.js';
import { isObject } from './reading.js';
import type { Change } from './reference.js';

/** Reads errors by a schema, and fails on those that do not keep it. */
function bySchema(keeps: (body: Readonly<Record<string, unknown>>) => boolean): Change {
  return ({ failure }) => ({
    failure(received, name, document) {
      if (isObject(document) && !keeps(document)) throw new TypeError('Unexpected error response');
      return failure(received, name, document);
    },
  });
}

const reasons = [
  'CONSTRAINT_VIOLATION',
  'ILLEGAL_ARGUMENT',
  'MALFORMED_QUERY',
  'QUERY_CANCELLED',
  'QUERY_TOO_LARGE',
  'UNSUPPORTED_OPERATION',
  'BAD_REQUEST',
];

export const laterErrors: readonly ClientMutant[] = [
  error(
    {
      name: 'reason-closed',
      title: 'Fails on an error with a reason that it does not know',
      met: '`Reason.valueOf(text)` in Java, `as!` enums in Swift',
      breaks: [rest('open-enum')],
      witness: failing(400, validation, { ...message, reason: 'ADDED_LATER' }),
    },
    bySchema(({ reason }) => typeof reason !== 'string' || reasons.includes(reason)),
  ),
  error(
    {
      name: 'reason-default',
      title: 'Reads a reason that it does not know as one that it knows',
      met: 'a `default:` in a switch over an enum',
      breaks: [rest('open-enum')],
      witness: failing(400, validation, { ...message, reason: 'ADDED_LATER' }),
    },
    ({ failure }) => ({
      failure: (received, name, document) =>
        failure(
          received,
          name,
          isObject(document) &&
            typeof document['reason'] === 'string' &&
            !reasons.includes(document['reason'])
            ? { ...document, reason: 'BAD_REQUEST' }
            : document,
        ),
    }),
  ),
  error(
    {
      name: 'member-unknown-fails',
      title: 'Fails on an error with a member that it does not know',
      met: 'strict models of errors: zod `strictObject`, `FAIL_ON_UNKNOWN_PROPERTIES`',
      breaks: [rest('unknown-member-ignored')],
      witness: failing(400, validation, { ...message, addedLater: 1 }),
    },
    bySchema((body) =>
      Object.keys(body).every((name) => ['message', 'Message', 'reason', '__type', 'code'].includes(name)),
    ),
  ),
  error(
    {
      name: 'body-overwrites',
      title: 'Lets a member of the body take the place of the name',
      met: '`Object.assign(error, body)`',
      breaks: [rest('unknown-member-ignored')],
      witness: failing(400, validation, { ...message, name: 'x' }),
    },
    ({ failure }) => ({
      failure: (received, name, document) =>
        Object.assign(failure(received, name, document) as Error, isObject(document) ? document : {}),
    }),
  ),
  error(
    {
      name: 'null-fails',
      title: 'Fails on an error with a member that is null',
      met: '`body.reason !== undefined && body.reason.toLowerCase()`',
      breaks: [rest('null-is-absent')],
      witness: failing(400, validation, { ...message, reason: null }),
    },
    bySchema(({ reason }) => reason !== null),
  ),
  error(
    {
      name: 'message-needed',
      title: 'Fails on an error without a message',
      met: '`body.message.trim()`, models of errors in which the message is required',
      breaks: [rest('missing-required-tolerated')],
      level: 'SHOULD',
      witness: failing(400, validation, {}),
    },
    bySchema(({ message: said }) => said !== undefined),
  ),
];
