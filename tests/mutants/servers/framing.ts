import { gzipSync } from 'node:zlib';
import { rest } from '../mutant.js';
import type { Outgoing } from './reference.js';
import { type Deliver, deliverWhole, get, polls, type ServerMutant, wireMutant } from './server.js';

const cut = [rest('body-complete'), rest('body-is-json'), rest('output-valid')];
const known = get('t-succeeded0');

function framing(
  name: string,
  title: string,
  met: string,
  breaks: readonly string[],
  request: string,
  deliver: Deliver,
): ServerMutant {
  return wireMutant({
    name: `framing-${name}`,
    title,
    met,
    breaks,
    level: 'MUST',
    needs: request === known ? 'task' : 'requests',
    witness: [request],
    deliver: () => deliver,
  });
}

/** A response written to the socket by hand, which then closes. */
function raw({ status, headers }: Outgoing, framing: string, body: Uint8Array): Buffer {
  const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  const head = `HTTP/1.1 ${status} Whatever\r\n${lines}connection: close\r\n${framing}\r\n\r\n`;
  return Buffer.concat([Buffer.from(head, 'latin1'), body]);
}

export const framings: readonly ServerMutant[] = [
  framing(
    'length-in-characters',
    'Announces the length in characters, and sends no more bytes than that',
    '`Content-Length: text.length`, with text that is not ASCII',
    cut,
    get('t-extreme000'),
    (response, outgoing) => {
      const { length } = Buffer.from(outgoing.body).toString('utf8');
      deliverWhole(response, { ...outgoing, body: outgoing.body.subarray(0, length) }, response.req);
    },
  ),
  framing(
    'length-too-long',
    'Announces more than it sends, and closes',
    'a length taken before the body was rewritten',
    cut,
    known,
    (_response, outgoing, { socket }) => {
      socket.end(raw(outgoing, `content-length: ${outgoing.body.length + 20}`, outgoing.body));
    },
  ),
  framing(
    'cut',
    'Closes in the middle of the body',
    'a worker that is killed, a proxy that runs out of time',
    cut,
    known,
    (_response, outgoing, { socket }) => {
      const half = outgoing.body.subarray(0, outgoing.body.length / 2);
      socket.end(raw(outgoing, `content-length: ${outgoing.body.length}`, half));
    },
  ),
  framing(
    'no-last-chunk',
    'Ends a chunked body without the last chunk',
    'an error while streaming',
    [rest('body-complete')],
    known,
    (_response, outgoing, { socket }) => {
      const chunk = Buffer.concat([
        Buffer.from(`${outgoing.body.length.toString(16)}\r\n`),
        outgoing.body,
        Buffer.from('\r\n'),
      ]);
      socket.end(raw(outgoing, 'transfer-encoding: chunked', chunk));
    },
  ),
  framing(
    'chunk-size-wrong',
    'Announces chunks of another size than they have',
    'chunked encoding by hand',
    [rest('body-complete'), rest('body-is-json')],
    known,
    (_response, outgoing, { socket }) => {
      const chunk = Buffer.concat([Buffer.from('10\r\n'), outgoing.body, Buffer.from('\r\n0\r\n\r\n')]);
      socket.end(raw(outgoing, 'transfer-encoding: chunked', chunk));
    },
  ),
  framing(
    'compressed-unasked',
    'Compresses without saying so',
    'files that are stored compressed, with the header lost',
    [rest('body-is-json'), rest('body-is-utf8'), rest('output-valid')],
    known,
    (response, outgoing, request) =>
      deliverWhole(response, { ...outgoing, body: gzipSync(outgoing.body) }, request),
  ),
  framing(
    'reset-on-refusal',
    'Drops the connection where it refuses the request',
    'a firewall for applications',
    [rest('every-request-answered'), rest('malformed-label-refused')],
    get('t-1'),
    (response, outgoing, request) => {
      if (outgoing.status === 400) request.socket.resetAndDestroy();
      else deliverWhole(response, outgoing, request);
    },
  ),
  framing(
    'silent-on-unknown',
    'Never answers where there is no such task',
    'a callback that is not called on one path',
    [rest('every-request-answered'), rest('unknown-resource-refused')],
    get('t-9999999999'),
    (response, outgoing, request) => {
      if (outgoing.status !== 404) deliverWhole(response, outgoing, request);
    },
  ),
  framing(
    'dies-on-bad-escape',
    'Closes the connection on a percent sign without its digits',
    'an uncaught URIError, and a process that starts again',
    [rest('every-request-answered'), rest('malformed-label-refused')],
    get('t-012345678%zz'),
    (response, outgoing, request) => {
      if (/%(?![0-9a-f]{2})/i.test(request.url ?? '')) request.socket.destroy();
      else deliverWhole(response, outgoing, request);
    },
  ),
  wireMutant({
    name: 'framing-first-dropped',
    title: 'Drops the first connection',
    met: 'a process that starts with the first request',
    breaks: [rest('every-request-answered')],
    level: 'MUST',
    needs: 'task',
    witness: [known],
    deliver() {
      let warm = false;
      return (response, outgoing, request) => {
        if (warm) deliverWhole(response, outgoing, request);
        else request.socket.destroy();
        warm = true;
      };
    },
  }),
  wireMutant({
    name: 'framing-now-and-then-dropped',
    title: 'Drops every thirteenth connection',
    met: 'a worker that is recycled after so many requests, in the middle of one',
    breaks: [rest('every-request-answered')],
    level: 'MUST',
    needs: 'task',
    witness: polls('t-succeeded0', 13),
    deliver() {
      let count = 0;
      return (response, outgoing, request) => {
        count += 1;
        if (count % 13 === 0) request.socket.destroy();
        else deliverWhole(response, outgoing, request);
      };
    },
  }),
];
