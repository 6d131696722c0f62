import { rest } from '../mutant.js';
import { type ClientMutant, failing, typed } from './client.js';
import { error, refused } from './error-kit.js';
import { isObject } from './reading.js';
import { ServiceError } from './reference.js';
import type { Received } from './transport.js';

/** An error made of what it is given. */
function plain(received: Received, name: string, text: unknown): ServiceError {
  return new ServiceError(name, String(text), { status: received.status, requestId: undefined });
}

export const errorMembers: readonly ClientMutant[] = [
  error(
    {
      name: 'message-lost',
      title: 'Says what every client says, and not what the service said',
      met: 'axios: `Request failed with status code 400`',
      breaks: [rest('error-members')],
      witness: refused,
    },
    () => ({
      failure: (received, name) =>
        plain(received, name ?? 'UnknownError', `Request failed with status code ${received.status}`),
    }),
  ),
  error(
    {
      name: 'message-capital-only',
      title: 'Looks for the message under `Message`',
      met: 'clients of older AWS services',
      breaks: [rest('error-members')],
      witness: refused,
    },
    () => ({
      failure: (received, name, document) =>
        plain(
          received,
          name ?? 'UnknownError',
          (isObject(document) && document['Message']) || 'UnknownError',
        ),
    }),
  ),
  error(
    {
      name: 'reason-lost',
      title: 'Drops the reason of a refusal',
      met: 'one class for all errors, with name and message',
      breaks: [rest('error-members')],
      witness: refused,
    },
    ({ failure }) => ({
      failure: (received, name, document) =>
        failure(received, name, isObject(document) ? { ...document, reason: undefined } : document),
    }),
  ),
  error(
    {
      name: 'status-lost',
      title: 'Loses the status',
      met: '`throw new Error(body.message)`',
      breaks: [rest('error-status-kept')],
      level: 'SHOULD',
      witness: refused,
    },
    ({ failure }) => ({
      failure(received, name, document) {
        const { status: _status, ...members } = failure(received, name, document) as ServiceError;
        const message = isObject(document) ? String(document['message'] ?? '') : '';
        return Object.assign(new Error(message), members);
      },
    }),
  ),
  error(
    {
      name: 'text-thrown',
      title: 'Throws text',
      met: '`reject(body.message)`, `throw "..."`',
      breaks: [rest('error-by-header'), rest('error-status-kept'), rest('error-by-type-member')],
      witness: refused,
    },
    () => ({
      failure: (_received, _name, document) => (isObject(document) ? String(document['message']) : 'failed'),
    }),
  ),
  error(
    {
      name: 'empty-body-fails',
      title: 'Fails to parse an error without a body',
      met: '`await response.json()` before a look at the status',
      breaks: [rest('error-empty-body'), rest('error-body-not-json'), rest('gateway-html-error')],
      witness: failing(404, typed('ResourceNotFoundException')),
    },
    () => ({ errorDocument: ({ body }, steps) => steps.parse(steps.text(body)) }),
  ),
  error(
    {
      name: 'body-not-json-fails',
      title: 'Fails to parse an error that is no JSON, although its header names it',
      met: 'the SDK for JavaScript, which throws a SyntaxError there',
      breaks: [rest('error-body-not-json'), rest('gateway-html-error')],
      witness: failing(404, typed('ResourceNotFoundException'), '<html></html>'),
    },
    () => ({ errorDocument: ({ body }, steps) => (body.length === 0 ? {} : steps.parse(steps.text(body))) }),
  ),
  error(
    {
      name: 'html-fails',
      title: 'Fails to parse the page of a gateway',
      met: 'JSON taken for granted',
      breaks: [rest('gateway-html-error')],
      level: 'SHOULD',
      witness: failing(502, { 'content-type': 'text/html' }, '<html>502</html>'),
    },
    (reference) => ({
      errorDocument: (received, steps) =>
        reference.errorHeader(received) === undefined && received.body.length > 0
          ? steps.parse(steps.text(received.body))
          : reference.errorDocument(received, steps),
    }),
  ),
];
