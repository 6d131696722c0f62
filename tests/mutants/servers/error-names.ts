import { rest } from '../mutant.js';
import { error, replied } from './error-kit.js';
import type { Change, Failure } from './reference.js';
import type { ServerMutant } from './server.js';

const named = [rest('error-name-header'), rest('error-modelled')];

/** Where the name goes, or null for nowhere. */
function name(headerOf: (failure: Failure) => readonly [string, string] | null): Change {
  return replied((reply, failure) => {
    const others = reply.headers.filter(([header]) => header !== 'x-amzn-errortype');
    const header = headerOf(failure);
    return { ...reply, headers: header === null ? others : [...others, header] };
  });
}

function spelt(of: (failure: Failure) => string): Change {
  return name((failure) => ['x-amzn-errortype', of(failure)]);
}

export const errorNames: readonly ServerMutant[] = [
  error({
    name: 'no-header',
    title: 'Names the error nowhere',
    met: 'a framework that knows nothing of AWS',
    breaks: named,
    change: name(() => null),
  }),
  error({
    name: 'name-in-body',
    title: 'Names the error as `__type` in the body only',
    met: 'the AWS JSON protocols',
    breaks: [
      ...named,
      'ValidationException#closed',
      'ResourceNotFoundException#closed',
      rest('error-body-valid'),
    ],
    change: replied(({ status, headers, document }, failure) => ({
      status,
      headers: headers.filter(([header]) => header !== 'x-amzn-errortype'),
      document: { __type: failure.name, ...(document as object) },
    })),
  }),
  error({
    name: 'other-header',
    title: 'Names the error in a header of another name',
    met: '`x-amzn-error-type`, from memory',
    breaks: named,
    change: name((failure) => ['x-amzn-error-type', failure.name]),
  }),
  error({
    name: 'namespaced',
    title: 'Puts the namespace before the name',
    met: 'shape ids as Smithy has them',
    breaks: [rest('error-name-bare')],
    level: 'SHOULD',
    change: spelt((failure) => `com.amazonaws.neptunegraph#${failure.name}`),
  }),
  error({
    name: 'with-colon',
    title: 'Puts an address after the name',
    met: 'older AWS services',
    breaks: [rest('error-name-bare')],
    level: 'SHOULD',
    change: spelt((failure) => `${failure.name}:http://internal.amazon.com/coral/com.amazon.coral.validate/`),
  }),
  error({
    name: 'quoted',
    title: 'Puts the name in quotes',
    met: '`JSON.stringify` of a header',
    breaks: [...named, rest('error-name-bare')],
    change: spelt((failure) => `"${failure.name}"`),
  }),
  error({
    name: 'wrong-name',
    title: 'Calls a ValidationException a BadRequestException',
    met: 'the name of the HTTP status',
    breaks: named,
    change: spelt((failure) => (failure.status === 400 ? 'BadRequestException' : failure.name)),
  }),
  error({
    name: 'short-name',
    title: 'Says Error for Exception',
    met: 'the error codes of the query protocol: `ValidationError`',
    breaks: named,
    change: spelt((failure) => failure.name.replace('Exception', 'Error')),
  }),
  error({
    name: 'lower-name',
    title: 'Spells the name in lower case',
    met: 'an enum written by its value',
    breaks: named,
    change: spelt((failure) => failure.name.toLowerCase()),
  }),
  error({
    name: 'class-name',
    title: 'Names the class of the exception in its language',
    met: '`err.constructor.name`',
    breaks: named,
    change: spelt(() => 'Error'),
  }),
  error({
    name: 'swapped',
    title: 'Calls every error an InternalServerException',
    met: 'an exception mapper that catches all',
    breaks: [
      ...named,
      rest('error-status'),
      'GetImportTask#error:ValidationException',
      'GetImportTask#error:InternalServerException',
    ],
    change: spelt(() => 'InternalServerException'),
  }),
];
