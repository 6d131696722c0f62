import { writeJson } from '../json.js';
import { rest } from '../mutant.js';
import { error, replied } from './error-kit.js';
import type { Change, Failure } from './reference.js';
import type { ServerMutant } from './server.js';

interface ErrorDocument {
  readonly message: string;
  readonly reason?: string;
}

/** Every refusal has another body. */
function body(other: (document: ErrorDocument, failure: Failure) => unknown): Change {
  return replied((reply, failure) => ({
    ...reply,
    document: other(reply.document as ErrorDocument, failure),
  }));
}

/** Ids of a rule at both errors that can be had without setup. */
function both(suffix: string): readonly string[] {
  return [`ValidationException${suffix}`, `ResourceNotFoundException${suffix}`, rest('error-body-valid')];
}

const missing = both('.message#required');
const type = both('.message#type');
const closed = both('#closed');
const root = both('#type');
const reason = [
  'ValidationException.reason#enum',
  'ValidationExceptionReason#enum',
  'ValidationException.reason#type',
  rest('error-body-valid'),
];

export const errorBodies: readonly ServerMutant[] = [
  error({
    name: 'message-missing',
    title: 'Sends an error without a message',
    met: '`{}` for every error',
    breaks: missing,
    change: body((document) => ({ ...document, message: undefined })),
  }),
  error({
    name: 'message-capital',
    title: 'Spells the message with a capital M',
    met: 'services of the older AWS protocols',
    breaks: [...missing, ...closed],
    change: body(({ message, ...others }) => ({ Message: message, ...others })),
  }),
  error({
    name: 'message-other-name',
    title: 'Sends the message as `error`',
    met: 'Express handlers: `res.json({ error: err.message })`',
    breaks: [...missing, ...closed],
    change: body(({ message }) => ({ error: message })),
  }),
  error({
    name: 'message-nested',
    title: 'Wraps the error in an `error` object',
    met: 'the habits of Google and of JSON:API',
    breaks: [...missing, ...closed],
    change: body((document, { name }) => ({ error: { ...document, type: name } })),
  }),
  error({
    name: 'message-null',
    title: 'Sends null for a message',
    met: 'an exception that was made without one',
    breaks: [...type, rest('no-null-members')],
    change: body((document) => ({ ...document, message: null })),
  }),
  error({
    name: 'message-list',
    title: 'Sends a list of messages',
    met: 'NestJS with class-validator',
    breaks: type,
    change: body((document) => ({ ...document, message: [document.message] })),
  }),
  error({
    name: 'message-object',
    title: 'Sends the exception for a message',
    met: '`message: err`',
    breaks: type,
    change: body((document, { name }) => ({ ...document, message: { name, text: document.message } })),
  }),
  error({
    name: 'body-string',
    title: 'Sends the message as a JSON string',
    met: '`res.json(err.message)`',
    breaks: root,
    change: body((document) => document.message),
  }),
  error({
    name: 'body-list',
    title: 'Sends a list of errors',
    met: 'the issues of zod or pydantic, sent as they are',
    breaks: root,
    change: body((document) => [document]),
  }),
  error({
    name: 'body-encoded-twice',
    title: 'Sends the JSON of an error as a JSON string',
    met: '`res.json(JSON.stringify(body))`',
    breaks: root,
    change: body(writeJson),
  }),
  error({
    name: 'reason-unknown',
    title: 'Gives a reason that the model does not list',
    met: '`fieldValidationFailed`, which other AWS services have',
    breaks: reason,
    change: body((document) => ({
      ...document,
      ...(document.reason && { reason: 'fieldValidationFailed' }),
    })),
  }),
  error({
    name: 'reason-lower-case',
    title: 'Spells the reason in lower case',
    met: 'an enum written by its value in the language',
    breaks: reason,
    change: body((document) => ({ ...document, reason: document.reason?.toLowerCase() })),
  }),
  error({
    name: 'reason-text',
    title: 'Explains itself in the reason',
    met: 'a member whose name invites it',
    breaks: reason,
    change: body(({ message, reason: given }) => ({
      message: 'Bad request',
      ...(given && { reason: message }),
    })),
  }),
  error({
    name: 'reason-null',
    title: 'Sends null where there is no reason',
    met: 'a serialiser that writes all members',
    breaks: [...reason, ...closed, rest('no-null-members')],
    change: body(({ message }) => ({ message, reason: null })),
  }),
  error({
    name: 'stack',
    title: 'Sends a stack trace along',
    met: 'error middleware in development mode',
    breaks: closed,
    change: body((document) => ({ ...document, stack: ['at handler (/srv/app.js:41:11)'] })),
  }),
  error({
    name: 'status-in-body',
    title: 'Repeats status and title in the body',
    met: 'the defaults of Spring Boot and Fastify',
    breaks: closed,
    change: body((document, { status }) => ({ statusCode: status, error: 'Bad Request', ...document })),
  }),
  error({
    name: 'echo-breaks-json',
    title: 'Builds the body by hand, and puts the identifier in as it is',
    met: 'string templates, mapping templates of API gateways',
    breaks: [rest('body-is-json'), rest('error-body-valid')],
    label: '%22',
    change: (reference) => ({
      failure: ({ message, ...failure }) =>
        reference.failure({ ...failure, message: message.replaceAll('\\"', '"') }),
      write: (document) =>
        reference
          .write(document)
          .replace(/"message":"(.*)"(?=[,}])/s, (_, text) => `"message":"${text.replaceAll('\\"', '"')}"`),
    }),
  }),
  error({
    name: 'echo-latin-1',
    title: 'Repeats the identifier in Latin-1',
    met: '`Buffer.from(text, "latin1")`, a servlet without a character encoding',
    breaks: [rest('body-is-utf8'), rest('body-is-json'), rest('error-body-valid')],
    label: encodeURIComponent('t-été'),
    change: () => ({ encode: (text) => Buffer.from(text, 'latin1') }),
  }),
];
