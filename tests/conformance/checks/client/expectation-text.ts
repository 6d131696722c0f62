import { render } from '../../render.js';
import type { Expectation } from './expectation.js';
import { errorText, neutralText } from './text.js';

/** What was expected, in words or as JSON. */
export function expectationText(expect: Expectation): string {
  switch (expect.kind) {
    case 'output':
      return expect.at === null
        ? neutralText(expect.value)
        : `an output with ${neutralText(expect.value)} at ${expect.at || 'the root'}`;
    case 'output-among':
      return `an output with ${[...new Set(expect.values.map(neutralText))].join(' or ')} at ${expect.at || 'the root'}`;
    case 'some-output':
      return 'an output';
    case 'same-as-twin':
      return 'the same output as without the member';
    case 'error':
      return errorText(expect);
    case 'service-error':
      return 'an error of the service';
    case 'end':
      return 'an output or an error';
    case 'unpolluted':
      return 'no change to any prototype';
    case 'request':
      return `${expect.method} /${expect.segments.map(encodeURIComponent).join('/')}${expect.query.length === 0 ? '' : `?${new URLSearchParams(Object.fromEntries(expect.query))}`}`;
    case 'label-kept-or-refused':
      return `/${expect.segments.map(encodeURIComponent).join('/')}, or an error before anything is sent`;
    case 'nothing-sent':
      return 'an error before anything is sent';
    case 'retried':
      return `a second request, and ${neutralText(expect.value)}`;
    case 'not-retried':
      return 'one request';
    case 'waited':
      return `a second request after ${expect.milliseconds} ms or more`;
    case 'observe-output':
      return expect.readings.map(({ behaviour }) => behaviour).join(', or ');
    case 'observe-place':
      return `${render(expect.sent)} refused, converted or passed through`;
    case 'observe-error':
      return expect.names.map(([behaviour]) => behaviour).join(', or ');
    case 'observe-attempts':
      return 'some number of requests';
    case 'observe-request-id':
      return `the request id ${expect.id}`;
  }
}
